package review

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"newsclip/clip"
)

func TestOptionsAreChecked(t *testing.T) {
	for name, c := range map[string]struct {
		options Options
		says    string // empty: they are fine
	}{
		"the zero value":        {Options{}, ""},
		"every first value":     {Options{Layout: "press-review", Order: "given", Group: "folder", Paper: "A4", Typeface: "serif"}, ""},
		"a layout":              {Options{Layout: "leaflet"}, `There is no layout "leaflet".`},
		"an order":              {Options{Order: "random"}, `There is no order "random".`},
		"a grouping":            {Options{Group: "author"}, `There is no grouping "author".`},
		"a paper":               {Options{Paper: "napkin"}, `There is no paper "napkin".`},
		"a typeface":            {Options{Typeface: "comic"}, `There is no typeface "comic".`},
		"the least margin":      {Options{Margin: MinMargin}, ""},
		"a margin too narrow":   {Options{Margin: 3}, "A margin of 3 mm is not possible."},
		"a margin too wide":     {Options{Margin: 90}, "A margin of 90 mm is not possible."},
		"text too small":        {Options{Size: 2}, "A text of 2 points is not possible."},
		"no number":             {Options{Size: nan()}, "A text of NaN points is not possible."},
		"a part":                {Options{Parts: map[Part]bool{"horoscope": true}}, `A document has no part "horoscope".`},
		"a language":            {Options{Lang: "tlh"}, `The words around the clips are not known in "tlh".`},
		"a language's region":   {Options{Lang: "de-AT"}, ""},
		"a title without end":   {Options{Title: strings.Repeat("a", 501)}, "The title is too long."},
		"a title that is right": {Options{Title: strings.Repeat("ж", 500)}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.options.Check()
			if c.says == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			var said *clip.Error
			if !errors.As(err, &said) || said.Kind != clip.ErrInvalid || said.Message != c.says || said.Next == "" {
				t.Errorf("%v, want %q and what to do", err, c.says)
			}
		})
	}
}

func nan() float64 { zero := 0.0; return zero / zero }

func TestCheckSpellsOneWay(t *testing.T) {
	got, err := Options{Layout: "Press-Review", Order: " OLDEST ", Paper: "A4", Typeface: "Sans"}.Check()
	if diff := cmp.Diff(Options{Order: OldestFirst, Typeface: Sans}, got, cmpopts.IgnoreFields(Options{}, "Progress")); err != nil || diff != "" {
		t.Errorf("%v, want → got:\n%s", err, diff)
	}
}

func TestPartsFollowTheLayout(t *testing.T) {
	var o Options
	if !o.Has(Cover) || !o.Has(Sources) || o.Has(Notes) || o.Has(Highlights) || o.Has(Provenance) {
		t.Error("a press review has cover and sources, and gives nothing private away")
	}
	o.Set(Notes, true)
	o.Set(Images, false)
	o.Set(Cover, true) // as it is
	if diff := cmp.Diff(map[Part]bool{Notes: true, Images: false}, o.Parts); diff != "" {
		t.Error(diff)
	}
	copied := o
	copied.Set(Notes, false)
	if !o.Has(Notes) || copied.Has(Notes) {
		t.Error("setting a part of a copy must not change the first")
	}
	list := Options{Layout: ListOnly}
	if list.Has(Cover) || list.Has(Images) || !list.Has(Address) {
		t.Error("a list is nothing but the list")
	}
}

// TestOptionsAreReadAsTheyWereWritten: templates keep them as JSON.
func TestOptionsAreReadAsTheyWereWritten(t *testing.T) {
	for _, want := range []Options{{}, {Title: "Week {week}", For: "The board", Period: "May", Lang: "de", Logo: "/logo.png", Layout: Continuous, Order: ByOutlet, Group: PerDay,
		Parts: map[Part]bool{Notes: true, Cover: false}, Paper: A5, Margin: 12.5, Typeface: Sans, Size: 11, Markdown: Markdown{Flavour: "obsidian", Combined: true, Names: "{date}", Fields: []string{}}}} {
		data, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got Options
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(Options{}, "Progress")); diff != "" {
			t.Errorf("%s, want → got:\n%s", data, diff)
		}
	}
}

func TestBuiltInTemplatesAreFine(t *testing.T) {
	names := map[string]bool{}
	for _, template := range BuiltIn() {
		if _, err := template.Options.Check(); err != nil || !template.BuiltIn || template.Format == "" || names[template.Name] {
			t.Errorf("%+v: %v", template, err)
		}
		names[template.Name] = true
	}
}

func TestFill(t *testing.T) {
	for pattern, want := range map[string]string{
		"":                            "",
		"plain":                       "plain",
		"review {date}.pdf":           "review 2026-11-25.pdf",
		"{Title} {DATE}":              "Harbour 2026-11-25",
		"{ date }, {1}, {}, {{date}}": "{ date }, {1}, {}, {2026-11-25}",
	} {
		if got, err := Fill(pattern, "date", "2026-11-25", "title", "Harbour"); err != nil || got != want {
			t.Errorf("%q: %q, %v, want %q", pattern, got, err, want)
		}
	}
	if _, err := Fill("{dat}", "date", "2026-11-25"); clip.KindOf(err) != clip.ErrInvalid {
		t.Errorf("an unknown word: %v", err)
	}
}

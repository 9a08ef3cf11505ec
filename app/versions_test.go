package app

import (
	"strings"
	"testing"

	"newsclip/clip"
	"newsclip/clip/diff"
)

func TestRevisionsSayWhatEachChanged(t *testing.T) {
	d, id := newWeir(t)
	first, err := d.Clip(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	title := "Weir leaks"
	body := EditText(first.Version.Body, strings.Replace(first.Version.Body.Plain(), "nine hours", "11 hours", 1))
	if _, err := d.Edit(t.Context(), id, Edit{Title: &title, Body: &body}); err != nil {
		t.Fatal(err)
	}
	if err := d.UseNumber(t.Context(), id, 1); err != nil {
		t.Fatal(err)
	}
	outlet := "Brennick Post"
	if _, err := d.Edit(t.Context(), id, Edit{Outlet: &outlet}); err != nil {
		t.Fatal(err)
	}
	revisions, err := d.Revisions(t.Context(), id)
	if err != nil || len(revisions) != 3 {
		t.Fatalf("%d revisions, %v", len(revisions), err)
	}
	for i, want := range []struct {
		since   int
		current bool
		summary string
	}{{0, false, ""}, {1, false, "Headline, 1 number, 1 paragraph changed"}, {1, true, "Outlet"}} {
		if r := revisions[i]; r.Since != want.since || r.Current != want.current || r.Summary != want.summary {
			t.Errorf("revision %d: since %d, current %v, %q; want %+v", r.Number, r.Since, r.Current, r.Summary, want)
		}
	}
	old, fresh, c, err := d.Compare(t.Context(), id, 0, 2)
	if err != nil || old.Number != 1 || fresh.Number != 2 || ChangeSentence(&c.Changes[1]) != "nine → 11 hours" {
		t.Errorf("from %d to %d: %+v, %v", old.Number, fresh.Number, c.Changes, err)
	}
	for _, numbers := range [][2]int{{0, 1}, {1, 9}, {7, 2}} {
		if _, _, _, err := d.Compare(t.Context(), id, numbers[0], numbers[1]); clip.KindOf(err) != clip.ErrNotFound {
			t.Errorf("comparing %v: %v", numbers, err)
		}
	}
}

func TestOlderVersionIsUsedAgainAndThatUndone(t *testing.T) {
	d, id := newWeir(t)
	title := "Weir leaks"
	if _, err := d.Edit(t.Context(), id, Edit{Title: &title}); err != nil {
		t.Fatal(err)
	}
	number := func() int {
		t.Helper()
		c, err := d.Clip(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return c.Version.Number
	}
	if err := d.UseNumber(t.Context(), id, 1); err != nil || number() != 1 {
		t.Errorf("version %d is used, %v", number(), err)
	}
	if _, err := d.Undo(t.Context()); err != nil || number() != 2 {
		t.Errorf("undone, version %d is used, %v", number(), err)
	}
	if _, err := d.Redo(t.Context()); err != nil || number() != 1 {
		t.Errorf("redone, version %d is used, %v", number(), err)
	}
	if err := d.UseNumber(t.Context(), id, 5); clip.KindOf(err) != clip.ErrNotFound {
		t.Errorf("using version 5: %v", err)
	}
}

func TestChangeSentences(t *testing.T) {
	for want, c := range map[string]diff.Change{
		"Headline changed: “A” → “B”":        {Kind: diff.Headline, Was: "A", Is: "B"},
		"12 → 14 dead":                       {Kind: diff.Number, Was: "12", Is: "14", About: "dead"},
		"Quote removed: “We saw nothing”":    {Kind: diff.Quotation, Was: "We saw nothing"},
		"New quote: “We saw it”":             {Kind: diff.Quotation, Is: "We saw it"},
		"Quote changed: “A b c” → “A b d”":   {Kind: diff.Quotation, Was: "A b c", Is: "A b d"},
		"Authors changed: none → Ida Marlow": {Kind: diff.Authors, Is: "Ida Marlow"},
		"Date changed: 2026-03-03 → none":    {Kind: diff.Published, Was: "2026-03-03"},
	} {
		if got := ChangeSentence(&c); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if got := Summary(&diff.Comparison{}); got != "Nothing changed" {
		t.Errorf("of nothing: %q", got)
	}
}

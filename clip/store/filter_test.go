package store

import (
	"slices"
	"testing"
	"time"

	"newsclip/clip"
)

func TestFilterExpressions(t *testing.T) {
	l := open(t, t.TempDir())
	first := item("Quay mended", "The quay was mended.")
	first.Clip.Version.URL, first.Clip.Version.Lang = "https://www.example.com/politics/quay?utm_source=x", "de-AT"
	twin := item("Quay mended again", "The quay was mended again.")
	twin.Clip.Version.URL, twin.Clip.Version.Lang = "http://example.com/politics/quay", "en"
	pictured := item("Bridge painted", "The bridge was painted.")
	pictured.Clip.Version.URL, pictured.Clip.Version.Lang, pictured.Clip.Version.Image = "https://example.com/sport/bridge", "en", "https://example.com/bridge.jpg"
	inside := item("Tower lit", "The tower was lit.")
	inside.Clip.Version.URL = "https://other.example/tower"
	inside.Clip.Version.Body = append(inside.Clip.Version.Body, clip.Block{Kind: clip.Image, URL: "https://other.example/tower.jpg"})
	a, b, c, d := add(t, l, first), add(t, l, twin), add(t, l, pictured), add(t, l, inside)
	err := l.Change(t.Context(), "Mark", func(change *Change) error {
		leaf := clip.Passage{To: clip.Position{Offset: 3}}
		if _, err := change.PutHighlight(clip.Highlight{Clip: a.ID, Version: a.Current, Passage: leaf, Quote: "The", Note: "ask"}); err != nil {
			return err
		}
		if _, err := change.PutHighlight(clip.Highlight{Clip: b.ID, Version: b.Current, Passage: leaf, Quote: "The"}); err != nil {
			return err
		}
		return change.State(d.ID, func(s *clip.State) { s.Note, s.Tags = "call", []string{"light"} })
	})
	if err != nil {
		t.Fatal(err)
	}
	is := func(kind clip.FilterKind) clip.Filter { return clip.Filter{Is: kind} }
	no := func(f clip.Filter) clip.Filter { return clip.Filter{Is: clip.FilterNot, Of: []clip.Filter{f}} }
	any := func(of ...clip.Filter) clip.Filter { return clip.Filter{Is: clip.FilterAny, Of: of} }
	every := func(of ...clip.Filter) clip.Filter { return clip.Filter{Is: clip.FilterAll, Of: of} }
	for name, test := range map[string]struct {
		filter clip.Filter
		want   []clip.ID
	}{
		"duplicate":           {is(clip.FilterDuplicate), []clip.ID{a.ID, b.ID}},
		"not a duplicate":     {no(is(clip.FilterDuplicate)), []clip.ID{c.ID, d.ID}},
		"image":               {is(clip.FilterImage), []clip.ID{c.ID, d.ID}},
		"highlighted":         {is(clip.FilterHighlighted), []clip.ID{a.ID, b.ID}},
		"note":                {is(clip.FilterNote), []clip.ID{a.ID, d.ID}},
		"tagged":              {is(clip.FilterTagged), []clip.ID{d.ID}},
		"filed":               {is(clip.FilterFiled), nil},
		"language":            {clip.Filter{Is: clip.FilterLang, Names: []string{"de", "fr"}}, []clip.ID{a.ID}},
		"no language":         {clip.Filter{Is: clip.FilterLang}, nil},
		"address":             {clip.Filter{Is: clip.FilterURL, Text: "https://www.example.com/politics/"}, []clip.ID{a.ID, b.ID}},
		"part of an address":  {clip.Filter{Is: clip.FilterURL, Text: "Example.com"}, []clip.ID{a.ID, b.ID, c.ID}},
		"from tomorrow":       {clip.Filter{Is: clip.FilterDate, From: time.Now().AddDate(0, 0, 1)}, nil},
		"any":                 {any(is(clip.FilterTagged), is(clip.FilterDuplicate)), []clip.ID{a.ID, b.ID, d.ID}},
		"any of nothing":      {any(), nil},
		"every":               {every(is(clip.FilterNote), is(clip.FilterDuplicate)), []clip.ID{a.ID}},
		"every of nothing":    {every(), []clip.ID{a.ID, b.ID, c.ID, d.ID}},
		"not (any and every)": {no(any(is(clip.FilterTagged), every(is(clip.FilterHighlighted), is(clip.FilterNote)))), []clip.ID{b.ID, c.ID}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := l.IDs(t.Context(), clip.Query{Where: []clip.Filter{test.filter}})
			slices.Sort(got)
			slices.Sort(test.want)
			if err != nil || !slices.Equal(got, test.want) {
				t.Errorf("%v, %v; want %v", got, err, test.want)
			}
			if n, err := l.Count(t.Context(), clip.Query{Where: []clip.Filter{test.filter}}); err != nil || n != len(test.want) {
				t.Errorf("counted %d, %v", n, err)
			}
		})
	}
}

// TestFilterOfTrash: a query that speaks of the trash looks in it.
func TestFilterOfTrash(t *testing.T) {
	l := open(t, t.TempDir())
	kept, gone := add(t, l, item("Kept", "alpha")), add(t, l, item("Gone", "beta"))
	err := l.Change(t.Context(), "Delete", func(change *Change) error {
		return change.State(gone.ID, func(s *clip.State) { s.Trashed = time.Now() })
	})
	if err != nil {
		t.Fatal(err)
	}
	trash := clip.Filter{Is: clip.FilterTrash}
	for name, test := range map[string]struct {
		where []clip.Filter
		want  []clip.ID
	}{
		"not asked":        {nil, []clip.ID{kept.ID}},
		"trash":            {[]clip.Filter{trash}, []clip.ID{gone.ID}},
		"not in the trash": {[]clip.Filter{{Is: clip.FilterNot, Of: []clip.Filter{trash}}}, []clip.ID{kept.ID}},
	} {
		if got, err := l.IDs(t.Context(), clip.Query{Where: test.where}); err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, %v; want %v", name, got, err, test.want)
		}
	}
}

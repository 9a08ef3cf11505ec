package main

import (
	"testing"

	"newsclip/clip/story"
)

// TestEditsAreRecognised holds that edits of texts in eleven languages are
// recognised, .99 of all and nearly as many of each kind, and that articles of
// their own are taken for nobody's.
func TestEditsAreRecognised(t *testing.T) {
	documents, err := read("../testdata/languages.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	g, err := story.New(story.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range documents {
		s := story.Sign(d.Document)
		if p := g.Place(s); len(p.Duplicates) > 0 {
			t.Errorf("%s is taken for an edit of %s", d.ID, p.Duplicates[0].Clip)
		}
		g.Put(s, s.ID)
	}
	found, all := 0, 0
	for _, e := range edits {
		f, n := 0, 0
		for _, articles := range byLanguage(documents) {
			some, of := e.recognised(g, articles)
			f, n = f+some, n+of
		}
		t.Logf("%s: %d of %d", e.name, f, n)
		if n == 0 || float64(f) < 0.98*float64(n) {
			t.Errorf("%s: %d of %d are recognised", e.name, f, n)
		}
		found, all = found+f, all+n
	}
	if float64(found) < 0.99*float64(all) {
		t.Errorf("%d of %d edits are recognised", found, all)
	}
}

package story

import (
	"slices"
	"testing"

	"newsclip/clip"
)

// TestWokenDocumentsAreAsBefore holds that clips which rested and woke are
// placed with, found as copies and counted as if they had never gone.
func TestWokenDocumentsAreAsBefore(t *testing.T) {
	documents, _ := told(t, "serials.jsonl")
	g, err := New(Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	story := place(g, documents[:30])
	probe := Sign(documents[30])
	copied := Sign(Document{ID: "copy", Title: "Elsewhere", Text: documents[3].Text, Lang: documents[3].Lang})
	want, wantCopies, totals := g.Place(probe), g.Overlapping(&copied), slices.Clone(g.vocabulary.totals)
	if !slices.Contains(wantCopies, documents[3].ID) {
		t.Fatalf("copies of a text are %q", wantCopies)
	}
	for _, d := range documents[:30] {
		g.Rest(d.ID)
	}
	if p := g.Place(probe); p.Story != "" || len(g.Place(copied).Duplicates) > 0 {
		t.Errorf("while all rest a clip is placed %+v", p)
	}
	if got := g.Overlapping(&copied); !slices.Equal(got, wantCopies) {
		t.Errorf("while all rest the copies are %q, want %q", got, wantCopies)
	}
	for _, d := range documents[:30] {
		if !g.Wake(d.ID, story[d.ID]) {
			t.Fatalf("%s does not wake", d.ID)
		}
	}
	if got := g.Place(probe); got.Story != want.Story || got.Score-want.Score > 1e-6 || want.Score-got.Score > 1e-6 {
		t.Errorf("placed %+v, before they rested %+v", got, want)
	}
	if got := g.Overlapping(&copied); !slices.Equal(got, wantCopies) {
		t.Errorf("the copies are %q, before they rested %q", got, wantCopies)
	}
	if !slices.Equal(g.vocabulary.totals, totals) {
		t.Errorf("%v documents are counted, before they rested %v", g.vocabulary.totals, totals)
	}
	if err := g.Err(); err != nil {
		t.Error(err)
	}
}

func TestWhatWasPutOrRemovedDoesNotWake(t *testing.T) {
	g := built(t)
	placed := place(g, news)
	for _, id := range []clip.ID{"a1", "a2"} {
		g.Rest(id)
	}
	g.Remove("a1")
	g.Put(Sign(news[1]), placed["a2"])
	for _, id := range []clip.ID{"a1", "a2", "b1", "unknown"} {
		if g.Wake(id, "another") {
			t.Errorf("%s woke", id)
		}
	}
	if g.StoryOf("a2") != placed["a2"] {
		t.Error("what was put anew is elsewhere")
	}
}

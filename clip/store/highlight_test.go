package store

import (
	"context"
	"reflect"
	"testing"
	"time"

	"newsclip/clip"
)

func passage(from, to int) clip.Passage {
	return clip.Passage{From: clip.Position{Offset: from}, To: clip.Position{Offset: to}}
}

func (l *Library) mark(t *testing.T, h clip.Highlight) clip.Highlight {
	t.Helper()
	var kept clip.Highlight
	err := l.Change(t.Context(), "Highlight", func(c *Change) (err error) { kept, err = c.PutHighlight(h); return err })
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func (l *Library) marked(t *testing.T, id clip.ID) []clip.Highlight {
	t.Helper()
	all, err := l.Highlights(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestHighlightIsReadBackUndoneAndRedone(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	c := add(t, l, item("Weir", "The weir holds again."))
	h := l.mark(t, clip.Highlight{Clip: c.ID, Version: c.Current, Passage: passage(4, 14), Quote: "weir holds", Before: "The ", After: " again.", Colour: clip.Green, Note: "since when?"})
	if h.ID == "" || h.Made.IsZero() {
		t.Fatalf("kept without an id or a time: %+v", h)
	}
	l.Close()
	l = open(t, dir)
	want := []clip.Highlight{h}
	if got := l.marked(t, c.ID); !reflect.DeepEqual(got, want) {
		t.Fatalf("after reopening\n got %+v\nwant %+v", got, want)
	}
	changed := h
	changed.Note, changed.Colour = "", clip.Blue
	l.mark(t, changed)
	for i, step := range []struct {
		do   func(context.Context) (string, error)
		want []clip.Highlight
	}{
		{l.Undo, want}, {l.Undo, nil}, {l.Redo, want}, {l.Redo, []clip.Highlight{changed}}, {l.Undo, want},
	} {
		if _, err := step.do(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := l.marked(t, c.ID); !reflect.DeepEqual(got, step.want) {
			t.Errorf("after step %d\n got %+v\nwant %+v", i, got, step.want)
		}
	}
	err := l.Change(t.Context(), "Remove", func(c *Change) error { return c.DropHighlight(h.ID) })
	if got := l.marked(t, c.ID); err != nil || len(got) != 0 {
		t.Errorf("removed: %v, left %+v", err, got)
	}
	if _, err := l.Highlight(t.Context(), h.ID); clip.KindOf(err) != clip.ErrNotFound {
		t.Errorf("reading it then: %v", err)
	}
}

// TestJournalNamesTheClipOfAHighlight lets the index follow: a note is content,
// a mark alone is none.
func TestJournalNamesTheClipOfAHighlight(t *testing.T) {
	l := open(t, t.TempDir())
	c := add(t, l, item("Weir", "The weir holds again."))
	seq, err := l.Seq(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	h := l.mark(t, clip.Highlight{Clip: c.ID, Version: c.Current, Passage: passage(4, 8), Quote: "weir"})
	h.Note = "which?"
	l.mark(t, h)
	l.mark(t, h) // nothing changes: no entry
	entries, err := l.Journal(t.Context(), seq, 10)
	if err != nil || len(entries) != 2 {
		t.Fatalf("entries %+v, %v", entries, err)
	}
	for i, content := range []bool{false, true} {
		if entries[i].Clip != c.ID || entries[i].Content != content {
			t.Errorf("entry %d is %+v, want clip %s, content %v", i, entries[i], c.ID, content)
		}
	}
}

func TestHighlightIsRefused(t *testing.T) {
	l := open(t, t.TempDir())
	c, other := add(t, l, item("Weir", "The weir holds.")), add(t, l, item("Dam", "The dam leaks."))
	for name, h := range map[string]clip.Highlight{
		"of nothing":        {Clip: c.ID, Version: c.Current, Passage: passage(3, 3)},
		"without a quote":   {Clip: c.ID, Version: c.Current, Passage: passage(0, 3)},
		"in another's text": {Clip: c.ID, Version: other.Current, Passage: passage(0, 3), Quote: "The"},
		"of no clip":        {Clip: "nosuchclip00", Version: c.Current, Passage: passage(0, 3), Quote: "The"},
	} {
		err := l.Change(t.Context(), "Highlight", func(c *Change) error { _, err := c.PutHighlight(h); return err })
		if clip.KindOf(err) != clip.ErrInvalid && clip.KindOf(err) != clip.ErrNotFound {
			t.Errorf("a highlight %s: %v", name, err)
		}
	}
	if got := append(l.marked(t, c.ID), l.marked(t, other.ID)...); len(got) != 0 {
		t.Errorf("kept all the same: %+v", got)
	}
}

func TestHighlightsGoWithTheirClip(t *testing.T) {
	l := open(t, t.TempDir())
	c := add(t, l, item("Weir", "The weir holds."))
	l.mark(t, clip.Highlight{Clip: c.ID, Version: c.Current, Passage: passage(0, 3), Quote: "The"})
	if err := l.Change(t.Context(), "Delete", func(change *Change) error {
		return change.State(c.ID, func(s *clip.State) { s.Trashed = time.Unix(1, 0) })
	}); err != nil {
		t.Fatal(err)
	}
	if n := len(l.marked(t, c.ID)); n != 1 {
		t.Errorf("in the trash it has %d highlights", n)
	}
	if n, err := l.EmptyTrash(t.Context(), time.Unix(2, 0)); n != 1 || err != nil {
		t.Fatalf("emptied %d, %v", n, err)
	}
	if n := len(l.marked(t, c.ID)); n != 0 {
		t.Errorf("deleted for good, it has %d highlights", n)
	}
}

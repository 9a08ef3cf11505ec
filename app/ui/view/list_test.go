package view

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"newsclip/app"
	"newsclip/clip"
)

// window stands for the window's goroutine: it runs what is posted when the
// test says so.
type window struct {
	posted chan func()
	work   sync.WaitGroup
}

func newWindow(t *testing.T) *window {
	w := &window{posted: make(chan func(), 1000)}
	t.Cleanup(w.work.Wait)
	return w
}

func (w *window) post(f func()) { w.posted <- f }
func (w *window) run(f func())  { w.work.Go(f) }

// until runs what is posted until done, or fails the test.
func (w *window) until(t *testing.T, what string, done func() bool) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	for !done() {
		select {
		case f := <-w.posted:
			f()
		case <-deadline:
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// library opens a library with n clips, imported as records.
func library(t *testing.T, n int) *app.App {
	t.Helper()
	a, err := app.Open(t.Context(), app.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	var records strings.Builder
	subjects := []string{"harbour", "library", "orchard", "tramway", "lighthouse"}
	for i := range n {
		subject := subjects[i%len(subjects)]
		fmt.Fprintf(&records, `{"id":"r%d","title":"The %s report number %d","body":"What the %s committee of town %d said on day %d was written down by clerk %d.","date":"2026-01-%02d"}`+"\n",
			i, subject, i, subject, i*7, i, i*3, i%28+1)
	}
	if _, err := a.Import(context.Background(), strings.NewReader(records.String()), app.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	return a
}

func shownList(t *testing.T, n int) (*List, *window) {
	t.Helper()
	w := newWindow(t)
	l := NewList(library(t, n), w.post, w.run)
	t.Cleanup(l.Stop)
	l.Failed = func(err error) { t.Error(err) }
	l.Show(clip.Query{})
	w.until(t, "the list", l.Loaded)
	return l, w
}

func TestListFetchesRowsInView(t *testing.T) {
	l, w := shownList(t, 100)
	if l.Len() != 100 || l.Total != 100 {
		t.Fatalf("%d of %d rows, want 100", l.Len(), l.Total)
	}
	if _, ok := l.Row(0); !ok {
		t.Error("the first screen was not fetched with the list")
	}
	if _, ok := l.Row(90); ok {
		t.Error("a row far below was here at once")
	}
	changed := false
	l.Changed = func(fresh bool) { changed = !fresh }
	w.until(t, "row 90", func() bool { return changed })
	if row, ok := l.Row(90); !ok || row.Clip.Version.Title == "" {
		t.Errorf("row 90 is %+v", row)
	}
}

// TestPassagesComeWhenInView finds more than a window of rows has: the first have
// their passages at once, the others when one of them is looked at, and what is
// found stays as it is.
func TestPassagesComeWhenInView(t *testing.T) {
	w := newWindow(t)
	l := NewList(library(t, 3*rowWindow), w.post, w.run)
	defer l.Stop()
	answered := false
	l.Answered = func() { answered = true }
	l.text = "committee"
	l.Show(clip.Query{})
	w.until(t, "the answer", func() bool { return answered })
	ids := slices.Clone(l.IDs())
	if len(ids) != 3*rowWindow || l.Total != len(ids) {
		t.Fatalf("%d ids of %d", len(ids), l.Total)
	}
	if row, ok := l.Known(ids[0]); !ok || !marked(row) {
		t.Errorf("the first row is %+v", row)
	}
	last := len(ids) - 1
	if _, ok := l.Row(last); ok {
		t.Fatal("the last row is there at once")
	}
	w.until(t, "the last row", func() bool { _, ok := l.Row(last); return ok })
	for i := range ids {
		if row, ok := l.Row(i); !ok || row.Clip.ID != ids[i] || !marked(row) {
			t.Fatalf("row %d is %+v", i, row)
		}
	}
}

// marked reports whether a row's passage has a mark.
func marked(row app.Row) bool {
	return slices.ContainsFunc(row.Snippet, func(s clip.Span) bool { return s.Marked })
}

func TestTypingSearchesOnce(t *testing.T) {
	l, w := shownList(t, 30)
	answers := 0
	l.Changed = func(fresh bool) {
		if fresh {
			answers++
		}
	}
	for _, text := range []string{"l", "li", "lig", "lighthouse"} {
		l.Type(text)
	}
	w.until(t, "the search", func() bool { return answers > 0 })
	if l.Len() != 6 || answers != 1 {
		t.Errorf("%d rows in %d answers, want 6 in 1", l.Len(), answers)
	}
	row, ok := l.Row(0)
	if !ok || !slices.ContainsFunc(row.Title, func(s clip.Span) bool { return s.Marked }) {
		t.Errorf("no mark in %+v", row.Title)
	}
	l.Type("")
	w.until(t, "everything again", func() bool { return answers > 1 })
	if l.Len() != 30 {
		t.Errorf("%d rows, want 30", l.Len())
	}
}

func TestDeletionGoesOnToTheNextClip(t *testing.T) {
	l, w := shownList(t, 10)
	l.Click(l.IDs(), l.IDs()[4], false, false)
	next := l.IDs()[5]
	if err := l.app.Trash(t.Context(), l.IDs()[4]); err != nil {
		t.Fatal(err)
	}
	l.Refresh()
	w.until(t, "nine rows", func() bool { return l.Len() == 9 })
	if l.Active() != next {
		t.Errorf("clip %s is active, want %s", l.Active(), next)
	}
}

func TestSelection(t *testing.T) {
	ids := []clip.ID{"a", "b", "c", "d", "e"}
	cases := []struct {
		name   string
		do     func(*Selection)
		want   []clip.ID
		active clip.ID
	}{
		{"one", func(s *Selection) { s.Click(ids, "b", false, false); s.Click(ids, "c", false, false) }, []clip.ID{"c"}, "c"},
		{"control adds", func(s *Selection) { s.Click(ids, "b", false, false); s.Click(ids, "d", true, false) }, []clip.ID{"b", "d"}, "d"},
		{"control takes away", func(s *Selection) { s.Click(ids, "b", false, false); s.Click(ids, "b", true, false) }, nil, "b"},
		{"shift", func(s *Selection) { s.Click(ids, "d", false, false); s.Click(ids, "b", false, true) }, []clip.ID{"b", "c", "d"}, "b"},
		{"step", func(s *Selection) { s.Click(ids, "b", false, false); s.Step(ids, 1); s.Step(ids, 1) }, []clip.ID{"d"}, "d"},
		{"step stops", func(s *Selection) { s.Step(ids, -1); s.Step(ids, 1) }, []clip.ID{"e"}, "e"},
		{"all", func(s *Selection) { s.All(ids) }, ids, ""},
		{"gone", func(s *Selection) { s.All(ids); s.keepOnly(ids[:2]) }, []clip.ID{"a", "b"}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := &Selection{chosen: map[clip.ID]bool{}}
			c.do(s)
			if got := s.Chosen(ids); !slices.Equal(got, c.want) || s.Active() != c.active {
				t.Errorf("got %v at %q, want %v at %q", got, s.Active(), c.want, c.active)
			}
		})
	}
}

func TestTree(t *testing.T) {
	a := library(t, 3)
	harbour, err := a.MakeFolder(t.Context(), "", "Harbour")
	if err != nil {
		t.Fatal(err)
	}
	dues, err := a.MakeFolder(t.Context(), harbour.ID, "Dues")
	if err != nil {
		t.Fatal(err)
	}
	tree, err := ReadTree(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	if tree.Clips != 3 || tree.Nodes[KeyAll].Count != 3 {
		t.Errorf("%d clips, node %+v", tree.Clips, tree.Nodes[KeyAll])
	}
	if got := tree.Children["folder:"+string(harbour.ID)]; !slices.Equal(got, []string{"folder:" + string(dues.ID)}) {
		t.Errorf("children of Harbour: %v", got)
	}
	if got := tree.FolderPath(dues.ID); got != "Harbour / Dues" {
		t.Errorf("path %q", got)
	}
}

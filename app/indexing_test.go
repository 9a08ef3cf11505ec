package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsclip/clip"
	"newsclip/clip/store"
)

// manyClips makes a library whose journal takes the index several batches.
func manyClips(t *testing.T, dir string, n int) {
	t.Helper()
	a := got(Open(t.Context(), Options{Dir: dir}))(t)
	for i := range n {
		c := clip.Clip{ID: clip.ID(fmt.Sprintf("clip%06d", i))}
		c.Version.Title = fmt.Sprintf("Ferry number %d", i)
		c.Version.Body = clip.FromPlain(fmt.Sprintf("The ferry velmar%d sails at noon.", i))
		if _, err := a.library.Add(t.Context(), store.New{Clip: c}); err != nil {
			t.Fatal(err)
		}
	}
	must(t, a.Close())
}

func found(t *testing.T, a *App, text string) Found {
	t.Helper()
	return got(a.Find(t.Context(), clip.Query{Text: text}))(t)
}

// TestLostIndexIsMadeInBackground takes the index away and looks what works
// meanwhile.
func TestLostIndexIsMadeInBackground(t *testing.T) {
	dir := t.TempDir()
	manyClips(t, dir, 2*followBatch+20)
	must(t, os.RemoveAll(filepath.Join(dir, "index")))

	a := got(Open(t.Context(), Options{Dir: dir, Background: true}))(t)
	defer a.Close()
	a.indexing.mutex.Lock() // the background stands still
	if a.indexing.running {
		last, err := a.library.Seq(t.Context())
		must(t, err)
		if a.index.Seq() >= last {
			t.Errorf("the index is at %d of %d before it was made", a.index.Seq(), last)
		}
	}
	a.indexing.mutex.Unlock()
	if ids := got(a.IDs(t.Context(), clip.Query{}))(t); len(ids) != 2*followBatch+20 {
		t.Errorf("the list has %d clips", len(ids))
	}
	must(t, a.change(t.Context(), func() error {
		c := clip.Clip{ID: "latest"}
		c.Version.Title, c.Version.Body = "Lighthouse", clip.FromPlain("The lighthouse of Ahorn is sold.")
		_, err := a.library.Add(t.Context(), store.New{Clip: c})
		return err
	}))
	if f := found(t, a, "lighthouse"); f.Total != 1 {
		t.Errorf("a clip added meanwhile: %d found", f.Total)
	}
	a.awaitIndex()
	for _, text := range []string{"velmar0", "velmar1019", "lighthouse"} {
		if f := found(t, a, text); f.Total != 1 || f.Hint != "" {
			t.Errorf("%s, when the index is made: %d found, hint %q", text, f.Total, f.Hint)
		}
	}
	if problems := got(a.Verify(t.Context(), nil))(t); len(problems) > 0 {
		t.Errorf("verify: %v", problems)
	}
}

// TestHintWhileIndexing holds the sentence that a search gives meanwhile.
func TestHintWhileIndexing(t *testing.T) {
	dir := t.TempDir()
	manyClips(t, dir, 3)
	a := got(Open(t.Context(), Options{Dir: dir, Background: true}))(t)
	defer a.Close()
	a.indexing.running = true
	if f := found(t, a, "ferry"); !strings.Contains(f.Hint, "being made (100 %)") {
		t.Errorf("hint %q", f.Hint)
	}
	a.indexing.running = false
}

// TestChangeIsKeptWhenTheIndexFails closes the index under a change, as a full
// disk does.
func TestChangeIsKeptWhenTheIndexFails(t *testing.T) {
	dir := t.TempDir()
	manyClips(t, dir, 2)
	a := got(Open(t.Context(), Options{Dir: dir}))(t)
	must(t, a.index.Close())
	must(t, a.change(t.Context(), func() error {
		c := clip.Clip{ID: "latest"}
		c.Version.Title = "Lighthouse"
		_, err := a.library.Add(t.Context(), store.New{Clip: c})
		return err
	}))
	if hint := a.indexHint(t.Context()); !strings.Contains(hint, "room on the disk") {
		t.Errorf("hint %q", hint)
	}
	a.Close()
	again := got(Open(t.Context(), Options{Dir: dir}))(t)
	defer again.Close()
	if f := found(t, again, "lighthouse"); f.Total != 1 {
		t.Errorf("after opening again %d found", f.Total)
	}
}

// TestStatesLeaveTheIndexAlone moves, stars, reads, tags, trashes and restores:
// nothing of that is in the index.
func TestStatesLeaveTheIndexAlone(t *testing.T) {
	a := open(t)
	id := addText(t, a, "Lighthouse", "The lighthouse of Ahorn is sold.")
	folder := got(a.MakeFolder(t.Context(), "", "Sales"))(t)
	before := a.index.Seq()
	must(t, errors.Join(a.File(t.Context(), folder.ID, id), a.SetStarred(t.Context(), true, id), a.SetRead(t.Context(), true, id),
		a.Tag(t.Context(), []string{"sold"}, nil, id), a.Trash(t.Context(), id), a.Restore(t.Context(), id)))
	if after := a.index.Seq(); after != before {
		t.Errorf("the index went from %d to %d", before, after)
	}
	if f := found(t, a, "lighthouse tag:sold folder:sales is:starred is:read"); f.Total != 1 {
		t.Errorf("%d found", f.Total)
	}
	must(t, a.SetNote(t.Context(), id, "Ask the harbour office."))
	if f := found(t, a, "note:harbour"); f.Total != 1 || a.index.Seq() == before {
		t.Errorf("by its note %d found, index at %d", f.Total, a.index.Seq())
	}
}

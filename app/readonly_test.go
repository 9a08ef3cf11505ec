package app

import (
	"path/filepath"
	"testing"
	"time"

	"newsclip/clip"
	"newsclip/search"
)

// TestMirroredIndex searches and goes on with the mirror of an index: the index
// itself must stay as it is.
func TestMirroredIndex(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "library")
	a := openAt(t, dir, time.Now)
	id := addText(t, a, "Ferry", "The ferry to Skarn sails again.")
	must(t, a.Close())
	folder, remove, err := indexFolder(dir, true)
	must(t, err)
	mirrored := got(search.Open(t.Context(), search.Options{Dir: folder}))(t)
	if n := got(mirrored.Count(t.Context()))(t); mirrored.Fresh() || n != 1 {
		t.Errorf("the mirror holds %d clips, want 1", n)
	}
	must(t, mirrored.Apply(t.Context(), 1000, nil, []clip.ID{id}))
	must(t, mirrored.Close())
	remove()
	a = openAt(t, dir, time.Now)
	defer a.Close()
	if found := got(a.Find(t.Context(), clip.Query{Text: "ferry"}))(t); found.Total != 1 {
		t.Errorf("the index itself found %d clips", found.Total)
	}
}

// TestClockAheadKeepsTheTrash starts the program once while the clock is years
// ahead.
func TestClockAheadKeepsTheTrash(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "library")
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { now = now.Add(time.Second); return now }
	a := openAt(t, dir, clock)
	must(t, a.Trash(t.Context(), addText(t, a, "Ferry", "The ferry to Skarn sails again.")))
	must(t, a.Close())
	for _, years := range []int{60, -60} {
		now = now.AddDate(years, 0, 0)
		a = openAt(t, dir, clock)
		if counts := got(a.Counts(t.Context()))(t); counts.Trash != 1 {
			t.Errorf("in %d: %+v, want one in the trash", now.Year(), counts)
		}
		must(t, a.Close())
	}
}

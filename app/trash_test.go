package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
)

// files counts the files below a folder of the library.
func files(t *testing.T, a *App, folder string) (n int) {
	t.Helper()
	must(t, filepath.WalkDir(filepath.Join(a.Dir(), folder), func(_ string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			n++
		}
		return err
	}))
	return n
}

// TestTheTrashKeepsThirtyDays puts two of three clips into the trash, on two
// days, and starts the program on later ones.
func TestTheTrashKeepsThirtyDays(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "library")
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { now = now.Add(time.Second); return now }
	a := openAt(t, dir, clock)
	ids := []clip.ID{addText(t, a, "First", "The ferry to Skarn sails again."), addText(t, a, "Second", "A choir of miners sang in Velm."), addText(t, a, "Third", "Snow closed the pass of Orrin.")}
	showImage(t, a, ids[0])
	showImage(t, a, ids[2]) // the same image
	must(t, a.Trash(t.Context(), ids[0]))
	now = now.AddDate(0, 0, 10)
	must(t, a.Trash(t.Context(), ids[1]))
	for _, step := range []struct {
		days              int
		trash             int
		originals, images int
	}{{19, 2, 3, 1}, {2, 1, 2, 1}, {10, 0, 1, 1}} {
		must(t, a.Close())
		now = now.AddDate(0, 0, step.days)
		a = openAt(t, dir, clock)
		counts := got(a.Counts(t.Context()))(t)
		if counts.All != 1 || counts.Trash != step.trash {
			t.Errorf("on %s: %+v, want %d in the trash", now.Format(time.DateOnly), counts, step.trash)
		}
		if o, i := files(t, a, "originals"), files(t, a, "images"); o != step.originals || i != step.images {
			t.Errorf("on %s: %d originals, %d images", now.Format(time.DateOnly), o, i)
		}
		noProblems(t, a)
	}
	// The image goes with the last clip that shows it.
	must(t, a.Trash(t.Context(), ids[2]))
	got(a.EmptyTrash(t.Context(), now.Add(time.Hour)))(t)
	if o, i := files(t, a, "originals"), files(t, a, "images"); o+i != 0 {
		t.Errorf("at last: %d originals, %d images", o, i)
	}
	noProblems(t, a)
}

// TestEmptyingTheTrashKeepsTheHashes looks for what the log says of a clip that
// was deleted for good.
func TestEmptyingTheTrashKeepsTheHashes(t *testing.T) {
	a := openAt(t, filepath.Join(t.TempDir(), "library"), ticking())
	id := addText(t, a, "Gone", "The ferry to Skarn sails no more.")
	original := got(a.Clip(t.Context(), id))(t).Version.Source.Original
	must(t, a.Trash(t.Context(), id))
	if n := got(a.EmptyTrash(t.Context(), a.clock().AddDate(0, 0, 1)))(t); n != 1 {
		t.Fatalf("emptied %d", n)
	}
	snapshot := got(a.library.Snapshot(t.Context()))(t)
	defer snapshot.Close()
	var log []string
	for e, err := range snapshot.Log() {
		must(t, err)
		log = append(log, e.Entry)
	}
	if len(log) != 2 || !strings.Contains(log[0], string(original)) || !strings.Contains(log[1], `"event":"deletion","clip":"`+string(id)) {
		t.Errorf("the log is %q", log)
	}
	if action, err := a.Undo(t.Context()); clip.KindOf(err) != clip.ErrNotFound {
		t.Errorf("undone %q, %v", action, err)
	}
}

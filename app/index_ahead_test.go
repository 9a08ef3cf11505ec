package app

import (
	"os"
	"path/filepath"
	"testing"

	"newsclip/clip"
)

// TestIndexAheadOfTheLibrary puts an older library.db back beside the index of
// a newer one, as people do with a copy that they made.
func TestIndexAheadOfTheLibrary(t *testing.T) {
	dir := t.TempDir()
	with := func(f func(a *App)) {
		t.Helper()
		a, err := Open(t.Context(), Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		f(a)
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
	find := func(a *App, text string) int {
		t.Helper()
		found, err := a.Find(t.Context(), clip.Query{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		return len(found.Rows)
	}
	path := filepath.Join(dir, "library.db")
	with(func(a *App) { addText(t, a, "Orchard", "The orchard of Lower Venn stays.") })
	older, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	with(func(a *App) { addText(t, a, "Lock", "The lock of Wendmouth was closed.") })
	if err := os.WriteFile(path, older, 0o600); err != nil {
		t.Fatal(err)
	}
	with(func(a *App) {
		if find(a, "orchard") != 1 || find(a, "Wendmouth") != 0 {
			t.Errorf("found %d and %d, want 1 and 0", find(a, "orchard"), find(a, "Wendmouth"))
		}
		seq, err := a.library.Seq(t.Context())
		if err != nil || a.index.Seq() != seq {
			t.Errorf("the index has reached %d, the library %d, %v", a.index.Seq(), seq, err)
		}
		addText(t, a, "Bakers", "The bakers of Hollin strike.")
		if find(a, "Hollin") != 1 {
			t.Error("a clip added since is not found")
		}
	})
}

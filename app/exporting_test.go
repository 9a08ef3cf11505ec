package app

import (
	"os"
	"path/filepath"
	"testing"
)

// TestOpenSweepsUpAfterAKilledExport: the program was killed while it wrote a
// document somewhere; it starts again, and exports nothing there.
func TestOpenSweepsUpAfterAKilledExport(t *testing.T) {
	library, documents := filepath.Join(t.TempDir(), "library"), t.TempDir()
	a := openAt(t, library, ticking())
	a.noteExport(documents) // and it is never done
	left := filepath.Join(documents, ".newsclip-export-1")
	must(t, os.Mkdir(left, 0o700))
	must(t, os.WriteFile(filepath.Join(left, "lock"), nil, 0o600))
	must(t, os.WriteFile(filepath.Join(left, "new"), []byte("half a document"), 0o600))
	must(t, a.Close())
	a = openAt(t, library, ticking())
	defer a.Close()
	for _, dir := range []string{documents, filepath.Join(library, exportingName)} {
		if entries := got(os.ReadDir(dir))(t); len(entries) != 0 {
			t.Errorf("%s still holds %v", dir, entries)
		}
	}
	a.noteExport(documents)()
	if entries := got(os.ReadDir(filepath.Join(library, exportingName)))(t); len(entries) != 0 {
		t.Errorf("an export that ended is still noted: %v", entries)
	}
	noProblems(t, a)
}

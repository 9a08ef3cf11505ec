package app

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"newsclip/clip"
)

// TestRepairOfTheIndex harms the index and has it mended: search must find what
// it found before.
func TestRepairOfTheIndex(t *testing.T) {
	for name, harm := range map[string]func(t *testing.T, a *App, ids []clip.ID) *App{
		"clips missing": func(t *testing.T, a *App, ids []clip.ID) *App {
			must(t, a.index.Apply(t.Context(), a.index.Seq(), nil, ids[:1]))
			return a
		},
		"clips of nobody": func(t *testing.T, a *App, ids []clip.ID) *App {
			documents, _, err := a.documents(t.Context(), ids[:1])
			must(t, err)
			documents[0].ID = "nobody"
			must(t, a.index.Apply(t.Context(), a.index.Seq(), documents, nil))
			return a
		},
		"bytes flipped": func(t *testing.T, a *App, _ []clip.ID) *App {
			must(t, a.Close()) // in order: the files are not checked when it is opened again
			flipSegments(t, a.Dir())
			return openAt(t, a.Dir(), time.Now)
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := openAt(t, filepath.Join(t.TempDir(), "library"), time.Now)
			defer a.Close()
			ids := []clip.ID{addText(t, a, "Ferry", "The ferry to Skarn sails again."), addText(t, a, "Choir", "A choir of miners sang in Velm.")}
			noProblems(t, a)
			must(t, a.Close())
			a = openAt(t, a.Dir(), time.Now)
			a = harm(t, a, ids)
			problems := got(a.Verify(t.Context(), nil))(t)
			if len(problems) != 1 || problems[0].What != "index" || !problems[0].Mendable {
				t.Errorf("Verify = %+v, want one problem of the index", problems)
			}
			problems, copied, err := a.Repair(t.Context(), nil)
			if err != nil || copied != "" || len(problems) != 1 || !problems[0].Mended {
				t.Errorf("Repair = %+v, %q, %v; want one mended problem", problems, copied, err)
			}
			noProblems(t, a)
			for _, word := range []string{"ferry", "choir"} {
				if found := got(a.Find(t.Context(), clip.Query{Text: word}))(t); found.Total != 1 {
					t.Errorf("%s: %d clips found, want 1", word, found.Total)
				}
			}
			must(t, a.Close())
		})
	}
}

// flipSegments damages each segment of a closed index.
func flipSegments(t *testing.T, dir string) {
	for _, path := range got(filepath.Glob(filepath.Join(dir, "index", "store", "*.zap")))(t) {
		file := got(os.OpenFile(path, os.O_RDWR, 0))(t)
		middle := got(file.Stat())(t).Size() / 2
		one := make([]byte, 1)
		got(file.ReadAt(one, middle))(t)
		one[0] ^= 0xff
		got(file.WriteAt(one, middle))(t)
		must(t, file.Close())
	}
}

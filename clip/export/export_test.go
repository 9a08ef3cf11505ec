package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

func harbour() *review.Review {
	c := func(id clip.ID, title string) clip.Clip {
		return clip.Clip{ID: id, Version: clip.Version{Metadata: clip.Metadata{Title: title}, Body: clip.FromPlain("A text.")}}
	}
	return &review.Review{Title: "Harbour", Sections: []review.Section{{Title: "Harbour", Clips: []clip.Clip{c("1", "Ferry sails"), c("2", "Choir sings")}}}}
}

// titles is a new format: this is all that one takes.
var titles = Format{Name: "titles", Title: "Titles", Extension: ".txt",
	File: func(ctx context.Context, w io.Writer, r *review.Review, o review.Options) (review.Report, error) {
		for _, section := range r.Sections {
			for _, c := range section.Clips {
				if _, err := fmt.Fprintln(w, c.Version.Title); err != nil {
					return review.Report{}, err
				}
			}
		}
		return review.Report{Files: 1}, ctx.Err()
	}}

func TestAFormatIsAFunctionAndALine(t *testing.T) {
	target := filepath.Join(t.TempDir(), "new", "titles.txt")
	report, err := Write(t.Context(), titles, harbour(), Target{Path: target}, review.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if report.Target != target || report.Clips != 2 || report.Files != 1 {
		t.Errorf("report %+v", report)
	}
	if got := read(t, target); got != "Ferry sails\nChoir sings\n" {
		t.Errorf("it says %q", got)
	}
	alone(t, filepath.Dir(target), "titles.txt")
}

// notes is the same as a folder.
var notes = Format{Name: "notes", Title: "Notes",
	Folder: func(ctx context.Context, dir string, r *review.Review, o review.Options) (review.Report, error) {
		for _, section := range r.Sections {
			for _, c := range section.Clips {
				at := filepath.Join(dir, "texts", c.Version.Title+".txt")
				if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
					return review.Report{}, err
				}
				if err := os.WriteFile(at, []byte(clip.PlainOf(c.Version.Body.XHTML())), 0o644); err != nil {
					return review.Report{}, err
				}
			}
		}
		return review.Report{Files: 2}, ctx.Err()
	}}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// alone reports what stands in a folder beside the names.
func alone(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, entry := range entries {
		got = append(got, entry.Name())
	}
	slices.Sort(names)
	if strings.Join(got, " ") != strings.Join(names, " ") {
		t.Errorf("the folder holds %q, want %q", got, names)
	}
}

func TestEveryFormatWrites(t *testing.T) {
	names := map[string]bool{}
	for _, f := range Formats() {
		t.Run(f.Name, func(t *testing.T) {
			if found, err := Find(strings.ToUpper(f.Name)); err != nil || found.Name != f.Name || f.Title == "" || names[f.Name] || (f.File == nil) == (f.Folder == nil) {
				t.Errorf("%+v, %v", found, err)
			}
			names[f.Name] = true
			dir := t.TempDir()
			for _, existing := range []Existing{Refuse, Replace} {
				if _, err := Write(t.Context(), f, harbour(), Target{filepath.Join(dir, "out"), existing}, review.Options{}); err != nil {
					t.Fatalf("%q: %v", existing, err)
				}
			}
			alone(t, dir, "out")
		})
	}
	if _, err := Find("papyrus"); clip.KindOf(err) != clip.ErrInvalid {
		t.Errorf("an unknown format: %v", err)
	}
}

func TestWhatStandsThereAlready(t *testing.T) {
	for _, f := range []Format{titles, notes} {
		t.Run(f.Name, func(t *testing.T) {
			dir := t.TempDir()
			target := filepath.Join(dir, "out"+f.Extension)
			write := func(existing Existing) (string, error) {
				report, err := Write(t.Context(), f, harbour(), Target{target, existing}, review.Options{})
				return filepath.Base(report.Target), err
			}
			if _, err := write(Refuse); err != nil {
				t.Fatal(err)
			}
			if _, err := write(Refuse); clip.KindOf(err) != clip.ErrExists {
				t.Errorf("the second is %v", err)
			}
			if name, err := write(Replace); err != nil || name != "out"+f.Extension {
				t.Errorf("replaced as %s, %v", name, err)
			}
			if name, err := write(Number); err != nil || name != "out 2"+f.Extension {
				t.Errorf("numbered as %s, %v", name, err)
			}
			if name, err := write(Number); err != nil || name != "out 3"+f.Extension {
				t.Errorf("numbered as %s, %v", name, err)
			}
			alone(t, dir, "out 2"+f.Extension, "out 3"+f.Extension, "out"+f.Extension)
		})
	}
}

func TestAFileAndAFolderDoNotReplaceEachOther(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "mine")
	must(t, os.MkdirAll(target, 0o755))
	if _, err := Write(t.Context(), titles, harbour(), Target{target, Replace}, review.Options{}); clip.KindOf(err) != clip.ErrInvalid {
		t.Errorf("a file for a folder: %v", err)
	}
	must(t, os.Remove(target))
	must(t, os.WriteFile(target, []byte("mine"), 0o600))
	if _, err := Write(t.Context(), notes, harbour(), Target{target, Replace}, review.Options{}); clip.KindOf(err) != clip.ErrInvalid || read(t, target) != "mine" {
		t.Errorf("a folder for a file: %v", err)
	}
	alone(t, dir, "mine")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestAFolderOfSomebodyElseStays: whoever names the wrong folder, or wrote into
// an exported one, loses nothing.
func TestAFolderOfSomebodyElseStays(t *testing.T) {
	for name, c := range map[string]struct {
		change func(dir string) error
		gone   bool // what stood there may go
	}{
		"as it was written": {func(string) error { return nil }, true},
		"a file taken away": {func(dir string) error { return os.Remove(filepath.Join(dir, "texts", "Choir sings.txt")) }, true},
		"emptied":           {func(dir string) error { return errors.Join(os.RemoveAll(dir), os.Mkdir(dir, 0o755)) }, true},
		"a file added":      {func(dir string) error { return os.WriteFile(filepath.Join(dir, "texts", "mine.txt"), nil, 0o644) }, false},
		"a file changed": {func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "texts", "Ferry sails.txt"), nil, 0o644)
		}, false},
		"another folder": {func(dir string) error { return os.Remove(filepath.Join(dir, manifestName)) }, false},
		"a link in it":   {func(dir string) error { return os.Symlink("/", filepath.Join(dir, "root")) }, false},
		"a manifest of noise": {func(dir string) error {
			return os.WriteFile(filepath.Join(dir, manifestName), []byte("\x00 noise\n"), 0o644)
		}, false},
		"an empty folder more": {func(dir string) error { return os.Mkdir(filepath.Join(dir, "empty"), 0o755) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			target := Target{filepath.Join(parent, "out"), Replace}
			_, err := Write(t.Context(), notes, harbour(), target, review.Options{})
			must(t, err)
			must(t, c.change(target.Path))
			before := listing(t, target.Path)
			_, err = Write(t.Context(), notes, harbour(), target, review.Options{})
			if c.gone && err != nil || !c.gone && clip.KindOf(err) != clip.ErrExists {
				t.Error(err)
			}
			if !c.gone && listing(t, target.Path) != before {
				t.Errorf("the folder changed to %s", listing(t, target.Path))
			}
			alone(t, parent, "out")
		})
	}
}

// listing is all that a folder holds.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var out strings.Builder
	must(t, eachFile(dir, func(name string) error {
		sum, err := hashOf(filepath.Join(dir, name))
		fmt.Fprintln(&out, name, sum, err != nil)
		return nil
	}))
	return out.String()
}

func TestReplacingKeepsWhatWasPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("it has no such permissions")
	}
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real.txt"), filepath.Join(dir, "link.txt")
	must(t, os.WriteFile(real, []byte("before"), 0o600))
	must(t, os.Symlink(real, link))
	_, err := Write(t.Context(), titles, harbour(), Target{link, Replace}, review.Options{})
	must(t, err)
	info, err := os.Lstat(real)
	must(t, err)
	if info.Mode().Perm() != 0o600 || read(t, real) == "before" {
		t.Errorf("mode %v, %q", info.Mode(), read(t, real))
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info, err)
	}
}

// TestExportsAtOnce has each of several exports to one name get a number of its
// own, and none sweep another's workshop away.
func TestExportsAtOnce(t *testing.T) {
	for _, f := range []Format{titles, notes} {
		t.Run(f.Name, func(t *testing.T) {
			dir := t.TempDir()
			var wait sync.WaitGroup
			want := []string{"out" + f.Extension}
			for i := range 8 {
				if i > 0 {
					want = append(want, fmt.Sprintf("out %d%s", i+1, f.Extension))
				}
				wait.Go(func() {
					if _, err := Write(t.Context(), f, harbour(), Target{filepath.Join(dir, "out"+f.Extension), Number}, review.Options{}); err != nil {
						t.Error(err)
					}
				})
			}
			wait.Wait()
			alone(t, dir, want...)
		})
	}
}

// TestCancelLeavesAllAsItWas cancels at random moments of a document's making.
func TestCancelLeavesAllAsItWas(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	for _, f := range Formats() {
		for _, there := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, something stands there: %v", f.Name, there), func(t *testing.T) {
				dir := t.TempDir()
				target := Target{filepath.Join(dir, "out"), Replace}
				var names []string
				before := ""
				if there {
					_, err := Write(t.Context(), f, harbour(), target, review.Options{})
					must(t, err)
					names, before = []string{"out"}, listing(t, target.Path)
				}
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				after := random.IntN(2) // it is told of two clips
				_, err := Write(ctx, f, harbour(), target, review.Options{Progress: func(review.Progress) {
					if after == 0 {
						cancel()
					}
					after--
				}, Title: "Another"})
				if err != nil && !errors.Is(err, context.Canceled) {
					t.Fatal(err)
				}
				if err == nil {
					t.Fatal("it was not cancelled")
				}
				alone(t, dir, names...)
				if there && listing(t, target.Path) != before {
					t.Error("the target changed")
				}
			})
		}
	}
}

func TestAFailingFormatLeavesAllAsItWas(t *testing.T) {
	broken := titles
	broken.File = func(_ context.Context, w io.Writer, _ *review.Review, _ review.Options) (review.Report, error) {
		_, err := io.WriteString(w, strings.Repeat("half", 1<<16))
		return review.Report{}, errors.Join(err, errors.New("it broke"))
	}
	dir := t.TempDir()
	target := Target{filepath.Join(dir, "out.txt"), Replace}
	must(t, os.WriteFile(target.Path, []byte("before"), 0o644))
	if _, err := Write(t.Context(), broken, harbour(), target, review.Options{}); err == nil || read(t, target.Path) != "before" {
		t.Errorf("%v, it says %.20q", err, read(t, target.Path))
	}
	alone(t, dir, "out.txt")
}

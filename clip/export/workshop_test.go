package export

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsclip/clip/export/review"
)

// TestRecover looks at each state in which a killed export can leave a
// workshop.
func TestRecover(t *testing.T) {
	for name, c := range map[string]struct {
		leave func(parent, dir string) error
		want  string // what the target says then; empty: there is none
	}{
		"just made":     {func(_, dir string) error { return nil }, ""},
		"not yet named": {func(_, dir string) error { return touch(dir, lockName, "") }, ""},
		"being written": {func(_, dir string) error {
			return errors.Join(touch(dir, lockName, ""), touch(dir, targetName, "out"), touch(dir, madeName, "ha"))
		}, ""},
		"beside a target": {func(parent, dir string) error {
			return errors.Join(touch(dir, lockName, ""), touch(dir, targetName, "out"), touch(parent, "out", "before"))
		}, "before"},
		"set aside": {func(_, dir string) error {
			return errors.Join(touch(dir, lockName, ""), touch(dir, targetName, "out"), touch(dir, madeName, "new"), touch(dir, oldName, "before"))
		}, "before"},
		"put in its place": {func(parent, dir string) error {
			return errors.Join(touch(dir, lockName, ""), touch(dir, targetName, "out"), touch(dir, oldName, "before"), touch(parent, "out", "after"))
		}, "after"},
	} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, workshopPrefix+"1")
			must(t, os.Mkdir(dir, 0o700))
			must(t, c.leave(parent, dir))
			if left := Recover(parent); left != 0 {
				t.Errorf("%d workshops are left", left)
			}
			if c.want == "" {
				alone(t, parent)
				return
			}
			alone(t, parent, "out")
			if got := read(t, filepath.Join(parent, "out")); got != c.want {
				t.Errorf("the target says %q, want %q", got, c.want)
			}
		})
	}
}

func touch(dir, name, text string) error {
	return os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600)
}

// TestRecoverKeepsWhatIsNotKnown: the old document of a target that nobody
// knows stays where it is, and so does all that is not ours.
func TestRecoverKeepsWhatIsNotKnown(t *testing.T) {
	parent := t.TempDir()
	for _, dir := range []string{workshopPrefix + "1", workshopPrefix + "2", "mine"} {
		must(t, os.Mkdir(filepath.Join(parent, dir), 0o700))
	}
	must(t, errors.Join(touch(filepath.Join(parent, workshopPrefix+"1"), lockName, ""), touch(filepath.Join(parent, workshopPrefix+"1"), oldName, "before")))
	must(t, touch(filepath.Join(parent, workshopPrefix+"2"), "mine", "what is this?"))
	if left := Recover(parent); left != 2 {
		t.Errorf("%d are left, want 2", left)
	}
	alone(t, parent, workshopPrefix+"1", workshopPrefix+"2", "mine")
}

func TestRecoverLeavesExportsUnderWayAlone(t *testing.T) {
	parent := t.TempDir()
	w, err := openWorkshop(filepath.Join(parent, "out"))
	must(t, err)
	if left := Recover(parent); left != 1 {
		t.Errorf("%d are left, want the one under way", left)
	}
	must(t, os.WriteFile(w.made(), []byte("new"), 0o644))
	must(t, w.deliver(Refuse))
	w.close()
	alone(t, parent, "out")
}

// TestReplacingByTwo is what happens where no system exchanges two folders.
func TestReplacingByTwo(t *testing.T) {
	parent := t.TempDir()
	target := filepath.Join(parent, "out")
	must(t, os.Mkdir(target, 0o755))
	must(t, touch(target, "a", "before"))
	w, err := openWorkshop(target)
	must(t, err)
	must(t, os.Mkdir(w.made(), 0o755))
	must(t, touch(w.made(), "a", "after"))
	must(t, w.replaceByTwo())
	w.close()
	alone(t, parent, "out")
	if got := read(t, filepath.Join(target, "a")); got != "after" {
		t.Errorf("it says %q", got)
	}
}

// exportChild names the environment variable that turns the test binary into
// the program that is killed: its value is the target.
const exportChild = "NEWSCLIP_EXPORT_CHILD"

// TestMain runs the child of a test in place of the tests.
func TestMain(m *testing.M) {
	if target := os.Getenv(exportChild); target != "" {
		fmt.Println("error", exportForEver(target))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// pieces is how many lines, or files, an export of the test has.
const pieces = 40

// stamped returns formats whose documents say a number in every piece.
func stamped(number int) (file, folder Format) {
	file = Format{Name: "file", File: func(_ context.Context, w io.Writer, _ *review.Review, _ review.Options) (review.Report, error) {
		for range pieces {
			if _, err := fmt.Fprintln(w, strings.Repeat(strconv.Itoa(number)+" ", 200)); err != nil {
				return review.Report{}, err
			}
		}
		return review.Report{}, nil
	}}
	folder = Format{Name: "folder", Folder: func(_ context.Context, dir string, _ *review.Review, _ review.Options) (review.Report, error) {
		for i := range pieces {
			if err := os.WriteFile(filepath.Join(dir, strconv.Itoa(i)), []byte(strconv.Itoa(number)), 0o644); err != nil {
				return review.Report{}, err
			}
		}
		return review.Report{}, nil
	}}
	return file, folder
}

// exportForEver replaces the target with one document after another and tells
// of each.
func exportForEver(target string) error {
	for number := 1; ; number++ {
		file, folder := stamped(number)
		f, document := file, harbour()
		switch filepath.Ext(target) {
		case "":
			f = folder
		case ".pdf":
			f, document = pdfOf(number)
		}
		if _, err := Write(context.Background(), f, document, Target{target, Replace}, review.Options{}); err != nil {
			return err
		}
		fmt.Println("done", number)
	}
}

// pdfOf returns the format PDF and a document that has a number in its title.
func pdfOf(number int) (Format, *review.Review) {
	document := harbour()
	document.Title = strconv.Itoa(number)
	return Formats()[0], document
}

// isPDF reports whether a file is the PDF with a number, to the byte.
func isPDF(t *testing.T, target string, number int) bool {
	t.Helper()
	f, document := pdfOf(number)
	var want bytes.Buffer
	_, err := f.File(t.Context(), &want, document, review.Options{})
	must(t, err)
	return read(t, target) == want.String()
}

// TestKillPDF kills exports of real PDFs, at a small scale, as TestKill does.
func TestKillPDF(t *testing.T) {
	random := rand.New(rand.NewPCG(rand.Uint64(), 0))
	dir := t.TempDir()
	target := filepath.Join(dir, "out.pdf")
	for range killPDFRounds {
		told := killOne(t, target, random, killPDFWithin)
		if !isPDF(t, target, told) && !isPDF(t, target, told+1) {
			t.Fatalf("document %d was told of, and the target is another or none", told)
		}
		if left := Recover(dir); left != 0 {
			t.Fatalf("%d workshops are left", left)
		}
		alone(t, dir, "out.pdf")
	}
}

// numberOf returns the number that a target says in every piece, 0 when there
// is none.
func numberOf(target string) (int, error) {
	files := []string{target}
	if info, err := os.Stat(target); errors.Is(err, os.ErrNotExist) {
		return 0, nil
	} else if err != nil {
		return 0, err
	} else if info.IsDir() {
		files = nil
		for i := range pieces {
			files = append(files, filepath.Join(target, strconv.Itoa(i)))
		}
		if err := unchanged(target); err != nil {
			return 0, err
		}
	}
	said, count := map[string]bool{}, 0
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			return 0, err
		}
		for _, number := range strings.Fields(string(data)) {
			said[number] = true
			count++
		}
	}
	if want := map[bool]int{true: pieces, false: 200 * pieces}[len(files) > 1]; len(said) != 1 || count != want {
		return 0, fmt.Errorf("it says %d times %v", count, said)
	}
	for number := range said {
		return strconv.Atoi(number)
	}
	return 0, nil
}

const (
	// killRounds is how often the program is killed for a file and for a folder;
	// NEWSCLIP_TORTURE multiplies it.
	killRounds = 15
	// killWithin is how long after a document it is killed at the latest: about
	// as long as one takes.
	killWithin = 8 * time.Millisecond
	// killPDFRounds and killPDFWithin are the same for PDFs, which take longer.
	killPDFRounds = 4
	killPDFWithin = 60 * time.Millisecond
)

// TestKill kills exports at random moments: the target is the last document
// that was told of, or the next, whole; and the next sweep leaves nothing else.
func TestKill(t *testing.T) {
	rounds := killRounds
	if times, err := strconv.Atoi(os.Getenv("NEWSCLIP_TORTURE")); err == nil {
		rounds *= times
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	for _, name := range []string{"out.txt", "out"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			target := filepath.Join(dir, name)
			litter := 0
			for range rounds {
				told := killOne(t, target, random, killWithin)
				entries, err := os.ReadDir(dir)
				must(t, err)
				litter += len(entries) - 1
				if number, err := numberOf(target); err != nil || number != told && number != told+1 {
					t.Fatalf("document %d was told of, the target is %d, %v", told, number, err)
				}
				if left := Recover(dir); left != 0 {
					t.Fatalf("%d workshops are left", left)
				}
				if told == 0 {
					continue
				}
				alone(t, dir, name)
			}
			t.Logf("%d of %d kills left a workshop", litter, rounds)
		})
	}
}

// killOne runs the child, kills it within some time after its first documents,
// and returns the number of the last that it told of.
func killOne(t *testing.T, target string, random *rand.Rand, within time.Duration) (told int) {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	child := exec.Command(self)
	child.Env = append(os.Environ(), exportChild+"="+target)
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	wait := 1 + random.IntN(3)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		line := lines.Text()
		number, found := strings.CutPrefix(line, "done ")
		if !found {
			t.Fatal(line)
		}
		told, err = strconv.Atoi(number)
		must(t, err)
		if told == wait {
			time.AfterFunc(time.Duration(random.Int64N(int64(within))), func() { child.Process.Kill() })
		}
	}
	child.Wait() // killed: an error, of course
	return told
}

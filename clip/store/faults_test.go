package store_test

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"newsclip/clip"
	"newsclip/clip/store"
	"newsclip/clip/store/faults"
)

// TestFaults has steps on the disk fail while tasks are done: each failing task
// says why and what to do, and leaves the library as it was before; when the
// disk works again, so does the library, without being opened anew.
func TestFaults(t *testing.T) {
	for name, test := range map[string]struct {
		ops   []faults.Op
		err   error
		cause string // stands in the sentence
	}{
		"full":            {[]faults.Op{faults.Write, faults.Create, faults.Mkdir}, syscall.ENOSPC, "the disk is full"},
		"over quota":      {[]faults.Op{faults.Write, faults.Create, faults.Mkdir}, syscall.EDQUOT, "the disk"},
		"sync fails":      {[]faults.Op{faults.Sync, faults.SyncFolder}, syscall.EIO, "the disk reported an error"},
		"write fails":     {[]faults.Op{faults.Write, faults.Rename, faults.Truncate}, syscall.EIO, "the disk reported an error"},
		"goes read-only":  {[]faults.Op{faults.Write, faults.Create, faults.Rename, faults.Mkdir, faults.Remove, faults.Truncate}, syscall.EROFS, "the"},
		"permission lost": {[]faults.Op{faults.Create, faults.Rename, faults.Mkdir}, syscall.EACCES, "may not be written"},
	} {
		t.Run(name, func(t *testing.T) {
			first, injected := seed(t), 0
			for i := range rounds(t, 1) {
				injected += failures(t, first+uint64(i), test.ops, test.err, test.cause)
			}
			if injected == 0 {
				t.Error("nothing failed: the test says nothing")
			}
			t.Logf("seed %d: %d steps failed", first, injected)
		})
	}
}

// tasksPerFault is how many tasks are done in one round.
const tasksPerFault = 60

func failures(t *testing.T, seed uint64, ops []faults.Op, cause error, word string) (injected int) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 2))
	twin := twinLibrary(t)
	disk := faults.New(t.TempDir())
	defer disk.Close()
	w := openOn(t, disk, "at first")
	defer func() { w.Close() }()
	chance := 0.0
	disk.Refuse(func(s faults.Step) error {
		for _, op := range ops {
			if s.Op == op && rng.Float64() < chance {
				injected++
				return cause
			}
		}
		return nil
	})
	n := tasksPerFault
	if testing.Short() {
		n /= 3
	}
	for range n {
		now := underWay{task: randomTask(rng), before: twin.mustPicture(t)}
		if err := twin.do(now.task); err != nil {
			t.Fatalf("seed %d: twin: %v", seed, err)
		}
		now.after = twin.mustPicture(t)
		chance = rng.Float64()
		err := w.do(now.task)
		chance = 0
		if err != nil {
			checkSentence(t, err, word)
			if w.mustPicture(t) != now.after { // it may be done, but for what comes after the commit
				err = w.do(now.task)
			}
		}
		if got := w.mustPicture(t); got != now.after {
			t.Fatalf("seed %d: task %v after %v\n got %s\nwant %s", seed, now.task, err, got, now.after)
		}
	}
	w.sound(t)
	w.Close()
	w = openOn(t, disk, "again")
	w.sound(t)
	return injected
}

// checkSentence checks that an error tells a person the cause and a next step.
func checkSentence(t *testing.T, err error, word string) {
	t.Helper()
	var e *clip.Error
	if !errors.As(err, &e) || e.Kind != clip.ErrStorage || e.Message == "" || e.Next == "" {
		t.Fatalf("error %v (%T): want one of kind %q that says what to do", err, err, clip.ErrStorage)
	}
	if !strings.Contains(e.Message, word) {
		t.Errorf("sentence %q does not say %q", e.Message, word)
	}
}

// TestFaultsWhileOpening has each step of making and of opening a library fail
// once: Open says why, and the next one works.
func TestFaultsWhileOpening(t *testing.T) {
	causes := []error{syscall.ENOSPC, syscall.EIO, syscall.EACCES}
	steps := failedOpen(t, 0, nil)
	stride := 1
	if testing.Short() {
		stride = 10
	}
	for at := 1; at <= steps; at += stride {
		for i, cause := range causes {
			if torture() > 1 || at/stride%len(causes) == i {
				failedOpen(t, at, cause)
			}
		}
	}
	t.Logf("each of %d steps failed", steps)
}

// failedOpen has a step of opening fail, 0 for none, and returns how many it
// took.
func failedOpen(t *testing.T, at int, cause error) (steps int) {
	t.Helper()
	disk := faults.New(t.TempDir())
	defer disk.Close()
	step := 0
	disk.Refuse(func(faults.Step) error {
		if step++; step == at {
			return cause
		}
		return nil
	})
	l, err := store.Open(ctx, store.Options{Dir: library, Clock: ticking(), Disk: disk})
	steps = disk.Steps()
	if err != nil {
		checkSentence(t, err, "")
	} else {
		l.Close()
	}
	disk.Refuse(nil)
	w := openOn(t, disk, "after a fault")
	defer w.Close()
	if err := w.do(task{n: 7}); err != nil {
		t.Fatalf("%v at step %d: %v", cause, at, err)
	}
	w.sound(t)
	return steps
}

// TestReadOnly opens libraries that may not be written: one that was closed in
// order, and one whose last changes stand in SQLite's log alone.
func TestReadOnly(t *testing.T) {
	for name, crash := range map[string]bool{"closed in order": false, "after a crash": true} {
		for word, cause := range map[string]error{"may only be read": syscall.EROFS, "can only be read": syscall.ENOSPC} {
			t.Run(name+", "+word, func(t *testing.T) {
				disk := faults.New(t.TempDir())
				w := openOn(t, disk, "at first")
				for n := range uint64(3) {
					if err := w.do(task{n: n}); err != nil {
						t.Fatal(err)
					}
				}
				want := w.mustPicture(t)
				if crash {
					disk = disk.Restart(rand.New(rand.NewPCG(1, 1)), t.TempDir())
				}
				w.Close()
				disk.Refuse(func(s faults.Step) error {
					if s.Op == faults.Sync || s.Op == faults.SyncFolder {
						return nil
					}
					return cause
				})
				l, err := store.Open(ctx, store.Options{Dir: library, Clock: ticking(), Disk: disk})
				if err != nil {
					t.Fatal(err)
				}
				w = &work{l}
				defer w.Close()
				checkSentence(t, w.ReadOnly(), word)
				if got := w.mustPicture(t); got != want {
					t.Errorf("read\n%s\nwant\n%s", got, want)
				}
				for kind := range tasks {
					if err := w.do(task{kind, 3}); err != nil {
						checkSentence(t, err, word)
					}
				}
				checkSentence(t, w.do(task{n: 9}), word)
			})
		}
	}
}

// TestFolderVanishes takes the library away while it is open.
func TestFolderVanishes(t *testing.T) {
	disk := faults.New(t.TempDir())
	defer disk.Close()
	w := openOn(t, disk, "at first")
	defer w.Close()
	if err := w.do(task{n: 1}); err != nil {
		t.Fatal(err)
	}
	disk.Vanish(library)
	for kind := range tasks {
		if err := w.do(task{kind, 3}); err != nil {
			checkSentence(t, err, "the library folder is gone")
		}
	}
	checkSentence(t, w.do(task{n: 9}), "the library folder is gone")
	if _, err := disk.Stat(library); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("something made the folder anew: %v", err)
	}
}

// TestFolderVanishesOnMachine is TestFolderVanishes with real files: there the
// system goes on writing into a file without a name.
func TestFolderVanishesOnMachine(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows lets nobody remove a folder with open files")
	}
	dir := filepath.Join(t.TempDir(), "library")
	l, err := store.Open(ctx, store.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	w := &work{l}
	if err := w.do(task{n: 1}); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(dir, dir+" unplugged"); err != nil {
		t.Fatal(err)
	}
	checkSentence(t, w.do(task{n: 2}), "the library folder is gone")
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("something made the folder anew: %v", err)
	}
	if err := os.Rename(dir+" unplugged", dir); err != nil {
		t.Fatal(err)
	}
	if err := w.do(task{n: 2}); err != nil {
		t.Errorf("after it came back: %v", err)
	}
}

// readOnlyChild names the environment variable that has the test binary open
// the library in the folder it names, as a user who may only read it.
const readOnlyChild = "NEWSCLIP_READ_ONLY_CHILD"

// TestReadOnlyOnMachine opens a library without the right to write it. Root
// may always, so the test runs itself as nobody.
func TestReadOnlyOnMachine(t *testing.T) {
	if dir := os.Getenv(readOnlyChild); dir != "" {
		l, err := store.Open(ctx, store.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		w := &work{l}
		checkSentence(t, w.ReadOnly(), "may only be read")
		checkSentence(t, w.do(task{n: 9}), "may only be read")
		if ids, err := l.IDs(ctx, clip.Query{}); err != nil || len(ids) != 1 {
			t.Errorf("IDs = %v, %v; want one", ids, err)
		}
		return
	}
	if runtime.GOOS == "windows" {
		t.Skip("Windows has other permissions")
	}
	dir := filepath.Join(openTemp(t), "library")
	l, err := store.Open(ctx, store.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	w := &work{l}
	if err := w.do(task{n: 1}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	allow(t, dir, 0o555, 0o444)
	defer allow(t, dir, 0o755, 0o644)
	program := os.Args[0]
	if os.Getuid() == 0 { // nobody may not enter the folder where the program is
		program = filepath.Join(filepath.Dir(dir), "program")
		copyFile(t, os.Args[0], program)
	}
	child := exec.Command(program, "-test.run", "^TestReadOnlyOnMachine$")
	child.Env = append(os.Environ(), readOnlyChild+"="+dir)
	child.Dir = filepath.Dir(dir)
	if os.Getuid() == 0 {
		child.SysProcAttr = asNobody()
	}
	if out, err := child.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o755); err != nil {
		t.Fatal(err)
	}
}

// openTemp is t.TempDir for others to enter too.
func openTemp(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "newsclip-read-only")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// allow sets the permissions of everything below a folder.
func allow(t *testing.T, dir string, folders, files fs.FileMode) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			return os.Chmod(path, folders)
		}
		return errors.Join(err, os.Chmod(path, files))
	})
	if err != nil {
		t.Fatal(err)
	}
}

package export

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// A document is made in a folder of its own beside its target, on the same
// disk, so that it can be put in its place by renaming. The folder is known by
// its name, and is locked for as long as its maker lives: what a killed export
// left behind is the folders that nobody has locked. They go when the next
// export beside them begins, and when the program starts (app/exporting.go).
//
// Where a folder cannot be exchanged for another in one step, the old one is
// set aside in the workshop first; killed between the two renames, the export
// has left no target, and Recover puts the old one back.

// A workshop holds, beside its lock, the document being made, what it replaced,
// and the name of its target.
type workshop struct {
	dir    string
	target string // empty: unknown
	lock   *flock.Flock
}

const (
	workshopPrefix = ".newsclip-export-"
	lockName       = "lock"
	madeName       = "new"
	oldName        = "old"
	targetName     = "target"
)

// workshopTries is how often a workshop is opened before that is an error:
// another process may sweep it away before it is locked.
const workshopTries = 5

// openWorkshop makes the target's folder and a workshop in it, and takes away
// what killed exports left there.
func openWorkshop(target string) (*workshop, error) {
	parent := filepath.Dir(target)
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return nil, err
	}
	Recover(parent)
	var err error
	for range workshopTries {
		var w *workshop
		if w, err = newWorkshop(parent, target); err == nil {
			return w, nil
		}
	}
	return nil, err
}

func newWorkshop(parent, target string) (*workshop, error) {
	dir, err := os.MkdirTemp(parent, workshopPrefix+"*")
	if err != nil {
		return nil, err
	}
	w := &workshop{dir: dir, target: target, lock: flock.New(filepath.Join(dir, lockName))}
	locked, err := w.lock.TryLock()
	if err == nil && !locked {
		err = errors.New("another process sweeps it away")
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, targetName), []byte(filepath.Base(target)), 0o600)
	}
	if err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

func (w *workshop) made() string { return filepath.Join(w.dir, madeName) }
func (w *workshop) old() string  { return filepath.Join(w.dir, oldName) }

// deliver puts what was made in the target's place. What came to stand there
// meanwhile is looked at as what stood there before.
func (w *workshop) deliver(existing Existing) error {
	made, err := os.Stat(w.made())
	if err != nil {
		return cannotWrite(w.target, err)
	}
	if existing != Replace {
		if err := putNew(w.made(), w.target); errors.Is(err, fs.ErrExist) {
			return exist(w.target)
		} else if err != nil {
			return cannotWrite(w.target, err)
		}
		return w.settle()
	}
	if err := replaceable(w.target, made.IsDir()); err != nil {
		return err
	}
	if err := w.replace(made.IsDir()); err != nil {
		return cannotWrite(w.target, err)
	}
	return w.settle()
}

// replace puts what was made in the place of what stands at the target, if
// anything does.
func (w *workshop) replace(folder bool) error {
	before, err := os.Stat(w.target)
	if errors.Is(err, fs.ErrNotExist) {
		return os.Rename(w.made(), w.target)
	}
	if err != nil {
		return err
	}
	if err := os.Chmod(w.made(), before.Mode().Perm()); err != nil { // what was private stays so
		return err
	}
	if !folder {
		return os.Rename(w.made(), w.target)
	}
	if err := exchange(w.made(), w.target); !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return w.replaceByTwo()
}

// replaceByTwo sets the old folder aside and puts the new one in its place.
func (w *workshop) replaceByTwo() error {
	if err := os.Rename(w.target, w.old()); err != nil {
		return err
	}
	if err := os.Rename(w.made(), w.target); err != nil {
		return errors.Join(err, os.Rename(w.old(), w.target))
	}
	return nil
}

// settle makes the renaming last: the folder that holds the target is synced,
// where a system can do that.
func (w *workshop) settle() error {
	folder, err := os.Open(filepath.Dir(w.target))
	if err != nil {
		return nil // the document stands; that it may not be read does not matter
	}
	defer folder.Close()
	folder.Sync() // Windows cannot
	return nil
}

// close takes the workshop away, with what is left in it; but not an old folder
// that could not be put back. The lock goes last: killed before that, a sweep
// knows what it finds.
func (w *workshop) close() {
	done := w.putBack()
	if done {
		for _, name := range []string{madeName, oldName, targetName} {
			os.RemoveAll(filepath.Join(w.dir, name))
		}
	}
	w.lock.Unlock() // Windows takes no locked file away
	if done {
		os.RemoveAll(w.dir)
	}
}

// putBack puts the old folder back when there is no target, and reports whether
// there is nothing in the workshop any more that is worth keeping.
func (w *workshop) putBack() bool {
	if !exists(w.old()) {
		return true
	}
	return w.target != "" && (exists(w.target) || os.Rename(w.old(), w.target) == nil)
}

// Recover takes away what killed exports left in a folder, and puts a target
// back that one had set aside. Exports under way it leaves alone. It returns how
// many workshops are left.
func Recover(parent string) (left int) {
	entries, err := os.ReadDir(parent)
	if err != nil {
		return 0
	}
	for _, entry := range entries {
		if !entry.IsDir() || !strings.HasPrefix(entry.Name(), workshopPrefix) {
			continue
		}
		if !sweep(filepath.Join(parent, entry.Name())) {
			left++
		}
	}
	return left
}

// sweep takes a workshop away unless its maker lives. One without a lock was
// left, or is being made, just before that: it goes when it is empty.
func sweep(dir string) bool {
	path := filepath.Join(dir, lockName)
	if !exists(path) {
		return os.Remove(dir) == nil
	}
	w := &workshop{dir: dir, lock: flock.New(path)}
	if locked, err := w.lock.TryLock(); err != nil || !locked {
		return false
	}
	if name, err := os.ReadFile(filepath.Join(dir, targetName)); err == nil && filepath.IsLocal(string(name)) {
		w.target = filepath.Join(filepath.Dir(dir), filepath.Base(string(name)))
	}
	w.close()
	return !exists(dir)
}

package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/gofrs/flock"
)

// A Disk is what a library lies on. Everything that the library does with
// files goes through it and its VFS, so that tests can put a library on a disk
// that loses power, fills up or fails (package faults). It has more methods
// than an interface should: one for each thing whose order, or failing, decides
// whether a clip survives. Paths are absolute; errors are those of package os.
type Disk interface {
	// VFS names the disk in SQLite (vfs.Register); empty: the machine's.
	VFS() string
	// Lock takes a file as this process's lock and makes it when it is not
	// there; shared locks stand beside each other. ok is false when another
	// holds it.
	Lock(path string, shared bool) (unlock func() error, ok bool, err error)

	Mkdir(path string) error
	// Create makes a file in a folder, under a name of its own.
	Create(folder string) (File, error)
	Rename(from, to string) error
	Remove(path string) error
	// Sync returns when a file's bytes, or a folder's names, are on the
	// platter.
	Sync(path string) error

	Open(path string) (io.ReadCloser, error)
	ReadDir(path string) ([]fs.DirEntry, error)
	Stat(path string) (fs.FileInfo, error)
	Same(a, b fs.FileInfo) bool
}

// A File is being written.
type File interface {
	Name() string
	Write(data []byte) (int, error)
	Sync() error
	Close() error
}

// machine is the Disk that is there.
type machine struct{}

func (machine) VFS() string { return "" }

func (machine) Lock(path string, shared bool) (func() error, bool, error) {
	lock := flock.New(path)
	try := lock.TryLock
	if shared {
		// A file that may only be read can be locked, but not made.
		lock, try = flock.New(path, flock.SetFlag(os.O_RDONLY)), nil
		try = lock.TryRLock
	}
	ok, err := try()
	return lock.Unlock, ok, err
}

// Only the owner may look into a library.
func (machine) Mkdir(path string) error                 { return os.Mkdir(path, 0o700) }
func (machine) Rename(from, to string) error            { return os.Rename(from, to) }
func (machine) Remove(path string) error                { return os.Remove(path) }
func (machine) Open(path string) (io.ReadCloser, error) { return os.Open(path) }
func (machine) Stat(path string) (fs.FileInfo, error)   { return os.Stat(path) }
func (machine) Same(a, b fs.FileInfo) bool              { return os.SameFile(a, b) }
func (machine) ReadDir(path string) ([]fs.DirEntry, error) {
	return os.ReadDir(path)
}

func (machine) Create(folder string) (File, error) {
	return os.CreateTemp(folder, temporary+"*")
}

func (machine) Sync(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.IsDir() && runtime.GOOS == "windows" {
		return nil // NTFS keeps names in its journal; a folder has no sync
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	err = file.Sync()
	if info.IsDir() && (errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported)) {
		return nil // some file systems cannot sync a folder; they order renames themselves
	}
	return err
}

// makeFolder makes a folder with those above it, durably: the name of each
// lasts only when the folder that it stands in is synced.
func makeFolder(disk Disk, path string) error {
	if info, err := disk.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	parent := filepath.Dir(path)
	if parent != path {
		if err := makeFolder(disk, parent); err != nil {
			return err
		}
	}
	if err := disk.Mkdir(path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return disk.Sync(parent)
}

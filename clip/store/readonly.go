package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/ncruces/go-sqlite3/util/vfsutil"
	"github.com/ncruces/go-sqlite3/vfs"

	"newsclip/clip"
)

// A library that may not be written, on a read-only or a full disk, is opened
// for reading. SQLite alone cannot: its write-ahead log needs a file of shared
// memory beside it, and without one, what a crash left in the log is not seen.
// So the shared memory is put into a temporary folder.

// ReadOnly returns nil for a library that may be changed, else an error that
// says why not and what to do, which every change returns.
func (l *Library) ReadOnly() error { return l.readonly }

// mayOnlyBeRead says why a library is opened for reading only.
func mayOnlyBeRead(dir string, cause error) error {
	e := &clip.Error{Kind: clip.ErrStorage, Message: fmt.Sprintf("The library %s may only be read.", dir),
		Next: "Check the permissions of the folder, then start Newsclip again. Reading, searching and exporting work meanwhile.", Err: cause}
	if faultOf(cause) == full {
		e.Message = fmt.Sprintf("The disk is full: the library %s can only be read.", dir)
		e.Next = "Make room, then start Newsclip again. Reading, searching and exporting work meanwhile."
	}
	return e
}

// probe finds out whether the library folder may be written: a file in it is
// made and removed.
func (l *Library) probe() error {
	file, err := l.disk.Create(l.dir)
	if err != nil {
		return err
	}
	_, err = file.Write([]byte("?"))
	return errors.Join(err, file.Close(), l.disk.Remove(file.Name()))
}

// readSource is where SQLite finds the library for reading only. done ends
// what it needs.
func (l *Library) readSource() (source string, done func() error, err error) {
	log, err := l.disk.Stat(l.database() + "-wal")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", nil, err
	}
	if err != nil || log.Size() == 0 { // it was closed in order
		return l.source("immutable=1"), func() error { return nil }, nil
	}
	folder, err := os.MkdirTemp("", "newsclip-")
	if err != nil {
		return "", nil, err
	}
	source = l.source("mode=ro", "vfs="+readingVFS(l.disk.VFS()), sharedParameter+"="+escaped(filepath.Join(folder, "shared")))
	return source, func() error { return os.RemoveAll(folder) }, nil
}

// readingVFSs are the names of the reading VFSs that are registered.
var readingVFSs sync.Map

// readingVFS returns the name of a VFS that reads through another.
func readingVFS(base string) string {
	name := "newsclip-reading-" + base
	if _, there := readingVFSs.LoadOrStore(name, true); !there {
		vfs.Register(name, reading(base))
	}
	return name
}

// sharedParameter names the URI parameter with the file for shared memory.
const sharedParameter = "shared"

// reading is a VFS that writes nothing but temporary files, through the one that
// it names.
type reading string

func (r reading) base() vfs.VFS { return vfs.Find(string(r)) }

func (r reading) Delete(name string, sync bool) error { return r.base().Delete(name, sync) }

func (r reading) Access(name string, flags vfs.AccessFlag) (bool, error) {
	return r.base().Access(name, flags)
}

func (r reading) FullPathname(name string) (string, error) { return r.base().FullPathname(name) }

func (r reading) Open(name string, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	return vfsutil.WrapOpen(r.base(), name, flags)
}

func (r reading) OpenFilename(name *vfs.Filename, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	const library = vfs.OPEN_MAIN_DB | vfs.OPEN_WAL
	if flags&library == 0 {
		return vfsutil.WrapOpenFilename(r.base(), name, flags)
	}
	flags = flags&^(vfs.OPEN_READWRITE|vfs.OPEN_CREATE) | vfs.OPEN_READONLY
	file, flags, err := vfsutil.WrapOpenFilename(r.base(), name, flags)
	if err != nil {
		return nil, flags, err
	}
	return &readFile{file, vfs.NewSharedMemory(name.URIParameter(sharedParameter), flags)}, flags, nil
}

// readFile is a file of the library with its shared memory elsewhere.
type readFile struct {
	vfs.File
	shared vfs.SharedMemory
}

func (f *readFile) SharedMemory() vfs.SharedMemory { return f.shared }

func (f *readFile) Close() error {
	if f.shared != nil {
		f.shared.Close()
	}
	return f.File.Close()
}

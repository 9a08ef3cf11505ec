package faults

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ncruces/go-sqlite3/vfs"

	"newsclip/clip/store"
)

// Op is a kind of step on a disk.
type Op string

// The steps that can fail.
const (
	Open       Op = "open" // for writing
	Create     Op = "create"
	Write      Op = "write"
	Truncate   Op = "truncate"
	Sync       Op = "sync"
	SyncFolder Op = "sync folder"
	Rename     Op = "rename"
	Remove     Op = "remove"
	Mkdir      Op = "mkdir"
)

// Step is one thing that is done to a disk.
type Step struct {
	Op   Op
	Path string
}

// ErrPower is what every step gives after the power has gone.
var ErrPower = errors.New("the power is off")

// Disk is a disk in memory. Its methods may be called from any goroutine.
type Disk struct {
	name   string // in SQLite
	shared string // a folder of the machine for SQLite's shared memory

	mutex   sync.Mutex
	names   map[string]*node // as programs see them
	lasting map[string]*node // as they were synced
	changes []change         // of names, not synced yet
	locked  map[string]bool
	made    int // names given by Create
	steps   int
	cut     int // the step at which the power goes; 0: never
	off     bool
	refuse  func(Step) error
}

// number makes the names of disks in SQLite unique.
var number atomic.Int64

// New makes an empty disk. SQLite's shared memory, which no power loss leaves
// anything of, lies in a folder of the machine.
func New(shared string) *Disk {
	root := &node{folder: true}
	d := &Disk{name: fmt.Sprintf("faults-%d", number.Add(1)), shared: shared, locked: map[string]bool{},
		names: map[string]*node{"/": root}, lasting: map[string]*node{"/": root}}
	vfs.Register(d.name, system{d})
	return d
}

// VFS names the disk in SQLite.
func (d *Disk) VFS() string { return d.name }

// Close makes SQLite forget the disk.
func (d *Disk) Close() { vfs.Unregister(d.name) }

// CutAt has the power go at the n-th step from now: that step may be done in
// part, those after it fail.
func (d *Disk) CutAt(n int) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.cut = d.steps + n
}

// Off reports whether the power has gone.
func (d *Disk) Off() bool {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return d.off
}

// Steps returns how many steps were taken.
func (d *Disk) Steps() int {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return d.steps
}

// Refuse has each step asked for its error before it is done; nil: none fails.
func (d *Disk) Refuse(f func(Step) error) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.refuse = f
}

// Vanish takes a folder away with all that is in it, as when its disk is
// unplugged or somebody deletes it. Files that are open stay so.
func (d *Disk) Vanish(path string) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	for name := range d.names {
		if name == path || strings.HasPrefix(name, path+"/") {
			delete(d.names, name)
			delete(d.lasting, name)
		}
	}
}

// step does one thing to the disk. Where the power goes at it, it is done as
// far as it may be, but not synced.
func (d *Disk) step(op Op, path string, do func() error) error {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if d.off {
		return ErrPower
	}
	d.steps++
	if d.cut > 0 && d.steps >= d.cut {
		d.off = true
		if op != Sync && op != SyncFolder {
			do()
		}
		return ErrPower
	}
	if d.refuse != nil {
		if err := d.refuse(Step{op, path}); err != nil {
			return &fs.PathError{Op: string(op), Path: path, Err: err}
		}
	}
	return do()
}

// look reads from the disk.
func (d *Disk) look(op, path string, do func(*node) error) error {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if d.off {
		return ErrPower
	}
	n := d.names[path]
	if n == nil {
		return &fs.PathError{Op: op, Path: path, Err: fs.ErrNotExist}
	}
	return do(n)
}

// A change is one of the names in a folder: from is empty for a new name, to
// for a removed one.
type change struct {
	from, to string
	node     *node
}

func (c change) folder() string {
	if c.to != "" {
		return filepath.Dir(c.to)
	}
	return filepath.Dir(c.from)
}

// in makes the change in a map of names; what it is about may not be there.
func (c change) in(names map[string]*node) {
	n := c.node
	if c.from != "" {
		n = names[c.from]
		delete(names, c.from)
	}
	if c.to != "" && n != nil {
		names[c.to] = n
	}
}

func (d *Disk) change(c change) error {
	if parent := d.names[c.folder()]; parent == nil || !parent.folder {
		return fs.ErrNotExist
	}
	c.in(d.names)
	d.changes = append(d.changes, c)
	return nil
}

// Lock takes a lock that the power takes away.
func (d *Disk) Lock(path string, shared bool) (func() error, bool, error) {
	d.mutex.Lock()
	there, taken := d.names[path] != nil, d.locked[path]
	d.mutex.Unlock()
	if !there && !shared {
		if err := d.step(Create, path, func() error { return d.change(change{to: path, node: &node{}}) }); err != nil {
			return nil, false, err
		}
	}
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.locked[path] = true
	return func() error {
		d.mutex.Lock()
		defer d.mutex.Unlock()
		d.locked[path] = false
		return nil
	}, !taken, nil
}

// Mkdir makes a folder.
func (d *Disk) Mkdir(path string) error {
	return d.step(Mkdir, path, func() error {
		if d.names[path] != nil {
			return &fs.PathError{Op: "mkdir", Path: path, Err: fs.ErrExist}
		}
		return d.change(change{to: path, node: &node{folder: true}})
	})
}

// Create makes a file with a name of its own.
func (d *Disk) Create(folder string) (store.File, error) {
	var f *file
	err := d.step(Create, folder, func() error {
		d.made++
		f = &file{disk: d, node: &node{}, path: filepath.Join(folder, fmt.Sprintf(".new-%d", d.made))}
		return d.change(change{to: f.path, node: f.node})
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Rename gives a file another name in its folder.
func (d *Disk) Rename(from, to string) error {
	return d.step(Rename, from, func() error {
		if d.names[from] == nil {
			return fs.ErrNotExist
		}
		return d.change(change{from: from, to: to})
	})
}

// Remove takes a name away.
func (d *Disk) Remove(path string) error {
	return d.step(Remove, path, func() error {
		if d.names[path] == nil {
			return &fs.PathError{Op: "remove", Path: path, Err: fs.ErrNotExist}
		}
		return d.change(change{from: path})
	})
}

// Sync makes a file's bytes last, or a folder's names.
func (d *Disk) Sync(path string) error {
	d.mutex.Lock()
	n := d.names[path]
	d.mutex.Unlock()
	switch {
	case n == nil:
		return &fs.PathError{Op: "sync", Path: path, Err: fs.ErrNotExist}
	case !n.folder:
		return d.step(Sync, path, func() error { n.sync(); return nil })
	}
	return d.step(SyncFolder, path, func() error {
		d.changes = slices.DeleteFunc(d.changes, func(c change) bool {
			if c.folder() == path {
				c.in(d.lasting)
				return true
			}
			return false
		})
		return nil
	})
}

// Open returns a file's bytes.
func (d *Disk) Open(path string) (file io.ReadCloser, err error) {
	err = d.look("open", path, func(n *node) error {
		file = io.NopCloser(bytes.NewReader(slices.Clone(n.data)))
		return nil
	})
	return file, err
}

// Stat tells of a file or folder.
func (d *Disk) Stat(path string) (info fs.FileInfo, err error) {
	err = d.look("stat", path, func(n *node) error {
		info = entry{filepath.Base(path), int64(len(n.data)), n}
		return nil
	})
	return info, err
}

// Same reports whether two names are of one file.
func (d *Disk) Same(a, b fs.FileInfo) bool { return a.Sys() == b.Sys() }

// ReadDir returns what is in a folder.
func (d *Disk) ReadDir(path string) (entries []fs.DirEntry, err error) {
	err = d.look("readdir", path, func(*node) error {
		for name, n := range d.names {
			if filepath.Dir(name) == path && name != path {
				entries = append(entries, fs.FileInfoToDirEntry(entry{filepath.Base(name), int64(len(n.data)), n}))
			}
		}
		return nil
	})
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// entry is what Stat tells.
type entry struct {
	name string
	size int64
	node *node
}

func (e entry) Name() string       { return e.name }
func (e entry) Size() int64        { return e.size }
func (e entry) ModTime() time.Time { return time.Time{} }
func (e entry) IsDir() bool        { return e.node.folder }
func (e entry) Sys() any           { return e.node }
func (e entry) Mode() fs.FileMode {
	if e.node.folder {
		return fs.ModeDir | 0o700
	}
	return 0o600
}

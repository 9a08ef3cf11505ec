package faults

import (
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/vfs"
)

// system is the disk as SQLite's file system. It does, step by step, what the
// driver's own for the machine does.
type system struct{ disk *Disk }

func (s system) Open(name string, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	f := &sqlFile{disk: s.disk, path: name, flags: flags}
	if name == "" { // SQLite's own, of no use to anybody after it
		f.node = &node{}
		return f, flags, nil
	}
	if err := f.open(); err != nil {
		return nil, flags, err
	}
	const journal = vfs.OPEN_MAIN_JOURNAL | vfs.OPEN_SUPER_JOURNAL | vfs.OPEN_WAL
	f.syncFolder = flags&vfs.OPEN_CREATE != 0 && flags&journal != 0
	f.shared = vfs.NewSharedMemory(filepath.Join(s.disk.shared, filepath.Base(name)+"-shm"), flags)
	return f, flags, nil
}

func (f *sqlFile) open() error {
	f.disk.mutex.Lock()
	f.node = f.disk.names[f.path]
	f.disk.mutex.Unlock()
	switch {
	case f.node == nil && f.flags&vfs.OPEN_CREATE == 0:
		return &fs.PathError{Op: "open", Path: f.path, Err: fs.ErrNotExist}
	case f.node == nil:
		f.node = &node{}
		return f.disk.step(Create, f.path, func() error { return f.disk.change(change{to: f.path, node: f.node}) })
	case f.flags&vfs.OPEN_READWRITE != 0:
		return f.disk.step(Open, f.path, func() error { return nil })
	}
	return nil
}

func (s system) Delete(name string, syncFolder bool) error {
	err := s.disk.Remove(name)
	if errors.Is(err, fs.ErrNotExist) {
		return sqlite3.IOERR_DELETE_NOENT
	}
	if err != nil || !syncFolder {
		return err
	}
	return vfs.SystemError(s.disk.Sync(filepath.Dir(name)), sqlite3.IOERR_DIR_FSYNC)
}

func (s system) Access(name string, _ vfs.AccessFlag) (bool, error) {
	_, err := s.disk.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

func (s system) FullPathname(name string) (string, error) { return name, nil }

// sqlFile is a file that SQLite has open.
type sqlFile struct {
	disk       *Disk
	node       *node
	path       string
	flags      vfs.OpenFlag
	lock       vfs.LockLevel
	shared     vfs.SharedMemory
	syncFolder bool // at the first sync: the file is new
}

func (f *sqlFile) SharedMemory() vfs.SharedMemory { return f.shared }

func (f *sqlFile) Close() error {
	if f.shared != nil {
		f.shared.Close()
	}
	return f.Unlock(vfs.LOCK_NONE)
}

func (f *sqlFile) ReadAt(p []byte, at int64) (n int, err error) {
	f.disk.mutex.Lock()
	defer f.disk.mutex.Unlock()
	if f.disk.off {
		return 0, ErrPower
	}
	if at < int64(len(f.node.data)) {
		n = copy(p, f.node.data[at:])
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (f *sqlFile) WriteAt(p []byte, at int64) (int, error) {
	err := f.disk.step(Write, f.path, func() error {
		f.node.write(write{at, slices.Clone(p)})
		return nil
	})
	if errors.Is(err, syscall.ENOSPC) {
		return 0, vfs.SystemError(err, sqlite3.FULL)
	}
	return len(p), err
}

func (f *sqlFile) Truncate(size int64) error {
	return f.disk.step(Truncate, f.path, func() error {
		f.node.write(write{at: size})
		return nil
	})
}

func (f *sqlFile) Sync(vfs.SyncFlag) error {
	if err := f.disk.step(Sync, f.path, func() error { f.node.sync(); return nil }); err != nil {
		return err
	}
	if f.syncFolder {
		f.syncFolder = false
		return vfs.SystemError(f.disk.Sync(filepath.Dir(f.path)), sqlite3.IOERR_DIR_FSYNC)
	}
	return nil
}

func (f *sqlFile) Size() (int64, error) {
	f.disk.mutex.Lock()
	defer f.disk.mutex.Unlock()
	return int64(len(f.node.data)), nil
}

func (f *sqlFile) SectorSize() int { return 4096 }

func (f *sqlFile) DeviceCharacteristics() vfs.DeviceCharacteristic {
	return vfs.IOCAP_SUBPAGE_READ | vfs.IOCAP_POWERSAFE_OVERWRITE
}

// locks are SQLite's on one file: https://sqlite.org/lockingv3.html
type locks struct {
	shared            int
	reserved, pending bool
}

func (f *sqlFile) Lock(level vfs.LockLevel) error {
	f.disk.mutex.Lock()
	defer f.disk.mutex.Unlock()
	l := &f.node.locks
	if f.lock >= level {
		return nil
	}
	switch level {
	case vfs.LOCK_SHARED:
		if l.pending {
			return sqlite3.BUSY
		}
		l.shared++
	case vfs.LOCK_RESERVED:
		if l.reserved {
			return sqlite3.BUSY
		}
		l.reserved = true
	case vfs.LOCK_EXCLUSIVE:
		if f.lock < vfs.LOCK_PENDING && l.pending {
			return sqlite3.BUSY
		}
		l.pending = true
		f.lock = vfs.LOCK_PENDING
		if l.shared > 1 {
			return sqlite3.BUSY
		}
	}
	f.lock = level
	return nil
}

func (f *sqlFile) Unlock(level vfs.LockLevel) error {
	f.disk.mutex.Lock()
	defer f.disk.mutex.Unlock()
	l := &f.node.locks
	if f.lock <= level {
		return nil
	}
	if f.lock >= vfs.LOCK_RESERVED {
		l.reserved = false
	}
	if f.lock >= vfs.LOCK_PENDING {
		l.pending = false
	}
	if level == vfs.LOCK_NONE {
		l.shared--
	}
	f.lock = level
	return nil
}

func (f *sqlFile) CheckReservedLock() (bool, error) {
	f.disk.mutex.Lock()
	defer f.disk.mutex.Unlock()
	return f.node.locks.reserved, nil
}

func (f *sqlFile) LockState() vfs.LockLevel { return f.lock }

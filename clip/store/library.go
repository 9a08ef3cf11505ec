package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	_ "github.com/ncruces/go-sqlite3/driver" // registers "sqlite3"

	"newsclip/clip"
)

// Options says which library to open. The zero Clock is time.Now, the zero
// Disk the machine's.
type Options struct {
	Dir   string
	Clock func() time.Time
	Disk  Disk
}

// Library is an open library folder.
type Library struct {
	dir      string
	clock    func() time.Time
	disk     Disk
	unlock   func() error
	done     func() error // after the last connection is closed
	writer   *sql.DB      // one connection; nil when readonly is set
	reader   *sql.DB
	opened   fs.FileInfo // library.db, as it was opened
	readonly error       // why the library may not be changed
	migrated string
	writing  sync.Mutex
	// sweeping is held by those that read files named by an older state, and by
	// those whose files have no row yet: what sweeps files leaves them to the
	// next time.
	sweeping sync.RWMutex
}

// readers is how many reads run side by side.
const readers = 4

// writerCache is how much of the database the writer keeps in memory, in bytes. A
// change of 5,000 clips touches that much: with SQLite's 2 MB each page is written
// and read again many times before it is whole.
const writerCache = 32 << 20

// busyTimeout is how long SQLite waits for another connection's lock, in
// milliseconds; with one process and one writer it is hardly ever needed.
const busyTimeout = 5000

// Open opens the library in a folder and makes it when there is none. One that
// may not be written, or whose disk is full, is opened for reading: ReadOnly
// then says so. The error is of kind clip.ErrBusy when another process holds
// it, clip.ErrUnsupported when a newer Newsclip wrote it.
func Open(ctx context.Context, o Options) (*Library, error) {
	l, err := openFor(ctx, o, nil)
	if f := faultOf(err); f == readonly || f == full {
		if reading, failed := openFor(ctx, o, mayOnlyBeRead(o.Dir, err)); clip.KindOf(failed) != clip.ErrNotFound {
			return reading, failed
		}
	}
	return l, err
}

// openFor opens the library: for changes, or, where a reason is given why not,
// for reading.
func openFor(ctx context.Context, o Options, readonly error) (*Library, error) {
	l := &Library{dir: o.Dir, clock: o.Clock, disk: o.Disk, readonly: readonly}
	if l.clock == nil {
		l.clock = time.Now
	}
	if l.disk == nil {
		l.disk = machine{}
	}
	open := l.openForChanges
	if readonly != nil {
		open = l.openForReading
	}
	if err := open(ctx); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

func (l *Library) openForChanges(ctx context.Context) (err error) {
	if err := makeFolder(l.disk, l.dir); err != nil {
		return noFolderFor(l.disk, l.dir, err)
	}
	if err := l.take(false); err != nil {
		return err
	}
	if err := l.refuseNewer(ctx); err != nil {
		return err
	}
	if err := l.probe(); err != nil {
		return noFolderFor(l.disk, l.dir, err)
	}
	for _, folder := range []string{l.originals(), l.images()} {
		if err := makeFolder(l.disk, folder); err != nil {
			return noFolderFor(l.disk, l.dir, err)
		}
	}
	pragmas := []string{fmt.Sprintf("_pragma=busy_timeout(%d)", busyTimeout), "_pragma=journal_mode(wal)", "_pragma=synchronous(full)", "_pragma=foreign_keys(on)"}
	writing := append(slices.Clone(pragmas), fmt.Sprintf("_pragma=cache_size(-%d)", writerCache>>10), "_txlock=immediate")
	if l.writer, err = sql.Open("sqlite3", l.source(writing...)); err != nil {
		return storage("open the library", err)
	}
	l.writer.SetMaxOpenConns(1)
	if err := l.migrate(ctx); err != nil {
		return err
	}
	// A database that may only be read shows it at the first change.
	if err := l.transaction(ctx, func(*sql.Tx) error { return nil }); err != nil {
		return err
	}
	if l.opened, err = l.disk.Stat(l.database()); err != nil {
		return storage("open the library", err)
	}
	return l.openReader(l.source(append(pragmas, "_pragma=query_only(on)", "_txlock=deferred")...))
}

// openForReading opens a library that may not be written. Where another
// process may write it after all, the lock keeps it away meanwhile.
func (l *Library) openForReading(ctx context.Context) error {
	if _, err := l.disk.Stat(l.database()); err != nil {
		return l.none(err)
	}
	if err := l.take(true); err != nil {
		return err
	}
	if err := l.refuseNewer(ctx); err != nil {
		return err
	}
	source, done, err := l.readSource()
	if err != nil {
		return storage("open the library", err)
	}
	l.done = done
	if err := l.openReader(source + "&_pragma=query_only(on)&_txlock=deferred"); err != nil {
		return err
	}
	if err := l.reader.PingContext(ctx); err != nil {
		return storage("open the library", err)
	}
	return nil
}

func (l *Library) none(cause error) error {
	return &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("There is no library in %s.", l.dir), Next: "Use another folder.", Err: cause}
}

func (l *Library) openReader(source string) (err error) {
	if l.reader, err = sql.Open("sqlite3", source); err != nil {
		return storage("open the library", err)
	}
	l.reader.SetMaxOpenConns(readers)
	return nil
}

func (l *Library) database() string { return filepath.Join(l.dir, "library.db") }

// source is the database's name for SQLite, with parameters.
func (l *Library) source(parameters ...string) string {
	name := (&url.URL{Scheme: "file", Opaque: escaped(filepath.ToSlash(l.database()))}).String()
	if l.disk.VFS() != "" && !strings.Contains(strings.Join(parameters, "&"), "vfs=") {
		parameters = append(parameters, "vfs="+l.disk.VFS())
	}
	return name + "?" + strings.Join(parameters, "&")
}

func escaped(path string) string { return (&url.URL{Path: path}).EscapedPath() }

// take locks the library folder for this process. A lock that several readers
// share needs its file to be there: without one, or where the file system has
// no locks, nobody else can write either.
func (l *Library) take(shared bool) error {
	unlock, taken, err := l.disk.Lock(filepath.Join(l.dir, "library.lock"), shared)
	switch {
	case err != nil && shared:
		return nil
	case err != nil:
		return noFolderFor(l.disk, l.dir, err)
	case !taken:
		return &clip.Error{Kind: clip.ErrBusy, Message: fmt.Sprintf("Another process holds the library %s.", l.dir), Next: "Close it and try again."}
	}
	l.unlock = unlock
	return nil
}

// noFolderFor says why the library folder cannot be made or used.
func noFolderFor(disk Disk, dir string, err error) error {
	e := &clip.Error{Kind: clip.ErrStorage, Message: fmt.Sprintf("The library folder %s cannot be made.", dir),
		Next: "Check that the disk is there and has room, or use another folder.", Err: err}
	info, statErr := disk.Stat(dir)
	switch {
	case faultOf(err) == full:
		e.Message, e.Next = fmt.Sprintf("The library folder %s cannot be made: the disk is full.", dir), "Make room on the disk, or use another folder."
	case statErr == nil && !info.IsDir():
		e.Message, e.Next = fmt.Sprintf("%s is a file, not a library folder.", dir), "Use another folder."
	case statErr == nil:
		e.Message, e.Next = fmt.Sprintf("Newsclip may not write in the library folder %s.", dir), "Check its permissions, or use another folder."
	case errors.Is(err, fs.ErrPermission):
		e.Next = "Check the permissions of the folder above it, or use another folder."
	}
	return e
}

// Close gives the library back.
func (l *Library) Close() error {
	var all []error
	for _, db := range []*sql.DB{l.reader, l.writer} {
		if db != nil {
			all = append(all, db.Close())
		}
	}
	for _, end := range []func() error{l.done, l.unlock} {
		if end != nil {
			all = append(all, end())
		}
	}
	return errors.Join(all...)
}

// Dir returns the library folder.
func (l *Library) Dir() string { return l.dir }

// transaction runs f in the one write transaction; an error rolls it back. The
// library is looked for before, so that nothing is done in vain, and after:
// what went into a file that is gone was not kept.
func (l *Library) transaction(ctx context.Context, f func(*sql.Tx) error) error {
	if l.readonly != nil {
		return l.readonly
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.present(); err != nil {
		return storage("save the change", err)
	}
	tx, err := l.writer.BeginTx(ctx, nil)
	if err != nil {
		return l.failed("begin a change", err)
	}
	if err := f(tx); err != nil {
		tx.Rollback() // the cause is told
		return l.failed("save the change", err)
	}
	if err := tx.Commit(); err != nil {
		return l.failed("save the change", err)
	}
	if err := l.present(); err != nil {
		return storage("save the change", err)
	}
	return nil
}

// now is the time by the clock. One that lost its battery may say 1970 or less;
// 0 stands for no time, so the first moment after it is the earliest.
func (l *Library) now() time.Time {
	return latest(l.clock().UTC(), time.UnixMilli(1).UTC())
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

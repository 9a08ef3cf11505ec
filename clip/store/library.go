package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"
	_ "github.com/ncruces/go-sqlite3/driver" // registers "sqlite3"

	"newsclip/clip"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Options says which library to open. The zero Clock is time.Now.
type Options struct {
	Dir   string
	Clock func() time.Time
}

// Library is an open library folder.
type Library struct {
	dir     string
	clock   func() time.Time
	lock    *flock.Flock
	writer  *sql.DB // one connection
	reader  *sql.DB
	writing sync.Mutex
	// sweeping is held by those that read files named by an older state: what
	// sweeps files leaves them to the next time.
	sweeping sync.RWMutex
}

// readers is how many reads run side by side.
const readers = 4

// busyTimeout is how long SQLite waits for another connection's lock, in
// milliseconds; with one process and one writer it is hardly ever needed.
const busyTimeout = 5000

// Open opens the library in a folder and makes it when there is none. The
// error is of kind clip.ErrBusy when another process holds it.
func Open(ctx context.Context, o Options) (*Library, error) {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	l := &Library{dir: o.Dir, clock: o.Clock}
	if err := l.take(); err != nil {
		return nil, err
	}
	if err := l.open(ctx); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

// take makes the folder and locks it for this process.
func (l *Library) take() error {
	for _, folder := range []string{l.dir, l.originals(), l.images()} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return noFolderFor(l.dir, err)
		}
	}
	l.lock = flock.New(filepath.Join(l.dir, "library.lock"))
	taken, err := l.lock.TryLock()
	if err != nil {
		return noFolderFor(l.dir, err)
	}
	if !taken {
		l.lock = nil
		return &clip.Error{Kind: clip.ErrBusy, Message: fmt.Sprintf("Another process holds the library %s.", l.dir), Next: "Close it and try again."}
	}
	return nil
}

// noFolderFor says why the library folder cannot be made or used.
func noFolderFor(dir string, err error) error {
	e := &clip.Error{Kind: clip.ErrStorage, Message: fmt.Sprintf("The library folder %s cannot be made.", dir),
		Next: "Check that the disk is there and has room, or use another folder.", Err: err}
	info, statErr := os.Stat(dir)
	switch {
	case statErr == nil && !info.IsDir():
		e.Message, e.Next = fmt.Sprintf("%s is a file, not a library folder.", dir), "Use another folder."
	case statErr == nil:
		e.Message, e.Next = fmt.Sprintf("Newsclip may not write in the library folder %s.", dir), "Check its permissions, or use another folder."
	case errors.Is(err, fs.ErrPermission):
		e.Next = "Check the permissions of the folder above it, or use another folder."
	}
	return e
}

func (l *Library) open(ctx context.Context) (err error) {
	path := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(filepath.Join(l.dir, "library.db"))}).EscapedPath()}).String()
	pragmas := fmt.Sprintf("?_pragma=busy_timeout(%d)&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=foreign_keys(on)", busyTimeout)
	if l.writer, err = sql.Open("sqlite3", path+pragmas+"&_txlock=immediate"); err != nil {
		return storage("open the library", err)
	}
	l.writer.SetMaxOpenConns(1)
	if err := l.migrate(ctx); err != nil {
		return err
	}
	if l.reader, err = sql.Open("sqlite3", path+pragmas+"&_pragma=query_only(on)&_txlock=deferred"); err != nil {
		return storage("open the library", err)
	}
	l.reader.SetMaxOpenConns(readers)
	return nil
}

// migrate brings the schema up to date, each step in a transaction.
func (l *Library) migrate(ctx context.Context) error {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return fmt.Errorf("list migrations: %w", err)
	}
	var version int
	if err := l.writer.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return storage("read the library in "+l.dir, err)
	}
	if version > len(names) {
		return &clip.Error{Kind: clip.ErrUnsupported, Message: fmt.Sprintf("The library %s was written by a newer Newsclip.", l.dir), Next: "Update Newsclip to open it."}
	}
	for i, name := range names[version:] {
		script, err := migrations.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read migration: %w", err)
		}
		if err := l.transaction(ctx, func(tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, string(script)); err != nil {
				return fmt.Errorf("migration %s: %w", name, err)
			}
			_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version+i+1))
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// Close gives the library back.
func (l *Library) Close() error {
	var all []error
	for _, db := range []*sql.DB{l.reader, l.writer} {
		if db != nil {
			all = append(all, db.Close())
		}
	}
	if l.lock != nil {
		all = append(all, l.lock.Unlock())
	}
	return errors.Join(all...)
}

// Dir returns the library folder.
func (l *Library) Dir() string { return l.dir }

// transaction runs f in the one write transaction; an error rolls it back.
func (l *Library) transaction(ctx context.Context, f func(*sql.Tx) error) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	tx, err := l.writer.BeginTx(ctx, nil)
	if err != nil {
		return storage("begin a change", err)
	}
	if err := f(tx); err != nil {
		tx.Rollback() // the cause is told
		return storage("change the library", err)
	}
	if err := tx.Commit(); err != nil {
		return storage("save the change", err)
	}
	return nil
}

// storage makes err, unless it is one for people already, an error that says
// what failed and what to do.
func storage(operation string, err error) error {
	var ours *clip.Error
	if errors.As(err, &ours) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	next := "Check that the disk has room and that the library folder is there and may be written."
	switch text := err.Error(); {
	case strings.Contains(text, "full"):
		next = "The disk is full: make room and try again."
	case strings.Contains(text, "readonly") || strings.Contains(text, "read-only") || errors.Is(err, fs.ErrPermission):
		next = "The library folder may not be written: check its permissions."
	case strings.Contains(text, "malformed") || strings.Contains(text, "not a database"):
		next = "The library's database is damaged: restore it from a backup."
	}
	return &clip.Error{Kind: clip.ErrStorage, Message: fmt.Sprintf("Newsclip could not %s.", operation), Next: next, Err: err}
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

package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"newsclip/clip"
)

// The schema is a row of numbered scripts; PRAGMA user_version says how many a
// library has had. A released script never changes: the next one does.

//go:embed migrations/*.sql
var migrations embed.FS

// scripts returns the names of the migrations in their order.
func scripts() ([]string, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, fmt.Errorf("list migrations: %w", err)
	}
	return names, nil
}

// schemaVersion returns how many migrations a library has had; 0 for an empty one.
func schemaVersion(ctx context.Context, db *sql.DB) (n int, err error) {
	err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&n)
	return n, err
}

// refuseNewer returns an error when a newer Newsclip wrote the library. It
// opens it for reading only: what it may not understand, it leaves untouched.
func (l *Library) refuseNewer(ctx context.Context) error {
	if unfinished, err := l.unfinished(); unfinished || err != nil {
		return err
	}
	names, err := scripts()
	if err != nil {
		return err
	}
	source, done, err := l.readSource()
	if err != nil {
		return storage("open the library", err)
	}
	defer done()
	db, err := sql.Open("sqlite3", source)
	if err != nil {
		return storage("open the library", err)
	}
	defer db.Close()
	has, err := schemaVersion(ctx, db)
	switch {
	case err != nil:
		return storage("read the library in "+l.dir, err)
	case has > len(names):
		return l.newer()
	case has == 0 && l.readonly != nil:
		return l.none(nil)
	case has < len(names) && l.readonly != nil:
		return &clip.Error{Kind: clip.ErrUnsupported, Message: fmt.Sprintf("The library %s was written by an older Newsclip and may only be read, so it cannot be brought up to date.", l.dir),
			Next: "Copy it to a folder that may be written and open it there.", Err: l.readonly}
	}
	return nil
}

// unfinished reports whether there is no database yet, or one whose making was
// cut off: SQLite must roll that back, which is to write, before it can be
// read.
func (l *Library) unfinished() (bool, error) {
	if l.readonly != nil {
		return false, nil
	}
	switch info, err := l.disk.Stat(l.database()); {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, storage("open the library", err)
	case info.Size() == 0:
		return true, nil
	}
	_, err := l.disk.Stat(l.database() + "-journal")
	return err == nil, nil
}

func (l *Library) newer() error {
	return &clip.Error{Kind: clip.ErrUnsupported, Message: fmt.Sprintf("The library %s was written by a newer Newsclip.", l.dir),
		Next: "Update Newsclip to open it. Nothing in it was changed."}
}

// migrate brings the schema up to date: all that is missing in one
// transaction, after a copy was made of a library that is not new.
func (l *Library) migrate(ctx context.Context) error {
	names, err := scripts()
	if err != nil {
		return err
	}
	has, err := schemaVersion(ctx, l.writer)
	if err != nil {
		return storage("read the library in "+l.dir, err)
	}
	switch {
	case has == len(names):
		return nil
	case has > len(names):
		return l.newer()
	}
	if has > 0 {
		path := filepath.Join(l.dir, fmt.Sprintf("%s%d.db", copyPrefix, has))
		if err := l.copyTo(ctx, path); err != nil {
			return l.failed("copy the library before bringing it up to date", err)
		}
		l.migrated = path
		if err := l.dropOldCopies(); err != nil {
			return l.failed("remove older copies of the library", err)
		}
	}
	return l.transaction(ctx, func(tx *sql.Tx) error {
		for _, name := range names[has:] {
			script, err := migrations.ReadFile(name)
			if err != nil {
				return fmt.Errorf("read migration: %w", err)
			}
			if _, err := tx.ExecContext(ctx, string(script)); err != nil {
				return fmt.Errorf("migration %s: %w", name, err)
			}
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(names)))
		return err
	})
}

// copyPrefix begins the name of the copy that a migration makes beside
// library.db; the schema's number follows.
const copyPrefix = "library-before-migration-"

// copyTo copies the database, as it is, to a file of its own, durably. VACUUM
// INTO neither syncs nor renames, so the copy gets its name when it is whole.
func (l *Library) copyTo(ctx context.Context, path string) error {
	half := path + temporary
	if err := l.disk.Remove(half); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := l.writer.ExecContext(ctx, "VACUUM INTO ?", half); err != nil {
		l.disk.Remove(half) // the cause is told
		return err
	}
	if err := l.disk.Sync(half); err != nil {
		return err
	}
	if err := l.disk.Rename(half, path); err != nil {
		return err
	}
	return l.disk.Sync(l.dir)
}

// dropOldCopies removes the copies that earlier migrations made.
func (l *Library) dropOldCopies() error {
	entries, err := l.disk.ReadDir(l.dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		path := filepath.Join(l.dir, entry.Name())
		if !strings.HasPrefix(entry.Name(), copyPrefix) || path == l.migrated {
			continue
		}
		if err := l.disk.Remove(path); err != nil {
			return err
		}
	}
	return nil
}

// Migrated returns where the copy of the library is that was made because this
// Open brought it up to date; empty when it did not.
func (l *Library) Migrated() string { return l.migrated }

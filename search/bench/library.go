package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/ncruces/go-sqlite3/driver"

	"newsclip/clip"
	"newsclip/clip/store"
)

// made is a file that says how many clips of which seed a library holds.
func (s *speed) made() (path, content string) {
	return filepath.Join(s.dir, "made"), fmt.Sprintf("%d clips of seed %d", s.clips, s.seed)
}

// makeLibrary makes the library, if it is not there yet. The rows that searches
// and lists read are written at once: clip by clip, each durable and in the
// journal, would take ten times as long, and is measured elsewhere.
func (s *speed) makeLibrary(ctx context.Context, c *corpus) error {
	path, content := s.made()
	if have, err := os.ReadFile(path); err == nil {
		if string(have) != content {
			return fmt.Errorf("%s holds %s, not %s", s.dir, have, content)
		}
		return nil
	}
	library, err := store.Open(ctx, store.Options{Dir: s.libraryDir()}) // the tables
	if err != nil {
		return err
	}
	if err := library.Close(); err != nil {
		return err
	}
	db, err := driver.Open("file:" + filepath.Join(s.libraryDir(), "library.db"))
	if err != nil {
		return err
	}
	defer db.Close()
	began := time.Now()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for n, made := range c.clips(s.clips) {
		if err := insert(ctx, tx, n, &made); err != nil {
			return err
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	fmt.Printf("made a library of %s in %.0f s\n", content, time.Since(began).Seconds())
	return os.WriteFile(path, []byte(content), 0o600)
}

// perStory is how many clips of the made library share a story.
const perStory = 3

func insert(ctx context.Context, tx *sql.Tx, n int, c *clip.Clip) error {
	metadata, err := json.Marshal(c.Version.Metadata)
	if err != nil {
		return err
	}
	source, err := json.Marshal(c.Version.Source)
	if err != nil {
		return err
	}
	story, version, date := fmt.Sprintf("story%d", n/perStory), "v"+string(c.ID), c.Version.Published.Time.UnixMilli()
	for _, row := range []struct {
		into   string
		values []any
	}{
		{"OR IGNORE INTO stories (id, name) VALUES (?, ?)", []any{story, c.Version.Title}},
		{"INTO clips (id, captured, current, story, outlet, date, lang, byline) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			[]any{string(c.ID), date, version, story, c.Version.Outlet, date, c.Version.Lang, c.Version.Byline()}},
		{"INTO versions (id, clip, number, created, metadata, source) VALUES (?, ?, 1, ?, ?, ?)", []any{version, string(c.ID), date, string(metadata), string(source)}},
		{"INTO bodies (version, xhtml, cleaning) VALUES (?, ?, '{}')", []any{version, c.Version.Body.XHTML()}},
		{"INTO journal (step, time, action, kind, key, before, after, content) VALUES (0, ?, 'Add', 'clip', ?, '', '{}', 1)", []any{date, string(c.ID)}},
	} {
		if _, err := tx.ExecContext(ctx, "INSERT "+row.into, row.values...); err != nil {
			return err
		}
	}
	return nil
}

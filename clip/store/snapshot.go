package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"time"

	"newsclip/clip"
)

// A Snapshot is the library as it stood at one moment, for a backup: changes
// go on beside it and are not in it. While it is open no file is swept.
type Snapshot struct {
	l   *Library
	ctx context.Context
	tx  *sql.Tx
}

// Snapshot takes one; Close gives it back.
func (l *Library) Snapshot(ctx context.Context) (*Snapshot, error) {
	l.sweeping.RLock()
	tx, err := l.reader.BeginTx(ctx, nil)
	if err != nil {
		l.sweeping.RUnlock()
		return nil, storage("read the library", err)
	}
	s := &Snapshot{l, ctx, tx}
	if _, err := s.Count(); err != nil { // SQLite fixes the moment at the first read
		s.Close()
		return nil, err
	}
	return s, nil
}

// Close ends it.
func (s *Snapshot) Close() {
	s.tx.Rollback() // it only read
	s.l.sweeping.RUnlock()
}

// SavedCount says how much a snapshot holds.
type SavedCount struct{ Clips, Versions, Images int }

// Count counts.
func (s *Snapshot) Count() (c SavedCount, err error) {
	err = s.tx.QueryRowContext(s.ctx, "SELECT (SELECT count(*) FROM clips), (SELECT count(*) FROM versions), (SELECT count(*) FROM images)").
		Scan(&c.Clips, &c.Versions, &c.Images)
	if err != nil {
		err = storage("count clips", err)
	}
	return c, err
}

// rows yields what scan makes of the rows of a query.
func rowsOf[T any](s *Snapshot, what string, scan func(*sql.Rows, *T) error, query string, arguments ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		rows, err := s.tx.QueryContext(s.ctx, query, arguments...)
		if err != nil {
			yield(none, storage("read "+what, err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var v T
			if err := scan(rows, &v); err != nil {
				yield(none, storage("read "+what, err))
				return
			}
			if !yield(v, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(none, storage("read "+what, err))
		}
	}
}

// Objects yields the objects of a kind that ObjectNames names.
func (s *Snapshot) Objects(name string) iter.Seq2[Object, error] {
	return rowsOf(s, name, func(rows *sql.Rows, o *Object) error {
		return rows.Scan(&o.Key, (*[]byte)(&o.Value))
	}, kindNamed(name).list)
}

// Log yields the provenance log.
func (s *Snapshot) Log() iter.Seq2[LogEntry, error] {
	return rowsOf(s, "provenance", func(rows *sql.Rows, e *LogEntry) error { return rows.Scan(&e.Entry, &e.Hash) },
		"SELECT entry, hash FROM provenance ORDER BY number")
}

// Jobs yields the queue, oldest first.
func (s *Snapshot) Jobs() iter.Seq2[SavedJob, error] {
	return rowsOf(s, "the queue", func(rows *sql.Rows, j *SavedJob) error {
		var added int64
		err := rows.Scan(&j.URL, &j.Name, &j.Note, &j.Data, &added, &j.Tries, &j.Error)
		j.Added = fromMillis(added)
		return err
	}, "SELECT url, name, note, data, added, tries, error FROM queue ORDER BY id")
}

// snapshotBatch is how many clips are read at once, whole: at some 100 KB a
// clip with several versions that is ten megabytes.
const snapshotBatch = 100

// Clips yields every clip, those in the trash too, by id.
func (s *Snapshot) Clips() iter.Seq2[SavedClip, error] {
	return func(yield func(SavedClip, error) bool) {
		last := clip.ID("")
		for {
			batch, err := s.batch(last)
			if err != nil {
				yield(SavedClip{}, storage("read clips", err))
				return
			}
			for _, c := range batch {
				if !yield(c, nil) {
					return
				}
			}
			if len(batch) < snapshotBatch {
				return
			}
			last = batch[len(batch)-1].ID
		}
	}
}

// batch reads the clips after an id.
func (s *Snapshot) batch(after clip.ID) ([]SavedClip, error) {
	rows, err := s.tx.QueryContext(s.ctx, "SELECT "+clipColumns+`, c.changed FROM clips c JOIN versions v ON v.id = c.current
		WHERE c.id > ? ORDER BY c.id LIMIT ?`, after, snapshotBatch)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []SavedClip
	for rows.Next() {
		var changed int64
		c, err := scanClip(rows, &changed)
		if err != nil {
			return nil, err
		}
		out = append(out, savedOf(&c, fromMillis(changed)))
	}
	if err := rows.Err(); err != nil || len(out) == 0 {
		return nil, err
	}
	return out, s.addVersions(out)
}

// addVersions reads the versions of clips, which are ordered by id.
func (s *Snapshot) addVersions(clips []SavedClip) error {
	rows, err := s.tx.QueryContext(s.ctx, `SELECT v.clip, v.id, v.number, v.parent, v.created, v.metadata, v.source, b.cleaning, b.xhtml
		FROM versions v JOIN bodies b ON b.version = v.id WHERE v.clip >= ? AND v.clip <= ? ORDER BY v.clip, v.number`,
		clips[0].ID, clips[len(clips)-1].ID)
	if err != nil {
		return err
	}
	defer rows.Close()
	at := 0
	for rows.Next() {
		var of clip.ID
		var v SavedVersion
		var created int64
		var metadata, source, cleaning string
		if err := rows.Scan(&of, &v.ID, &v.Number, &v.Parent, &created, &metadata, &source, &cleaning, &v.Text); err != nil {
			return err
		}
		v.Created = fromMillis(created)
		v.Metadata, v.Source, v.Cleaning = json.RawMessage(metadata), json.RawMessage(source), json.RawMessage(cleaning)
		for at < len(clips) && clips[at].ID < of {
			at++
		}
		if at < len(clips) && clips[at].ID == of {
			clips[at].Versions = append(clips[at].Versions, v)
		}
	}
	return rows.Err()
}

// ImageType returns the media type of an image; "" where it was not kept.
func (s *Snapshot) ImageType(hash clip.Hash) (mediaType string, err error) {
	err = s.tx.QueryRowContext(s.ctx, "SELECT media_type FROM images WHERE hash = ?", hash).Scan(&mediaType)
	if err == sql.ErrNoRows {
		return "", nil
	}
	return mediaType, err
}

// OpenOriginal opens an original; OpenImage an image. Whether its bytes are
// those that its hash names, the reader has to see.
func (l *Library) OpenOriginal(hash clip.Hash) (io.ReadCloser, error) {
	return l.openBlob(l.originals(), hash)
}

// OpenImage opens an image.
func (l *Library) OpenImage(hash clip.Hash) (io.ReadCloser, error) {
	return l.openBlob(l.images(), hash)
}

func (l *Library) openBlob(root string, hash clip.Hash) (io.ReadCloser, error) {
	if !hash.Valid() {
		return nil, fmt.Errorf("%q is no hash", hash)
	}
	return l.disk.Open(blobPath(root, hash))
}

// Listed is what a list says of a clip.
type Listed struct {
	ID      clip.ID
	Date    time.Time // published, else captured
	Day     string    // "2026-03-01", published in its own zone
	Title   string
	Outlet  string
	Story   clip.ID
	Trashed bool
}

// List yields the clips outside the trash, newest first: all, or those of a
// folder.
func (s *Snapshot) List(folder clip.ID) iter.Seq2[Listed, error] {
	if folder == "" {
		return s.list("c.trashed = 0")
	}
	return s.list("c.trashed = 0 AND c.id IN (SELECT clip FROM memberships WHERE folder = ?)", folder)
}

// ListTrash yields the clips in the trash, newest first.
func (s *Snapshot) ListTrash() iter.Seq2[Listed, error] { return s.list("c.trashed > 0") }

func (s *Snapshot) list(condition string, arguments ...any) iter.Seq2[Listed, error] {
	return rowsOf(s, "a list", func(rows *sql.Rows, c *Listed) error {
		var date int64
		err := rows.Scan(&c.ID, &date, &c.Day, &c.Title, &c.Outlet, &c.Story, &c.Trashed)
		if c.Date = time.UnixMilli(date).UTC(); len(c.Day) > len(time.DateOnly) {
			c.Day = c.Day[:len(time.DateOnly)]
		}
		if c.Day == "" {
			c.Day = c.Date.Format(time.DateOnly)
		}
		return err
	}, `SELECT c.id, c.date, coalesce(json_extract(v.metadata, '$.published'), ''), coalesce(json_extract(v.metadata, '$.title'), ''),
		c.outlet, c.story, c.trashed > 0 FROM clips c JOIN versions v ON v.id = c.current WHERE `+condition+" ORDER BY c.date DESC, c.id", arguments...)
}

// Stories returns the names of the stories of several clips.
func (s *Snapshot) Stories() (map[clip.ID]string, error) {
	names := map[clip.ID]string{}
	rows, err := s.tx.QueryContext(s.ctx, `SELECT s.id, s.name FROM stories s JOIN clips c ON c.story = s.id AND c.trashed = 0
		GROUP BY s.id HAVING count(*) > 1`)
	if err != nil {
		return nil, storage("read stories", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id clip.ID
		var name string
		if err := rows.Scan(&id, &name); err != nil {
			return nil, storage("read stories", err)
		}
		names[id] = name
	}
	return names, rows.Err()
}

// Highlights returns the highlights of a clip in the order of their making.
func (s *Snapshot) Highlights(id clip.ID) ([]clip.Highlight, error) {
	var out []clip.Highlight
	for h, err := range rowsOf(s, "highlights", func(rows *sql.Rows, h *clip.Highlight) (err error) { *h, err = scanHighlight(rows); return err },
		"SELECT "+highlightColumns+" FROM highlights WHERE clip = ? ORDER BY made, id", id) {
		if err != nil {
			return nil, err
		}
		out = append(out, h)
	}
	return out, nil
}

// Folders returns every folder, parents before children.
func (s *Snapshot) Folders() ([]clip.Folder, error) { return folders(s.ctx, s.tx) }

package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"newsclip/clip"
)

// Every change of what a person sees goes through writer.put: it writes the
// object and its journal entry, with the state before and after, in one
// transaction. Undo is then the same for all: put what was before.

// The kinds of object in the journal.
const (
	kindClip   = "clip"   // clip.State
	kindStory  = "story"  // storyRow
	kindFolder = "folder" // folderRow
	kindLink   = "link"   // linkRow; its key is "A B"
)

type storyRow struct {
	Name  string `json:"name"`
	Named bool   `json:"named,omitempty"`
}

type folderRow struct {
	Parent   clip.ID `json:"parent,omitempty"`
	Name     string  `json:"name"`
	Position int     `json:"position"`
}

type linkRow struct {
	Together bool `json:"together"`
}

// writer is one change under way.
type writer struct {
	ctx    context.Context
	tx     *sql.Tx
	now    time.Time
	of     *Step // nil: no step for Undo
	step   int64 // its number; 0: not begun
	action string
	// prepared holds statements by their text: a change of thousands of clips
	// runs the same few for each. They end with the transaction.
	prepared map[string]*sql.Stmt
}

// put gives an object the state after and notes the one before; nil: it is not
// there. content says that what the index holds of a clip changes.
func (w *writer) put(kind, key string, before, after any, content bool) error {
	old, err := encode(before)
	if err != nil {
		return err
	}
	fresh, err := encode(after)
	if err != nil {
		return err
	}
	return w.putEncoded(kind, key, old, fresh, content)
}

func encode(v any) (string, error) {
	if v == nil {
		return "", nil
	}
	data, err := json.Marshal(v)
	return string(data), err
}

func (w *writer) putEncoded(kind, key, before, after string, content bool) error {
	if err := w.beginStep(); err != nil {
		return fmt.Errorf("begin step: %w", err)
	}
	if err := w.apply(kind, key, after); err != nil {
		return fmt.Errorf("write %s %s: %w", kind, key, err)
	}
	return w.enter(kind, key, before, after, content)
}

// enter notes a change in the journal.
func (w *writer) enter(kind, key, before, after string, content bool) error {
	return w.exec("INSERT INTO journal (step, time, action, kind, key, before, after, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		w.step, millis(w.now), w.action, kind, key, before, after, content)
}

// apply writes an object's state to its table.
func (w *writer) apply(kind, key, state string) error {
	switch kind {
	case kindClip:
		var s clip.State
		if err := json.Unmarshal([]byte(state), &s); err != nil {
			return err
		}
		return w.applyClip(key, &s)
	case kindStory:
		return w.applyRow(state, &storyRow{}, "stories", key, func(v any) error {
			s := v.(*storyRow)
			return w.exec("INSERT INTO stories (id, name, named) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, named = excluded.named", key, s.Name, s.Named)
		})
	case kindFolder:
		return w.applyRow(state, &folderRow{}, "folders", key, func(v any) error {
			f := v.(*folderRow)
			return w.exec("INSERT INTO folders (id, parent, name, position) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, name = excluded.name, position = excluded.position", key, f.Parent, f.Name, f.Position)
		})
	case kindLink:
		return w.applyLink(key, state)
	case kindRule:
		return w.applyRule(key, state)
	case kindSearch:
		return w.applySearch(key, state)
	case kindTemplate:
		return w.applyTemplate(key, state)
	case kindHighlight:
		return w.applyHighlight(key, state)
	}
	return fmt.Errorf("unknown kind %q", kind)
}

func (w *writer) exec(query string, arguments ...any) error {
	statement, err := w.statement(query)
	if err != nil {
		return err
	}
	_, err = statement.ExecContext(w.ctx, arguments...)
	return err
}

// scan reads the one row of a query.
func (w *writer) scan(query string, arguments []any, into ...any) error {
	statement, err := w.statement(query)
	if err != nil {
		return err
	}
	return statement.QueryRowContext(w.ctx, arguments...).Scan(into...)
}

func (w *writer) statement(query string) (*sql.Stmt, error) {
	if s := w.prepared[query]; s != nil {
		return s, nil
	}
	s, err := w.tx.PrepareContext(w.ctx, query)
	if err != nil {
		return nil, err
	}
	if w.prepared == nil {
		w.prepared = map[string]*sql.Stmt{}
	}
	w.prepared[query] = s
	return s, nil
}

func (w *writer) applyRow(state string, v any, table, key string, write func(any) error) error {
	if state == "" {
		return w.exec("DELETE FROM "+table+" WHERE id = ?", key)
	}
	if err := json.Unmarshal([]byte(state), v); err != nil {
		return err
	}
	return write(v)
}

func (w *writer) applyLink(key, state string) error {
	var a, b string
	if _, err := fmt.Sscan(key, &a, &b); err != nil {
		return err
	}
	if state == "" {
		return w.exec("DELETE FROM links WHERE a = ? AND b = ?", a, b)
	}
	var row linkRow
	if err := json.Unmarshal([]byte(state), &row); err != nil {
		return err
	}
	return w.exec("INSERT INTO links (a, b, together) VALUES (?, ?, ?) ON CONFLICT (a, b) DO UPDATE SET together = excluded.together", a, b, row.Together)
}

// applyClip writes a clip's state, with what lists repeat of its version.
func (w *writer) applyClip(id string, s *clip.State) error {
	var metadata string
	var captured int64
	err := w.scan("SELECT v.metadata, c.captured FROM versions v JOIN clips c ON c.id = v.clip WHERE v.id = ? AND c.id = ?", []any{s.Current, id}, &metadata, &captured)
	if err != nil {
		return fmt.Errorf("read version %s: %w", s.Current, err)
	}
	var m clip.Metadata
	if err := json.Unmarshal([]byte(metadata), &m); err != nil {
		return err
	}
	r := repeatedOf(&m, captured)
	if err := w.makeStory(s); err != nil {
		return err
	}
	// Whether there is an image is looked up in the text once for each version.
	if err := w.exec(`UPDATE clips SET current = ?1, story = ?2, pinned = ?3, note = ?4, read = ?5, starred = ?6, trashed = ?7, outlet = ?8, date = ?9, lang = ?10, byline = ?14,
		image = CASE WHEN current = ?1 AND image >= 0 THEN image ELSE ?11 OR EXISTS (SELECT 1 FROM bodies WHERE version = ?1 AND instr(xhtml, '<img ') > 0) END,
		changed = ?12 WHERE id = ?13`,
		s.Current, s.Story, s.Pinned, s.Note, s.Read, s.Starred, trashedAt(s), r.outlet, r.date, r.lang, m.Image != "", millis(w.now), id, r.byline); err != nil {
		return err
	}
	if err := w.writeFolders(id, s); err != nil {
		return err
	}
	return w.writeTags(id, s.Tags)
}

// makeStory makes a clip's story where it is gone: an unnamed one goes when the
// trash is emptied of its last clip, and an older step may put another back there.
func (w *writer) makeStory(s *clip.State) error {
	var there bool
	if err := w.scan("SELECT EXISTS (SELECT 1 FROM stories WHERE id = ?)", []any{s.Story}, &there); err != nil || there {
		return err
	}
	var metadata string
	var m clip.Metadata
	if err := w.scan("SELECT metadata FROM versions WHERE id = ?", []any{s.Current}, &metadata); err != nil {
		return fmt.Errorf("read version %s: %w", s.Current, err)
	}
	if err := json.Unmarshal([]byte(metadata), &m); err != nil {
		return err
	}
	return w.exec("INSERT INTO stories (id, name) VALUES (?, ?)", s.Story, m.Headline())
}

// trashedAt returns when a clip went into the trash, as it is stored; 0: it is
// not there.
func trashedAt(s *clip.State) int64 {
	if s.Trashed.IsZero() {
		return 0
	}
	return max(1, millis(s.Trashed)) // whatever the clock says: it is in the trash
}

// primaryLanguage returns the language of a BCP 47 tag without region or script.
func primaryLanguage(tag string) string {
	language, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return language
}

func (w *writer) writeTags(id string, tags []string) error {
	if err := w.exec("DELETE FROM tags WHERE clip = ?", id); err != nil {
		return err
	}
	for _, tag := range tags {
		if err := w.exec("INSERT OR IGNORE INTO tags (tag, clip) VALUES (?, ?)", tag, id); err != nil {
			return err
		}
	}
	return nil
}

// state edits a clip's state; what stays the same leaves no entry.
func (w *writer) state(id clip.ID, edit func(*clip.State)) error {
	before, err := w.readState(id)
	if err != nil {
		return err
	}
	after := before
	after.Folders, after.Places, after.Tags = slices.Clone(before.Folders), maps.Clone(before.Places), slices.Clone(before.Tags)
	edit(&after)
	if err := w.settle(before.Folders, &after); err != nil {
		return err
	}
	old, err := encode(before)
	if err != nil {
		return err
	}
	fresh, err := encode(after)
	if err != nil || old == fresh {
		return err
	}
	if err := w.beginStep(); err != nil {
		return fmt.Errorf("begin step: %w", err)
	}
	if err := w.changeClip(string(id), &before, &after); err != nil {
		return fmt.Errorf("write clip %s: %w", id, err)
	}
	return w.enter(kindClip, string(id), old, fresh, after.Current != before.Current || after.Note != before.Note)
}

func (w *writer) readState(id clip.ID) (s clip.State, err error) {
	var folders, places, tags string
	var trashed int64
	err = w.scan(`SELECT current, story, pinned, note, read, starred, trashed, (SELECT json_group_array(folder) FROM memberships WHERE clip = id),
		(SELECT iif(count(*) = 0, 'null', json_group_object(folder, position)) FROM memberships WHERE clip = id AND position <> 0),
		(SELECT json_group_array(tag) FROM (SELECT tag FROM tags WHERE clip = id ORDER BY tag)) FROM clips WHERE id = ?`, []any{id},
		&s.Current, &s.Story, &s.Pinned, &s.Note, &s.Read, &s.Starred, &trashed, &folders, &places, &tags)
	if errors.Is(err, sql.ErrNoRows) {
		return s, noClip(string(id))
	}
	if err == nil {
		s.Trashed = fromMillis(trashed)
		err = errors.Join(json.Unmarshal([]byte(folders), &s.Folders), json.Unmarshal([]byte(places), &s.Places), json.Unmarshal([]byte(tags), &s.Tags))
	}
	if err != nil {
		return s, fmt.Errorf("read clip: %w", err)
	}
	return s, nil
}

// changeClip is applyClip where the state before is what is there: it writes
// only what differs, which for thousands of clips is half of the time.
func (w *writer) changeClip(id string, before, after *clip.State) error {
	if before.Current != after.Current {
		return w.applyClip(id, after)
	}
	if before.Story != after.Story {
		if err := w.makeStory(after); err != nil {
			return err
		}
	}
	statement, err := w.statement("UPDATE clips SET story = ?, pinned = ?, note = ?, read = ?, starred = ?, trashed = ?, changed = ? WHERE id = ? AND image >= 0")
	if err != nil {
		return err
	}
	result, err := statement.ExecContext(w.ctx, after.Story, after.Pinned, after.Note, after.Read, after.Starred, trashedAt(after), millis(w.now), id)
	if err != nil {
		return err
	}
	switch n, err := result.RowsAffected(); {
	case err != nil:
		return err
	case n == 0: // whether there is an image is not known yet
		return w.applyClip(id, after)
	}
	if !slices.Equal(before.Folders, after.Folders) || !maps.Equal(before.Places, after.Places) {
		if err := w.writeFolders(id, after); err != nil {
			return err
		}
	}
	if !slices.Equal(before.Tags, after.Tags) {
		return w.writeTags(id, after.Tags)
	}
	return nil
}

package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"newsclip/clip"
)

// Undo takes the last step back and returns what it was. The error is of kind
// clip.ErrNotFound when there is nothing to take back.
func (l *Library) Undo(ctx context.Context) (string, error) {
	return l.replay(ctx, "done", "undone", nothingTo("undo", "Changes made from now on can be undone."), "SELECT id, action FROM steps WHERE state = 'done' ORDER BY id DESC LIMIT 1",
		ofStep+" DESC",
		func(before, after string) (string, string) { return after, before })
}

// Redo makes the step again that was undone last.
func (l *Library) Redo(ctx context.Context) (string, error) {
	return l.replay(ctx, "undone", "done", nothingTo("redo", "What an undo takes back can be redone."), "SELECT id, action FROM steps WHERE state = 'undone' ORDER BY id LIMIT 1",
		ofStep,
		func(before, after string) (string, string) { return before, after })
}

const ofStep = "SELECT kind, key, before, after, content FROM journal WHERE step = ? AND step <> 0 ORDER BY seq"

func nothingTo(what, next string) error {
	return &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("There is nothing to %s.", what), Next: next}
}

type journalRow struct {
	kind, key, before, after string
	content                  bool
}

// replay puts every object of a step into the state that direction chooses.
// The rows it writes to the journal are for those who follow it: step 0.
func (l *Library) replay(ctx context.Context, from, to string, nothing error, find, list string, direction func(before, after string) (was, will string)) (action string, err error) {
	err = l.transaction(ctx, func(tx *sql.Tx) error {
		var step int64
		err := tx.QueryRowContext(ctx, find).Scan(&step, &action)
		if errors.Is(err, sql.ErrNoRows) {
			return nothing
		}
		if err != nil {
			return err
		}
		rows, err := readJournalRows(ctx, tx, list, step)
		if err != nil {
			return err
		}
		w := &writer{ctx: ctx, tx: tx, now: l.now(), action: action}
		for _, r := range rows {
			r.before, r.after = direction(r.before, r.after)
			if err := w.replay(r); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, "UPDATE steps SET state = ? WHERE id = ? AND state = ?", to, step, from)
		return err
	})
	return action, err
}

// replay gives an object the state after. What belongs to a clip that the trash
// held when it was emptied is gone.
func (w *writer) replay(r journalRow) error {
	switch r.kind {
	case kindClip:
		return w.replayClip(r)
	case kindHighlight:
		id, _, _ := strings.Cut(r.key, " ")
		var there bool
		if err := w.scan("SELECT EXISTS (SELECT 1 FROM clips WHERE id = ?)", []any{id}, &there); err != nil || !there {
			return err
		}
	}
	return w.putEncoded(r.kind, r.key, r.before, r.after, r.content)
}

// replayClip leaves a clip's read mark as it is: reading is no step, so undoing
// and redoing one must leave it alone.
func (w *writer) replayClip(r journalRow) error {
	current, err := w.readState(clip.ID(r.key))
	if clip.KindOf(err) == clip.ErrNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	var will clip.State
	if err := json.Unmarshal([]byte(r.after), &will); err != nil {
		return err
	}
	will.Read = current.Read
	if r.after, err = encode(will); err != nil {
		return err
	}
	if err := w.changeClip(r.key, &current, &will); err != nil {
		return fmt.Errorf("write clip %s: %w", r.key, err)
	}
	return w.enter(r.kind, r.key, r.before, r.after, r.content)
}

func readJournalRows(ctx context.Context, tx *sql.Tx, query string, step int64) ([]journalRow, error) {
	rows, err := tx.QueryContext(ctx, query, step)
	if err != nil {
		return nil, fmt.Errorf("read journal: %w", err)
	}
	defer rows.Close()
	var out []journalRow
	for rows.Next() {
		var r journalRow
		if err := rows.Scan(&r.kind, &r.key, &r.before, &r.after, &r.content); err != nil {
			return nil, fmt.Errorf("read journal: %w", err)
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// Undoable returns what Undo and Redo would take back and make again; empty:
// nothing.
func (l *Library) Undoable(ctx context.Context) (undo, redo string, err error) {
	err = l.reader.QueryRowContext(ctx, `SELECT coalesce((SELECT action FROM steps WHERE state = 'done' ORDER BY id DESC LIMIT 1), ''),
		coalesce((SELECT action FROM steps WHERE state = 'undone' ORDER BY id LIMIT 1), '')`).Scan(&undo, &redo)
	if err != nil {
		err = storage("read the journal", err)
	}
	return undo, redo, err
}

// Entry is one change of a clip in the journal.
type Entry struct {
	Seq     int64
	Clip    clip.ID
	Time    time.Time
	Action  string
	Content bool // what the index holds changed
}

// Journal returns the entries after a number that touch clips or their
// highlights, in order. A deletion for good is one too: the clip is then not
// found.
func (l *Library) Journal(ctx context.Context, after int64, limit int) ([]Entry, error) {
	return l.entries(ctx, "", after, limit)
}

// ContentJournal returns those of them under which what the index holds of a
// clip changed. The others it does not read, however many they are.
func (l *Library) ContentJournal(ctx context.Context, after int64, limit int) ([]Entry, error) {
	return l.entries(ctx, "content = 1 AND ", after, limit)
}

func (l *Library) entries(ctx context.Context, which string, after int64, limit int) ([]Entry, error) {
	rows, err := l.reader.QueryContext(ctx, `SELECT seq, CASE kind WHEN 'highlight' THEN substr(key, 1, instr(key, ' ') - 1) ELSE key END, time, action, content
		FROM journal WHERE `+which+"seq > ? AND kind IN ('clip', 'highlight') ORDER BY seq LIMIT ?", after, limit)
	if err != nil {
		return nil, storage("read the journal", err)
	}
	defer rows.Close()
	var out []Entry
	for rows.Next() {
		var e Entry
		var at int64
		if err := rows.Scan(&e.Seq, &e.Clip, &at, &e.Action, &e.Content); err != nil {
			return nil, storage("read the journal", err)
		}
		e.Time = fromMillis(at)
		out = append(out, e)
	}
	return out, rows.Err()
}

// SeqTime returns the time of an entry of the journal, zero where there is none.
func (l *Library) SeqTime(ctx context.Context, seq int64) (time.Time, error) {
	var at int64
	err := l.reader.QueryRowContext(ctx, "SELECT coalesce(max(time), 0) FROM journal WHERE seq = ?", seq).Scan(&at)
	if err != nil {
		return time.Time{}, storage("read the journal", err)
	}
	return fromMillis(at), nil
}

// Seq returns the number of the journal's last entry.
func (l *Library) Seq(ctx context.Context) (n int64, err error) {
	if err = l.reader.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM journal").Scan(&n); err != nil {
		err = storage("read the journal", err)
	}
	return n, err
}

// LastChange returns when the journal's last entry was written, by the clock of
// then; the zero time when there is none.
func (l *Library) LastChange(ctx context.Context) (time.Time, error) {
	var at int64
	err := l.reader.QueryRowContext(ctx, "SELECT coalesce((SELECT time FROM journal ORDER BY seq DESC LIMIT 1), 0)").Scan(&at)
	if err != nil {
		return time.Time{}, storage("read the journal", err)
	}
	return fromMillis(at), nil
}

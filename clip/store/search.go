package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"newsclip/clip"
)

// kindSearch is a searchRow in the journal.
const kindSearch = "search"

type searchRow struct {
	Name     string `json:"name"`
	Text     string `json:"text"`
	Position int    `json:"position"`
}

// PutSearch saves a search, or changes the one with that ID. The error is of
// kind clip.ErrExists when another has its name.
func (c *Change) PutSearch(s clip.Search) (clip.Search, error) {
	if s.ID == "" {
		s.ID = clip.NewID()
	}
	before, err := c.search(s.ID)
	if err != nil {
		return s, err
	}
	var twin string
	err = c.w.tx.QueryRowContext(c.w.ctx, "SELECT id FROM searches WHERE name = ? COLLATE NOCASE AND id <> ?", s.Name, s.ID).Scan(&twin)
	switch {
	case err == nil:
		return s, &clip.Error{Kind: clip.ErrExists, Message: fmt.Sprintf("There is a saved search “%s” already.", s.Name), Next: "Choose another name."}
	case !errors.Is(err, sql.ErrNoRows):
		return s, err
	}
	var old any
	if before != nil {
		old = *before
	}
	return s, c.w.put(kindSearch, string(s.ID), old, searchRow{s.Name, s.Text, s.Position}, false)
}

// DropSearch deletes a saved search.
func (c *Change) DropSearch(id clip.ID) error {
	before, err := c.search(id)
	if err != nil {
		return err
	}
	if before == nil {
		return &clip.Error{Kind: clip.ErrNotFound, Message: "There is no such saved search.", Next: "newsclip searches lists them."}
	}
	return c.w.put(kindSearch, string(id), *before, nil, false)
}

func (c *Change) search(id clip.ID) (*searchRow, error) {
	var row searchRow
	err := c.w.tx.QueryRowContext(c.w.ctx, "SELECT name, text, position FROM searches WHERE id = ?", id).Scan(&row.Name, &row.Text, &row.Position)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &row, err
}

func (w *writer) applySearch(key, state string) error {
	if state == "" {
		return w.exec("DELETE FROM searches WHERE id = ?", key)
	}
	var row searchRow
	if err := json.Unmarshal([]byte(state), &row); err != nil {
		return err
	}
	return w.exec("INSERT INTO searches (id, name, text, position) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, text = excluded.text, position = excluded.position",
		key, row.Name, row.Text, row.Position)
}

// Searches returns the saved searches, by position and name.
func (l *Library) Searches(ctx context.Context) ([]clip.Search, error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT id, name, text, position FROM searches ORDER BY position, name COLLATE NOCASE")
	if err != nil {
		return nil, storage("list the saved searches", err)
	}
	defer rows.Close()
	var out []clip.Search
	for rows.Next() {
		var s clip.Search
		if err := rows.Scan(&s.ID, &s.Name, &s.Text, &s.Position); err != nil {
			return nil, storage("list the saved searches", err)
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// maxRecent is how many searches are remembered: more than a list shows.
const maxRecent = 50

// Remember notes that a search was used. It is no change of the library.
func (l *Library) Remember(ctx context.Context, text string) error {
	return l.transaction(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO recent (text, time) VALUES (?, ?)", text, millis(l.clock())); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM recent WHERE text NOT IN (SELECT text FROM recent ORDER BY time DESC LIMIT ?)", maxRecent)
		return err
	})
}

// Recent returns the searches used last, the latest first.
func (l *Library) Recent(ctx context.Context) ([]string, error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT text FROM recent ORDER BY time DESC, text")
	if err != nil {
		return nil, storage("list the last searches", err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, storage("list the last searches", err)
		}
		out = append(out, text)
	}
	return out, rows.Err()
}

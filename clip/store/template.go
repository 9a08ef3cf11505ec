package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"newsclip/clip"
)

// kindTemplate is a templateRow in the journal.
const kindTemplate = "template"

type templateRow struct {
	Name     string          `json:"name"`
	Settings json.RawMessage `json:"settings"`
}

// PutTemplate keeps a template: in the place of the one with its ID, else of
// the one with its name in either case, which keeps its ID. Its settings must
// be JSON.
func (c *Change) PutTemplate(t clip.Template) (clip.Template, error) {
	if t.ID == "" {
		if err := c.w.tx.QueryRowContext(c.w.ctx, "SELECT id FROM templates WHERE name = ? COLLATE NOCASE", t.Name).Scan(&t.ID); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return t, err
		}
	}
	if t.ID == "" {
		t.ID = clip.NewID()
	}
	before, err := c.template(t.ID)
	if err != nil {
		return t, err
	}
	var old any
	if before != nil {
		old = *before
	}
	return t, c.w.put(kindTemplate, string(t.ID), old, templateRow{t.Name, json.RawMessage(t.Settings)}, false)
}

// DropTemplate deletes a template.
func (c *Change) DropTemplate(id clip.ID) error {
	before, err := c.template(id)
	if err != nil {
		return err
	}
	if before == nil {
		return &clip.Error{Kind: clip.ErrNotFound, Message: "There is no such template.", Next: "newsclip templates lists them."}
	}
	return c.w.put(kindTemplate, string(id), *before, nil, false)
}

func (c *Change) template(id clip.ID) (*templateRow, error) {
	var row templateRow
	var settings string
	err := c.w.tx.QueryRowContext(c.w.ctx, "SELECT name, settings FROM templates WHERE id = ?", id).Scan(&row.Name, &settings)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	row.Settings = json.RawMessage(settings)
	return &row, err
}

func (w *writer) applyTemplate(key, state string) error {
	if state == "" {
		return w.exec("DELETE FROM templates WHERE id = ?", key)
	}
	var row templateRow
	if err := json.Unmarshal([]byte(state), &row); err != nil {
		return err
	}
	return w.exec("INSERT INTO templates (id, name, settings) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, settings = excluded.settings",
		key, row.Name, string(row.Settings))
}

// Templates returns the templates by name.
func (l *Library) Templates(ctx context.Context) ([]clip.Template, error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT id, name, settings FROM templates ORDER BY name COLLATE NOCASE")
	if err != nil {
		return nil, storage("list the templates", err)
	}
	defer rows.Close()
	var out []clip.Template
	for rows.Next() {
		var t clip.Template
		if err := rows.Scan(&t.ID, &t.Name, &t.Settings); err != nil {
			return nil, storage("list the templates", err)
		}
		out = append(out, t)
	}
	return out, rows.Err()
}

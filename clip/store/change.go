package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"newsclip/clip"
)

// Change is one undoable change under way.
type Change struct{ w *writer }

// Change runs f in one transaction and one step for Undo, that of the context
// if it has one; action says what it is, to stand after "Undo". An error leaves everything as it was.
func (l *Library) Change(ctx context.Context, action string, f func(*Change) error) error {
	return l.inStep(ctx, stepOf(ctx, action), func(w *writer) error { return f(&Change{w}) })
}

// State edits a clip's state.
func (c *Change) State(id clip.ID, edit func(*clip.State)) error { return c.w.state(id, edit) }

// PutFolder makes a folder, or changes the one with that ID.
func (c *Change) PutFolder(f clip.Folder) (clip.Folder, error) {
	if f.ID == "" {
		f.ID = clip.NewID()
	}
	before, err := c.folder(f.ID)
	if err != nil {
		return f, err
	}
	if err := c.checkFolder(f); err != nil {
		return f, err
	}
	var old any
	if before != nil {
		old = *before
	}
	return f, c.w.put(kindFolder, string(f.ID), old, folderRow{f.Parent, f.Name, f.Position}, false)
}

func (c *Change) folder(id clip.ID) (*folderRow, error) {
	var row folderRow
	err := c.w.tx.QueryRowContext(c.w.ctx, "SELECT parent, name, position FROM folders WHERE id = ?", id).Scan(&row.Parent, &row.Name, &row.Position)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &row, err
}

// checkFolder refuses a name that a sibling has, a parent that is not there,
// and a folder within itself.
func (c *Change) checkFolder(f clip.Folder) error {
	var twin string
	err := c.w.tx.QueryRowContext(c.w.ctx, "SELECT id FROM folders WHERE parent = ? AND name = ? COLLATE NOCASE AND id <> ?", f.Parent, f.Name, f.ID).Scan(&twin)
	if err == nil {
		return &clip.Error{Kind: clip.ErrExists, Message: fmt.Sprintf("There is a folder “%s” here already.", f.Name), Next: "Choose another name."}
	}
	for at := f.Parent; at != ""; {
		if at == f.ID {
			return &clip.Error{Kind: clip.ErrInvalid, Message: "A folder cannot stand within itself.", Next: "Choose another place."}
		}
		row, err := c.folder(at)
		if err != nil {
			return err
		}
		if row == nil {
			return noFolder()
		}
		at = row.Parent
	}
	return nil
}

func noFolder() error {
	return &clip.Error{Kind: clip.ErrNotFound, Message: "There is no such folder.", Next: "Choose another."}
}

// DeleteFolder deletes a folder and those below it. Clips only leave them.
func (c *Change) DeleteFolder(id clip.ID) error {
	row, err := c.folder(id)
	if err != nil {
		return err
	}
	if row == nil {
		return noFolder()
	}
	children, err := c.ids("SELECT id FROM folders WHERE parent = ?", id)
	if err != nil {
		return err
	}
	for _, child := range children {
		if err := c.DeleteFolder(child); err != nil {
			return err
		}
	}
	members, err := c.ids("SELECT clip FROM memberships WHERE folder = ?", id)
	if err != nil {
		return err
	}
	for _, member := range members {
		if err := c.State(member, func(s *clip.State) { s.Folders = remove(s.Folders, id) }); err != nil {
			return err
		}
	}
	return c.w.put(kindFolder, string(id), *row, nil, false)
}

func remove(ids []clip.ID, id clip.ID) []clip.ID {
	out := []clip.ID{}
	for _, other := range ids {
		if other != id {
			out = append(out, other)
		}
	}
	return out
}

func (c *Change) ids(query string, argument any) ([]clip.ID, error) {
	return queryIDs(c.w.ctx, c.w.tx, query, argument)
}

// PutStory makes a story, or changes the name of the one with that ID.
func (c *Change) PutStory(s clip.Story) (clip.Story, error) {
	if s.ID == "" {
		s.ID = clip.NewID()
	}
	before, err := c.w.story(s.ID)
	if err != nil {
		return s, err
	}
	var old any
	if before != nil {
		old = *before
	}
	return s, c.w.put(kindStory, string(s.ID), old, storyRow{s.Name, s.Named}, false)
}

func (w *writer) story(id clip.ID) (*storyRow, error) {
	var row storyRow
	err := w.tx.QueryRowContext(w.ctx, "SELECT name, named FROM stories WHERE id = ?", id).Scan(&row.Name, &row.Named)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &row, err
}

// NameStories gives stories, by their IDs, the names that their clips suggest.
// That follows from other changes, so it is no step of its own for Undo; a name
// that a person gave stays.
func (l *Library) NameStories(ctx context.Context, names map[clip.ID]string) error {
	if len(names) == 0 {
		return nil
	}
	return l.transaction(ctx, func(tx *sql.Tx) error {
		for id, name := range names {
			if _, err := tx.ExecContext(ctx, "UPDATE stories SET name = ? WHERE id = ? AND named = 0", name, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// SetRead marks clips read or unread. Reading is no change that a person wants
// to take back, so it is no step for Undo.
func (l *Library) SetRead(ctx context.Context, read bool, ids ...clip.ID) error {
	return l.transaction(ctx, func(tx *sql.Tx) error {
		w := &writer{ctx: ctx, tx: tx, now: l.now(), action: "Mark read"}
		for _, id := range ids {
			if err := w.state(id, func(s *clip.State) { s.Read = read }); err != nil {
				return err
			}
		}
		return nil
	})
}

// Link is what a correction taught: two clips belong to one story, or do not.
type Link struct {
	A, B     clip.ID
	Together bool
}

// Link remembers that two clips belong together, or apart.
func (c *Change) Link(a, b clip.ID, together bool) error {
	if a > b {
		a, b = b, a
	}
	var old any
	var was bool
	err := c.w.tx.QueryRowContext(c.w.ctx, "SELECT together FROM links WHERE a = ? AND b = ?", a, b).Scan(&was)
	if err == nil {
		old = linkRow{was}
	} else if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	return c.w.put(kindLink, strings.Join([]string{string(a), string(b)}, " "), old, linkRow{together}, false)
}

// Links returns everything that corrections taught.
func (l *Library) Links(ctx context.Context) ([]Link, error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT a, b, together FROM links ORDER BY a, b")
	if err != nil {
		return nil, storage("read corrections", err)
	}
	defer rows.Close()
	var out []Link
	for rows.Next() {
		var link Link
		if err := rows.Scan(&link.A, &link.B, &link.Together); err != nil {
			return nil, storage("read corrections", err)
		}
		out = append(out, link)
	}
	return out, rows.Err()
}

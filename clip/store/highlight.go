package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"newsclip/clip"
)

// kindHighlight is a clip.Highlight in the journal. Its key is "CLIP
// HIGHLIGHT": those who follow the journal look at the clip.
const kindHighlight = "highlight"

// PutHighlight keeps a highlight, or changes the one with that ID. One without
// an ID or a time gets them.
func (c *Change) PutHighlight(h clip.Highlight) (clip.Highlight, error) {
	if err := c.checkHighlight(&h); err != nil {
		return h, err
	}
	if h.ID == "" {
		h.ID = clip.NewID()
	}
	if h.Made.IsZero() {
		h.Made = c.w.now
	}
	h.Made = fromMillis(millis(h.Made)) // as the table keeps it
	before, there, err := c.w.highlight(h.ID)
	switch {
	case err != nil:
		return h, err
	case there && before == h:
		return h, nil
	case there:
		return h, c.w.put(kindHighlight, highlightKey(&h), before, h, before.Note != h.Note)
	}
	return h, c.w.put(kindHighlight, highlightKey(&h), nil, h, h.Note != "")
}

// checkHighlight refuses a highlight of a clip that is not there, or of
// nothing.
func (c *Change) checkHighlight(h *clip.Highlight) error {
	if h.Quote == "" || h.Passage.Empty() {
		return &clip.Error{Kind: clip.ErrInvalid, Message: "There is no text to highlight.", Next: "Select some words."}
	}
	if !h.Colour.Known() {
		h.Colour = clip.Yellow
	}
	var one int
	err := c.w.tx.QueryRowContext(c.w.ctx, "SELECT 1 FROM versions WHERE id = ? AND clip = ?", h.Version, h.Clip).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return noClip(string(h.Clip))
	}
	return err
}

// DropHighlight takes a highlight away.
func (c *Change) DropHighlight(id clip.ID) error {
	before, there, err := c.w.highlight(id)
	if err != nil {
		return err
	}
	if !there {
		return noHighlight()
	}
	return c.w.put(kindHighlight, highlightKey(&before), before, nil, before.Note != "")
}

func noHighlight() error {
	return &clip.Error{Kind: clip.ErrNotFound, Message: "There is no such highlight.", Next: "newsclip highlights ID lists those of a clip."}
}

func highlightKey(h *clip.Highlight) string { return string(h.Clip) + " " + string(h.ID) }

func (w *writer) applyHighlight(key, state string) error {
	if state == "" {
		var of, id string
		if _, err := fmt.Sscan(key, &of, &id); err != nil {
			return err
		}
		return w.exec("DELETE FROM highlights WHERE id = ?", id)
	}
	var h clip.Highlight
	if err := json.Unmarshal([]byte(state), &h); err != nil {
		return err
	}
	p := h.Passage
	return w.exec("INSERT OR REPLACE INTO highlights ("+highlightColumns+") VALUES "+marks(13), h.ID, h.Clip, h.Version,
		p.From.Leaf, p.From.Offset, p.To.Leaf, p.To.Offset, h.Quote, h.Before, h.After, h.Colour, h.Note, millis(h.Made))
}

const highlightColumns = "id, clip, version, from_leaf, from_offset, to_leaf, to_offset, quote, before, after, colour, note, made"

func scanHighlight(row scanner) (h clip.Highlight, err error) {
	var made int64
	p := &h.Passage
	err = row.Scan(&h.ID, &h.Clip, &h.Version, &p.From.Leaf, &p.From.Offset, &p.To.Leaf, &p.To.Offset, &h.Quote, &h.Before, &h.After, &h.Colour, &h.Note, &made)
	h.Made = fromMillis(made)
	return h, err
}

func (w *writer) highlight(id clip.ID) (h clip.Highlight, there bool, err error) {
	h, err = scanHighlight(w.tx.QueryRowContext(w.ctx, "SELECT "+highlightColumns+" FROM highlights WHERE id = ?", id))
	if errors.Is(err, sql.ErrNoRows) {
		return h, false, nil
	}
	if err != nil {
		err = fmt.Errorf("read highlight: %w", err)
	}
	return h, err == nil, err
}

// Highlight returns one highlight. The error is of kind clip.ErrNotFound when
// there is none.
func (l *Library) Highlight(ctx context.Context, id clip.ID) (clip.Highlight, error) {
	h, err := scanHighlight(l.reader.QueryRowContext(ctx, "SELECT "+highlightColumns+" FROM highlights WHERE id = ?", id))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return h, noHighlight()
	case err != nil:
		return h, storage("read a highlight", err)
	}
	return h, nil
}

// Highlights returns the highlights of clips, by clip in the order of ids, then
// in the order in which they were made.
func (l *Library) Highlights(ctx context.Context, ids ...clip.ID) ([]clip.Highlight, error) {
	var out []clip.Highlight
	for chunk := range slices.Chunk(ids, clipsPerQuery) {
		found, err := l.highlights(ctx, chunk)
		if err != nil {
			return nil, storage("read highlights", err)
		}
		for _, id := range chunk {
			out = append(out, found[id]...)
		}
	}
	return out, nil
}

func (l *Library) highlights(ctx context.Context, ids []clip.ID) (map[clip.ID][]clip.Highlight, error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT "+highlightColumns+" FROM highlights WHERE clip IN "+marks(len(ids))+" ORDER BY made, id", anys(ids)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := map[clip.ID][]clip.Highlight{}
	for rows.Next() {
		h, err := scanHighlight(rows)
		if err != nil {
			return nil, err
		}
		found[h.Clip] = append(found[h.Clip], h)
	}
	return found, rows.Err()
}

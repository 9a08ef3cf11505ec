package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/anchor"
	"newsclip/clip/store"
)

// A Mark is a highlight with its place in a text.
type Mark struct {
	clip.Highlight
	// At is where it stands; nothing where it is Orphaned: the text does not
	// say it any more.
	At       clip.Passage
	Orphaned bool
}

// Highlights returns the highlights of a clip in its current text: in reading
// order, the orphaned ones last.
func (a *App) Highlights(ctx context.Context, id clip.ID) ([]Mark, error) {
	marks, _, err := a.marks(ctx, id)
	return marks, err
}

// HighlightsIn returns the highlights of a clip in the text of one of its
// versions, which the caller holds whole.
func (a *App) HighlightsIn(ctx context.Context, v *clip.Version) ([]Mark, error) {
	highlights, err := a.library.Highlights(ctx, v.Clip)
	if err != nil || len(highlights) == 0 {
		return nil, err
	}
	return placed(anchor.New(v.Body), highlights), nil
}

// marks returns the highlights of a clip with its current text.
func (a *App) marks(ctx context.Context, id clip.ID) ([]Mark, *clip.Clip, error) {
	c, err := a.library.Clip(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	marks, err := a.HighlightsIn(ctx, &c.Version)
	return marks, &c, err
}

func placed(text *anchor.Text, highlights []clip.Highlight) []Mark {
	marks := make([]Mark, len(highlights))
	for i, h := range highlights {
		at, found := text.Find(&h)
		marks[i] = Mark{Highlight: h, At: at, Orphaned: !found}
	}
	slices.SortStableFunc(marks, func(a, b Mark) int {
		if a.Orphaned != b.Orphaned {
			if a.Orphaned {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(a.At.From.Leaf, b.At.From.Leaf), cmp.Compare(a.At.From.Offset, b.At.From.Offset))
	})
	return marks
}

// Highlight marks a passage of a clip's current text. Highlights that it
// overlaps become part of it: their notes are joined.
func (a *App) Highlight(ctx context.Context, id clip.ID, at clip.Passage, colour clip.Colour, note string) (kept clip.Highlight, err error) {
	err = a.change(ctx, func() error {
		marks, c, err := a.marks(ctx, id)
		if err != nil {
			return err
		}
		h := clip.Highlight{Clip: id, Version: c.Current, Colour: colour, Note: strings.TrimSpace(note)}
		gone := absorb(&h, &at, marks)
		keep(&h, c.Version.Body, at)
		return a.library.Change(ctx, "Highlight “"+beginning(fold(h.Quote))+"”", func(change *store.Change) error {
			for _, id := range gone {
				if err := change.DropHighlight(id); err != nil {
					return err
				}
			}
			kept, err = change.PutHighlight(h)
			return err
		})
	})
	return kept, err
}

// absorb lets h take the place of the highlights that it overlaps, and returns
// those that go: the first lives on as h.
func absorb(h *clip.Highlight, at *clip.Passage, marks []Mark) (gone []clip.ID) {
	var notes []string
	for _, m := range marks {
		if m.Orphaned || !m.At.Overlaps(*at) {
			continue
		}
		if h.ID == "" {
			h.ID, h.Made = m.ID, m.Made
		} else {
			gone = append(gone, m.ID)
		}
		if m.At.From.Before(at.From) {
			at.From = m.At.From
		}
		if at.To.Before(m.At.To) {
			at.To = m.At.To
		}
		if m.Note != "" {
			notes = append(notes, m.Note)
		}
	}
	if h.Note != "" {
		notes = append(notes, h.Note)
	}
	h.Note = strings.Join(notes, "\n\n")
	return gone
}

// keep fills in what a highlight keeps of its passage.
func keep(h *clip.Highlight, body clip.Body, at clip.Passage) {
	h.Passage, h.Quote, h.Before, h.After = anchor.New(body).Keep(at)
}

// HighlightQuote marks the one passage of a clip's text that says quote.
func (a *App) HighlightQuote(ctx context.Context, id clip.ID, quote string, colour clip.Colour, note string) (clip.Highlight, error) {
	at, err := a.passage(ctx, id, quote)
	if err != nil {
		return clip.Highlight{}, err
	}
	return a.Highlight(ctx, id, at, colour, note)
}

// passage finds what a person names by its words.
func (a *App) passage(ctx context.Context, id clip.ID, quote string) (at clip.Passage, err error) {
	c, err := a.library.Clip(ctx, id)
	if err != nil {
		return at, err
	}
	found := anchor.New(c.Version.Body).Occurrences(quote)
	switch len(found) {
	case 0:
		return at, &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("The text does not say %q.", quote), Next: "newsclip show " + string(id) + " shows it."}
	case 1:
		return found[0], nil
	}
	return at, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("The text says %q %d times.", quote, len(found)), Next: "Give more of the words around it."}
}

// HighlightEdit is what a person changes about a highlight; nil leaves a value
// as it is.
type HighlightEdit struct {
	Colour *clip.Colour
	Note   *string
}

// EditHighlight changes a highlight's ink or note.
func (a *App) EditHighlight(ctx context.Context, id clip.ID, e HighlightEdit) error {
	return a.changeHighlight(ctx, id, "Change", func(h *clip.Highlight) error {
		if e.Colour != nil {
			h.Colour = *e.Colour
		}
		if e.Note != nil {
			h.Note = strings.TrimSpace(*e.Note)
		}
		return nil
	})
}

// PlaceHighlight puts a highlight onto a passage of the clip's current text:
// one that is orphaned comes to stand where the person says.
func (a *App) PlaceHighlight(ctx context.Context, id clip.ID, at clip.Passage) error {
	return a.changeHighlight(ctx, id, "Place", func(h *clip.Highlight) error {
		c, err := a.library.Clip(ctx, h.Clip)
		if err != nil {
			return err
		}
		h.Version = c.Current
		keep(h, c.Version.Body, at)
		return nil
	})
}

// PlaceHighlightAt puts a highlight onto the one passage that says quote.
func (a *App) PlaceHighlightAt(ctx context.Context, id clip.ID, quote string) error {
	h, err := a.library.Highlight(ctx, id)
	if err != nil {
		return err
	}
	at, err := a.passage(ctx, h.Clip, quote)
	if err != nil {
		return err
	}
	return a.PlaceHighlight(ctx, id, at)
}

func (a *App) changeHighlight(ctx context.Context, id clip.ID, verb string, edit func(*clip.Highlight) error) error {
	return a.change(ctx, func() error {
		h, err := a.library.Highlight(ctx, id)
		if err != nil {
			return err
		}
		if err := edit(&h); err != nil {
			return err
		}
		return a.library.Change(ctx, verb+" the highlight “"+beginning(fold(h.Quote))+"”", func(change *store.Change) error {
			_, err := change.PutHighlight(h)
			return err
		})
	})
}

// RemoveHighlights takes highlights away, with their notes.
func (a *App) RemoveHighlights(ctx context.Context, ids ...clip.ID) error {
	action := "Remove a highlight"
	if len(ids) > 1 {
		action = fmt.Sprintf("Remove %d highlights", len(ids))
	}
	return a.organise(ctx, action, func(change *store.Change) error {
		for _, id := range ids {
			if err := change.DropHighlight(id); err != nil {
				return err
			}
		}
		return nil
	})
}

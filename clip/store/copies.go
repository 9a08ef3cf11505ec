package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"newsclip/clip"
)

// Which clips are copies of each other is told by whoever compares texts, clip
// by clip, and noted as pairs: so a filter asks for it as for any state, at the
// cost of one look-up, and a clip that comes or changes costs as much as it has
// copies. The pairs are kept for clips in the trash too, and do not count while
// the other is there: so putting it there and back changes nothing here.
//
// They follow from the texts, like what lists repeat: they are in no journal and
// no backup, and RenewCopies makes them anew.

// Copies are the clips with which one has its text in common, as a whole or for
// the most part.
type Copies struct {
	Clip clip.ID
	Of   []clip.ID
}

// NoteCopies notes of each clip, in their order, of which others it has the text;
// what was noted of it before is forgotten. Clips that are not there are left
// out.
func (l *Library) NoteCopies(ctx context.Context, all []Copies) error {
	news, err := l.saysMore(ctx, all)
	if err != nil || !news {
		return err
	}
	return l.transaction(ctx, func(tx *sql.Tx) error {
		w := &writer{ctx: ctx, tx: tx}
		for _, c := range all {
			if err := w.exec("DELETE FROM copies WHERE clip = ?1 OR other = ?1", c.Clip); err != nil {
				return fmt.Errorf("forget copies: %w", err)
			}
			if err := w.noteCopies(c); err != nil {
				return err
			}
		}
		return nil
	})
}

// RenewCopies is NoteCopies where nothing that was noted before is to stay.
func (l *Library) RenewCopies(ctx context.Context, all []Copies) error {
	return l.transaction(ctx, func(tx *sql.Tx) error {
		w := &writer{ctx: ctx, tx: tx}
		if err := w.exec("DELETE FROM copies"); err != nil {
			return fmt.Errorf("forget copies: %w", err)
		}
		for _, c := range all {
			if err := w.noteCopies(c); err != nil {
				return err
			}
		}
		return nil
	})
}

// saysMore reports whether there is anything to be noted or forgotten: of most
// clips there is not, and that costs no transaction.
func (l *Library) saysMore(ctx context.Context, all []Copies) (more bool, err error) {
	for chunk := range slices.Chunk(all, clipsPerQuery) {
		ids := make([]clip.ID, len(chunk))
		for i, c := range chunk {
			if ids[i] = c.Clip; len(c.Of) > 0 {
				return true, nil
			}
		}
		err := l.reader.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM copies WHERE clip IN "+marks(len(ids))+")", anys(ids)...).Scan(&more)
		if err != nil {
			return false, storage("read what is a copy", err)
		}
		if more {
			return true, nil
		}
	}
	return false, nil
}

func (w *writer) noteCopies(c Copies) error {
	for _, other := range c.Of {
		for _, pair := range [][2]clip.ID{{c.Clip, other}, {other, c.Clip}} {
			if err := w.exec("INSERT OR IGNORE INTO copies SELECT a.id, b.id FROM clips a, clips b WHERE a.id = ? AND b.id = ?", pair[0], pair[1]); err != nil {
				return fmt.Errorf("note copies: %w", err)
			}
		}
	}
	return nil
}

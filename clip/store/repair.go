package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"

	"newsclip/clip"
)

// repairCopy is the copy of the database that Repair makes before it changes
// anything, beside library.db; the next one replaces it.
const repairCopy = "library-before-repair.db"

// Repair checks the library, mends what can be mended, and checks it again. It
// returns what it found: what is mended, is marked so. copied is where the
// database is kept as it was before; empty where no row was to be mended.
func (l *Library) Repair(ctx context.Context, progress func(done, total int)) (problems []Problem, copied string, err error) {
	if l.readonly != nil {
		return nil, "", l.readonly
	}
	found, err := l.Verify(ctx, progress)
	if err != nil {
		return found, "", err
	}
	if slices.ContainsFunc(found, func(p Problem) bool { return p.Mendable && !p.Harmless }) {
		copied = filepath.Join(l.dir, repairCopy)
		if err := l.copyTo(ctx, copied); err != nil {
			return found, "", l.failed("copy the library before mending it", err)
		}
		if err := l.transaction(ctx, func(tx *sql.Tx) error { return (&writer{ctx: ctx, tx: tx, now: l.now(), action: "Repair"}).mend() }); err != nil {
			return found, copied, err
		}
		if err := l.mendLists(ctx); err != nil {
			return found, copied, err
		}
	}
	if err := l.sweep(ctx); err != nil {
		return found, copied, err
	}
	left, err := l.Verify(ctx, progress)
	return whatIsMended(found, left), copied, err
}

// whatIsMended marks what is not found any more, and adds what is new.
func whatIsMended(found, left []Problem) []Problem {
	for i := range found {
		found[i].Mended = !slices.Contains(left, found[i])
	}
	for _, p := range left {
		if !slices.Contains(found, p) {
			found = append(found, p)
		}
	}
	return found
}

// mend makes the indexes anew and puts rows in order.
func (w *writer) mend() error {
	if err := w.exec("REINDEX"); err != nil {
		return fmt.Errorf("make indexes anew: %w", err)
	}
	for _, r := range relations {
		for _, query := range r.mend {
			if err := w.exec(query); err != nil {
				return fmt.Errorf("mend rows: %w", err)
			}
		}
	}
	return nil
}

// mendLists has lists repeat what the current versions say. The journal tells
// those that follow it to look at the clips again; it is no step for Undo.
func (l *Library) mendLists(ctx context.Context) error {
	wrong, err := l.wrongInLists(ctx)
	if err != nil {
		return storage("check the lists", err)
	}
	return l.transaction(ctx, func(tx *sql.Tx) error {
		w := &writer{ctx: ctx, tx: tx, now: l.now(), action: "Repair"}
		for _, id := range wrong {
			if err := w.mendList(id); err != nil {
				return fmt.Errorf("mend clip %s: %w", id, err)
			}
		}
		return nil
	})
}

func (w *writer) mendList(id clip.ID) error {
	var captured int64
	var metadata []byte
	if err := w.tx.QueryRowContext(w.ctx, "SELECT c.captured, v.metadata FROM clips c JOIN versions v ON v.id = c.current WHERE c.id = ?", id).Scan(&captured, &metadata); err != nil {
		return err
	}
	var m clip.Metadata
	if err := json.Unmarshal(metadata, &m); err != nil {
		return err
	}
	r := repeatedOf(&m, captured)
	if err := w.exec("UPDATE clips SET outlet = ?, date = ?, lang = ?, byline = ? WHERE id = ?", r.outlet, r.date, r.lang, r.byline, id); err != nil {
		return err
	}
	return w.exec("INSERT INTO journal (step, time, action, kind, key, before, after, content) VALUES (0, ?, ?, 'clip', ?, '', '', 1)", millis(w.now), w.action, id)
}

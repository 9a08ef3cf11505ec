package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"time"

	"newsclip/clip"
)

// EmptyTrash deletes for good the clips that went into the trash before a
// time, with their versions, and returns how many. Their hashes stay in the
// provenance log, with an entry that says they were deleted. That cannot be
// undone; other steps still can, without the clips that are gone.
func (l *Library) EmptyTrash(ctx context.Context, before time.Time) (int, error) {
	var gone []clip.ID
	err := l.transaction(ctx, func(tx *sql.Tx) (err error) {
		if gone, err = queryIDs(ctx, tx, "SELECT id FROM clips WHERE trashed > 0 AND trashed < ?", millis(before)); err != nil || len(gone) == 0 {
			return err
		}
		w := &writer{ctx: ctx, tx: tx, now: l.clock().UTC(), action: "Empty trash"}
		for _, id := range gone {
			if err := w.purge(id); err != nil {
				return fmt.Errorf("delete %s: %w", id, err)
			}
		}
		if err := w.exec("DELETE FROM stories WHERE named = 0 AND id NOT IN (SELECT story FROM clips)"); err != nil {
			return err
		}
		return w.forgetSteps()
	})
	if err != nil || len(gone) == 0 {
		return 0, err
	}
	return len(gone), l.sweepOriginals(ctx)
}

// forgetSteps takes the steps out of the history of Undo that changed nothing
// but clips which are gone.
func (w *writer) forgetSteps() error {
	return w.exec(`UPDATE steps SET state = 'past' WHERE state <> 'past' AND NOT EXISTS
		(SELECT 1 FROM journal j WHERE j.step = steps.id AND (j.kind NOT IN ('clip', 'highlight')
			OR substr(j.key, 1, instr(j.key || ' ', ' ') - 1) IN (SELECT id FROM clips)))`)
}

func (w *writer) purge(id clip.ID) error {
	if err := w.record(provenanceEntry{Event: eventDeletion, Clip: id}); err != nil {
		return err
	}
	if err := w.exec("INSERT INTO journal (step, time, action, kind, key, before, after, content) VALUES (0, ?, ?, 'clip', ?, '', '', 1)", millis(w.now), w.action, id); err != nil {
		return err
	}
	return w.exec("DELETE FROM clips WHERE id = ?", id)
}

// sweepOriginals deletes the originals that no version names any more. It runs
// after the deletion has committed: a crash in between leaves files, never
// rows without files. While a backup reads them they stay for the next time.
func (l *Library) sweepOriginals(ctx context.Context) error {
	if !l.sweeping.TryLock() {
		return nil
	}
	defer l.sweeping.Unlock()
	used := map[clip.Hash]bool{}
	rows, err := l.reader.QueryContext(ctx, "SELECT DISTINCT json_extract(source, '$.original') FROM versions WHERE json_extract(source, '$.original') IS NOT NULL")
	if err != nil {
		return storage("list originals", err)
	}
	defer rows.Close()
	for rows.Next() {
		var hash clip.Hash
		if err := rows.Scan(&hash); err != nil {
			return storage("list originals", err)
		}
		used[hash] = true
	}
	if err := rows.Err(); err != nil {
		return storage("list originals", err)
	}
	folders, err := l.disk.ReadDir(l.originals())
	if err != nil {
		return storage("list originals", err)
	}
	for _, folder := range folders {
		if err := l.sweepFolder(folder.Name(), used); err != nil {
			return err
		}
	}
	return nil
}

func (l *Library) sweepFolder(name string, used map[clip.Hash]bool) error {
	files, err := l.disk.ReadDir(filepath.Join(l.originals(), name))
	if err != nil {
		return storage("list originals", err)
	}
	for _, file := range files {
		hash := clip.Hash(file.Name())
		if len(hash) != len(clip.HashOf(nil)) || used[hash] {
			continue
		}
		if err := l.disk.Remove(blobPath(l.originals(), hash)); err != nil {
			return storage("delete an original", err)
		}
	}
	return nil
}

package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
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
		w := &writer{ctx: ctx, tx: tx, now: l.now(), action: "Empty trash"}
		images := map[clip.Hash]bool{}
		for _, id := range gone {
			if err := w.purge(id, images); err != nil {
				return fmt.Errorf("delete %s: %w", id, err)
			}
		}
		if err := w.forgetImages(images); err != nil {
			return fmt.Errorf("forget images: %w", err)
		}
		if err := w.exec("DELETE FROM stories WHERE named = 0 AND id NOT IN (SELECT story FROM clips)"); err != nil {
			return err
		}
		return w.exec(forgetSteps)
	})
	if err != nil || len(gone) == 0 {
		return 0, err
	}
	return len(gone), l.sweep(ctx)
}

// TrashedBefore reports whether the trash holds what went there before a time.
func (l *Library) TrashedBefore(ctx context.Context, before time.Time) (there bool, err error) {
	err = l.reader.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM clips WHERE trashed > 0 AND trashed < ?)", millis(before)).Scan(&there)
	if err != nil {
		err = storage("look into the trash", err)
	}
	return there, err
}

// forgetSteps takes the steps out of the history of Undo that changed nothing
// but clips which are gone. That a step is not 0 has to be said: only then does
// SQLite know that the journal's index by step has it.
const forgetSteps = `UPDATE steps SET state = 'past' WHERE state <> 'past' AND NOT EXISTS
	(SELECT 1 FROM journal j WHERE j.step = steps.id AND j.step <> 0 AND (j.kind NOT IN ('clip', 'highlight')
		OR substr(j.key, 1, instr(j.key || ' ', ' ') - 1) IN (SELECT id FROM clips)))`

// purge deletes a clip and notes the images that its versions name.
func (w *writer) purge(id clip.ID, images map[clip.Hash]bool) error {
	if err := w.imagesNamed("v.clip = ?", func(hash clip.Hash) { images[hash] = true }, id); err != nil {
		return err
	}
	if err := w.record(provenanceEntry{Event: eventDeletion, Clip: id}); err != nil {
		return err
	}
	if err := w.exec("INSERT INTO journal (step, time, action, kind, key, before, after, content) VALUES (0, ?, ?, 'clip', ?, '', '', 1)", millis(w.now), w.action, id); err != nil {
		return err
	}
	return w.exec("DELETE FROM clips WHERE id = ?", id)
}

// imagesNamed tells of each image that versions name, as often as they do.
func (w *writer) imagesNamed(which string, tell func(clip.Hash), arguments ...any) error {
	rows, err := w.tx.QueryContext(w.ctx, "SELECT v.metadata, b.cleaning, b.xhtml FROM versions v JOIN bodies b ON b.version = v.id WHERE "+which, arguments...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var metadata, cleaning, xhtml sql.RawBytes
		if err := rows.Scan(&metadata, &cleaning, &xhtml); err != nil {
			return err
		}
		for _, text := range [][]byte{metadata, cleaning, xhtml} {
			for _, found := range imageOf.FindAllSubmatch(text, -1) {
				tell(clip.Hash(found[1]))
			}
		}
	}
	return rows.Err()
}

// forgetImages takes images out of the library that no version names any more.
// It looks through all texts once, which takes a second or two in a large
// library.
func (w *writer) forgetImages(images map[clip.Hash]bool) error {
	if len(images) == 0 {
		return nil
	}
	names := "instr(v.metadata, ?1) OR instr(b.cleaning, ?1) OR instr(b.xhtml, ?1)"
	if err := w.imagesNamed(names, func(hash clip.Hash) { delete(images, hash) }, clip.ImageScheme); err != nil {
		return err
	}
	for hash := range images {
		if err := w.exec("DELETE FROM images WHERE hash = ?", hash); err != nil {
			return err
		}
	}
	return nil
}

// sweep deletes the files that no row names any more. It runs after the
// deletion has committed: a crash in between leaves files, never rows without
// files. While a backup reads them they stay for the next time.
func (l *Library) sweep(ctx context.Context) error {
	if !l.sweeping.TryLock() {
		return nil
	}
	defer l.sweeping.Unlock()
	files, err := l.unnamed(ctx)
	if err != nil {
		return l.failed("list files that belong to no clip", err)
	}
	for _, path := range files {
		if err := l.disk.Remove(path); err != nil {
			return l.failed("delete files that belong to no clip", err)
		}
	}
	return nil
}

// unnamed lists the originals and images that no row names, and files that were
// being written when the program ended.
func (l *Library) unnamed(ctx context.Context) (files []string, err error) {
	for root, query := range map[string]string{
		l.originals(): "SELECT DISTINCT json_extract(source, '$.original') FROM versions WHERE json_extract(source, '$.original') IS NOT NULL",
		l.images():    "SELECT hash FROM images",
	} {
		hashes, err := queryIDs(ctx, l.reader, query)
		if err != nil {
			return nil, err
		}
		used := make(map[string]bool, len(hashes))
		for _, hash := range hashes {
			used[string(hash)] = true
		}
		folders, err := l.disk.ReadDir(root)
		if err != nil {
			return nil, err
		}
		for _, folder := range folders {
			more, err := l.unnamedIn(filepath.Join(root, folder.Name()), used)
			if err != nil {
				return nil, err
			}
			files = append(files, more...)
		}
	}
	return files, nil
}

func (l *Library) unnamedIn(folder string, used map[string]bool) (files []string, err error) {
	entries, err := l.disk.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		name := entry.Name()
		if hash := clip.Hash(name); hash.Valid() && !used[name] || strings.HasPrefix(name, temporary) {
			files = append(files, filepath.Join(folder, name))
		}
	}
	return files, nil
}

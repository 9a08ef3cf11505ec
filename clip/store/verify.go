package store

import (
	"context"
	"encoding/json"
	"fmt"

	"newsclip/clip"
)

// Problem is something that Verify found.
type Problem struct {
	What    string // "database", "provenance", "original", "image", "text"
	Clip    clip.ID
	Message string
}

// Verify checks the database's integrity, the provenance chain, that every
// text reads and is the one that was captured, and every original's and
// image's hash. progress may be nil.
func (l *Library) Verify(ctx context.Context, progress func(done, total int)) ([]Problem, error) {
	v := &verifier{l: l, ctx: ctx, progress: progress}
	for _, check := range []func() error{v.database, v.chain, v.texts, v.imageFiles} {
		if err := check(); err != nil {
			return v.problems, err
		}
	}
	return v.problems, nil
}

type verifier struct {
	l        *Library
	ctx      context.Context
	progress func(done, total int)
	problems []Problem
	captured map[clip.ID]clip.Hash // each version's text, from the log
}

func (v *verifier) found(what string, id clip.ID, format string, arguments ...any) {
	v.problems = append(v.problems, Problem{what, id, fmt.Sprintf(format, arguments...)})
}

func (v *verifier) database() error {
	rows, err := v.l.reader.QueryContext(v.ctx, "PRAGMA integrity_check")
	if err != nil {
		return storage("check the database", err)
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return storage("check the database", err)
		}
		if line != "ok" {
			v.found("database", "", "The database is damaged: %s. Restore it from a backup.", line)
		}
	}
	return rows.Err()
}

// chain computes every hash of the log anew.
func (v *verifier) chain() error {
	rows, err := v.l.reader.QueryContext(v.ctx, "SELECT number, entry, hash FROM provenance ORDER BY number")
	if err != nil {
		return storage("read provenance", err)
	}
	defer rows.Close()
	v.captured = map[clip.ID]clip.Hash{}
	var last clip.Hash
	for rows.Next() {
		var number int64
		var entry string
		var hash clip.Hash
		if err := rows.Scan(&number, &entry, &hash); err != nil {
			return storage("read provenance", err)
		}
		if clip.HashOf([]byte(string(last)+entry)) != hash {
			v.found("provenance", "", "Entry %d of the provenance log, or one before it, was changed.", number)
		}
		last = hash
		var e provenanceEntry
		if json.Unmarshal([]byte(entry), &e) == nil && e.Version != "" {
			v.captured[e.Version] = e.Text
		}
	}
	return rows.Err()
}

// texts checks each version's text and original.
func (v *verifier) texts() error {
	var total int
	if err := v.l.reader.QueryRowContext(v.ctx, "SELECT count(*) FROM versions").Scan(&total); err != nil {
		return storage("count versions", err)
	}
	rows, err := v.l.reader.QueryContext(v.ctx, "SELECT v.id, v.clip, coalesce(json_extract(v.source, '$.original'), ''), coalesce(b.xhtml, '') FROM versions v LEFT JOIN bodies b ON b.version = v.id")
	if err != nil {
		return storage("read versions", err)
	}
	defer rows.Close()
	checked := map[clip.Hash]bool{"": true}
	for done := 1; rows.Next(); done++ {
		var version, id clip.ID
		var original clip.Hash
		var xhtml string
		if err := rows.Scan(&version, &id, &original, &xhtml); err != nil {
			return storage("read versions", err)
		}
		v.text(version, id, xhtml)
		if !checked[original] {
			checked[original] = true
			v.blob("original", id, v.l.originals(), original)
		}
		if v.progress != nil {
			v.progress(done, total)
		}
	}
	return rows.Err()
}

func (v *verifier) text(version, id clip.ID, xhtml string) {
	if clip.HashOf([]byte(xhtml)) != v.captured[version] {
		v.found("text", id, "The text of version %s of clip %s is not the one that was captured.", version, id)
	}
	if _, err := clip.ParseXHTML(xhtml); err != nil {
		v.found("text", id, "The text of clip %s cannot be read: %v.", id, err)
	}
}

func (v *verifier) blob(what string, id clip.ID, root string, hash clip.Hash) {
	if _, err := v.l.readBlob(root, hash); err != nil {
		v.found(what, id, "The %s %s is missing or damaged: %v", what, hash, err)
	}
}

func (v *verifier) imageFiles() error {
	hashes, err := queryIDs(v.ctx, v.l.reader, "SELECT hash FROM images")
	if err != nil {
		return storage("list images", err)
	}
	for _, hash := range hashes {
		v.blob("image", "", v.l.images(), clip.Hash(hash))
	}
	return v.ctx.Err()
}

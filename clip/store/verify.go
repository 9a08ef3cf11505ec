package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"newsclip/clip"
)

// Problem is something that Verify found.
type Problem struct {
	What string // "database", "provenance", "original", "image", "text", "rows", "lists", "files", "index"
	Clip clip.ID
	// Message says what is wrong, and what to do where Repair cannot mend it.
	Message string
	// Mendable says that Repair can mend it, Harmless that nothing is missing or
	// wrong: only room is taken.
	Mendable, Harmless bool
	Mended             bool // by this run
}

// Harmful returns the problems that are not harmless.
func Harmful(problems []Problem) []Problem {
	return slices.DeleteFunc(slices.Clone(problems), func(p Problem) bool { return p.Harmless || p.Mended })
}

// Verify checks the database's integrity, the provenance chain, that rows
// belong together, that lists show what the current versions say, that every
// text reads and is the one that was captured, every original's and image's
// hash, and that no file is there that nothing names. progress may be nil.
func (l *Library) Verify(ctx context.Context, progress func(done, total int)) ([]Problem, error) {
	v := &verifier{l: l, ctx: ctx, progress: progress}
	for _, check := range []func() error{v.database, v.chain, v.relations, v.lists, v.texts, v.imageFiles, v.leftOver} {
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
	v.problems = append(v.problems, Problem{What: what, Clip: id, Message: fmt.Sprintf(format, arguments...)})
}

// mendable is found for what Repair can mend.
func (v *verifier) mendable(what string, id clip.ID, format string, arguments ...any) {
	v.found(what, id, format, arguments...)
	v.problems[len(v.problems)-1].Mendable = true
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
		switch {
		case line == "ok":
		case ofIndex(line):
			v.mendable("database", "", "An index of the database is damaged: %s.", line)
		default:
			v.found("database", "", "The database is damaged: %s. Restore the library from a backup into a new folder.", line)
		}
	}
	return rows.Err()
}

// ofIndex reports whether a line of the integrity check is about an index alone,
// which can be made anew of its table.
func ofIndex(line string) bool {
	return strings.Contains(line, "missing from index") || strings.HasPrefix(line, "wrong # of entries in index") ||
		strings.HasPrefix(line, "non-unique entry in index")
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
			v.found("provenance", "", "Entry %d of the provenance log, or one before it, was changed. Where it was right, only a backup can say: restore one into a new folder and compare.", number)
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
		v.found("text", id, "The text of version %s of clip %s is not the one that was captured. newsclip restore brings it back from a backup.", version, id)
	}
	if _, err := clip.ParseXHTML(xhtml); err != nil {
		v.found("text", id, "The text of clip %s cannot be read: %v.", id, err)
	}
}

func (v *verifier) blob(what string, id clip.ID, root string, hash clip.Hash) {
	if _, err := v.l.readBlob(root, hash); err != nil {
		v.found(what, id, "The %s %s is missing or damaged. newsclip restore brings it back from a backup.", what, hash)
	}
}

func (v *verifier) imageFiles() error {
	hashes, err := queryIDs(v.ctx, v.l.reader, "SELECT hash FROM images")
	if err != nil {
		return storage("list images", err)
	}
	for _, hash := range hashes {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		v.blob("image", "", v.l.images(), clip.Hash(hash))
	}
	return nil
}

// leftOver counts the files that no row names: what was being kept when the
// power went.
func (v *verifier) leftOver() error {
	files, err := v.l.unnamed(v.ctx)
	if err != nil || len(files) == 0 {
		return err
	}
	v.mendable("files", "", "%d files in the library belong to no clip; they only take room.", len(files))
	v.problems[len(v.problems)-1].Harmless = true
	return nil
}

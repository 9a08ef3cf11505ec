package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"newsclip/clip"
)

// A relation is a rule that SQLite cannot hold, or that a damaged or foreign
// program may have broken.
type relation struct {
	broken  string // SQL that counts
	message string // with the count
	mend    []string
}

// relations stand in the order in which they are mended: a row is made before
// those that need it are kept.
var relations = []relation{
	{"SELECT count(DISTINCT clip) FROM versions WHERE clip NOT IN (SELECT id FROM clips)",
		"%d clips have lost their place in lists; their texts are there.",
		[]string{
			"INSERT OR IGNORE INTO stories (id, name) SELECT DISTINCT clip, coalesce(nullif(json_extract(metadata, '$.title'), ''), 'Untitled') FROM versions WHERE clip NOT IN (SELECT id FROM clips)",
			"INSERT INTO clips (id, captured, current, story, date) SELECT clip, min(created), (SELECT id FROM versions last WHERE last.clip = v.clip ORDER BY number DESC LIMIT 1), clip, min(created) FROM versions v WHERE clip NOT IN (SELECT id FROM clips) GROUP BY clip",
		}},
	{"SELECT count(*) FROM clips WHERE story NOT IN (SELECT id FROM stories)",
		"%d clips belong to a story that is not there.",
		[]string{"INSERT INTO stories (id, name) SELECT c.story, coalesce(max(json_extract(v.metadata, '$.title')), 'Untitled') FROM clips c LEFT JOIN versions v ON v.id = c.current WHERE c.story NOT IN (SELECT id FROM stories) GROUP BY c.story"}},
	{"SELECT count(*) FROM clips c WHERE current NOT IN (SELECT id FROM versions v WHERE v.clip = c.id) AND EXISTS (SELECT 1 FROM versions v WHERE v.clip = c.id)",
		"%d clips show a version that is not theirs or not there; another is.",
		[]string{"UPDATE clips SET current = (SELECT id FROM versions v WHERE v.clip = clips.id ORDER BY number DESC LIMIT 1) WHERE current NOT IN (SELECT id FROM versions v WHERE v.clip = clips.id) AND EXISTS (SELECT 1 FROM versions v WHERE v.clip = clips.id)"}},
	{"SELECT count(*) FROM clips WHERE id NOT IN (SELECT clip FROM versions)",
		"%d clips have no text any more. newsclip restore brings them back from a backup.", nil},
	{"SELECT count(*) FROM versions WHERE id NOT IN (SELECT version FROM bodies)",
		"%d versions have no text any more. newsclip restore brings them back from a backup.", nil},
	{"SELECT count(*) FROM folders WHERE parent <> '' AND parent NOT IN (SELECT id FROM folders)",
		"%d folders stand in one that is not there.",
		[]string{"UPDATE folders SET parent = '', name = name || ' (' || id || ')' WHERE parent <> '' AND parent NOT IN (SELECT id FROM folders)"}},
	{"SELECT count(*) FROM memberships WHERE clip NOT IN (SELECT id FROM clips) OR folder NOT IN (SELECT id FROM folders)",
		"%d places in folders are of clips or folders that are not there.",
		[]string{"DELETE FROM memberships WHERE clip NOT IN (SELECT id FROM clips) OR folder NOT IN (SELECT id FROM folders)"}},
	{"SELECT count(*) FROM tags WHERE clip NOT IN (SELECT id FROM clips)",
		"%d tags are of clips that are not there.",
		[]string{"DELETE FROM tags WHERE clip NOT IN (SELECT id FROM clips)"}},
	{"SELECT count(*) FROM addresses WHERE clip NOT IN (SELECT id FROM clips)",
		"%d addresses are of clips that are not there.",
		[]string{"DELETE FROM addresses WHERE clip NOT IN (SELECT id FROM clips)"}},
	{"SELECT count(*) FROM copies WHERE clip NOT IN (SELECT id FROM clips) OR other NOT IN (SELECT id FROM clips)",
		"%d notes of copies are of clips that are not there.",
		[]string{"DELETE FROM copies WHERE clip NOT IN (SELECT id FROM clips) OR other NOT IN (SELECT id FROM clips)"}},
	{"SELECT count(*) FROM highlights WHERE clip NOT IN (SELECT id FROM clips)",
		"%d highlights are of clips that are not there.",
		[]string{"DELETE FROM highlights WHERE clip NOT IN (SELECT id FROM clips)"}},
}

// relations checks that rows belong together.
func (v *verifier) relations() error {
	for _, r := range relations {
		var n int
		if err := v.l.reader.QueryRowContext(v.ctx, r.broken).Scan(&n); err != nil {
			return storage("check the database", err)
		}
		switch {
		case n > 0 && r.mend != nil:
			v.mendable("rows", "", r.message, n)
		case n > 0:
			v.found("rows", "", r.message, n)
		}
	}
	return nil
}

// lists checks that what lists repeat of the current versions is what those
// say.
func (v *verifier) lists() error {
	wrong, err := v.l.wrongInLists(v.ctx)
	if err != nil {
		return storage("check the lists", err)
	}
	for _, id := range wrong {
		v.mendable("lists", id, "Lists show another outlet, date, language or author of clip %s than its text.", id)
	}
	return nil
}

// repeated is what a clip's row repeats of its current version, for lists.
type repeated struct {
	outlet, lang, byline string
	date                 int64
}

func repeatedOf(m *clip.Metadata, captured int64) repeated {
	r := repeated{m.Outlet, primaryLanguage(m.Lang), m.Byline(), millis(m.Published.Time)}
	if m.Published.IsZero() {
		r.date = captured
	}
	return r
}

// wrongInLists returns the clips whose rows repeat something else than their
// current versions say.
func (l *Library) wrongInLists(ctx context.Context) (wrong []clip.ID, err error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT c.id, c.captured, c.outlet, c.date, c.lang, c.byline, v.metadata FROM clips c JOIN versions v ON v.id = c.current")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id clip.ID
		var captured int64
		var r repeated
		var metadata sql.RawBytes
		var m clip.Metadata
		if err := rows.Scan(&id, &captured, &r.outlet, &r.date, &r.lang, &r.byline, &metadata); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(metadata, &m); err != nil {
			return nil, fmt.Errorf("metadata of clip %s: %w", id, err)
		}
		if r != repeatedOf(&m, captured) {
			wrong = append(wrong, id)
		}
	}
	return wrong, rows.Err()
}

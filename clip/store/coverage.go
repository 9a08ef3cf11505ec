package store

import (
	"context"
	"database/sql"

	"newsclip/clip"
)

// Covering is a clip of a story in a few words: enough to put it in its place
// among the others.
type Covering struct {
	ID        clip.ID
	Outlet    string // empty: unknown
	URL       string
	Published clip.Date // zero: unknown
	Pinned    bool
	Signature []byte // as it was stored with the current version; nil: none
}

// Coverage returns the clips of a story outside the trash, by id. It reads no
// text, so a story of hundreds takes milliseconds.
func (l *Library) Coverage(ctx context.Context, story clip.ID) ([]Covering, error) {
	rows, err := l.reader.QueryContext(ctx, `SELECT c.id, c.outlet, coalesce(v.metadata ->> '$.url', ''), coalesce(v.metadata ->> '$.published', ''), c.pinned, b.signature
		FROM clips c JOIN versions v ON v.id = c.current JOIN bodies b ON b.version = c.current
		WHERE c.story = ? AND c.trashed = 0 ORDER BY c.id`, story)
	if err != nil {
		return nil, storage("read a story", err)
	}
	defer rows.Close()
	var out []Covering
	for rows.Next() {
		c, err := scanCovering(rows)
		if err != nil {
			return nil, storage("read a story", err)
		}
		out = append(out, c)
	}
	if err := rows.Err(); err != nil {
		return nil, storage("read a story", err)
	}
	return out, nil
}

func scanCovering(rows *sql.Rows) (c Covering, err error) {
	var published string
	if err = rows.Scan(&c.ID, &c.Outlet, &c.URL, &published, &c.Pinned, &c.Signature); err != nil {
		return c, err
	}
	c.Published, err = clip.ParseDate(published)
	return c, err
}

package store

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"newsclip/clip"
)

// Searchable is what a search looks at in a clip.
type Searchable struct {
	Metadata   clip.Metadata // of the current version
	Text       string
	Note       string
	Highlights string // what a person wrote to them
	Captured   time.Time
}

// Searchables returns what a search looks at in clips; those that are gone are
// left out. It is several times as fast as reading the clips.
func (l *Library) Searchables(ctx context.Context, ids []clip.ID) (map[clip.ID]Searchable, error) {
	out := make(map[clip.ID]Searchable, len(ids))
	for chunk := range slices.Chunk(ids, clipsPerQuery) {
		if err := l.searchables(ctx, chunk, out); err != nil {
			return nil, storage("read what is searched", err)
		}
	}
	return out, nil
}

func (l *Library) searchables(ctx context.Context, ids []clip.ID, out map[clip.ID]Searchable) error {
	rows, err := l.reader.QueryContext(ctx, `SELECT c.id, v.metadata, b.xhtml, c.note, c.captured,
		coalesce((SELECT group_concat(note, char(10, 10)) FROM (SELECT note FROM highlights WHERE clip = c.id AND note <> '' ORDER BY made, id)), '')
		FROM clips c JOIN versions v ON v.id = c.current JOIN bodies b ON b.version = v.id WHERE c.id IN `+marks(len(ids)), anys(ids)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id clip.ID
		var s Searchable
		var metadata, xhtml string
		var captured int64
		if err := rows.Scan(&id, &metadata, &xhtml, &s.Note, &captured, &s.Highlights); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(metadata), &s.Metadata); err != nil {
			return err
		}
		s.Text, s.Captured = clip.PlainOf(xhtml), fromMillis(captured)
		out[id] = s
	}
	return rows.Err()
}

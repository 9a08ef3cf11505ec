package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"newsclip/clip"
)

// where is the SQL of a query's filters.
type where struct {
	conditions []string
	arguments  []any
}

func (w *where) add(condition string, arguments ...any) {
	w.conditions = append(w.conditions, condition)
	w.arguments = append(w.arguments, arguments...)
}

// all returns the conditions joined.
func (w *where) all() string { return strings.Join(w.conditions, " AND ") }

// everywhere reports whether the conditions are met by all clips outside the
// trash, and by them alone.
func (w *where) everywhere() bool {
	return len(w.conditions) == 1 && w.conditions[0] == outsideTrash
}

const outsideTrash = "c.trashed = 0"

// marks returns the places of n arguments, "(?, ?)".
func marks(n int) string { return "(?" + strings.Repeat(", ?", n-1) + ")" }

func filters(q clip.Query) *where {
	w := &where{}
	switch all := (clip.Filter{Of: q.Where}); {
	case q.Trash:
		w.add("c.trashed > 0")
	case !all.Speaks(clip.FilterTrash):
		w.add(outsideTrash)
	}
	if len(q.Folders) > 0 {
		w.add("c.id IN (SELECT clip FROM memberships WHERE folder IN "+marks(len(q.Folders))+")", anys(q.Folders)...)
	}
	if len(q.Stories) > 0 {
		w.add("c.story IN "+marks(len(q.Stories)), anys(q.Stories)...)
	}
	if q.Single {
		w.add("(SELECT count(*) FROM clips other WHERE other.story = c.story AND other.trashed = 0) = 1")
	}
	if q.Outlet != "" {
		w.add("c.outlet = ? COLLATE NOCASE", q.Outlet)
	}
	for _, tag := range q.Tags {
		w.add("c.id IN (SELECT clip FROM tags WHERE tag = ? COLLATE NOCASE)", tag)
	}
	if !q.From.IsZero() {
		w.add("c.date >= ?", millis(q.From))
	}
	if !q.To.IsZero() {
		w.add("c.date < ?", millis(q.To))
	}
	if q.Unread {
		w.add("c.read = 0")
	}
	if q.Starred {
		w.add("c.starred = 1")
	}
	for _, f := range q.Where {
		e := expressionOf(f)
		w.add(e.sql, e.arguments...)
	}
	return w
}

// IDs returns the clips that pass a query's filters, by the date of publishing,
// else of capture, newest first unless it asks for the oldest or for folders by
// hand. Its text is not
// looked at; Limit 0: all.
func (l *Library) IDs(ctx context.Context, q clip.Query) ([]clip.ID, error) {
	if folders := q.Arranged(); q.Order == clip.ByHand && len(folders) > 0 {
		ids, err := l.byHand(ctx, q, folders)
		if err != nil {
			return nil, storage("list clips", err)
		}
		return ids, nil
	}
	w := filters(q)
	query := "SELECT c.id FROM clips c WHERE " + w.all() + order(q.Order)
	if q.Limit > 0 {
		query += fmt.Sprintf(" LIMIT %d", q.Limit)
	}
	ids, err := queryIDs(ctx, l.reader, query, w.arguments...)
	if err != nil {
		return nil, storage("list clips", err)
	}
	return ids, nil
}

// Count returns how many clips pass a query's filters.
func (l *Library) Count(ctx context.Context, q clip.Query) (n int, err error) {
	w := filters(q)
	err = l.reader.QueryRowContext(ctx, "SELECT count(*) FROM clips c WHERE "+w.all(), w.arguments...).Scan(&n)
	if err != nil {
		err = storage("count clips", err)
	}
	return n, err
}

func order(o clip.Order) string {
	if o == clip.Oldest {
		return " ORDER BY c.date, c.id DESC"
	}
	return " ORDER BY c.date DESC, c.id"
}

// ofThese puts before clips c the ids of an argument, a list in JSON, each of which
// is then looked up by its key. Conditions beside "c.id IN" would have SQLite go
// through an index of another column, and so through the whole library.
const ofThese = "json_each(?) these CROSS JOIN clips c ON c.id = these.value"

// listed is the argument of ofThese.
func listed(ids []clip.ID) string {
	data, err := json.Marshal(ids)
	if err != nil {
		panic(err) // strings always can
	}
	return string(data)
}

// Filter returns those of ids that pass a query's filters, in their order.
func (l *Library) Filter(ctx context.Context, q clip.Query, ids []clip.ID) ([]clip.ID, error) {
	w := filters(q)
	found, err := queryIDs(ctx, l.reader, "SELECT c.id FROM "+ofThese+" WHERE "+w.all(), append([]any{listed(ids)}, w.arguments...)...)
	if err != nil {
		return nil, storage("filter clips", err)
	}
	passed := make(map[clip.ID]bool, len(found))
	for _, id := range found {
		passed[id] = true
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id clip.ID) bool { return !passed[id] }), nil
}

type querier interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}

func queryIDs(ctx context.Context, db querier, query string, arguments ...any) ([]clip.ID, error) {
	rows, err := db.QueryContext(ctx, query, arguments...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []clip.ID
	for rows.Next() {
		var id clip.ID
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

const storyColumns = `s.id, s.name, s.named, count(c.id), coalesce(max(c.date), 0)
	FROM stories s LEFT JOIN clips c ON c.story = s.id AND c.trashed = 0`

func scanStory(row scanner) (s clip.Story, err error) {
	var latest int64
	err = row.Scan(&s.ID, &s.Name, &s.Named, &s.Clips, &latest)
	s.Latest = fromMillis(latest)
	return s, err
}

// Stories returns the stories of at least so many clips, latest first.
func (l *Library) Stories(ctx context.Context, least int) ([]clip.Story, error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT "+storyColumns+" GROUP BY s.id HAVING count(c.id) >= ? ORDER BY max(c.date) DESC, s.id", least)
	if err != nil {
		return nil, storage("list stories", err)
	}
	defer rows.Close()
	var out []clip.Story
	for rows.Next() {
		s, err := scanStory(rows)
		if err != nil {
			return nil, storage("list stories", err)
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// Story returns one story.
func (l *Library) Story(ctx context.Context, id clip.ID) (clip.Story, error) {
	s, err := scanStory(l.reader.QueryRowContext(ctx, "SELECT "+storyColumns+" WHERE s.id = ? GROUP BY s.id", id))
	if err == sql.ErrNoRows {
		return s, &clip.Error{Kind: clip.ErrNotFound, Message: "There is no such story.", Next: "newsclip stories lists them."}
	}
	if err != nil {
		return s, storage("read a story", err)
	}
	return s, nil
}

// Counts says how many clips stand where; all but Trash are outside it.
type Counts struct {
	All, Single, Unread, Trash int
}

// Counts counts the clips.
func (l *Library) Counts(ctx context.Context) (c Counts, err error) {
	err = l.reader.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM clips WHERE trashed = 0),
		(SELECT count(*) FROM (SELECT 1 FROM clips WHERE trashed = 0 GROUP BY story HAVING count(*) = 1)),
		(SELECT count(*) FROM clips WHERE trashed = 0 AND read = 0),
		(SELECT count(*) FROM clips WHERE trashed > 0)`).Scan(&c.All, &c.Single, &c.Unread, &c.Trash)
	if err != nil {
		err = storage("count clips", err)
	}
	return c, err
}

// Named is a name in use, with its number of clips.
type Named struct {
	Name  string
	Clips int
}

// Outlets returns the outlets in use, most used first.
func (l *Library) Outlets(ctx context.Context) ([]Named, error) {
	return l.named(ctx, "SELECT outlet, count(*) FROM clips WHERE trashed = 0 AND outlet <> '' GROUP BY outlet ORDER BY count(*) DESC, outlet")
}

// Tags returns the tags in use, most used first: all, less those of clips in the
// trash, which are few.
func (l *Library) Tags(ctx context.Context) ([]Named, error) {
	return l.named(ctx, `SELECT tag, sum(n) FROM (
		SELECT tag, count(*) AS n FROM tags GROUP BY tag
		UNION ALL SELECT t.tag, -count(*) FROM clips c JOIN tags t ON t.clip = c.id WHERE c.trashed > 0 GROUP BY t.tag)
		GROUP BY tag HAVING sum(n) > 0 ORDER BY sum(n) DESC, tag`)
}

// Authors returns the names of authors in use, most used first.
func (l *Library) Authors(ctx context.Context) ([]Named, error) {
	bylines, err := readFacets(ctx, l.reader, "SELECT byline, count(*) FROM clips WHERE trashed = 0 AND byline <> '' GROUP BY byline", nil)
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for _, f := range bylines {
		for name := range strings.SplitSeq(f.Value, ", ") {
			counts[name] += f.Clips
		}
	}
	var out []Named
	for _, f := range frequent(counts) {
		out = append(out, Named{f.Value, f.Clips})
	}
	return out, nil
}

// Languages returns the languages in use, without regions, most used first.
func (l *Library) Languages(ctx context.Context) ([]Named, error) {
	return l.named(ctx, "SELECT lang, count(*) FROM clips WHERE trashed = 0 AND lang <> '' GROUP BY lang ORDER BY count(*) DESC, lang")
}

func (l *Library) named(ctx context.Context, query string) ([]Named, error) {
	rows, err := l.reader.QueryContext(ctx, query)
	if err != nil {
		return nil, storage("list names", err)
	}
	defer rows.Close()
	var out []Named
	for rows.Next() {
		var n Named
		if err := rows.Scan(&n.Name, &n.Clips); err != nil {
			return nil, storage("list names", err)
		}
		out = append(out, n)
	}
	return out, rows.Err()
}

// ByAddress returns the clips outside the trash of which a version has one of
// the addresses, in any spelling.
func (l *Library) ByAddress(ctx context.Context, urls ...string) ([]clip.ID, error) {
	var keys []any
	for _, url := range urls {
		if key := AddressKey(url); key != "" {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return nil, nil
	}
	ids, err := queryIDs(ctx, l.reader, `SELECT DISTINCT a.clip FROM addresses a JOIN clips c ON c.id = a.clip
		WHERE +c.trashed = 0 AND a.key IN (?`+strings.Repeat(", ?", len(keys)-1)+") ORDER BY a.clip", keys...)
	if err != nil {
		return nil, storage("find an address", err)
	}
	return ids, nil
}

// Pinned returns the clips that a person pinned to their story.
func (l *Library) Pinned(ctx context.Context) ([]clip.ID, error) {
	ids, err := queryIDs(ctx, l.reader, "SELECT id FROM clips WHERE pinned <> 0 ORDER BY id")
	if err != nil {
		return nil, storage("read what is pinned", err)
	}
	return ids, nil
}

// Signature is a clip's story signature as it was stored with its current
// version.
type Signature struct {
	Clip, Story clip.ID
	Date        time.Time
	Data        []byte
}

// Signatures yields the signatures of all clips outside the trash, by date; of
// those given, if any are, in any order.
func (l *Library) Signatures(ctx context.Context, ids ...clip.ID) iter.Seq2[Signature, error] {
	return func(yield func(Signature, error) bool) {
		if len(ids) == 0 {
			l.signatures(ctx, "clips c", "ORDER BY c.date, c.id", nil, yield)
		} else {
			l.signatures(ctx, ofThese, "", []any{listed(ids)}, yield)
		}
	}
}

func (l *Library) signatures(ctx context.Context, of, order string, arguments []any, yield func(Signature, error) bool) {
	rows, err := l.reader.QueryContext(ctx, "SELECT c.id, c.story, c.date, b.signature FROM "+of+" JOIN bodies b ON b.version = c.current WHERE c.trashed = 0 "+order, arguments...)
	if err != nil {
		yield(Signature{}, storage("read signatures", err))
		return
	}
	defer rows.Close()
	for rows.Next() {
		var s Signature
		var date int64
		err := rows.Scan(&s.Clip, &s.Story, &date, &s.Data)
		s.Date = fromMillis(date)
		if !yield(s, err) || err != nil {
			return
		}
	}
	if err := rows.Err(); err != nil {
		yield(Signature{}, storage("read signatures", err))
	}
}

// StoriesOf returns the story of each clip that is outside the trash.
func (l *Library) StoriesOf(ctx context.Context, ids []clip.ID) (map[clip.ID]clip.ID, error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT c.id, c.story FROM "+ofThese+" WHERE c.trashed = 0", listed(ids))
	if err != nil {
		return nil, storage("read where clips stand", err)
	}
	defer rows.Close()
	out := make(map[clip.ID]clip.ID, len(ids))
	for rows.Next() {
		var id, story clip.ID
		if err := rows.Scan(&id, &story); err != nil {
			return nil, storage("read where clips stand", err)
		}
		out[id] = story
	}
	if err := rows.Err(); err != nil {
		return nil, storage("read where clips stand", err)
	}
	return out, nil
}

// SetSignatures replaces the signatures of versions.
func (l *Library) SetSignatures(ctx context.Context, made map[clip.ID][]byte) error {
	return l.transaction(ctx, func(tx *sql.Tx) error {
		for version, data := range made {
			if _, err := tx.ExecContext(ctx, "UPDATE bodies SET signature = ? WHERE version = ?", data, version); err != nil {
				return err
			}
		}
		return nil
	})
}

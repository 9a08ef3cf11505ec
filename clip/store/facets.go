package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"newsclip/clip"
)

// Facet is a value that clips share, with how many have it.
type Facet struct {
	Value string // an outlet's name, a folder's id, a month as 2026-03
	Clips int
}

// Facets count clips by what they share: outlets the most frequent first, months
// the latest first, folders in their order, each with those below it.
type Facets struct {
	Outlets, Months []Facet
	Folders         []clip.Folder
}

// Facets counts the clips of a query. Its text and limit are not looked at.
// Months begin in the time zone given.
func (l *Library) Facets(ctx context.Context, q clip.Query, zone *time.Location) (f Facets, err error) {
	w := filters(q)
	conditions := w.all()
	if w.everywhere() {
		conditions = everywhereByKey
	}
	if f.Outlets, err = readFacets(ctx, l.reader, "SELECT c.outlet, count(*) FROM clips c WHERE "+conditions+" AND c.outlet > '' GROUP BY 1", w.arguments); err != nil {
		return f, err
	}
	if f.Folders, err = countedFolders(ctx, l.reader, w); err != nil {
		return f, err
	}
	f.Months, err = l.months(ctx, w, zone)
	return f, err
}

// everywhereByKey is outsideTrash where clips are counted by outlet, or are few:
// the plus keeps SQLite from the index by date, from which it would look up every
// clip, which takes 40 times as long.
const everywhereByKey = "+c.trashed = 0"

// fewOfAll is of how many clips it is quicker to look each up than to go through
// those of a large library.
const fewOfAll = 5_000

// FacetsOf counts those of ids that pass a query's filters.
func (l *Library) FacetsOf(ctx context.Context, q clip.Query, ids []clip.ID, zone *time.Location) (f Facets, err error) {
	w := filters(q)
	if w.conditions[0] == outsideTrash && len(ids) < fewOfAll {
		w.conditions[0] = everywhereByKey
	}
	w.add("c.id IN (SELECT value FROM json_each(?))", listed(ids))
	rows, err := l.reader.QueryContext(ctx, "SELECT c.outlet, c.date FROM clips c WHERE "+w.all(), w.arguments...)
	if err != nil {
		return f, storage("count clips", err)
	}
	defer rows.Close()
	outlets, months := map[string]int{}, map[string]int{}
	for rows.Next() {
		var outlet string
		var date int64
		if err := rows.Scan(&outlet, &date); err != nil {
			return f, storage("count clips", err)
		}
		if outlet != "" {
			outlets[outlet]++
		}
		months[fromMillis(date).In(zone).Format(monthLayout)]++
	}
	if err := rows.Err(); err != nil {
		return f, storage("count clips", err)
	}
	f.Outlets, f.Months = frequent(outlets), frequent(months)
	latestFirst(f.Months)
	f.Folders, err = countedFolders(ctx, l.reader, w)
	return f, err
}

const monthLayout = "2006-01"

// readFacets reads values with their counts.
func readFacets(ctx context.Context, db querier, query string, arguments []any) ([]Facet, error) {
	rows, err := db.QueryContext(ctx, query, arguments...)
	if err != nil {
		return nil, storage("count clips", err)
	}
	defer rows.Close()
	counts := map[string]int{}
	for rows.Next() {
		var f Facet
		if err := rows.Scan(&f.Value, &f.Clips); err != nil {
			return nil, storage("count clips", err)
		}
		counts[f.Value] += f.Clips
	}
	return frequent(counts), rows.Err()
}

func frequent(counts map[string]int) []Facet {
	out := make([]Facet, 0, len(counts))
	for value, n := range counts {
		if n == 0 {
			continue
		}
		out = append(out, Facet{value, n})
	}
	slices.SortFunc(out, func(a, b Facet) int { return cmp.Or(cmp.Compare(b.Clips, a.Clips), cmp.Compare(a.Value, b.Value)) })
	return out
}

func latestFirst(months []Facet) {
	slices.SortFunc(months, func(a, b Facet) int { return cmp.Compare(b.Value, a.Value) })
}

// maxMonths bounds the months that are counted, from the latest back: a
// century.
const maxMonths = 1200

// months counts by months of a time zone, which SQLite knows nothing of: each
// is a range of the index by date.
func (l *Library) months(ctx context.Context, w *where, zone *time.Location) ([]Facet, error) {
	var first, last int64
	err := l.reader.QueryRowContext(ctx, "SELECT coalesce(min(date), 0), coalesce(max(date), 0) FROM clips").Scan(&first, &last)
	if err != nil {
		return nil, storage("count clips", err)
	}
	year, month, _ := time.UnixMilli(last).In(zone).Date()
	begin := time.Date(year, month, 1, 0, 0, 0, 0, zone)
	var ranges []string
	var arguments []any
	for len(ranges) < maxMonths && begin.AddDate(0, 1, 0).UnixMilli() > first {
		ranges = append(ranges, fmt.Sprintf("('%s', %d, %d)", begin.Format(monthLayout), begin.UnixMilli(), begin.AddDate(0, 1, 0).UnixMilli()))
		begin = begin.AddDate(0, -1, 0)
	}
	if len(ranges) == 0 {
		return nil, nil
	}
	arguments = append(arguments, w.arguments...)
	out, err := readFacets(ctx, l.reader, "WITH months (name, first, last) AS (VALUES "+strings.Join(ranges, ", ")+") SELECT name, (SELECT count(*) FROM clips c WHERE "+
		w.all()+" AND c.date >= first AND c.date < last) FROM months", arguments)
	latestFirst(out)
	return out, err
}

package search

import (
	"strconv"
	"strings"
	"time"
)

// span reads a span of time: a year, month or day, two of them with .. between
// (either may be missing), one after < <= > >=, a word like today or last-week,
// or 7d, 2w, 3m, 1y for so long until now. from ≤ t < to; zero: open.
func span(text string, now time.Time) (from, to time.Time, ok bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if rest := strings.TrimLeft(text, "<>=≤≥"); rest != text {
		return beside(text[:len(text)-len(rest)], strings.TrimSpace(rest), now)
	}
	first, last, isRange := strings.Cut(text, "..")
	if !isRange {
		return point(text, now)
	}
	if first == "" && last == "" {
		return from, to, false
	}
	understood := true
	if first != "" {
		from, _, ok = point(first, now)
		understood = understood && ok
	}
	if last != "" {
		_, to, ok = point(last, now)
		understood = understood && ok
	}
	if !from.IsZero() && !to.IsZero() && !from.Before(to) { // the wrong way round
		from, _, _ = point(last, now)
		_, to, _ = point(first, now)
	}
	return from, to, understood
}

// beside reads what follows a sign of comparison: > is after the whole of it.
func beside(sign, text string, now time.Time) (from, to time.Time, ok bool) {
	from, to, ok = point(text, now)
	none := time.Time{}
	switch sign {
	case ">":
		return to, none, ok
	case ">=", "≥":
		return from, none, ok
	case "<":
		return none, from, ok
	case "<=", "≤":
		return none, to, ok
	case "=":
		return from, to, ok
	}
	return none, none, false
}

// point reads one year, month, day or word.
func point(text string, now time.Time) (from, to time.Time, ok bool) {
	if from, to, ok = named(text, now); ok {
		return from, to, true
	}
	if from, to, ok = ago(text, now); ok {
		return from, to, true
	}
	return calendar(text, now.Location())
}

// calendar reads 2026, 2026-11, 2026-11-24 (ISO 8601), also with slashes, and
// 24.11.2026.
func calendar(text string, zone *time.Location) (from, to time.Time, ok bool) {
	forms := []struct {
		layout              string
		years, months, days int
	}{
		{"2006", 1, 0, 0}, {"2006-1", 0, 1, 0}, {"2006/1", 0, 1, 0},
		{"2006-1-2", 0, 0, 1}, {"2006/1/2", 0, 0, 1}, {"2.1.2006", 0, 0, 1}, {"1.2006", 0, 1, 0},
	}
	for _, form := range forms {
		if from, err := time.ParseInLocation(form.layout, text, zone); err == nil {
			return from, from.AddDate(form.years, form.months, form.days), true
		}
	}
	return from, to, false
}

// named reads a word for a day, week (from Monday), month or year.
func named(text string, now time.Time) (from, to time.Time, ok bool) {
	year, month, day := now.Date()
	today := time.Date(year, month, day, 0, 0, 0, 0, now.Location())
	monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
	first := time.Date(year, month, 1, 0, 0, 0, 0, now.Location())
	january := time.Date(year, time.January, 1, 0, 0, 0, 0, now.Location())
	switch strings.NewReplacer("_", "-", " ", "-").Replace(text) {
	case "today":
		return today, today.AddDate(0, 0, 1), true
	case "yesterday":
		return today.AddDate(0, 0, -1), today, true
	case "this-week", "week":
		return monday, monday.AddDate(0, 0, 7), true
	case "last-week":
		return monday.AddDate(0, 0, -7), monday, true
	case "this-month", "month":
		return first, first.AddDate(0, 1, 0), true
	case "last-month":
		return first.AddDate(0, -1, 0), first, true
	case "this-year", "year":
		return january, january.AddDate(1, 0, 0), true
	case "last-year":
		return january.AddDate(-1, 0, 0), january, true
	}
	return from, to, false
}

// maxAgo bounds the number in 7d: more than any archive is old.
const maxAgo = 10_000

// ago reads 7d, 2w, 3m, 1y: so many days, weeks, months or years up to today,
// and today.
func ago(text string, now time.Time) (from, to time.Time, ok bool) {
	if len(text) < 2 {
		return from, to, false
	}
	n, err := strconv.Atoi(text[:len(text)-1])
	if err != nil || n < 1 || n > maxAgo {
		return from, to, false
	}
	from, to, _ = named("today", now)
	switch text[len(text)-1] {
	case 'd':
		return from.AddDate(0, 0, 1-n), to, true
	case 'w':
		return from.AddDate(0, 0, 1-7*n), to, true
	case 'm':
		return from.AddDate(0, -n, 0), to, true
	case 'y':
		return from.AddDate(-n, 0, 0), to, true
	}
	return from, to, false
}

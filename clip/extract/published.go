package extract

import (
	"slices"
	"strings"
	"time"

	"newsclip/clip"
)

// choosePublished takes the day that the page shows with its headline before
// what its metadata says: content systems keep the day of the first draft, or
// give the instant in UTC and so, near midnight, another day. The instant of
// that day comes from where one is given.
func (x *reading) choosePublished() {
	m := &x.out.Metadata
	if shown := x.shownDate(); shown != nil {
		m.Published, _ = parseDate(shown.Value)
		shown.Chosen = true
	} else {
		x.first(clip.FieldPublished, func(v string) string {
			m.Published, _ = parseDate(v)
			return m.Published.String()
		})
	}
	if m.Published.IsZero() {
		x.scriptDates()
		x.first(clip.FieldPublished, func(v string) string {
			m.Published, _ = parseDate(v)
			return m.Published.String()
		})
	}
	if m.Published.IsZero() {
		x.resolveRelative()
	}
	x.addInstant()
}

// shownDate returns the date shown with the headline: where it shows several,
// the first that something else agrees with.
func (x *reading) shownDate() *clip.Evidence {
	var first *clip.Evidence
	for i := range x.out.Metadata.Evidence {
		e := &x.out.Metadata.Evidence[i]
		if e.Field != clip.FieldPublished || e.Source != sourceHead {
			continue
		}
		date, ok := parseDate(e.Value)
		if !ok {
			continue
		}
		if x.confirmed(date) {
			return e
		}
		if first == nil {
			first = e
		}
	}
	if x.addressDay() {
		return nil // an address that has a day of its own is believed before a date beside the headline that nothing confirms
	}
	return first
}

// addressDay reports whether the address has a day.
func (x *reading) addressDay() bool {
	return slices.ContainsFunc(x.out.Metadata.Evidence, func(e clip.Evidence) bool {
		return e.Field == clip.FieldPublished && e.Source == sourceAddress
	})
}

// confirming are the sources that speak of this article's date.
var confirming = []string{sourceJSONLD, sourceMeta, sourceJSONPage, sourceAddress}

// confirmed reports whether metadata or the address give a date too, or the day
// beside it.
func (x *reading) confirmed(date clip.Date) bool {
	for _, e := range x.out.Metadata.Evidence {
		if e.Field != clip.FieldPublished || !slices.Contains(confirming, e.Source) {
			continue
		}
		other, ok := parseDate(e.Value)
		if ok && dayOf(other).Sub(dayOf(date)).Abs() <= 24*time.Hour {
			return true
		}
	}
	return monthInAddress(x.page.URL, date)
}

// dayOf returns the beginning of a date's day, counted as if in UTC.
func dayOf(d clip.Date) time.Time {
	year, month, day := d.Time.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// addInstant replaces a day by an instant of that day that the page gives; one
// with a zone of its own before one in UTC.
func (x *reading) addInstant() {
	m := &x.out.Metadata
	_, offset := m.Published.Time.Zone()
	if m.Published.IsZero() || !m.Published.DayOnly && offset != 0 {
		return
	}
	var best *clip.Evidence
	for i := range m.Evidence {
		e := &m.Evidence[i]
		if e.Field != clip.FieldPublished {
			continue
		}
		date, ok := parseDate(e.Value)
		if !ok || date.DayOnly || date.Day() != m.Published.Day() {
			continue
		}
		_, offset := date.Time.Zone()
		switch {
		case m.Published.DayOnly:
			m.Published, best = date, e
		case offset != 0 && date.Time.Equal(m.Published.Time):
			m.Published, best = date, e
		}
	}
	if best != nil {
		best.Chosen = true
	}
}

// dateLines takes the dates of lines anywhere that are a date and nothing else,
// if all of them give the same.
func (x *reading) dateLines(all []line) {
	day := ""
	for _, l := range all {
		if !isDateLine(l.text) {
			continue
		}
		date, _ := dateInText(l.text)
		if day != "" && date.String() != day {
			return
		}
		day = date.String()
	}
	x.evidence(clip.FieldPublished, sourceDateLines, day)
}

// dateKeys are the keys by which the data in scripts give the date of
// publication.
var dateKeys = []string{"datePublished", "date_published", "publishedAt", "published_at", "publishDate", "publish_date", "publishedDate", "published_date",
	"publicationDate", "publication_date", "pubDate", "firstPublished", "published_time"}

// scriptDates takes the date of publication from the data that scripts carry,
// if all that they give is the same day.
func (x *reading) scriptDates() {
	day := ""
	for _, script := range x.scripts {
		for _, key := range dateKeys {
			for rest := script; ; {
				_, after, ok := strings.Cut(rest, key)
				if !ok {
					break
				}
				rest = after
				date, ok := parseDate(scriptValue(after))
				if !ok {
					continue
				}
				if day != "" && date.Day() != day {
					return
				}
				day = date.Day()
			}
		}
	}
	x.evidence(clip.FieldPublished, sourceScript, day)
}

// scriptValue returns the text in quotes that follows a key in a script.
func scriptValue(after string) string {
	const longest = 60 // bytes
	after = after[:min(len(after), longest)]
	after = strings.TrimLeft(after, "\\\"' ")
	after, ok := strings.CutPrefix(after, ":")
	if !ok {
		return ""
	}
	after = strings.TrimLeft(after, "\\\"' ")
	value, _, _ := strings.Cut(after, `"`)
	return strings.TrimRight(value, `\`)
}

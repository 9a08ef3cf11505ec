package extract

import (
	_ "embed"
	"regexp"
	"strconv"
	"strings"
	"time"

	"newsclip/clip"
)

// layouts with a time and zone, and with a time alone. A time without zone
// gives only its day: guessing a zone would be wrong by hours.
var (
	zoned   = []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", time.RFC1123Z, time.RFC1123}
	unzoned = []string{"2006-01-02T15:04:05", "2006-01-02T15:04:05.999", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006/01/02 15:04:05", time.DateOnly, "20060102"}
)

// parseDate reads a date as a page's metadata gives it. Relative dates are
// none.
func parseDate(text string) (clip.Date, bool) {
	text = strings.TrimSpace(text)
	for _, layout := range zoned {
		if t, err := time.Parse(layout, text); err == nil && sensible(t) {
			return clip.Date{Time: t}, true
		}
	}
	for _, layout := range unzoned {
		if t, err := time.Parse(layout, text); err == nil && sensible(t) {
			return day(t.Year(), int(t.Month()), t.Day())
		}
	}
	const longest = 80 // bytes; a longer value is no date
	if len(text) > longest {
		return clip.Date{}, false
	}
	return dateInText(text)
}

// sensible keeps out the zero dates and typing errors of content systems.
func sensible(t time.Time) bool { return t.Year() >= 1900 && t.Year() < 2200 && t.Unix() != 0 }

// day makes a date of a year, month and day that exist.
func day(year, month, dayOfMonth int) (clip.Date, bool) {
	t := time.Date(year, time.Month(month), dayOfMonth, 0, 0, 0, 0, time.UTC)
	if t.Day() != dayOfMonth || month < 1 || month > 12 || !sensible(t) {
		return clip.Date{}, false
	}
	return clip.Date{Time: t, DayOnly: true}, true
}

// months.txt has a line per month: its names and abbreviations in many
// languages, in the form that stands in dates.
//
//go:embed months.txt
var monthList string

var months = func() map[string]int {
	out := map[string]int{}
	number := 0
	for row := range strings.Lines(monthList) {
		if row = strings.TrimSpace(row); row == "" || strings.HasPrefix(row, "#") {
			continue
		}
		number++
		for _, name := range strings.Fields(row) {
			out[name] = number
		}
	}
	return out
}()

// The forms of a full date within a text. A number may be a day or a month in
// 3/4/2026: that one is left alone unless it can only be one of them.
var (
	dayFirst   = regexp.MustCompile(`(?:^|\D)(\d{1,2})(?:st|nd|rd|th|er|[.ºª°])?[\s,\-]*(?:de |of |d[’']|ב)?\s*([\p{L}\p{M}]{3,12})[.,]?[\s,\-]*(?:de |del )?(\d{4})(?:\D|$)`)
	monthFirst = regexp.MustCompile(`([\p{L}\p{M}]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:\D|$)`)
	yearFirst  = regexp.MustCompile(`(?:^|\D)(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})(?:\D|$)`)
	dotted     = regexp.MustCompile(`(?:^|\D)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:\D|$)`)
	slashed    = regexp.MustCompile(`(?:^|\D)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:\D|$)`)
)

// dateInText finds the first full date in a short text.
func dateInText(text string) (clip.Date, bool) {
	text = strings.Map(westernDigit, text)
	number := func(s string) int { n, _ := strconv.Atoi(s); return n } // digits by the pattern
	for _, m := range dayFirst.FindAllStringSubmatch(text, -1) {
		if d, ok := day(number(m[3]), months[strings.ToLower(m[2])], number(m[1])); ok {
			return d, true
		}
	}
	for _, m := range monthFirst.FindAllStringSubmatch(text, -1) {
		if d, ok := day(number(m[3]), months[strings.ToLower(m[1])], number(m[2])); ok {
			return d, true
		}
	}
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return day(number(m[1]), number(m[2]), number(m[3]))
	}
	if m := dotted.FindStringSubmatch(text); m != nil {
		return day(number(m[3]), number(m[2]), number(m[1]))
	}
	if m := slashed.FindStringSubmatch(text); m != nil {
		switch a, b := number(m[1]), number(m[2]); {
		case a > 12:
			return day(number(m[3]), b, a)
		case b > 12 || a == b:
			return day(number(m[3]), a, b)
		}
	}
	return clip.Date{}, false
}

// westernDigit turns the digits of Arabic, Persian and Devanagari into 0 to 9.
func westernDigit(r rune) rune {
	for _, zero := range []rune{'٠', '۰', '०'} {
		if r >= zero && r <= zero+9 {
			return '0' + r - zero
		}
	}
	return r
}

var addressDate = regexp.MustCompile(`[/\-_.]((?:19|20)\d\d)[/\-_.]?(0[1-9]|1[0-2])[/\-_.]?(0[1-9]|[12]\d|3[01])(?:[/\-_.]|$)`)

// dateInAddress finds a day in an address.
func dateInAddress(address string) (string, bool) {
	m := addressDate.FindStringSubmatch(address)
	if m == nil {
		return "", false
	}
	return m[1] + "-" + m[2] + "-" + m[3], true
}

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
	zoned = []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02T15:04:05 Z07:00",
		"2006-01-02T15:04:05 -0700", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05Z0700", "2006-01-02 15:04:05 UTC",
		time.RFC1123Z, "Mon, 02 Jan 2006 15:04:05 GMT", "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 GMT",
		"Mon Jan 02 2006 15:04:05 GMT-0700", "Mon Jan 2 15:04:05 -0700 2006"}
	unzoned = []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006/01/02 15:04:05", time.DateOnly, "20060102"}
)

// longestDate is the longest text that is read as one date, in bytes.
const longestDate = 80

// parseDate reads a date as a page's metadata gives it. Relative dates are
// none.
func parseDate(text string) (clip.Date, bool) {
	text, _, _ = strings.Cut(strings.TrimSpace(text), " (") // as "… GMT+0100 (CET)"
	if text == "" || len(text) > longestDate {
		return clip.Date{}, false
	}
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
	if seconds, ok := unixSeconds(text); ok {
		return clip.Date{Time: time.Unix(seconds, 0).UTC()}, true
	}
	return dateInText(text)
}

// unixSeconds reads seconds or milliseconds since 1970, of the years that have
// pages.
func unixSeconds(text string) (int64, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	if len(text) == len("1700000000000") {
		n /= 1000
	}
	const year1995, year2100 = 788_918_400, 4_102_444_800
	return n, err == nil && n >= year1995 && n < year2100 && len(text) >= len("788918400")
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
	dayFirst   = regexp.MustCompile(`(?:^|\D)(\d{1,2})(?:st|nd|rd|th|er|[.ºª°])?[\s,\-/]*(?:de |of |d[’']|ב)?\s*([\p{L}\p{M}]{3,13})(?:/[\p{L}\p{M}]{3,13})?[.,]?[\s,\-/]*(?:de |del )?(\d{4})(?:\D|$)`)
	monthFirst = regexp.MustCompile(`([\p{L}\p{M}]{3,13})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:de )?(\d{4})(?:\D|$)`)
	yearFirst  = regexp.MustCompile(`(?:^|\D)(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})(?:\D|$)`)
	yearName   = regexp.MustCompile(`(?:^|\D)(\d{4})\.?\s+([\p{L}\p{M}]{3,13})\s+(\d{1,2})(?:\D|$)`)
	dotted     = regexp.MustCompile(`(?:^|[^\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)(?:[^\d.]|$)`)
	slashed    = regexp.MustCompile(`(?:^|[^\d/])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[^\d/]|$)`)
)

// forms are the forms with the order of their groups.
var forms = []struct {
	pattern          *regexp.Regexp
	year, month, day int
}{
	{dayFirst, 3, 2, 1}, {monthFirst, 3, 1, 2}, {yearFirst, 1, 2, 3}, {yearName, 1, 2, 3}, {dotted, 3, 2, 1}, {slashed, 3, 2, 1},
}

// dateInText finds the first full date in a short text.
func dateInText(text string) (clip.Date, bool) {
	date, _, ok := cutDate(strings.Map(westernDigit, text))
	return date, ok
}

// withoutDate returns a short text with a bar for its date.
func withoutDate(text string) (rest string, ok bool) {
	text = strings.Map(westernDigit, text)
	_, at, ok := cutDate(text)
	if !ok {
		return "", false
	}
	return text[:at[0]] + " | " + text[at[1]:], true
}

// cutDate finds the first full date in a text with western digits, and where
// it stands.
func cutDate(text string) (date clip.Date, at [2]int, ok bool) {
	if !twoNumbers(text) {
		return date, at, false
	}
	for _, form := range forms {
		for _, m := range form.pattern.FindAllStringSubmatchIndex(text, -1) {
			group := func(i int) string { return text[m[2*i]:m[2*i+1]] }
			date, ok := calendarDay(group(form.year), group(form.month), group(form.day), form.pattern == slashed)
			if ok {
				first, last := min(form.year, form.day, form.month), max(form.year, form.day, form.month)
				return date, [2]int{m[2*first], m[2*last+1]}, true
			}
		}
	}
	return date, at, false
}

// twoNumbers reports whether a text has two numbers at least, as each form of a
// full date has: most lines of a page have none, and the patterns are slow.
func twoNumbers(text string) bool {
	runs, within := 0, false
	for i := range len(text) {
		digit := text[i] >= '0' && text[i] <= '9'
		if digit && !within {
			runs++
		}
		within = digit
	}
	return runs > 1
}

// calendarDay makes a date of what a form found. Where day and month may have
// changed places, it has to be plain which is which.
func calendarDay(year, month, dayOfMonth string, either bool) (clip.Date, bool) {
	number := func(s string) int { n, _ := strconv.Atoi(s); return n } // digits by the pattern
	y, m, d := number(year), number(month), number(dayOfMonth)
	if m == 0 {
		m = months[strings.ToLower(month)]
	}
	if len(year) == 2 {
		y += 2000
	}
	if either && m > 12 {
		m, d = d, m
	} else if either && d <= 12 && d != m {
		return clip.Date{}, false
	}
	return day(y, m, d)
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

var addressMonth = regexp.MustCompile(`/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/`)

// monthInAddress reports whether an address has a date's year and month.
func monthInAddress(address string, date clip.Date) bool {
	m := addressMonth.FindStringSubmatch(address)
	if m == nil {
		return false
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	return date.Time.Year() == year && int(date.Time.Month()) == month
}

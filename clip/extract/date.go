package extract

import (
	"regexp"
	"strings"
	"time"

	"newsclip/clip"
)

// layouts with a time and zone, with a time alone, and of a day. A time
// without zone gives only its day: guessing a zone would be wrong by hours.
var (
	zoned   = []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", time.RFC1123Z, time.RFC1123}
	unzoned = []string{"2006-01-02T15:04:05", "2006-01-02T15:04:05.999", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006/01/02 15:04:05", "02.01.2006 15:04", "02.01.2006, 15:04", "January 2, 2006 3:04 PM", "January 2, 2006 at 3:04 PM"}
	days    = []string{time.DateOnly, "2006/01/02", "20060102", "02.01.2006", "2.1.2006", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2 Jan 2006", "Monday, January 2, 2006", "2006年1月2日", "2006年01月02日"}
)

// parseDate reads a date as pages write it. Relative dates are none.
func parseDate(text string) (clip.Date, bool) {
	text = strings.TrimSpace(text)
	for _, layout := range zoned {
		if t, err := time.Parse(layout, text); err == nil && sensible(t) {
			return clip.Date{Time: t}, true
		}
	}
	for _, layouts := range [][]string{unzoned, days} {
		for _, layout := range layouts {
			if t, err := time.Parse(layout, text); err == nil && sensible(t) {
				return clip.Date{Time: time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), DayOnly: true}, true
			}
		}
	}
	return clip.Date{}, false
}

// sensible keeps out the zero dates and typing errors of content systems.
func sensible(t time.Time) bool { return t.Year() >= 1900 && t.Year() < 2200 && t.Unix() != 0 }

var addressDate = regexp.MustCompile(`[/\-_.]((?:19|20)\d\d)[/\-_.]?(0[1-9]|1[0-2])[/\-_.]?(0[1-9]|[12]\d|3[01])(?:[/\-_.]|$)`)

// dateInAddress finds a day in an address.
func dateInAddress(address string) (string, bool) {
	m := addressDate.FindStringSubmatch(address)
	if m == nil {
		return "", false
	}
	return m[1] + "-" + m[2] + "-" + m[3], true
}

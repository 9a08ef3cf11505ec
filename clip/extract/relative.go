package extract

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"newsclip/clip"
)

// A relative date, "an hour ago" or "Monday", says when only together with the
// time at which the page was read. It is kept as evidence always, and resolved
// on a page that was fetched just now and gives no other date.

// relative.txt has the words of relative dates.
//
//go:embed relative.txt
var relativeWords string

var relativeTable = sections(relativeWords)

// units of relative dates.
var relativeUnits = map[string]time.Duration{"minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour, "week": 7 * 24 * time.Hour}

// longestRelative is the longest line that is read as a relative date, in bytes.
const longestRelative = 40

// relativeLine takes the relative date of a line that says nothing else.
func (x *reading) relativeLine(text string) {
	if _, ok := relativeDate(text, time.Unix(0, 0)); ok {
		x.evidence(clip.FieldPublished, sourceRelative, text)
	}
}

// resolveRelative resolves the first relative date of the head, and says so.
func (x *reading) resolveRelative() {
	if x.page.Fetched.IsZero() {
		return
	}
	for i := range x.out.Metadata.Evidence {
		e := &x.out.Metadata.Evidence[i]
		if e.Field != clip.FieldPublished || e.Source != sourceRelative {
			continue
		}
		if date, ok := relativeDate(e.Value, x.page.Fetched); ok {
			x.out.Metadata.Published = date
			e.Chosen, e.Value = true, e.Value+" (fetched "+x.page.Fetched.Format(time.RFC3339)+")"
			return
		}
	}
}

// relativeDate reads a short text as a date counted back from now. Of hours and
// minutes it gives an instant, else the day.
func relativeDate(text string, now time.Time) (clip.Date, bool) {
	if text = strings.TrimSpace(text); len(text) > longestRelative {
		return clip.Date{}, false
	}
	text = strings.ToLower(strings.Map(westernDigit, text))
	dayBefore := func(days int) (clip.Date, bool) {
		year, month, d := now.AddDate(0, 0, -days).Date()
		return clip.Date{Time: time.Date(year, month, d, 0, 0, 0, 0, time.UTC), DayOnly: true}, true
	}
	if rest, ok := withoutAgo(text); ok {
		unit, number := relativeAmount(rest)
		back := relativeUnits[unit] * time.Duration(number)
		switch {
		case back == 0:
			return clip.Date{}, false
		case unit == "hour" || unit == "minute":
			return clip.Date{Time: now.Add(-back).Truncate(time.Minute)}, true
		}
		return dayBefore(int(back / (24 * time.Hour)))
	}
	first := strings.TrimFunc(text, unicode.IsPunct)
	first, _, _ = strings.Cut(first, ",")
	switch day := slices.IndexFunc(relativeTable["weekdays"], func(row string) bool { return hasWord(row, first) }); {
	case hasWord(strings.Join(relativeTable["today"], " "), first):
		return dayBefore(0)
	case hasWord(strings.Join(relativeTable["yesterday"], " "), first):
		return dayBefore(1)
	case day >= 0:
		return dayBefore((int(now.Weekday()) - day + 7) % 7)
	}
	return clip.Date{}, false
}

// withoutAgo takes the word for "ago" off a text.
func withoutAgo(text string) (rest string, ok bool) {
	for _, word := range relativeTable["ago"] {
		letters := word[0] < 0x80 || !unicode.In([]rune(word)[0], unicode.Han, unicode.Hangul)
		switch {
		case strings.HasPrefix(text, word+" "):
			return strings.TrimSpace(text[len(word):]), true
		case strings.HasSuffix(text, " "+word), !letters && strings.HasSuffix(text, word):
			return strings.TrimSpace(strings.TrimSuffix(text, word)), true
		}
	}
	return "", false
}

// relativeAmount reads "5 hours", "5小时", "an hour".
func relativeAmount(text string) (unit string, number int) {
	digits := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
	if digits < 0 {
		return "", 0
	}
	word := strings.Trim(text[digits:], " .")
	if digits > 0 {
		const most = 400 // a larger number is none of a relative date
		if number, _ = strconv.Atoi(text[:digits]); number > most {
			return "", 0
		}
	} else if before, after, ok := strings.Cut(word, " "); ok && hasWord(strings.Join(relativeTable["one"], " "), before) {
		word, number = after, 1
	} else if hasWord(strings.Join(relativeTable["one"], " "), word) {
		number = 1
	}
	for name := range relativeUnits {
		if hasWord(strings.Join(relativeTable[name], " "), word) {
			return name, number
		}
	}
	return "", 0
}

// hasWord reports whether a list of words parted by spaces has a word.
func hasWord(list, word string) bool {
	return word != "" && slices.Contains(strings.Fields(list), word)
}

package paste

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

type use uint8

const (
	unused use = iota
	inTitle
	inBody
	inRelated
)

// line is one line of the paste that is not blank.
type line struct {
	text     string
	blank    bool   // a blank line stands before it
	size     int    // runes; wide characters count double
	times    int    // how often the line stands in the paste
	sentence bool   // ends as a sentence does
	duration bool   // a playing time, 01:33
	relative string // "an hour ago"
	use      use
}

// prose reports whether a line looks like running text by itself.
func (l *line) prose() bool { return l.size >= longLine && l.times == 1 }

// longLine is the length from which a line is taken for running text, in
// runes: labels, captions and headlines are shorter.
const longLine = 110

func splitLines(text string) []line {
	text = strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\r\n", "\n"), "\r", "\n")
	times := map[string]int{}
	var out []line
	blank := true
	for raw := range strings.SplitSeq(text, "\n") {
		trimmed := strings.Join(strings.FieldsFunc(raw, func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' }), " ")
		trimmed = strings.TrimSpace(strings.TrimLeft(trimmed, "•·▪◦*"))
		if trimmed == "" {
			blank = true
			continue
		}
		times[trimmed]++
		out = append(out, line{text: trimmed, blank: blank, size: width(trimmed), sentence: endsSentence(trimmed),
			duration: playingTime.MatchString(trimmed), relative: relativeTime(trimmed)})
		blank = false
	}
	for i := range out {
		out[i].times = times[out[i].text]
	}
	return out
}

// width counts runes, those of Chinese, Japanese and Korean double.
func width(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x2e80 && r < 0xfb00 || r >= 0xff00 && r < 0xffe7 {
			n++
		}
	}
	return n
}

// endsSentence looks behind closing quotes and brackets.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]」』）")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？؟।۔", r)
}

var playingTime = regexp.MustCompile(`^(?:\d{1,2}:)?\d{1,2}:\d{2}$`)

// A relative time is a number or article, a unit, and a word for the past, in
// the order of the language. An icon's name may stand before it.
var relative = regexp.MustCompile(`(?i)((?:an?|one|\d{1,3}) ?(?:second|minute|min|hour|hr|day|week|month|year)s? ago|vor (?:einer|einem|\d{1,3}) (?:sekunde|minute|stunde|tag|woche|monat|jahr)\p{L}*|il y a (?:une?|\d{1,3}) (?:seconde|minute|heure|jour|semaine|mois|an)s?|hace (?:una?|\d{1,3}) (?:segundo|minuto|hora|día|semana|mes|año)\p{L}*|(?:un[ao']? ?|\d{1,3} )(?:minut|or|giorn|settiman|mes|ann)\p{L}+ fa|há (?:uma?|\d{1,3}) (?:minuto|hora|dia|semana|mês|ano)\p{L}*|\d{1,3} ?(?:minuut|minuten|uur|dag|dagen|week|weken) geleden|(?:\d{1,3} )?(?:минут|час|день|дня|дней|недел)\p{L}* назад|\d{1,3} ?(?:秒|分钟|分鐘|小时|小時|天|周|週|个月|個月|年)前|\d{1,3} ?(?:分|時間|日)前|منذ (?:\d{1,3} )?(?:ساعة|ساعات|دقيقة|دقائق|يوم|أيام))$`)

// relativeTime returns the relative time at the end of a short line.
func relativeTime(s string) string {
	if width(s) > 40 {
		return ""
	}
	return relative.FindString(s)
}

func (l *line) reason() string {
	switch {
	case l.duration:
		return "video"
	case l.times > 1:
		return "repeated line"
	case l.relative != "":
		return "relative time"
	}
	return "label or navigation"
}

func (l *line) rule() string {
	switch {
	case l.duration:
		return "a playing time on a line of its own"
	case l.times > 1:
		return "stands more than once in the paste"
	case l.relative != "":
		return "a unit of time ago"
	}
	return "a short line outside the text"
}

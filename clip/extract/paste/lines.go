package paste

import (
	"fmt"
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
	look     look
	gap      int16  // blank lines before it
	bullet   bool   // a bullet or tab stood before it
	indent   bool   // a space stood before it
	trail    bool   // a space stood behind it
	size     int    // runes; wide characters count double
	times    int    // how often the line stands in the paste
	sentence bool   // ends as a sentence does
	duration bool   // a playing time, 01:33
	relative string // "an hour ago"
	joined   bool   // the next line goes on with this one's sentence
	use      use
	note     string // what it was read for, when it is not kept as text: "byline"
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
	gap := int16(1)
	for raw := range strings.SplitSeq(text, "\n") {
		trimmed, bullet := trimLine(raw)
		if trimmed == "" {
			gap = min(gap+1, 100)
			continue
		}
		times[trimmed]++
		out = append(out, line{text: trimmed, look: lookAt(trimmed), gap: gap, bullet: bullet, size: width(trimmed),
			indent: strings.HasPrefix(raw, " "), trail: strings.HasSuffix(raw, " "), sentence: endsSentence(trimmed), duration: playingTime.MatchString(trimmed), relative: relativeTime(trimmed)})
		gap = 0
	}
	for i := range out {
		out[i].times = times[out[i].text]
	}
	return out
}

// trimLine folds the white space of a line and takes a bullet off it.
func trimLine(raw string) (text string, bullet bool) {
	text = strings.Join(strings.FieldsFunc(raw, func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' }), " ")
	trimmed := strings.TrimSpace(strings.TrimLeft(text, "•·▪◦*"))
	return trimmed, len(trimmed) < len(text) || strings.HasPrefix(raw, "\t")
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

// data reports whether a line is a record of a program that a page shows by
// mistake: some pages hold their text once more within one.
func (l *line) data() bool { return strings.Count(l.text, `":`) >= 5 }

func (l *line) reason() string {
	switch {
	case l.note != "":
		return l.note
	case l.data():
		return "data"
	case l.duration:
		return "video"
	case l.times > 1:
		return "repeated line"
	case l.relative != "":
		return "relative time"
	}
	return "label or navigation"
}

func (l *line) rule(chance float64) string {
	if l.label() == l.note && l.note != "" {
		return "begins with a word of labels.txt"
	}
	return fmt.Sprintf("judged %.0f %% likely to be part of the text", 100*chance)
}

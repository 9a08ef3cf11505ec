package extract

import (
	"strings"

	"newsclip/clip"
)

// A page shows headline, byline and date at one place, its head: the lines
// around the headline, up to the running text. What stands there speaks of
// this article; the same words elsewhere may speak of another.

// Limits of the head, in lines, and of what is running text, in words.
const (
	headBefore   = 8
	headAfter    = 16
	runningWords = 35
	headRunning  = 2 // long lines: a standfirst or caption may stand before the byline
)

// pageHead is the headline and the lines around it, nearest first.
type pageHead struct {
	headline, after, before []line
}

// head finds the headline and what is shown around it.
func (x *reading) head(all []line) {
	h, ok := x.headline(all)
	if !ok {
		return
	}
	x.evidence(clip.FieldTitle, sourceHead, headlineText(h, x.saidTitles()))
	x.titleEnd(h.text)
	around := pageHead{all[h.first : h.last+1], headAfterLines(all[h.last+1:], h.text), reversed(all[max(0, h.first-headBefore):h.first])}
	x.headDates(around)
	x.headByline(around)
}

// headAfterLines returns the lines of the head below the headline: up to the
// running text, or to another article's headline.
func headAfterLines(below []line, headline string) []line {
	const same = 0.7 // similarity: the headline once more
	below = below[:min(len(below), headAfter)]
	running := 0
	for i, l := range below {
		if l.heading != nil && l.heading.Data == "h1" && similarity(l.text, headline) < same {
			return below[:i]
		}
		if len(units(l.text)) > runningWords {
			if running++; running == headRunning {
				return below[:i]
			}
		}
	}
	return below
}

// lines are those of the head, nearest first and those below before those above.
func (h pageHead) lines() []line {
	return append(append([]line{}, h.after...), h.before...)
}

// headDates takes the dates that stand with the headline: those below it
// first, and those that speak of an update for Modified.
func (x *reading) headDates(around pageHead) {
	for _, l := range append(append([]line{}, around.after...), append(around.before, around.headline...)...) {
		text, source := l.parted(), sourceHead
		if words := len(units(text)); words > sentenceWords {
			source = sourceSentence
			if words > runningWords {
				text = dateline(text)
			}
		}
		x.datesInLine(text, source)
		x.relativeLine(text)
		field := clip.FieldPublished
		if speaksOfUpdate(text) {
			field = fieldModified
		}
		for _, value := range l.times {
			if _, ok := parseDate(value); ok {
				x.evidence(field, source, value)
			}
		}
	}
}

// sentenceWords is the length from which a line is a sentence, whose dates may
// be about what it tells.
const sentenceWords = 16

// dateline returns the beginning of a running text, where its date stands if it
// has one.
func dateline(text string) string {
	const length = 60 // bytes
	if len(text) <= length {
		return text
	}
	return text[:length]
}

// mostDates is how many dates of one line are looked at.
const mostDates = 3

// datesInLine takes the dates of a line, each for the field that the words
// before it speak of.
func (x *reading) datesInLine(text, source string) {
	text = strings.Map(westernDigit, text)
	for range mostDates {
		date, at, ok := cutDate(text)
		if !ok {
			return
		}
		field := clip.FieldPublished
		if speaksOfUpdate(text[:at[0]]) {
			field = fieldModified
		}
		x.evidence(field, source, date.String())
		text = text[at[1]:]
	}
}

func reversed(lines []line) []line {
	out := make([]line, 0, len(lines))
	for i := len(lines) - 1; i >= 0; i-- {
		out = append(out, lines[i])
	}
	return out
}

// updates are words by which pages mark the date of a change.
var updates = []string{"updated", "update:", "modified", "edited", "stand:", "aktualisiert", "zuletzt geändert", "mis à jour", "modifié", "actualizado", "actualizada",
	"aggiornato", "aggiornamento", "atualizado", "atualizada", "bijgewerkt", "uppdaterad", "opdateret", "oppdatert", "обновлено", "aktualizacja", "更新", "تحديث"}

func speaksOfUpdate(text string) bool {
	text = strings.ToLower(text)
	for _, word := range updates {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

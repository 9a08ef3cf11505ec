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

// pageHead is the lines around the headline, nearest first.
type pageHead struct {
	after, before []line
}

// head finds the headline and what is shown around it.
func (x *reading) head(all []line) {
	h, ok := x.headline(all)
	if !ok {
		return
	}
	x.evidence(clip.FieldTitle, sourceHead, headlineText(h, x.saidTitles()))
	around := pageHead{headAfterLines(all[h.last+1:]), reversed(all[max(0, h.first-headBefore):h.first])}
	x.headDates(around)
	x.headByline(around)
}

// headAfterLines returns the lines of the head below the headline: up to the
// running text, or to the next article's headline.
func headAfterLines(below []line) []line {
	below = below[:min(len(below), headAfter)]
	running := 0
	for i, l := range below {
		if l.heading != nil && l.heading.Data == "h1" {
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
	for _, l := range around.lines() {
		if len(units(l.text)) > runningWords {
			continue
		}
		field := clip.FieldPublished
		if speaksOfUpdate(l.text) {
			field = fieldModified
		}
		for _, value := range l.times {
			if _, ok := parseDate(value); ok {
				x.evidence(field, sourceHead, value)
			}
		}
		if date, ok := dateInText(l.parted()); ok {
			x.evidence(field, sourceHead, date.String())
		}
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
var updates = []string{"updated", "update:", "modified", "aktualisiert", "zuletzt geändert", "mis à jour", "modifié", "actualizado", "actualizada",
	"aggiornato", "aggiornamento", "atualizado", "atualizada", "bijgewerkt", "uppdaterad", "opdateret", "oppdatert", "обновлено", "aktualizacja", "更新", "تحديث"}

func speaksOfUpdate(text string) bool {
	text = strings.ToLower(text)
	for _, word := range updates {
		if strings.Contains(text, word) {
			// "Published …, updated …" on one line speaks of both.
			return !strings.Contains(text, "publi") && !strings.Contains(text, "veröffentlicht")
		}
	}
	return false
}

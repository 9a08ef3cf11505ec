package reader

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"newsclip/clip"
)

// A span is a run of runes of one style within a text.
type span struct {
	from, to int
	style    fyne.TextStyle
	href     string
	marked   bool    // highlighted by the article itself
	shift    float32 // share of the text size to move the baseline by; up is negative
	scale    float32 // of the text size
}

// raised text (footnote marks) is this much smaller, and its baseline moves
// this far, as most typefaces draw it.
const (
	scriptScale = 0.72
	raiseShift  = -0.28
	lowerShift  = 0.18
)

// spanBuilder gathers the text and the spans of a leaf.
type spanBuilder struct {
	runes []rune
	spans []span
}

func (b *spanBuilder) add(text string, style span) {
	if text == "" {
		return
	}
	style.from = len(b.runes)
	b.runes = append(b.runes, []rune(text)...)
	style.to = len(b.runes)
	b.spans = append(b.spans, style)
}

func (b *spanBuilder) inlines(inlines []clip.Inline, style span) {
	for i := range inlines {
		in := &inlines[i]
		inner := style
		switch in.Kind {
		case clip.Text:
			b.add(in.Text, style)
			continue
		case clip.Break:
			b.add("\n", style)
			continue
		case clip.CodeSpan:
			inner.style.Monospace = true
			b.add(in.Text, inner)
			continue
		case clip.Emphasis:
			inner.style.Italic = true
		case clip.Strong:
			inner.style.Bold = true
		case clip.Link:
			inner.href = in.URL
		case clip.Mark:
			inner.marked = true
		case clip.Sub:
			inner.scale, inner.shift = scriptScale, lowerShift
		case clip.Sup:
			inner.scale, inner.shift = scriptScale, raiseShift
		}
		b.inlines(in.Inlines, inner)
	}
}

// plainSpans is one text in one style.
func plainSpans(text string, style span) spanBuilder {
	b := spanBuilder{runes: make([]rune, 0, utf8.RuneCountInString(text))}
	b.add(text, style)
	return b
}

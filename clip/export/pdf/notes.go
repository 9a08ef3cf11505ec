package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsclip/clip/export/review"
)

// notes sets what a person wrote on a clip below it: with a stroke in the
// colour of highlights at the side, so that nobody takes it for the outlet's.
func (c composer) notes(notes []review.Note) {
	if len(notes) == 0 {
		return
	}
	b := c.book
	lang := b.text.lang
	defer b.speak(b.lang())()
	c.flow.space(c.style.size * headingGap)
	tag := b.tree.element("Sect", c.tag)
	tag.language(b.lang())
	in := c.inner(tag, 1.2*c.style.size)
	label := c.small()
	label.bold = true
	first := in.lines([]span{{b.words.Notes, label}}, b.tree.element("P", tag), left, smallLeading)
	c.flow.items[first].flows = false // an image of the text waits before them
	c.flow.keepNext(c.style.size * 0.4)
	for _, n := range notes {
		in.note(n, lang, tag)
	}
	c.flow.under(first, func(p *page, top, height float64) { p.bar(c.x, top, 2, height, amber) })
	c.flow.space(c.style.size * blockGap)
}

// note sets the passage that a note is on, in the clip's language, and what it
// says: in the document's, unless it begins as no text in that does.
func (c composer) note(n review.Note, lang string, tag *element) {
	b := c.book
	quote, s := c.small(), c.small()
	quote.family, quote.italic, quote.size = c.style.family, slants(n.Quote), c.style.size*0.9
	s.size, s.color = c.style.size*0.86, black
	if n.Quote != "" {
		back := b.speak(lang)
		c.lines([]span{{"“" + oneLine(n.Quote) + "”", quote}}, b.tree.element("P", tag), left, smallLeading)
		back()
		c.flow.keepNext(c.style.size * 0.2)
	}
	if n.Orphaned {
		lost := c.small()
		lost.italic = true
		c.lines([]span{{b.words.NoLonger, lost}}, b.tree.element("P", tag), left, smallLeading)
		c.flow.space(c.style.size * 0.3)
	}
	for text := range strings.SplitSeq(n.Text, "\n") {
		if text = oneLine(text); text != "" {
			back := b.speak(b.lang())
			if beginsLeftwards(text) {
				b.text.lang = lang
			}
			c.lines([]span{{text, s}}, b.tree.element("P", tag), left, smallLeading+0.05)
			back()
			c.flow.space(c.style.size * 0.3)
		}
	}
	c.flow.space(c.style.size * 0.7)
}

// beginsLeftwards reports whether the first letter of a text is of a script
// that is written to the left.
func beginsLeftwards(text string) bool {
	at := strings.IndexFunc(text, unicode.IsLetter)
	if at < 0 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.In(first, unicode.Arabic, unicode.Hebrew)
}

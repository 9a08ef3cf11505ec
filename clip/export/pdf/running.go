package pdf

import "newsclip/clip/export/review"

// pageHead is what stands at the top of the page that begins: what one reads
// goes on, else the document's title, where it does not stand just below.
func (b *book) pageHead() string {
	switch {
	case b.inFront:
		return ""
	case b.began:
		return b.running
	case !b.titled:
		return ""
	}
	return b.title()
}

// runningHead draws the head of the page: what one reads at the left, the
// page's number at the right. A cover has none.
func (b *book) runningHead() {
	if b.inFront && len(b.front) == 0 && b.options.Has(review.Cover) {
		return
	}
	s := style{family: sans, size: b.sheet.size * 0.76, color: gray}
	lang := b.text.lang
	defer func() { b.text.lang = lang }()
	sheet := b.page.sheet
	top := sheet.height - sheet.top*0.5
	if b.head != "" {
		if b.head == b.title() {
			b.text.lang = b.lang()
		}
		const room = 40 // points, for the number
		b.label(b.fit(b.head, s, sheet.textWidth()-room), s, sheet.left, top, false)
	}
	b.label(b.page.label, s, sheet.width-sheet.right, top, true)
}

// label draws one line of an artifact, beginning or, with end set, ending at x.
func (b *book) label(text string, s style, x, top float64, end bool) {
	t := &paragraph{}
	t.text, t.lines = b.text.paragraph([]span{{text, s}}, b.page.sheet.width, left, smallLeading)
	if len(t.lines) == 0 {
		return
	}
	t.lines[0].indent = 0
	if end {
		x -= t.lines[0].natural
	}
	t.draw(b.page, 0, x, top)
}

// fit shortens a text to the width, with an ellipsis where it is cut.
func (b *book) fit(text string, s style, width float64) string {
	const ellipsis = "…"
	t := b.text.shaper.shape([]span{{text, s}}, b.text.lang)
	if t.width() <= width {
		return text
	}
	width -= b.text.shaper.shape([]span{{ellipsis, s}}, b.text.lang).width()
	end := 0
	for i := range t.clusters { // in reading order
		if width -= t.clusters[i].advance; width < 0 {
			break
		}
		end = t.clusters[i].end
	}
	for end > 0 && t.runes[end-1] == ' ' {
		end--
	}
	return string(t.runes[:end]) + ellipsis
}

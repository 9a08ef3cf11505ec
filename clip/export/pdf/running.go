package pdf

// runningHead draws what stands at the top of a page: what one reads at the
// left, the page's number at the right.
func (b *book) runningHead() {
	s := style{family: sans, size: b.sheet.size * 0.76, color: gray}
	lang := b.text.lang
	defer func() { b.text.lang = lang }()
	top := b.sheet.height - b.sheet.top*0.5
	if b.inFront {
		if len(b.front) == 0 {
			return // the cover
		}
		b.label(b.page.label, s, b.sheet.width-b.sheet.right, top, true)
		return
	}
	text := b.running
	if b.firstPage {
		text, b.text.lang = b.title(), b.lang()
	}
	const room = 40 // points, for the number
	text = b.fit(text, s, b.sheet.textWidth()-room)
	b.label(text, s, b.sheet.left, top, false)
	b.label(b.page.label, s, b.sheet.width-b.sheet.right, top, true)
}

// label draws one line of an artifact, beginning or, with end set, ending at x.
func (b *book) label(text string, s style, x, top float64, end bool) {
	t := &paragraph{}
	t.text, t.lines = b.text.paragraph([]span{{text, s}}, b.sheet.width, left, smallLeading)
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

package pdf

import (
	"strings"
	"unicode"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// listed sets a clip as an entry of a list: outlet and date at the left, beside
// them headline, first sentences and address; above these where the page is too
// narrow. It stays on one page.
func (c composer) listed(of *clip.Clip) {
	b, v := c.book, &of.Version
	if len(c.flow.items) == 0 { // below the title of a section there is a line already
		c.flow.add(item{height: 0.6, breakable: true, draw: func(p *page, top float64) { p.bar(c.x, top, c.width, 0.6, pale) }})
		c.flow.keepNext(c.style.size * 0.8)
	}
	first := len(c.flow.items)
	in := c
	in.align = left
	if side := c.width * sideShare; side < sideLeast*c.style.size {
		in.origin(v, " · ")
		c.flow.keepNext(c.style.size * 0.2)
		in.entryText(of)
		c.flow.join(first)
		c.entered(first, of)
	} else {
		const gutter = 0.03 // of the width
		beside := in
		beside.flow, beside.width = &flow{}, side
		in.x, in.width = c.x+c.width*(sideShare+gutter), c.width*(1-sideShare-gutter)
		beside.origin(v, "")
		in.entryText(of)
		c.flow.join(first)
		c.entered(first, of)
		c.beside(first, beside.flow)
	}
	in.notes(b.review.About[of.ID].Notes)
}

const (
	sideShare = 0.24 // of the width, for the column at the left
	sideLeast = 7.0  // its least width, by the size of the type: names need that
)

// origin sets outlet, date and, if wanted, authors: one below the other, or in
// a line with something between them. It is in the document's language, so that
// the column has one edge.
func (c composer) origin(v *clip.Version, between string) {
	b := c.book
	defer b.speak(b.lang())()
	name, s := c.small(), c.small()
	name.bold, name.color = true, red
	parts := []span{{oneLine(v.Outlet), name}, {b.day(v.Published), s}}
	if b.options.Has(review.Byline) {
		parts = append(parts, span{oneLine(v.Byline()), s})
	}
	var line []span
	for _, part := range parts {
		if part.text == "" {
			continue
		}
		if beginsLeftwards(part.text) {
			part.text = leftToRight + beginIsolate + part.text + endIsolate // or a date after it would be drawn in
		}
		if between == "" {
			c.lines([]span{part}, b.tree.element("P", c.tag), left, smallLeading)
			c.flow.space(c.style.size * 0.12)
			continue
		}
		if len(line) > 0 {
			line = append(line, span{between, s})
		}
		line = append(line, part)
	}
	if len(line) > 0 {
		c.lines(line, b.tree.element("P", c.tag), left, smallLeading)
	}
}

// Marks of UAX 9: that a text begins at the left, and that what stands between
// two has a direction of its own.
const (
	leftToRight  = "\u200E"
	beginIsolate = "\u2068"
	endIsolate   = "\u2069"
)

// entryText sets the headline, how the text begins, and the address.
func (c composer) entryText(of *clip.Clip) {
	b, v := c.book, &of.Version
	s := c.style
	s.bold, s.size = true, c.style.size*1.12
	if v.URL != "" {
		s.link = &link{address: v.URL}
	}
	c.lines([]span{{c.title, s}}, b.tree.element("H2", c.tag), balanced, titleLeading+0.06)
	if text := b.teaser(v); text != "" {
		c.flow.keepNext(c.style.size * 0.25)
		s = c.style
		s.size = c.style.size * 0.95
		c.lines([]span{{text, s}}, b.tree.element("P", c.tag), left, textLeading-0.04)
	}
	if v.URL != "" && b.options.Has(review.Address) {
		c.flow.keepNext(c.style.size * 0.25)
		c.address(v.URL, b.tree.element("P", c.tag))
	}
}

// address sets an address as a link.
func (c composer) address(url string, tag *element) {
	s := c.small()
	s.link, s.color = &link{address: url}, blue
	c.lines([]span{{cleanText(url), s}}, tag, left, smallLeading)
}

// beside draws a column at the side of the items from number first on, which
// take at least its height.
func (c composer) beside(first int, side *flow) {
	height := side.height()
	c.flow.underOne(first, false, func(p *page, top, _ float64) {
		for i, it := range side.items {
			if i > 0 {
				top -= it.gap
			}
			it.draw(p, top)
			top -= it.height
		}
	})
	taken := (&flow{items: c.flow.items[first:]}).height()
	if height > taken {
		c.flow.keepNext(0)
		c.flow.add(item{height: height - taken})
	}
}

// Lengths of a teaser, in runes: two to four lines.
const (
	shortTeaser = 120
	longTeaser  = 320
)

// teaser is how a clip begins: its standfirst, else its first sentences.
func (b *book) teaser(v *clip.Version) string {
	if text := oneLine(v.Standfirst); text != "" && b.options.Has(review.Standfirst) {
		return text
	}
	if !b.options.Has(review.Text) {
		return ""
	}
	var text strings.Builder
	v.Body.Walk(func(block *clip.Block, _ int) bool {
		if block.Kind == clip.Paragraph && text.Len() < 4*longTeaser {
			text.WriteString(clip.PlainInlines(block.Inlines) + " ")
		}
		return block.Kind != clip.Table && block.Kind != clip.Image
	})
	return firstSentences(oneLine(text.String()))
}

// firstSentences cuts a text after a sentence, else after a word.
func firstSentences(text string) string {
	runes := []rune(text)
	if len(runes) <= longTeaser {
		return text
	}
	sentence, word := 0, longTeaser
	for i := range longTeaser {
		switch {
		case strings.ContainsRune(".!?…。！？।", runes[i]) && (runes[i] > 0x2FFF || unicode.IsSpace(runes[i+1])):
			sentence = i + 1
		case unicode.IsSpace(runes[i]):
			word = i
		}
	}
	if sentence >= shortTeaser {
		return string(runes[:sentence])
	}
	return string(runes[:word]) + " …"
}

package pdf

import (
	"strings"
	"unicode"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// listed sets a clip as an entry of a list: outlet and date at the left, beside
// them headline, first sentences and address. It stays on one page.
func (c composer) listed(of *clip.Clip) {
	b, v := c.book, &of.Version
	if len(c.flow.items) == 0 { // below the title of a section there is a line already
		c.flow.add(item{height: 0.6, breakable: true, draw: func(p *page, top float64) { p.bar(c.x, top, c.width, 0.6, pale) }})
		c.flow.keepNext(c.style.size * 0.8)
	}
	first := len(c.flow.items)
	const share, gutter = 0.24, 0.03 // of the width
	side, in := c, c
	side.flow, side.width, side.align = &flow{}, c.width*share, left
	in.x, in.width, in.align = c.x+c.width*(share+gutter), c.width*(1-share-gutter), left
	side.origin(v)
	in.entryText(of)
	c.flow.join(first)
	c.entered(first, of)
	c.beside(first, side.flow)
	in.notes(b.review.About[of.ID].Notes)
}

// origin sets outlet, date and, if wanted, authors, one below the other: in the
// document's language, so that the column has one edge.
func (c composer) origin(v *clip.Version) {
	b := c.book
	defer b.speak(b.lang())()
	name, s := c.small(), c.small()
	name.bold, name.color = true, red
	for _, line := range []struct {
		text string
		s    style
	}{{oneLine(v.Outlet), name}, {b.day(v.Published), s}, {oneLine(v.Byline()), s}} {
		if line.text == "" || line.text == oneLine(v.Byline()) && !b.options.Has(review.Byline) {
			continue
		}
		text := line.text
		if beginsLeftwards(text) {
			text = leftToRight + text
		}
		c.lines([]span{{text, line.s}}, b.tree.element("P", c.tag), left, smallLeading)
		c.flow.space(c.style.size * 0.12)
	}
}

// leftToRight is the mark that has a text begin at the left (UAX 9).
const leftToRight = "\u200E"

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

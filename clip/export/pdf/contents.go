package pdf

import "fmt"

// An entry is a line of the contents.
type entry struct {
	title   string
	detail  string // outlet and date
	lang    string
	section bool
	depth   int
	page    ref
	label   string // the page's number as printed
	top     float64
}

// contents sets the list of sections and clips with their pages.
func (b *book) contents() composer {
	toc := b.tree.element("TOC", nil)
	c := b.composer(toc)
	b.text.lang = b.lang()
	s := c.style
	s.bold, s.size = true, c.style.size*1.9
	c.lines([]span{{"Contents", s}}, b.tree.element("Caption", toc), balanced, titleLeading)
	c.flow.keepNext(c.style.size * 1.4)
	for i := range b.entries {
		if b.entries[i].section {
			c.sectionEntry(&b.entries[i])
		} else {
			c.entry(&b.entries[i])
		}
	}
	return c
}

// target is the place of an entry as a link.
func (e *entry) target() *link {
	return &link{destination: fmt.Sprintf("[%v/XYZ 0 %.1f null]", e.page, e.top+8), title: e.title}
}

func (c composer) sectionEntry(e *entry) {
	s := c.style
	s.family, s.bold, s.size, s.color, s.link = sans, true, c.style.size*0.9, red, e.target()
	c.x += float64(e.depth) * 10
	c.width -= float64(e.depth) * 10
	c.book.text.lang = c.book.lang()
	c.flow.space(c.style.size * 1.1)
	c.flow.join(c.lines([]span{{e.title, s}}, c.book.tree.element("TOCI", c.tag), left, smallLeading))
	c.flow.keepNext(c.style.size * 0.4)
}

// entry sets a clip's title with its page at the right, outlet and date below.
func (c composer) entry(e *entry) {
	const room = 40 // points, for the number
	b := c.book
	tag := b.tree.element("TOCI", c.tag)
	s := c.style
	s.link = e.target()
	in := c
	in.width -= room
	b.text.lang = e.lang
	first := in.lines([]span{{e.title, s}}, tag, left, smallLeading)
	c.flow.join(first)
	c.pageNumber(first, e, tag, s)
	if e.detail != "" {
		small := c.style
		small.family, small.size, small.color = sans, c.style.size*0.76, gray
		c.flow.keepNext(1)
		c.flow.join(in.lines([]span{{e.detail, small}}, tag, left, smallLeading))
	}
	c.flow.space(c.style.size * 0.6)
}

func (c composer) pageNumber(first int, e *entry, tag *element, s style) {
	t := &paragraph{tag: tag}
	t.text, t.lines = c.book.text.paragraph([]span{{e.label, s}}, c.width, left, smallLeading)
	t.lines[0].indent = 0
	x := c.x + c.width - t.lines[0].natural
	c.flow.underOne(first, false, func(p *page, top, _ float64) { t.draw(p, 0, x, top) })
}

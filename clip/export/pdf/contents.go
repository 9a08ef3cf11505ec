package pdf

import (
	"context"
	"fmt"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// An entry is a line of the contents.
type entry struct {
	kind  entryKind
	title string
	clip  *clip.Clip // of a clipEntry
	lang  string
	depth int
	page  ref
	label string // the page's number as printed
	top   float64
}

type entryKind uint8

const (
	clipEntry    entryKind = iota
	sectionEntry           // a folder or story
	partEntry              // what follows the clips
)

// contents sets the list of sections and clips with their pages.
func (b *book) contents(ctx context.Context) error {
	if !b.options.Has(review.Cover) {
		return b.contentsIn(ctx, b.opening())
	}
	return b.contentsIn(ctx, b.composer(nil))
}

func (b *book) contentsIn(ctx context.Context, c composer) error {
	b.text.lang = b.lang()
	c.tag = b.tree.element("TOC", c.tag)
	if len(c.flow.items) > 0 { // below the title
		c.flow.space(c.style.size * 3)
	}
	c.partTitle(b.words.Contents, "Caption", func(p *page, top float64) {
		b.bookmarks = append([]bookmark{{title: b.words.Contents, page: p.id, top: top}}, b.bookmarks...)
	})
	in := c // indented as the section is
	for i := range b.entries {
		if err := c.settle(ctx); err != nil {
			return err
		}
		switch e := &b.entries[i]; e.kind {
		case sectionEntry:
			indent := float64(e.depth) * sectionIndent
			in.x, in.width = c.x+indent, c.width-indent
			in.sectionEntry(e)
		case partEntry:
			c.partEntry(e)
		default:
			in.clipEntry(e)
		}
	}
	return b.set(ctx, c)
}

// sectionIndent is how far a section stands within the one above it, in points.
const sectionIndent = 10

// partTitle sets the title of a part; placed is told where it comes to stand.
func (c composer) partTitle(title, role string, placed func(p *page, top float64)) {
	s := c.style
	s.bold, s.size = true, c.style.size*1.9
	first := c.lines([]span{{title, s}}, c.book.tree.element(role, c.tag), balanced, titleLeading)
	c.flow.join(first)
	c.flow.underOne(first, false, func(p *page, top, _ float64) { placed(p, top) })
	c.flow.keepNext(c.style.size * 1.4)
}

// target is the place of an entry as a link.
func (e *entry) target() *link {
	return &link{destination: fmt.Sprintf("[%v/XYZ 0 %.1f null]", e.page, e.top+8), title: e.title}
}

func (c composer) sectionEntry(e *entry) {
	s := c.style
	s.family, s.bold, s.size, s.color, s.link = sans, true, c.style.size*0.9, red, e.target()
	c.book.text.lang = c.book.lang()
	c.flow.space(c.style.size * 1.1)
	c.flow.join(c.lines([]span{{e.title, s}}, c.book.tree.element("TOCI", c.tag), left, smallLeading))
	c.flow.keepNext(c.style.size * 0.4)
}

// partEntry sets the title of what follows the clips.
func (c composer) partEntry(e *entry) {
	s := c.style
	s.family, s.bold, s.size, s.link = sans, true, c.style.size*0.9, e.target()
	c.book.text.lang = c.book.lang()
	c.flow.space(c.style.size * 1.1)
	c.numbered(e, s, c.book.tree.element("TOCI", c.tag))
	c.flow.space(c.style.size * 0.6)
}

// clipEntry sets a clip's title with its page at the right, outlet and date
// below.
func (c composer) clipEntry(e *entry) {
	b := c.book
	tag := b.tree.element("TOCI", c.tag)
	s := c.style
	s.link = e.target()
	b.text.lang = e.lang
	in := c.numbered(e, s, tag)
	if detail := b.detail(&e.clip.Version); detail != "" {
		c.flow.keepNext(1)
		c.flow.join(in.lines([]span{{detail, c.small()}}, tag, left, smallLeading))
	}
	c.flow.space(c.style.size * 0.6)
}

// numbered sets an entry's title with its page at the right and returns the
// composer of the title's column.
func (c composer) numbered(e *entry, s style, tag *element) composer {
	const room = 40 // points, for the number
	in := c
	in.width -= room
	c.flow.join(in.lines([]span{{e.title, s}}, tag, balanced, smallLeading))
	c.pageNumber(e, tag, s)
	return in
}

// pageNumber sets an entry's page at the end of its last line, as it is read.
func (c composer) pageNumber(e *entry, tag *element, s style) {
	t := &paragraph{tag: tag}
	t.text, t.lines = c.book.text.paragraph([]span{{e.label, s}}, c.width, left, smallLeading)
	if len(t.lines) == 0 {
		return // a preview does not know it
	}
	t.lines[0].indent = 0
	x := c.x + c.width - t.lines[0].natural
	last := &c.flow.items[len(c.flow.items)-1]
	title := last.draw
	last.draw = func(p *page, top float64) {
		title(p, top)
		t.draw(p, 0, x, top)
	}
}

// small is the style of what stands below a title in lists.
func (c composer) small() style {
	s := c.style
	s.family, s.size, s.color = sans, c.style.size*0.76, gray
	return s
}

// detail is what lists tell of a clip beside its title.
func (b *book) detail(v *clip.Version) string {
	outlet, date := oneLine(v.Outlet), b.isolated(b.day(v.Published))
	if outlet != "" && date != "" {
		return fmt.Sprintf("%s, %s", outlet, date)
	}
	return outlet + date
}

// isolated keeps words in the document's language together within a text that
// is written to the left, where a number at their head would wander off (UAX 9,
// explicit directional isolates).
func (b *book) isolated(text string) string {
	if text == "" || writesLeftwards(b.text.lang) == writesLeftwards(b.lang()) {
		return text
	}
	return beginIsolate + text + endIsolate
}

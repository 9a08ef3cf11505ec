package pdf

import (
	"context"
	"fmt"
	"strings"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// clips sets all clips, each from the top of a page.
func (b *book) clips(ctx context.Context) error {
	for _, section := range b.review.Sections {
		b.pending = append(b.pending, section)
		for i := range section.Clips {
			if err := b.clip(ctx, &section.Clips[i]); err != nil {
				return err
			}
			b.done++
			b.tell()
		}
	}
	b.pending = nil // sections at the end without clips have no page
	return nil
}

func (b *book) clip(ctx context.Context, c *clip.Clip) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	v := &c.Version
	title := oneLine(v.Title)
	if title == "" {
		title = "Untitled"
	}
	b.text.lang = v.Lang
	if v.Lang == "" {
		b.text.lang = b.lang()
	}
	b.running, b.firstPage = title, true
	article := b.tree.element("Art", nil)
	article.language(b.text.lang)
	in := b.composer(article)
	in.title = title
	b.sectionTitles(in)
	in.headline(v, title)
	if err := in.blocks(ctx, b.review.Annotated(c)); err != nil {
		return err
	}
	if err := b.paginate(ctx, in.flow.items); err != nil {
		return err
	}
	b.endPage()
	b.tree.flush()
	return b.doc.err
}

// sectionTitles sets the titles of the sections that begin with this clip,
// when there are several.
func (b *book) sectionTitles(c composer) {
	lang := b.text.lang
	b.text.lang = b.lang()
	for _, section := range b.pending {
		if len(b.review.Sections) > 1 && oneLine(section.Title) != "" {
			c.sectionTitle(section)
		}
	}
	b.pending = nil
	b.text.lang = lang
}

func (c composer) sectionTitle(section review.Section) {
	b, title := c.book, oneLine(section.Title)
	s := c.style
	s.family, s.bold, s.size, s.color = sans, true, c.style.size*max(1.5-0.2*float64(section.Depth), 1.1), red
	first := c.lines([]span{{title, s}}, b.tree.element("H1", c.tag), balanced, titleLeading)
	c.flow.join(first)
	c.flow.underOne(first, false, func(p *page, top, _ float64) {
		b.bookmarks = append(b.bookmarks, bookmark{title: title, depth: section.Depth, page: p.id, top: top})
		b.entries = append(b.entries, entry{title: title, depth: section.Depth, section: true, page: p.id, label: p.label, top: top})
	})
	c.flow.keepNext(4)
	c.flow.add(item{height: 1, draw: func(p *page, top float64) { p.bar(c.x, top, c.width, 0.8, red) }})
	c.flow.keepNext(12)
}

// headline sets all that stands above a clip's text.
func (c composer) headline(v *clip.Version, title string) {
	depth := c.book.clipDepth()
	c.kicker(v)
	s := c.style
	s.bold, s.size = true, c.style.size*2.05
	first := c.lines([]span{{title, s}}, c.book.tree.element("H2", c.tag), balanced, titleLeading)
	c.flow.join(first)
	c.flow.underOne(first, false, func(p *page, top, _ float64) {
		b := c.book
		b.bookmarks = append(b.bookmarks, bookmark{title: title, depth: depth, page: p.id, top: top})
		b.entries = append(b.entries, entry{title: title, detail: detail(v), lang: b.text.lang, page: p.id, label: p.label, top: top})
	})
	c.standfirst(v)
	c.credits(v)
	c.flow.keepNext(8)
	c.flow.add(item{height: 0.6, draw: func(p *page, top float64) { p.bar(c.x, top, c.width, 0.6, pale) }})
	c.flow.keepNext(10)
}

// clipDepth is the depth of clips in the outline: below their section.
func (b *book) clipDepth() int {
	if len(b.review.Sections) <= 1 {
		return 0
	}
	return clipLevel
}

// kicker is the line above a title: outlet and section of the paper.
func (c composer) kicker(v *clip.Version) {
	s := c.style
	s.family, s.bold, s.size, s.color = sans, true, c.style.size*0.8, red
	var parts []string
	for _, part := range []string{v.Outlet, v.Section} {
		if part = oneLine(part); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return
	}
	c.flow.join(c.lines([]span{{strings.Join(parts, " · "), s}}, c.book.tree.element("P", c.tag), left, smallLeading))
	c.flow.keepNext(4)
}

func (c composer) standfirst(v *clip.Version) {
	text := oneLine(v.Standfirst)
	if text == "" {
		return
	}
	s := c.style
	s.italic, s.size = true, c.style.size*1.15
	c.flow.keepNext(7)
	c.flow.join(c.lines([]span{{text, s}}, c.book.tree.element("P", c.tag), balanced, textLeading-0.04))
}

// credits are the authors, the date and the address.
func (c composer) credits(v *clip.Version) {
	s := c.style
	s.family, s.size, s.color = sans, c.style.size*0.8, gray
	strong := s
	strong.bold, strong.color = true, black
	var spans []span
	addSpan(&spans, oneLine(v.Byline()), strong)
	if date := day(v.Published); date != "" {
		if len(spans) > 0 {
			spans = append(spans, span{" · ", s})
		}
		spans = append(spans, span{date, s})
	}
	if len(spans) > 0 {
		c.flow.keepNext(8)
		c.flow.join(c.lines(spans, c.book.tree.element("P", c.tag), left, smallLeading))
	}
	if v.URL != "" {
		to := s
		to.link, to.color, to.size = &link{address: v.URL}, blue, s.size*0.94
		c.flow.keepNext(2)
		c.flow.join(c.lines([]span{{cleanText(v.URL), to}}, c.book.tree.element("P", c.tag), left, smallLeading))
	}
}

// day writes a date for reading.
func day(d clip.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Time.Format("2 January 2006")
}

// detail is what the contents tell beside a title.
func detail(v *clip.Version) string {
	outlet, date := oneLine(v.Outlet), day(v.Published)
	if outlet != "" && date != "" {
		return fmt.Sprintf("%s, %s", outlet, date)
	}
	return outlet + date
}

package pdf

import (
	"context"
	"strings"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// clips sets all clips, as the layout has them.
func (b *book) clips(ctx context.Context) error {
	if b.opensWithClips() {
		if err := b.paginate(ctx, b.opening().flow.items); err != nil {
			return err
		}
		b.y -= b.sheet.size * 2
	}
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
	b.endPage()
	return b.doc.err()
}

// opensWithClips reports whether the document's title stands above the first
// clip, for there is nothing before it. Where each clip starts a page, nothing
// stands above one.
func (b *book) opensWithClips() bool {
	o := &b.options
	return o.Layout != review.PressReview && !o.Has(review.Cover) && !o.Has(review.Contents)
}

func (b *book) clip(ctx context.Context, c *clip.Clip) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if b.viewer != nil && b.viewer.full() {
		return errSeen
	}
	v := &c.Version
	title := b.headlineOf(v)
	b.text.lang = v.Lang
	if v.Lang == "" {
		b.text.lang = b.lang()
	}
	b.running, b.began = title, false
	article := b.tree.element("Art", nil)
	article.language(b.text.lang)
	in := b.composer(article)
	in.title = title
	b.sectionTitles(in)
	if b.options.Layout == review.ListOnly {
		in.listed(c)
	} else if err := in.whole(ctx, c); err != nil {
		return err
	}
	b.y -= b.sheet.size * b.clipGap() // nothing where the clip starts a page
	if err := b.paginate(ctx, in.flow.items); err != nil {
		return err
	}
	if b.options.Layout == review.PressReview {
		b.endPage()
	}
	b.tree.flush()
	return b.doc.err()
}

// clipGap is the room between clips that follow one another, by the size of
// the type.
func (b *book) clipGap() float64 {
	if b.options.Layout == review.ListOnly {
		return 1.5
	}
	return 2.6
}

// headlineOf is a clip's title, or what stands for it.
func (b *book) headlineOf(v *clip.Version) string {
	if title := oneLine(v.Title); title != "" {
		return title
	}
	return b.words.Untitled
}

// whole sets a clip with its text and what was written on it.
func (c composer) whole(ctx context.Context, of *clip.Clip) error {
	b := c.book
	c.headline(of)
	if b.options.Has(review.Text) {
		body := of.Version.Body
		if !b.options.Has(review.Images) {
			body = withoutImages(body)
		}
		if err := c.blocks(ctx, body); err != nil {
			return err
		}
	}
	c.notes(b.review.About[of.ID].Notes)
	return nil
}

// withoutImages returns blocks without the images among them.
func withoutImages(blocks []clip.Block) []clip.Block {
	var out []clip.Block
	for _, block := range blocks {
		if block.Kind == clip.Image {
			continue
		}
		block.Blocks = withoutImages(block.Blocks)
		out = append(out, block)
	}
	return out
}

// sectionTitles sets the titles of the sections that begin with this clip,
// when there are several.
func (b *book) sectionTitles(c composer) {
	defer b.speak(b.lang())()
	for _, section := range b.pending {
		if len(b.review.Sections) > 1 {
			c.sectionTitle(section)
		}
	}
	b.pending = nil
}

func (c composer) sectionTitle(section review.Section) {
	b, title := c.book, oneLine(section.Title)
	if title == "" {
		title = b.words.Others
	}
	s := c.style
	s.family, s.bold, s.size, s.color = sans, true, c.style.size*max(1.5-0.2*float64(section.Depth), 1.1), red
	first := c.lines([]span{{title, s}}, b.tree.element("H1", c.tag), balanced, titleLeading)
	c.flow.join(first)
	c.flow.underOne(first, false, func(p *page, top, _ float64) {
		b.bookmarks = append(b.bookmarks, bookmark{title: title, depth: section.Depth, page: p.id, top: top})
		b.entries = append(b.entries, entry{title: title, depth: section.Depth, kind: sectionEntry, page: p.id, label: p.label, top: top})
	})
	c.flow.keepNext(4)
	c.flow.add(item{height: 1, draw: func(p *page, top float64) { p.bar(c.x, top, c.width, 0.8, red) }})
	c.flow.keepNext(12)
}

// headline sets all that stands above a clip's text.
func (c composer) headline(of *clip.Clip) {
	v := &of.Version
	c.kicker(v)
	s := c.style
	s.bold, s.size = true, c.style.size*2.05
	if c.book.options.Layout == review.Continuous {
		s.size = c.style.size * 1.7
	}
	first := c.lines([]span{{c.title, s}}, c.book.tree.element("H2", c.tag), balanced, titleLeading)
	c.flow.join(first)
	c.entered(first, of)
	c.standfirst(v)
	c.credits(v)
	c.flow.keepNext(8)
	c.flow.add(item{height: 0.6, draw: func(p *page, top float64) { p.bar(c.x, top, c.width, 0.6, pale) }})
	c.flow.keepNext(10)
}

// entered has the clip stand in contents and outline with the place where item
// number first comes to stand.
func (c composer) entered(first int, of *clip.Clip) {
	b, title, lang := c.book, c.title, c.book.text.lang
	c.flow.underOne(first, false, func(p *page, top, _ float64) {
		b.began = true
		b.bookmarks = append(b.bookmarks, bookmark{title: title, depth: b.clipDepth(), page: p.id, top: top})
		b.entries = append(b.entries, entry{title: title, clip: of, lang: lang, page: p.id, label: p.label, top: top})
	})
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
	if text == "" || !c.book.options.Has(review.Standfirst) {
		return
	}
	s := c.style
	s.italic, s.size = slants(text), c.style.size*1.15
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
	if c.book.options.Has(review.Byline) {
		addSpan(&spans, oneLine(v.Byline()), strong)
	}
	if date := c.book.isolated(c.book.day(v.Published)); date != "" {
		if len(spans) > 0 {
			spans = append(spans, span{" · ", s})
		}
		spans = append(spans, span{date, s})
	}
	if len(spans) > 0 {
		c.flow.keepNext(8)
		c.flow.join(c.lines(spans, c.book.tree.element("P", c.tag), left, smallLeading))
	}
	if v.URL != "" && c.book.options.Has(review.Address) {
		to := s
		to.link, to.color, to.size = &link{address: v.URL}, blue, s.size*0.94
		c.flow.keepNext(2)
		c.flow.join(c.lines([]span{{cleanText(v.URL), to}}, c.book.tree.element("P", c.tag), left, smallLeading))
	}
}

// day writes a date for reading.
func (b *book) day(d clip.Date) string {
	if d.IsZero() {
		return ""
	}
	return b.words.Date(d.Time)
}

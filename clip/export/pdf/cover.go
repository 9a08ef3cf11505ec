package pdf

import (
	"context"

	"newsclip/clip/export/review"
)

// frontMatter sets cover and contents, which the file shows first.
func (b *book) frontMatter(ctx context.Context) error {
	b.frontTop = len(b.tree.kids)
	b.inFront = true
	if b.options.Has(review.Cover) {
		if err := b.set(ctx, b.cover()); err != nil {
			return err
		}
	}
	if len(b.entries) > 0 && b.options.Has(review.Contents) {
		return b.contents(ctx)
	}
	return nil
}

// settled is how many items of a long list wait before they go to their pages:
// a few pages, so that a list of ten thousand is never in memory as a whole.
const settled = 200

// settle puts what was composed so far on pages, once it is much. A line that
// stays with the next waits for that.
func (c composer) settle(ctx context.Context) error {
	if len(c.flow.items) < settled || c.flow.keep {
		return nil
	}
	items := c.flow.items
	c.flow.items = nil
	return c.book.paginate(ctx, items)
}

// set puts what was composed on pages of its own.
func (b *book) set(ctx context.Context, c composer) error {
	if err := b.paginate(ctx, c.flow.items); err != nil {
		return err
	}
	b.endPage()
	b.tree.flush()
	return b.doc.err()
}

// cover is a page with what the document is, for whom, of when.
func (b *book) cover() composer {
	c := b.frontComposer()
	height := b.sheet.textHeight() * 0.27
	if logo := b.logo(); logo != nil {
		height -= c.logo(logo)
	}
	c.flow.add(item{height: height})
	c.entitle(3.1)
	c.flow.space(c.style.size * 2.1)
	width := c.width * 0.18
	c.flow.add(item{height: 2.4, draw: func(p *page, top float64) { p.bar(c.x, top, width, 2.4, red) }})
	c.flow.space(c.style.size * 1.5)
	c.particulars(1.05, b.coverLines())
	return c
}

// opening is the head of a document that has no cover.
func (b *book) opening() composer {
	c := b.frontComposer()
	if logo := b.logo(); logo != nil {
		c.logo(logo)
		c.flow.space(c.style.size * 1.5)
	}
	c.entitle(2.3)
	c.flow.keepNext(c.style.size * 0.9)
	c.particulars(0.86, b.coverLines()[:1])
	c.flow.keepNext(c.style.size * 0.9)
	c.flow.add(item{height: 2, draw: func(p *page, top float64) { p.bar(c.x, top, c.width*0.18, 2, red) }})
	return c
}

func (b *book) frontComposer() composer {
	tag := b.tree.element("Sect", nil)
	tag.language(b.lang())
	b.text.lang = b.lang()
	return b.composer(tag)
}

// entitle sets the document's title, so many times the size of the text, and
// for whom it is.
func (c composer) entitle(scale float64) {
	b := c.book
	s := c.style
	s.bold, s.size = true, c.style.size*scale
	first := c.lines([]span{{b.title(), s}}, b.tree.element(titleRole, c.tag), balanced, titleLeading-0.03)
	c.flow.join(first)
	c.flow.underOne(first, false, func(*page, float64, float64) { b.titled = true })
	if subtitle := oneLine(b.review.Subtitle); subtitle != "" {
		s.bold, s.size, s.color = false, c.style.size*scale*0.48, gray
		c.flow.keepNext(c.style.size * scale * 0.3)
		c.lines([]span{{subtitle, s}}, b.tree.element("P", c.tag), balanced, titleLeading+0.1)
	}
}

func (c composer) particulars(scale float64, lines []string) {
	s := c.style
	s.family, s.size, s.color = sans, c.style.size*scale, gray
	for _, line := range lines {
		c.lines([]span{{line, s}}, c.book.tree.element("P", c.tag), left, smallLeading)
		c.flow.space(3)
	}
}

// logo sets the image at the left and returns the height it takes.
func (c composer) logo(image *picture) float64 {
	width, height := float64(image.width)*pointsPerPixel, float64(image.height)*pointsPerPixel
	most, highest := c.width*0.4, c.style.size*6
	if scale := min(1, most/width, highest/height); scale < 1 {
		width, height = width*scale, height*scale
	}
	tag := c.book.tree.element("Figure", c.tag)
	tag.alternative("Logo")
	c.flow.add(item{height: height, draw: func(p *page, top float64) {
		p.begin(tag)
		p.image(image, c.x, top-height, width, height)
		p.end()
	}})
	return height
}

// logo is the picture for the cover, or nil. One that cannot be read is a
// warning.
func (b *book) logo() *picture {
	if len(b.review.Logo) == 0 {
		return nil
	}
	image, err := b.images.embed(b.review.Logo)
	if err != nil {
		b.warn("The logo is not shown: " + reason(err) + ".")
		return nil
	}
	return image
}

// coverLines are what a cover tells of the document: its period, its extent,
// and when it was made, as far as they are known.
func (b *book) coverLines() []string {
	var out []string
	period := oneLine(b.review.Period)
	if period == "" {
		period = b.words.Period(b.review.From, b.review.To)
	}
	if period != "" {
		out = append(out, period)
	}
	extent := b.words.Clippings(b.review.Clips())
	if len(b.pages) > 0 && b.viewer == nil {
		extent += ", " + b.words.Pages(len(b.pages))
	}
	out = append(out, extent)
	if !b.review.Created.IsZero() {
		out = append(out, b.words.Made(b.review.Created))
	}
	return out
}

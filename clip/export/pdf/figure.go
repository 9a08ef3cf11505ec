package pdf

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"newsclip/clip"
)

const (
	pointsPerPixel = 0.75 // 96 pixels an inch
	figureHeight   = 0.55 // of the page at most
	smallestFigure = 0.6  // of its size, to fill the foot of a page
	captionLines   = 8    // a figure with more does not wait for the next page as one
)

var errNoImages = errors.New("no images came with the review")

// figure sets an image with its caption. What cannot be shown leaves its
// description and a warning.
func (c composer) figure(ctx context.Context, b *clip.Block) error {
	image, err := c.load(ctx, b.URL)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	tag := c.book.tree.element("Figure", c.tag)
	tag.alternative(description(b))
	c.flow.space(c.style.size * blockGap)
	if err != nil {
		c.missingFigure(b, tag, err)
		return nil
	}
	width := min(c.width, float64(image.width)*pointsPerPixel)
	height := width * float64(image.height) / float64(image.width)
	if most := c.book.sheet.textHeight() * figureHeight; height > most {
		width, height = width*most/height, most
	}
	c.figureItems(b, tag, func(scale float64) item {
		width, height := width*scale, height*scale
		x := c.x + (c.width-width)/2
		return item{height: height, breakable: true, draw: func(p *page, top float64) {
			p.begin(tag)
			p.image(image, x, top-height, width, height)
			p.end()
		}}
	})
	c.flow.space(c.style.size * blockGap)
	return nil
}

func (c composer) load(ctx context.Context, url string) (*picture, error) {
	if c.book.review.Image == nil {
		return nil, errNoImages
	}
	data, _, err := c.book.review.Image(ctx, url)
	if err != nil {
		return nil, err
	}
	return c.book.images.embed(data)
}

// figureItems adds the image and its caption, as one item that may wait for
// the next page, or be set smaller, unless the caption is long.
func (c composer) figureItems(b *clip.Block, tag *element, image func(scale float64) item) {
	caption := c.caption(b, tag)
	gap := c.style.size * 0.45
	whole := image(1)
	if len(caption.items) > captionLines || c.cell {
		c.flow.add(whole)
		c.flow.keepNext(gap)
		for _, line := range caption.items {
			c.flow.add(line)
		}
		return
	}
	below := 0.0
	if len(caption.items) > 0 {
		below = gap + caption.height()
	}
	captioned := func(scale float64) item {
		it := image(scale)
		draw, height := it.draw, it.height
		it.floats, it.height = true, height+below
		it.draw = func(p *page, top float64) {
			draw(p, top)
			drawItems(p, caption.items, top-height-gap)
		}
		return it
	}
	it := captioned(1)
	it.least = whole.height*smallestFigure + below
	it.fit = func(height float64) item { return captioned((height - below) / whole.height) }
	c.flow.add(it)
}

func (c composer) caption(b *clip.Block, tag *element) *flow {
	s := c.captionStyle()
	spans := c.spans(b.Inlines, s)
	in := c
	in.flow = &flow{}
	if len(spans) > 0 {
		in.lines(spans, c.book.tree.element("Caption", tag), left, smallLeading)
	}
	return in.flow
}

func (c composer) captionStyle() style {
	s := c.style
	s.family, s.size, s.color, s.italic = sans, c.style.size*0.8, gray, false
	return s
}

// missingFigure sets the description in the place of an image.
func (c composer) missingFigure(b *clip.Block, tag *element, err error) {
	c.book.warn(fmt.Sprintf("An image in “%s” is not shown, its description stands in its place: %s.", c.title, reason(err)))
	s := c.captionStyle()
	s.italic = true
	s.family = serif
	spans := []span{{"[" + c.book.words.Image + ": " + description(b) + "]", s}}
	if strings.HasPrefix(b.URL, "http") {
		s.link, s.color = &link{address: b.URL}, blue
		spans = append(spans, span{" " + b.URL, s})
	}
	first := len(c.flow.items)
	c.lines(spans, tag, left, smallLeading)
	c.flow.keepNext(c.style.size * 0.3)
	for _, line := range c.caption(b, tag).items {
		c.flow.add(line)
	}
	c.flow.keep = false // without a caption
	x := c.x - 8
	c.flow.under(first, func(p *page, top, height float64) { p.bar(x, top, 2, height, pale) })
	c.flow.space(c.style.size * blockGap)
}

// reason is the sentence of an error without its end.
func reason(err error) string {
	var known *clip.Error
	if errors.As(err, &known) {
		return strings.TrimSuffix(known.Message, ".")
	}
	return strings.TrimSuffix(err.Error(), ".")
}

// description is what stands for an image: its alternative text, else its
// caption.
func description(b *clip.Block) string {
	if text := oneLine(b.Alt); text != "" {
		return text
	}
	if text := oneLine(clip.PlainInlines(b.Inlines)); text != "" {
		return text
	}
	return "image without a description"
}

package pdf

import (
	"context"
	"fmt"
	"strings"

	"newsclip/clip"
)

// Gaps, by the size of the type.
const (
	paragraphGap = 0.55
	blockGap     = 0.9
	headingGap   = 1.5
)

// minColumn is the width, in points, below which lists and quotes are no
// longer indented.
const minColumn = 60

func (c composer) blocks(ctx context.Context, blocks []clip.Block) error {
	for i := range blocks {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := c.block(ctx, &blocks[i]); err != nil {
			return err
		}
	}
	return nil
}

func (c composer) block(ctx context.Context, b *clip.Block) error {
	switch b.Kind {
	case clip.Paragraph:
		c.paragraph(b)
	case clip.Heading:
		c.heading(b)
	case clip.List:
		return c.list(ctx, b)
	case clip.Quote:
		return c.quote(ctx, b)
	case clip.Code:
		c.code(b)
	case clip.Table:
		return c.table(ctx, b)
	case clip.Image:
		return c.figure(ctx, b)
	case clip.Embed:
		c.embed(b)
	case clip.Rule:
		c.rule()
	default: // an Item, Row or Cell out of place: its content counts
		return c.blocks(ctx, b.Blocks)
	}
	return nil
}

func (c composer) paragraph(b *clip.Block) {
	spans := c.spans(b.Inlines, c.style)
	if len(spans) == 0 {
		return
	}
	c.flow.space(c.style.size * paragraphGap)
	c.lines(spans, c.book.tree.element("P", c.tag), c.align, textLeading)
	c.flow.space(c.style.size * paragraphGap)
}

// heading sets a heading of the body; the clip's own title is H2, so it counts
// from H3 on.
func (c composer) heading(b *clip.Block) {
	s := c.style
	s.bold = true
	s.size *= map[int]float64{1: 1.4, 2: 1.3, 3: 1.15}[b.Level]
	if s.size == 0 {
		s.size = c.style.size
	}
	spans := c.spans(b.Inlines, s)
	if len(spans) == 0 {
		return
	}
	tag := c.book.tree.element(fmt.Sprintf("H%d", min(6, max(3, b.Level+1))), c.tag)
	c.flow.space(c.style.size * headingGap)
	c.flow.join(c.lines(spans, tag, balanced, titleLeading+0.06))
	c.flow.keepNext(c.style.size * 0.4)
}

func (c composer) list(ctx context.Context, b *clip.Block) error {
	tag := c.book.tree.element("L", c.tag)
	number := b.Start
	if number == 0 {
		number = 1
	}
	c.flow.space(c.style.size * paragraphGap)
	for i := range b.Blocks {
		marker := "•"
		if b.Ordered {
			marker = fmt.Sprintf("%d.", number+i)
		}
		if err := c.listItem(ctx, &b.Blocks[i], tag, marker); err != nil {
			return err
		}
	}
	c.flow.space(c.style.size * paragraphGap)
	return nil
}

func (c composer) listItem(ctx context.Context, b *clip.Block, list *element, marker string) error {
	item := c.book.tree.element("LI", list)
	label := c.book.tree.element("Lbl", item)
	body := c.book.tree.element("LBody", item)
	indent := 1.9 * c.style.size
	if len(marker) > 3 { // three digits and more
		indent += 0.6 * c.style.size * float64(len(marker)-3)
	}
	if c.width-indent < minColumn {
		indent = 0
	}
	in := c.inner(body, indent)
	first := len(c.flow.items)
	gap := max(c.flow.gap, c.style.size*0.25)
	c.flow.gap = gap
	if err := in.blocks(ctx, itemBlocks(b)); err != nil {
		return err
	}
	if first < len(c.flow.items) {
		c.flow.items[first].gap = gap
		c.label(first, in, label, marker)
	}
	c.flow.gap = 0
	return nil
}

// itemBlocks returns the content of a list's item, a bare block as itself.
func itemBlocks(b *clip.Block) []clip.Block {
	if b.Kind == clip.Item {
		return b.Blocks
	}
	return []clip.Block{*b}
}

// label draws a list item's marker beside the item's first line.
func (c composer) label(first int, in composer, tag *element, marker string) {
	text, lines := c.book.text.paragraph([]span{{marker, c.style}}, c.width, left, textLeading)
	if len(lines) == 0 {
		return
	}
	gap := 0.55 * c.style.size
	x := in.x - gap - lines[0].natural
	if writesLeftwards(c.book.text.lang) {
		x = in.x + in.width + gap
		lines[0].indent = 0
	}
	t := &paragraph{text: text, lines: lines, tag: tag}
	c.flow.underOne(first, false, func(p *page, top, _ float64) { t.draw(p, 0, x, top) })
}

func (c composer) quote(ctx context.Context, b *clip.Block) error {
	indent := 1.6 * c.style.size
	if c.width-indent < minColumn {
		indent = 0
	}
	in := c.inner(c.book.tree.element("BlockQuote", c.tag), indent)
	in.style.color = "0.2 0.2 0.24"
	x := c.x + 2
	if writesLeftwards(c.book.text.lang) {
		x = c.x + c.width - 4
	}
	c.flow.space(c.style.size * blockGap)
	first := len(c.flow.items)
	if err := in.blocks(ctx, b.Blocks); err != nil {
		return err
	}
	c.flow.under(first, func(p *page, top, height float64) { p.bar(x, top, 2, height, pale) })
	c.flow.space(c.style.size * blockGap)
	return nil
}

// noLanguage is the tag of what is no language (ISO 639-2).
const noLanguage = "zxx"

// code sets verbatim text; its lines break only where they must.
func (c composer) code(b *clip.Block) {
	s := c.style
	s.family, s.size, s.italic, s.bold = mono, c.style.size*0.8, false, false
	text := strings.ReplaceAll(strings.TrimRight(b.Text, "\n "), "\t", "    ")
	if text == "" {
		return
	}
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = cleanText(lines[i])
	}
	const padding = 6
	in := c
	if c.width > minColumn {
		in.x, in.width = c.x+padding, c.width-2*padding
	}
	c.flow.space(c.style.size * blockGap)
	tag := c.book.tree.element("Code", c.book.tree.element("P", c.tag))
	lang := c.book.text.lang
	c.book.text.lang = noLanguage // code is not written from right to left
	first := in.lines([]span{{strings.Join(lines, string(lineSeparator)), s}}, tag, left, codeLeading)
	c.book.text.lang = lang
	c.flow.under(first, func(p *page, top, height float64) { p.bar(c.x, top, c.width, height+0.3, shade) })
	c.flow.space(c.style.size * blockGap)
}

// embed sets a video or post as the link it is.
func (c composer) embed(b *clip.Block) {
	s := c.style
	s.family, s.size = sans, c.style.size*0.86
	name := oneLine(b.Text)
	if name == "" {
		name = c.book.words.Embedded
	}
	to := s
	to.link, to.color = &link{address: b.URL}, blue
	spans := []span{{"→ " + name, s}}
	if b.URL != "" {
		spans = append(spans, span{" — ", s}, span{b.URL, to})
	}
	c.flow.space(c.style.size * blockGap)
	c.lines(spans, c.book.tree.element("P", c.tag), left, smallLeading)
	c.flow.space(c.style.size * blockGap)
}

func (c composer) rule() {
	c.flow.space(c.style.size * blockGap)
	x, width := c.x+c.width*0.35, c.width*0.3
	c.flow.add(item{height: 0.6, draw: func(p *page, top float64) { p.bar(x, top, width, 0.6, pale) }})
	c.flow.space(c.style.size * blockGap)
}

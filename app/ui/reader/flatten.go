package reader

import (
	"strconv"

	"fyne.io/fyne/v2"

	"newsclip/clip"
)

// An element is one thing on the page: a text, an image, a table or a rule,
// with the frame it stands in. Elements are stacked from top to bottom.
type element struct {
	text   *text
	image  *clip.Block
	table  *table
	rule   bool
	ground bool // code: on a ground of its own

	gap    float32 // above, in text sizes
	indent float32 // from the left, in units
	bars   []float32
	marker string // of a list item, left of the indent

	y, height float32 // set by layout, relative to the stack
}

// The measures of the page. Sizes are relative to the theme's text size,
// insets are in Fyne's units.
const (
	bodySize        = 1.2
	titleSize       = 2.05
	narrowTitleSize = 1.5
	smallSize       = 0.95
	codeSize        = 1.05
	bodyLeading     = 1.55
	titleLeading    = 1.25
	codeLeading     = 1.4
	paragraphGap    = 1.05
	itemGap         = 0.45
	headingGap      = 1.7
	listIndent      = 30
	quoteIndent     = 22
	quoteBarWidth   = 3
	codeInset       = 12
)

// headingSizes are the sizes of headings of level 1 to 6.
var headingSizes = [...]float32{1.75, 1.55, 1.35, 1.22, 1.2, 1.2}

// flattener walks a body and lists its elements, counting leaves as
// clip.Body.Leaves does.
type flattener struct {
	base     float32 // the theme's text size
	leaf     int
	elements []element
	texts    []*text
	// the frame that blocks stand in
	indent float32
	bars   []float32
	quoted bool
	marker string // waits for the first element of its item
	tight  bool   // within a list
	listed bool   // the next element begins a list: tight after it
}

func flatten(d *Document, base float32) (elements []element, texts []*text) {
	f := &flattener{base: base}
	f.titleBlock(d)
	f.blocks(d.Body)
	return f.elements, f.texts
}

func (f *flattener) titleBlock(d *Document) {
	line := func(leaf int, content string, size, leading, gap float32, s span, muted bool) {
		if content == "" {
			return
		}
		t := f.text(leaf, plainSpans(content, s), size, leading)
		t.muted = muted
		f.put(element{text: t, gap: gap})
	}
	line(LeafTitle, d.Title, titleSize, titleLeading, 0, span{style: fyne.TextStyle{Bold: true}}, false)
	line(LeafLead, d.Lead, bodySize, 1.45, 0.6, span{}, true)
	line(LeafSource, d.Source, 1, 1.45, 0.7, span{}, true)
	line(LeafURL, d.URL, smallSize, 1.45, 0.15, span{href: d.URL}, true)
	line(LeafNote, d.Note, smallSize, 1.45, 0.4, span{style: fyne.TextStyle{Italic: true}}, true)
	if len(f.elements) > 0 {
		f.put(element{rule: true, gap: 0.8})
	}
}

func (f *flattener) text(leaf int, b spanBuilder, size, leading float32) *text {
	t := &text{leaf: leaf, runes: b.runes, spans: b.spans, size: f.base * size, leading: leading}
	t.rightToLeft = rightToLeftBase(t.runes)
	f.texts = append(f.texts, t)
	return t
}

// leafText makes the text of the next leaf.
func (f *flattener) leafText(b spanBuilder, size, leading float32) *text {
	t := f.text(f.leaf, b, size, leading)
	f.leaf++
	return t
}

// put adds an element in the current frame.
func (f *flattener) put(e element) {
	if f.tight && len(f.elements) > 0 {
		e.gap = min(e.gap, itemGap)
	}
	e.indent, e.bars, e.marker = f.indent, f.bars, f.marker
	f.marker = ""
	f.tight = f.tight || f.listed
	f.elements = append(f.elements, e)
}

func (f *flattener) blocks(blocks []clip.Block) {
	for i := range blocks {
		f.block(&blocks[i])
	}
}

func (f *flattener) block(b *clip.Block) {
	switch b.Kind {
	case clip.Paragraph:
		f.put(element{text: f.inlineText(b.Inlines, bodySize, bodyLeading, span{}), gap: paragraphGap})
	case clip.Heading:
		size := headingSizes[min(max(b.Level, 1), len(headingSizes))-1]
		f.put(element{text: f.inlineText(b.Inlines, size, 1.3, span{style: fyne.TextStyle{Bold: true}}), gap: headingGap})
	case clip.List:
		f.list(b)
	case clip.Item:
		f.blocks(b.Blocks)
	case clip.Quote:
		f.quote(b)
	case clip.Code:
		f.put(element{text: f.leafText(plainSpans(b.Text, span{style: fyne.TextStyle{Monospace: true}}), codeSize, codeLeading), gap: paragraphGap, ground: true})
	case clip.Table:
		f.table(b)
	case clip.Image:
		f.image(b)
	case clip.Embed:
		name := b.Text
		if name == "" {
			name = b.URL
		}
		t := f.leafText(plainSpans(name, span{href: b.URL}), bodySize, bodyLeading)
		f.put(element{text: t, gap: paragraphGap})
	case clip.Rule:
		f.put(element{rule: true, gap: paragraphGap})
	}
}

func (f *flattener) inlineText(inlines []clip.Inline, size, leading float32, style span) *text {
	var b spanBuilder
	if f.quoted {
		style.style.Italic = true
	}
	b.inlines(inlines, style)
	return f.leafText(b, size, leading)
}

func (f *flattener) list(b *clip.Block) {
	outer := *f // the frame that stands again after the list
	f.indent += listIndent
	number := max(b.Start, 1)
	for i := range b.Blocks {
		f.marker = "•"
		if b.Ordered {
			f.marker = strconv.Itoa(number+i) + "."
		}
		f.listed = true
		f.block(&b.Blocks[i])
		f.marker = ""
	}
	f.indent, f.tight, f.listed = outer.indent, outer.tight, outer.listed
}

func (f *flattener) quote(b *clip.Block) {
	outer := *f
	f.bars = append(outer.bars[:len(outer.bars):len(outer.bars)], f.indent)
	f.indent += quoteIndent
	f.quoted, f.tight, f.listed = true, false, false
	f.blocks(b.Blocks)
	f.indent, f.bars, f.quoted, f.tight, f.listed = outer.indent, outer.bars, outer.quoted, outer.tight, outer.listed
}

func (f *flattener) image(b *clip.Block) {
	f.put(element{image: b, gap: 1.4})
	f.caption(b, 0.4)
}

func (f *flattener) caption(b *clip.Block, gap float32) {
	if len(b.Inlines) == 0 {
		return
	}
	t := f.inlineText(b.Inlines, smallSize, 1.4, span{})
	t.muted = true
	f.put(element{text: t, gap: gap})
}

func (f *flattener) table(b *clip.Block) {
	f.caption(b, paragraphGap)
	t := &table{}
	for r := range b.Blocks {
		var row []cell
		for c := range b.Blocks[r].Blocks {
			block := &b.Blocks[r].Blocks[c]
			inner := &flattener{base: f.base, leaf: f.leaf, texts: f.texts}
			inner.blocks(block.Blocks)
			f.leaf, f.texts = inner.leaf, inner.texts
			inner.forCell(block.Header)
			row = append(row, cell{elements: inner.elements, header: block.Header,
				columns: max(block.ColSpan, 1), rows: max(block.RowSpan, 1)})
		}
		t.rows = append(t.rows, row)
	}
	t.number()
	f.put(element{table: t, gap: paragraphGap})
}

// forCell sets texts smaller, and those of header cells bold.
func (f *flattener) forCell(header bool) {
	for i := range f.elements {
		t := f.elements[i].text
		f.elements[i].gap = min(f.elements[i].gap, itemGap)
		if t == nil {
			continue
		}
		t.size, t.leading = min(t.size, f.base*1.05), 1.4
		for k := range t.spans {
			t.spans[k].style.Bold = t.spans[k].style.Bold || header
		}
	}
}

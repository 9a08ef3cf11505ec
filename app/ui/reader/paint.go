package reader

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"newsclip/clip"
)

// painter makes canvas objects of what is in view, and of a screen above and
// below it, so that scrolling seldom paints anew. Objects are used again.
type painter struct {
	page    *page
	objects []fyne.CanvasObject
	labels  pool[*canvas.Text]
	rects   pool[*canvas.Rectangle]
	images  map[string]*canvas.Image
	ink     ink
	variant fyne.ThemeVariant
	from    Position
	to      Position
	over    []strike // waits for the text of its line
}

// A pool hands out objects and takes them all back at once.
type pool[T any] struct {
	items []T
	used  int
}

func (p *pool[T]) next(fresh func() T) T {
	if p.used == len(p.items) {
		p.items = append(p.items, fresh())
	}
	p.used++
	return p.items[p.used-1]
}

// ink is the colours of one painting.
type ink struct {
	text, muted, link, rule, ground, selected, mark, current color.Color
}

func inkOf(t fyne.Theme, variant fyne.ThemeVariant) ink {
	c := func(name fyne.ThemeColorName) color.Color { return t.Color(name, variant) }
	i := ink{
		text: c(theme.ColorNameForeground), muted: c(theme.ColorNamePlaceHolder), link: c(theme.ColorNameHyperlink),
		ground: c(theme.ColorNameInputBackground), selected: c(theme.ColorNameSelection),
		mark: color.NRGBA{255, 224, 102, 190}, current: color.NRGBA{255, 168, 38, 220},
	}
	if variant == theme.VariantDark {
		i.mark, i.current = color.NRGBA{150, 118, 0, 170}, color.NRGBA{196, 112, 0, 220}
	}
	i.rule = fade(i.muted)
	return i
}

func (r *painter) Destroy()                     {}
func (r *painter) Layout(fyne.Size)             {}
func (r *painter) MinSize() fyne.Size           { return fyne.NewSize(minMeasure, r.page.height) }
func (r *painter) Objects() []fyne.CanvasObject { return r.objects }

// Refresh paints.
func (r *painter) Refresh() {
	p := r.page
	r.objects = nil
	r.labels.used, r.rects.used = 0, 0
	r.variant = fyne.CurrentApp().Settings().ThemeVariant()
	r.ink = inkOf(p.Theme(), r.variant)
	r.from, r.to = p.selection()
	height := p.scroll.Size().Height
	p.painted = band{p.scroll.Offset.Y - height, p.scroll.Offset.Y + 2*height}
	shown := map[string]*canvas.Image{}
	if p.width > 0 {
		r.elements(p.elements, p.left, topMargin, p.column, shown)
	}
	r.images = shown
	canvas.Refresh(p)
}

// elements paints those of a stack that are in the band; x and y are its
// upper left corner.
func (r *painter) elements(elements []element, x, y, width float32, shown map[string]*canvas.Image) {
	for i := firstBelow(elements, r.page.painted.top-y); i < len(elements); i++ {
		e := &elements[i]
		if y+e.y > r.page.painted.bottom {
			return
		}
		r.frame(elements, i, x, y)
		left, top := x+e.indent, y+e.y
		switch {
		case e.ground:
			r.rect(r.ink.ground, left, top, width-e.indent, e.height).CornerRadius = 6
			r.text(e.text, left+codeInset, top+codeInset)
		case e.text != nil:
			r.text(e.text, left, top)
		case e.rule:
			r.rect(r.ink.rule, left, top, width-e.indent, 1)
		case e.image != nil:
			r.image(e, left, top, width-e.indent, shown)
		case e.table != nil:
			r.table(e.table, left, top, shown)
		}
	}
}

// frame paints what stands left of an element: the bars of its quotes, joined
// with those of the element above, and its list marker.
func (r *painter) frame(elements []element, i int, x, y float32) {
	e := &elements[i]
	for k, bar := range e.bars {
		top := e.y
		if i > 0 && len(elements[i-1].bars) > k && elements[i-1].bars[k] == bar {
			top = elements[i-1].y + elements[i-1].height
		}
		r.rect(r.ink.rule, x+bar, y+top, quoteBarWidth, e.y+e.height-top)
	}
	if e.marker == "" {
		return
	}
	size, line := r.page.layout.base*bodySize, r.page.layout.base*bodySize*bodyLeading
	width := r.page.layout.ruler.width(e.marker, size, fyne.TextStyle{})
	r.label(e.marker, r.ink.muted, size, fyne.TextStyle{}, x+e.indent-width-9, y+e.y, line)
}

func (r *painter) text(t *text, x, y float32) {
	height := t.lineHeight()
	for i := range t.lines {
		l := &t.lines[i]
		if y+l.y+height < r.page.painted.top {
			continue
		}
		if y+l.y > r.page.painted.bottom {
			return
		}
		r.grounds(t, l, x, y+l.y)
		for k := range l.pieces {
			r.piece(t, &l.pieces[k], x, y+l.y)
		}
		for _, s := range r.over {
			r.rect(s.colour, s.x, s.y, s.width, lineWidth)
		}
		r.over = r.over[:0]
	}
}

// grounds paints what lies behind a line: passages, marks, then the selection.
func (r *painter) grounds(t *text, l *line, x, y float32) {
	for k := range l.pieces {
		p := &l.pieces[k]
		for _, passage := range r.page.passages[t.leaf] {
			r.passage(t, p, passage, x, y)
		}
		if t.spans[p.span].marked {
			r.ground(t, p, p.from, p.to, r.ink.mark, x, y)
		}
		for _, m := range r.page.document.Marks {
			colour := r.ink.mark
			if m.Current {
				colour = r.ink.current
			}
			if m.Leaf == t.leaf {
				r.ground(t, p, m.From, m.To, colour, x, y)
			}
		}
		if low, high := t.clipped(r.from, r.to); low < high {
			r.ground(t, p, low, high, r.ink.selected, x, y)
		}
	}
}

func (r *painter) ground(t *text, p *piece, from, to int, colour color.Color, x, y float32) {
	from, to = max(from, p.from), min(to, p.to)
	if from >= to {
		return
	}
	a, b := t.xOf(p, from), t.xOf(p, to)
	inset := t.lineHeight() * 0.08
	r.rect(colour, x+min(a, b), y+inset, max(a, b)-min(a, b), t.lineHeight()-2*inset)
}

func (r *painter) piece(t *text, p *piece, x, y float32) {
	s := &t.spans[p.span]
	colour := r.ink.text
	switch {
	case s.href != "":
		colour = r.ink.link
	case t.muted:
		colour = r.ink.muted
	}
	size := t.spanSize(s)
	r.label(t.drawn(p), colour, size, s.style, x+p.x, y+s.shift*t.size, t.lineHeight())
	if s.href != "" {
		r.rect(fade(colour), x+p.x, y+t.lineHeight()/2+size*0.56, p.width, 1)
	}
}

// fade returns c at 45 per cent: an underline should not outshout its text.
func fade(c color.Color) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = uint8(int(n.A) * 45 / 100)
	return n
}

func (r *painter) rect(c color.Color, x, y, width, height float32) *canvas.Rectangle {
	o := r.rects.next(func() *canvas.Rectangle { return canvas.NewRectangle(c) })
	if o.FillColor != c || o.CornerRadius != 0 || o.StrokeWidth != 0 {
		o.FillColor, o.CornerRadius, o.StrokeWidth = c, 0, 0
		o.Refresh()
	}
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
	r.objects = append(r.objects, o)
	return o
}

// label sets a piece of text in the middle of a line of the height given.
func (r *painter) label(content string, c color.Color, size float32, style fyne.TextStyle, x, y, height float32) {
	o := r.labels.next(func() *canvas.Text { return canvas.NewText("", c) })
	if o.Text != content || o.TextSize != size || o.TextStyle != style || o.Color != c {
		o.Text, o.TextSize, o.TextStyle, o.Color = content, size, style, c
		o.Refresh()
	}
	least := o.MinSize()
	o.Move(fyne.NewPos(x, y+(height-least.Height)/2))
	o.Resize(least)
	r.objects = append(r.objects, o)
}

func (r *painter) image(e *element, x, y, width float32, shown map[string]*canvas.Image) {
	decoded := r.page.pictures.get(e.image)
	if decoded == nil {
		r.missing(e, x, y, width)
		return
	}
	o := shown[e.image.URL]
	if o == nil {
		o = r.picture(e.image.URL, decoded)
	} else { // the same image twice on a page
		o = newPicture(decoded)
	}
	shown[e.image.URL] = o
	o.Move(fyne.NewPos(x, y))
	o.Resize(r.page.layout.imageSize(e, width))
	r.objects = append(r.objects, o)
}

func (r *painter) picture(url string, decoded image.Image) *canvas.Image {
	if o := r.images[url]; o != nil && o.Image == decoded {
		return o
	}
	return newPicture(decoded)
}

func newPicture(decoded image.Image) *canvas.Image {
	o := canvas.NewImageFromImage(decoded)
	o.FillMode = canvas.ImageFillContain
	o.ScaleMode = canvas.ImageScaleSmooth
	return o
}

// missing paints the place of an image that is not here.
func (r *painter) missing(e *element, x, y, width float32) {
	size := r.page.layout.imageSize(e, width)
	r.rect(r.ink.ground, x, y, size.Width, size.Height).CornerRadius = 6
	if waiting := r.page.pictures.byURL[e.image.URL]; waiting != nil && !waiting.failed {
		return
	}
	said := missingText(e.image)
	base := r.page.layout.base
	for i := range said { // cut to the width, at a rune
		if r.page.layout.ruler.width(said[:i], base, fyne.TextStyle{}) > size.Width-3*codeInset {
			said = said[:i] + "…"
			break
		}
	}
	r.label(said, r.ink.muted, base, fyne.TextStyle{}, x+codeInset, y, size.Height)
}

// maxAlt is how much of an image's description fits on a line, in runes.
const maxAlt = 100

func missingText(b *clip.Block) string {
	if alt := []rune(b.Alt); len(alt) > 0 {
		return "Image, not kept: " + string(alt[:min(len(alt), maxAlt)])
	}
	return "An image that was not kept"
}

func (r *painter) table(t *table, x, y float32, shown map[string]*canvas.Image) {
	for _, row := range t.rows {
		for i := range row {
			c := &row[i]
			if c.header {
				r.rect(r.ink.ground, x+c.x, y+c.y, c.width, t.rowHeight(c))
			}
			r.rect(r.ink.rule, x+c.x, y+c.y+t.rowHeight(c)-1, c.width, 1)
			r.elements(c.elements, x+c.x+cellInset, y+c.y+cellInset, c.width-2*cellInset, shown)
		}
	}
}

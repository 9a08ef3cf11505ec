package reader

import (
	"net/url"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// page is the widget inside the scroll: as high as the whole text, with canvas
// objects only for the part in view.
type page struct {
	widget.BaseWidget
	options  Options
	scroll   *container.Scroll
	document Document
	passages map[int][]*Passage // those of the document, by leaf
	pictures *pictures

	layout   layouter
	elements []element
	texts    []*text
	width    float32 // of the widget
	left     float32 // of the column
	column   float32 // its width
	height   float32

	from, to  Position // the selection, as it was drawn: to may come first
	selecting bool
	over      string // the link under the pointer
	painted   band
}

// A band is a stretch of the page from top to bottom.
type band struct{ top, bottom float32 }

// The measure: about 75 characters on a line, what books have.
const (
	maxColumn   = 680
	sideMargin  = 28
	topMargin   = 28
	endMargin   = 64
	arrowScroll = 48
)

func newPage(o Options) *page {
	p := &page{options: o}
	p.pictures = newPictures(o, p.pictureLoaded)
	p.layout.pictureSize = p.pictures.size
	p.ExtendBaseWidget(p)
	return p
}

func (p *page) setDocument(d Document) {
	p.document, p.passages = d, passagesByLeaf(d.Passages)
	p.from, p.to = Position{}, Position{}
	p.over = ""
	p.pictures.forget()
	p.relayout()
}

// relayout lays everything out for the width and the theme.
func (p *page) relayout() {
	p.layout.base = p.Theme().Size(theme.SizeNameText)
	p.elements, p.texts = flatten(&p.document, p.layout.base)
	p.reflow()
}

// reflow breaks the lines anew.
func (p *page) reflow() {
	if p.width <= 0 {
		return
	}
	p.column = max(min(p.width-2*sideMargin, maxColumn), 1)
	p.left = (p.width - p.column) / 2
	for _, t := range p.texts {
		if t.leaf == LeafTitle {
			t.size = p.layout.base * titleSizeFor(p.column)
		}
	}
	p.height = p.layout.stack(p.elements, p.column) + topMargin + endMargin
}

// titleSizeFor sets headlines smaller in a narrow column, where a large one
// would take ten lines.
func titleSizeFor(column float32) float32 {
	return titleSize - (titleSize-narrowTitleSize)*max(0, min(1, (maxColumn-column)/(maxColumn/2)))
}

func (p *page) setWidth(width float32) (changed bool) {
	if width == p.width {
		return false
	}
	p.width = width
	p.reflow()
	return true
}

func (p *page) themeChanged() bool {
	if p.Theme().Size(theme.SizeNameText) == p.layout.base {
		return false
	}
	p.layout.ruler = ruler{}
	p.relayout()
	return true
}

// An anchor says what stands at the upper edge of the view.
type anchor struct {
	element int
	share   float32 // of its height above the edge
}

func (p *page) anchor() anchor {
	top := p.scroll.Offset.Y - topMargin
	if len(p.elements) == 0 || top <= 0 {
		return anchor{}
	}
	i := min(firstBelow(p.elements, top), len(p.elements)-1)
	return anchor{i, (top - p.elements[i].y) / max(p.elements[i].height, 1)}
}

func (p *page) restore(a anchor) {
	y := float32(0)
	if a != (anchor{}) && a.element < len(p.elements) {
		e := &p.elements[a.element]
		y = topMargin + e.y + a.share*e.height
	}
	p.Resize(fyne.NewSize(p.width, max(p.height, p.scroll.Size().Height)))
	p.scroll.Refresh()
	p.scrollTo(y)
	p.repaint()
}

// scrollTo scrolls; Fyne does not report what a program scrolls.
func (p *page) scrollTo(y float32) {
	p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, y)))
	p.scrolled()
}

func (p *page) scrollBy(dy float32) { p.scrollTo(p.scroll.Offset.Y + dy) }

// scrolled repaints when the view leaves what is painted.
func (p *page) scrolled() {
	if p.options.Scrolled != nil {
		p.options.Scrolled()
	}
	top := p.scroll.Offset.Y
	bottom := top + p.scroll.Size().Height
	if top < p.painted.top && p.painted.top > 0 || bottom > p.painted.bottom && p.painted.bottom < p.height {
		p.repaint()
	}
}

func (p *page) repaint() { p.Refresh() }

// reveal scrolls so that a position stands in the upper third.
func (p *page) reveal(at Position) {
	var y float32
	found := false
	walkTexts(p.elements, p.left, topMargin, func(s spot) {
		if s.text.leaf == at.Leaf && !found {
			found = true
			for i := range s.text.lines {
				if at.Offset >= s.text.lines[i].from {
					y = s.y + s.text.lines[i].y
				}
			}
		}
	})
	height := p.scroll.Size().Height
	if found && (y < p.scroll.Offset.Y || y > p.scroll.Offset.Y+height*0.8) {
		p.scrollTo(y - height/3)
	}
}

// walkTexts calls visit for every text with its place.
func walkTexts(elements []element, x, y float32, visit func(spot)) {
	for i := range elements {
		e := &elements[i]
		if e.text != nil {
			visit(spot{e.text, x + e.indent + e.inset(), y + e.y + e.inset()})
		}
		if e.table == nil {
			continue
		}
		for _, row := range e.table.rows {
			for k := range row {
				c := &row[k]
				walkTexts(c.elements, x+e.indent+c.x+cellInset, y+e.y+c.y+cellInset, visit)
			}
		}
	}
}

// at returns the position nearest to a point and the link there.
func (p *page) at(point fyne.Position) (Position, string) {
	found := spotAt(p.elements, point.X, point.Y, p.left, topMargin)
	if found == nil {
		return Position{}, ""
	}
	offset, href := found.text.offsetAt(point.X-found.x, point.Y-found.y)
	return Position{found.text.leaf, offset}, href
}

func (p *page) selection() (from, to Position) {
	if p.to.Before(p.from) {
		return p.to, p.from
	}
	return p.from, p.to
}

func (p *page) selectedText() string {
	from, to := p.selection()
	if from == to {
		return ""
	}
	return selectionText(p.texts, from, to)
}

func (p *page) selectAll() {
	if len(p.texts) == 0 {
		return
	}
	last := p.texts[len(p.texts)-1]
	p.from, p.to = Position{p.texts[0].leaf, 0}, Position{last.leaf, len(last.runes)}
	p.repaint()
}

func (p *page) copy() {
	if selected := p.selectedText(); selected != "" {
		fyne.CurrentApp().Clipboard().SetContent(selected)
	}
}

// follow opens a link after a look at its scheme: what stands on a page may
// start a program otherwise.
func (p *page) follow(href string) {
	u, err := url.Parse(href)
	if err != nil || p.options.Open == nil {
		return
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto":
		p.options.Open(u.String())
	}
}

func (p *page) pictureLoaded() {
	a := p.anchor()
	p.reflow()
	p.restore(a)
}

// CreateRenderer implements fyne.Widget.
func (p *page) CreateRenderer() fyne.WidgetRenderer { return &painter{page: p} }

// Cursor implements desktop.Cursorable.
func (p *page) Cursor() desktop.Cursor {
	if p.over != "" {
		return desktop.PointerCursor
	}
	return desktop.TextCursor
}

package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// MouseDown begins a selection, or with Shift extends it.
func (p *page) MouseDown(e *desktop.MouseEvent) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(p)
	if canvas != nil {
		canvas.Focus(p)
	}
	if e.Button == desktop.MouseButtonSecondary {
		p.menu(e, canvas)
		return
	}
	at, _ := p.at(e.Position)
	if e.Modifier&fyne.KeyModifierShift == 0 {
		p.from = at
	}
	p.to, p.selecting = at, true
	p.repaint()
	p.tell()
}

// MouseUp ends a selection; where nothing was selected it follows a link.
func (p *page) MouseUp(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonSecondary || !p.selecting {
		return
	}
	p.selecting = false
	p.tell()
	if p.from != p.to {
		return
	}
	at, href := p.at(e.Position)
	switch passage := p.passageAt(at); {
	case href != "":
		p.follow(href)
	case passage != nil && p.options.Tapped != nil:
		p.options.Tapped(passage.ID)
	}
}

// tell says that the selection is another.
func (p *page) tell() {
	if p.options.Selected != nil {
		p.options.Selected()
	}
}

// edgeScroll is how far a drag beyond the edge scrolls at each movement.
const edgeScroll = 24

// Dragged extends the selection.
func (p *page) Dragged(e *fyne.DragEvent) {
	p.selecting = true
	if at, _ := p.at(e.Position); at != p.to {
		p.to = at
		p.repaint()
	}
	switch y := e.Position.Y - p.scroll.Offset.Y; {
	case y < 0:
		p.scrollBy(-edgeScroll)
	case y > p.scroll.Size().Height:
		p.scrollBy(edgeScroll)
	}
}

// DragEnd implements fyne.Draggable.
func (p *page) DragEnd() {
	p.selecting = false
	p.tell()
}

// DoubleTapped selects the word.
func (p *page) DoubleTapped(e *fyne.PointEvent) {
	found := spotAt(p.elements, e.Position.X, e.Position.Y, p.left, topMargin)
	if found == nil {
		return
	}
	offset, _ := found.text.offsetAt(e.Position.X-found.x, e.Position.Y-found.y)
	from, to := found.text.wordAt(offset)
	p.from, p.to = Position{found.text.leaf, from}, Position{found.text.leaf, to}
	p.repaint()
	p.tell()
}

// MouseIn implements desktop.Hoverable.
func (p *page) MouseIn(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (p *page) MouseOut() { p.over = "" }

// MouseMoved notes the link under the pointer.
func (p *page) MouseMoved(e *desktop.MouseEvent) { _, p.over = p.at(e.Position) }

// FocusGained implements fyne.Focusable.
func (p *page) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (p *page) FocusLost() {}

// TypedRune implements fyne.Focusable.
func (p *page) TypedRune(r rune) {
	if p.options.Rune != nil {
		p.options.Rune(r)
	}
}

// TypedKey scrolls; what it has no use for goes on.
func (p *page) TypedKey(e *fyne.KeyEvent) {
	height := p.scroll.Size().Height
	switch e.Name {
	case fyne.KeyPageDown, fyne.KeySpace:
		p.scrollBy(height * 0.9)
	case fyne.KeyPageUp:
		p.scrollBy(-height * 0.9)
	case fyne.KeyDown:
		p.scrollBy(arrowScroll)
	case fyne.KeyUp:
		p.scrollBy(-arrowScroll)
	case fyne.KeyHome:
		p.scrollTo(0)
	case fyne.KeyEnd:
		p.scrollTo(p.height)
	default:
		if p.options.Key != nil {
			p.options.Key(e)
		}
	}
}

// TypedShortcut copies and selects; the rest goes on.
func (p *page) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutCopy:
		p.copy()
	case *fyne.ShortcutSelectAll:
		p.selectAll()
	default:
		if p.options.Shortcut != nil {
			p.options.Shortcut(s)
		}
	}
}

// menu opens the menu of the right button. It speaks of what is selected;
// where the click is outside of that, the paragraph there is selected first, so
// that the person sees what the menu is about.
func (p *page) menu(e *desktop.MouseEvent, canvas fyne.Canvas) {
	if canvas == nil {
		return
	}
	p.selectAround(e.Position)
	copied := fyne.NewMenuItem("Copy", p.copy)
	copied.Disabled = p.selectedText() == ""
	items := []*fyne.MenuItem{copied, fyne.NewMenuItem("Select all", p.selectAll)}
	if _, href := p.at(e.Position); href != "" {
		items = append(items, fyne.NewMenuItem("Open link", func() { p.follow(href) }),
			fyne.NewMenuItem("Copy link", func() { fyne.CurrentApp().Clipboard().SetContent(href) }))
	}
	if more := p.more(); len(more) > 0 {
		items = append(append(items, fyne.NewMenuItemSeparator()), more...)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), canvas, e.AbsolutePosition)
}

func (p *page) more() []*fyne.MenuItem {
	from, to := p.selection()
	leaves := selectedLeaves(p.texts, from, to)
	if p.options.Menu == nil || len(leaves) == 0 {
		return nil
	}
	return p.options.Menu(leaves)
}

// selectAround selects the text at a point unless the point is selected.
func (p *page) selectAround(point fyne.Position) {
	found := spotAt(p.elements, point.X, point.Y, p.left, topMargin)
	if found == nil {
		return
	}
	at, _ := p.at(point)
	if from, to := p.selection(); from != to && !at.Before(from) && !to.Before(at) {
		return
	}
	p.from, p.to = Position{found.text.leaf, 0}, Position{found.text.leaf, len(found.text.runes)}
	p.repaint()
}

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A panel shows something about the open clip beside its text, below it where
// the pane is narrow. It stays open while one goes from clip to clip.
type panel struct {
	w       *Window
	subject subject // what it shows; nil while it is closed
	title   *widget.Label
	content *fyne.Container
	box     *fyne.Container
	line    *widget.Separator
	pane    *fyne.Container // the text and the panel
}

// A subject is what a panel can show.
type subject interface {
	title() string
	content() fyne.CanvasObject
	// show shows the open clip; it is called whenever that has changed.
	show()
	// first gets the focus when a person opens the panel; nil for none.
	first() fyne.Focusable
}

// A leaver is a subject that must know when the panel shows it no longer.
type leaver interface{ left() }

// newPanel returns a closed panel beside text.
func newPanel(w *Window, text fyne.CanvasObject) *panel {
	p := &panel{w: w, title: widget.NewLabel(""), content: container.NewStack(), line: widget.NewSeparator()}
	p.title.TextStyle.Bold = true
	p.title.Truncation = fyne.TextTruncateEllipsis
	shut := lowButton("", theme.CancelIcon(), p.close)
	p.box = container.NewBorder(container.NewBorder(nil, nil, nil, shut, p.title), nil, nil, nil, p.content)
	p.pane = container.New(beside{}, text, p.box, p.line)
	p.hide()
	return p
}

// form returns a form for a subject: Esc in it closes the panel.
func (p *panel) form() *form { return &form{cancel: p.close, shortcut: p.w.custom} }

// toggle opens the panel with a subject, or closes the one that shows it.
func (p *panel) toggle(s subject) {
	if p.subject == s {
		p.close()
		return
	}
	p.leave()
	p.subject = s
	p.title.SetText(s.title())
	p.content.Objects = []fyne.CanvasObject{s.content()}
	p.content.Refresh()
	p.box.Show()
	p.line.Show()
	p.pane.Refresh()
	s.show()
	if first := s.first(); first != nil {
		p.w.window.Canvas().Focus(first)
	}
}

// isOpen reports whether the panel shows anything.
func (p *panel) isOpen() bool { return p.subject != nil }

// follow shows the clip that is open now.
func (p *panel) follow() {
	if p.subject != nil {
		p.subject.show()
	}
}

// leave tells the subject that it is shown no longer.
func (p *panel) leave() {
	before := p.subject
	p.subject = nil
	if l, ok := before.(leaver); ok {
		l.left()
	}
}

func (p *panel) close() {
	p.leave()
	p.hide()
	p.pane.Refresh()
	p.w.window.Canvas().Unfocus()
}

func (p *panel) hide() {
	p.box.Hide()
	p.line.Hide()
}

// beside lays out a text, a panel and the line between them.
type beside struct{}

// Bounds of a panel, in units: below wideEnough there is no room for it beside
// a text.
const (
	wideEnough  = 560
	panelShare  = 0.4 // of the width, within:
	panelLeast  = 240
	panelMost   = 400
	panelHeight = 0.45 // of the height, below a text
)

// MinSize is that of the text.
func (beside) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout is part of fyne.Layout.
func (beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	text, box, line := objects[0], objects[1], objects[2]
	text.Move(fyne.Position{})
	if !box.Visible() {
		text.Resize(size)
		return
	}
	thick := theme.SeparatorThicknessSize()
	if size.Width >= wideEnough {
		width := min(max(size.Width*panelShare, panelLeast), panelMost)
		text.Resize(fyne.NewSize(size.Width-width-thick, size.Height))
		lay(line, size.Width-width-thick, 0, thick, size.Height)
		lay(box, size.Width-width, 0, width, size.Height)
		return
	}
	height := size.Height * panelHeight
	text.Resize(fyne.NewSize(size.Width, size.Height-height-thick))
	lay(line, 0, size.Height-height-thick, size.Width, thick)
	lay(box, 0, size.Height-height, size.Width, height)
}

// listed lays out a list and what there is to say of its chosen row: below it,
// or, in a low room, beside it.
type listed struct{}

// listedShare is how much of the room the list has.
const listedShare = 0.5

// MinSize is that of the two below each other.
func (listed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	list, row := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(list.Width, row.Width), list.Height)
}

// Layout is part of fyne.Layout.
func (listed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	list, row := objects[0], objects[1]
	if size.Width > size.Height {
		width := size.Width * listedShare
		lay(list, 0, 0, width, size.Height)
		lay(row, width, 0, size.Width-width, size.Height)
		return
	}
	height := size.Height * listedShare
	lay(list, 0, 0, size.Width, height)
	lay(row, 0, height, size.Width, size.Height-height)
}

func lay(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}

package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app/ui/reader"
	"newsclip/clip"
)

// plainCaption is a short text in any script, with an icon before it, where it has
// one. It sets its text as the reader does: labels know no right-to-left. What
// lies below it gets the clicks.
type plainCaption struct {
	widget.BaseWidget
	captionShown
	height float32
	self   fyne.Widget // it, or the caption of which it is part
}

// caption is one with something that a click does.
type caption struct {
	plainCaption
	tapped func() // nil: nothing
}

type captionShown struct {
	text   string
	icon   fyne.Resource
	bold   bool
	small  bool
	muted  bool
	lines  int     // at most; 0: one
	left   float32 // inset
	ground bool    // on a ground of its own, as a chip is
}

func newCaption(tapped func()) *caption {
	c := &caption{tapped: tapped}
	c.self = c
	c.ExtendBaseWidget(c)
	return c
}

func newPlainCaption() *plainCaption {
	c := &plainCaption{}
	c.self = c
	c.ExtendBaseWidget(c)
	return c
}

func (c *plainCaption) show(s captionShown) {
	c.captionShown = s
	c.Refresh()
}

// Tapped does what a click does.
func (c *caption) Tapped(*fyne.PointEvent) {
	if c.tapped != nil {
		c.tapped()
	}
}

// Cursor is part of desktop.Cursorable.
func (c *caption) Cursor() desktop.Cursor {
	if c.tapped != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

func (c *plainCaption) size() float32 {
	if c.small {
		return theme.CaptionTextSize()
	}
	return theme.TextSize()
}

// Insets of a caption, in units.
const (
	captionPad  = 4
	captionIcon = 16
)

// natural is the width that the text takes on one line.
func (c *plainCaption) natural() float32 {
	width := fyne.MeasureText(c.text, c.size(), fyne.TextStyle{Bold: c.bold}).Width + c.start() + 2*captionPad
	return width + 2 // shaping another script may take a little more
}

// start is where the text begins.
func (c *plainCaption) start() float32 {
	if c.icon != nil {
		return c.left + captionPad + captionIcon
	}
	return c.left + captionPad
}

// CreateRenderer is part of fyne.Widget.
func (c *plainCaption) CreateRenderer() fyne.WidgetRenderer {
	x := &captionRenderer{c: c, ground: canvas.NewRectangle(color.Transparent), icon: widget.NewIcon(nil)}
	x.ground.CornerRadius = theme.InputRadiusSize()
	return x
}

type captionRenderer struct {
	c      *plainCaption
	ground *canvas.Rectangle
	icon   *widget.Icon
	text   reader.Caption
	width  float32
}

// Layout is part of fyne.WidgetRenderer.
func (x *captionRenderer) Layout(size fyne.Size) {
	if size.Width != x.width {
		x.width = size.Width
		x.build()
	}
	x.ground.Resize(size)
	x.icon.Resize(fyne.NewSquareSize(captionIcon))
	x.icon.Move(fyne.NewPos(x.c.left, captionPad+(x.c.size()*1.32-captionIcon)/2))
}

// MinSize is part of fyne.WidgetRenderer: the height at the width that there is.
func (x *captionRenderer) MinSize() fyne.Size {
	return fyne.NewSize(40, max(x.c.height, 2*captionPad+1.32*x.c.size()))
}

// Refresh is part of fyne.WidgetRenderer.
func (x *captionRenderer) Refresh() {
	x.width = x.c.Size().Width
	x.build()
	x.Layout(x.c.Size())
	canvas.Refresh(x.c.self)
}

// Objects is part of fyne.WidgetRenderer.
func (x *captionRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{x.ground, x.icon}, x.text.Objects()...)
}

// Destroy is part of fyne.WidgetRenderer.
func (x *captionRenderer) Destroy() {}

func (x *captionRenderer) build() {
	c := x.c
	x.ground.FillColor = color.Transparent
	if c.ground {
		x.ground.FillColor = theme.Color(theme.ColorNameInputBackground)
	}
	x.ground.Refresh()
	x.icon.Hide()
	if c.icon != nil {
		x.icon.SetResource(c.icon)
		x.icon.Show()
	}
	x.text.Begin()
	c.height = 0
	width := x.width - c.start() - captionPad
	if width < 20 || c.text == "" {
		return
	}
	style := reader.CaptionStyle{Size: c.size(), Bold: c.bold, Ink: theme.Color(theme.ColorNameForeground), Width: width, MaxLines: max(c.lines, 1)}
	if c.muted {
		style.Ink = theme.Color(theme.ColorNamePlaceHolder)
	}
	_, height := x.text.Lay([]clip.Span{{Text: c.text}}, fyne.NewPos(c.start(), captionPad), style)
	c.height = height + 2*captionPad
}

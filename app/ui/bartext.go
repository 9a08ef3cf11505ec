package ui

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app/ui/reader"
	"newsclip/clip"
)

// barText is a text with a coloured bar beside it and another text below, that
// can be clicked: a highlight with its note, a version with what it changed. It
// sets its text as the reader does: labels know no right-to-left.
type barText struct {
	widget.BaseWidget
	barShown
	tapped func()
	height float32
}

// barShown is what a barText shows.
type barShown struct {
	text, below string
	style       reader.Style
	current     bool // on a ground, with more lines
	whole       bool // as many lines as it takes
	muted       bool
}

func newBarText(tapped func()) *barText {
	b := &barText{tapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

func (b *barText) show(s barShown) {
	b.barShown = s
	b.Refresh()
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Tapped goes there.
func (b *barText) Tapped(*fyne.PointEvent) { b.tapped() }

// Cursor is part of desktop.Cursorable.
func (b *barText) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is part of fyne.Widget.
func (b *barText) CreateRenderer() fyne.WidgetRenderer {
	x := &barRenderer{b: b, ground: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent)}
	x.ground.CornerRadius, x.bar.CornerRadius = theme.InputRadiusSize(), 2
	return x
}

// Measures: insets and the bar in units; lines of a text, of the one that the
// person is at, and of the text below.
const (
	barPad       = 8
	barWidth     = 4
	barLines     = 3
	currentLines = 12
	belowLines   = 8
	allLines     = 100
)

type barRenderer struct {
	b           *barText
	ground, bar *canvas.Rectangle
	caption     reader.Caption
	width       float32
}

// Layout is part of fyne.WidgetRenderer.
func (x *barRenderer) Layout(size fyne.Size) {
	if size.Width != x.width {
		x.width = size.Width
		x.build()
	}
	x.ground.Resize(size)
	x.bar.Move(fyne.NewPos(barPad, barPad))
	x.bar.Resize(fyne.NewSize(barWidth, max(size.Height-2*barPad, 0)))
}

// MinSize is part of fyne.WidgetRenderer: the height at the width that there
// is.
func (x *barRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, max(x.b.height, 3*barPad))
}

// Refresh is part of fyne.WidgetRenderer.
func (x *barRenderer) Refresh() {
	x.build()
	x.Layout(x.b.Size())
	canvas.Refresh(x.b)
}

// Objects is part of fyne.WidgetRenderer.
func (x *barRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{x.ground, x.bar}, x.caption.Objects()...)
}

// Destroy is part of fyne.WidgetRenderer.
func (x *barRenderer) Destroy() {}

func (x *barRenderer) build() {
	b := x.b
	x.caption.Begin()
	x.paint()
	width := x.width - 3*barPad - barWidth
	if width < 40 {
		return
	}
	style := reader.CaptionStyle{Size: theme.TextSize(), Ink: theme.Color(theme.ColorNameForeground), Width: width, MaxLines: barLines}
	switch {
	case b.whole:
		style.MaxLines = allLines
	case b.current:
		style.MaxLines = currentLines
	}
	if b.muted {
		style.Ink = theme.Color(theme.ColorNamePlaceHolder)
	}
	at := fyne.NewPos(2*barPad+barWidth, barPad)
	_, height := x.caption.Lay([]clip.Span{{Text: b.text}}, at, style)
	at.Y += height
	if b.below != "" {
		at.Y += barPad / 2
		style.Ink = theme.Color(theme.ColorNamePrimary)
		if b.current { // which cannot be read on the ground in the dark
			style.Ink = theme.Color(theme.ColorNameForeground)
		}
		at.Y += x.lines(b.below, at, style)
	}
	b.height = at.Y + barPad
}

// lines sets the text below, each of its lines anew, and returns their height.
func (x *barRenderer) lines(below string, at fyne.Position, style reader.CaptionStyle) float32 {
	top := at.Y
	style.MaxLines = belowLines
	for line := range strings.SplitSeq(below, "\n") {
		if strings.TrimSpace(line) == "" || style.MaxLines <= 0 {
			continue
		}
		used, height := x.caption.Lay([]clip.Span{{Text: line}}, at, style)
		at.Y += height
		style.MaxLines -= used
	}
	return at.Y - top
}

func (x *barRenderer) paint() {
	ground, line := reader.Shade(x.b.style, fyne.CurrentApp().Settings().ThemeVariant())
	x.bar.FillColor, x.ground.FillColor = line, color.Transparent
	if x.b.current {
		x.ground.FillColor = ground
	}
	x.bar.Refresh()
	x.ground.Refresh()
}

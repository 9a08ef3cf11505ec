package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app/ui/reader"
	"newsclip/assets"
	"newsclip/clip"
)

// noteIcon is drawn in the theme's colour.
var noteIcon = theme.NewThemedResource(fyne.NewStaticResource("note.svg", assets.Note))

// markBar floats above what is selected, or above a highlight that was
// clicked: its inks, a note, copy, remove.
type markBar struct {
	m      *marking
	of     clip.ID // the highlight it is for; empty: the selection
	inks   []*inkDot
	remove *widget.Button
	copy   *widget.Button
	box    *fyne.Container
	ground *canvas.Rectangle
	layer  *fyne.Container // over the text, as large as it
}

func newMarkBar(m *marking) *markBar {
	b := &markBar{m: m, ground: canvas.NewRectangle(color.Transparent)}
	row := container.NewHBox()
	for _, ink := range clip.Colours() {
		dot := newInkDot(ink, func() { b.m.inked(b.of, ink); b.hide() })
		b.inks = append(b.inks, dot)
		row.Add(dot)
	}
	b.copy = lowButton("", theme.ContentCopyIcon(), func() { m.r.copy(); b.hide() })
	b.remove = lowButton("", theme.DeleteIcon(), func() { m.remove(b.of) })
	row.Objects = append(row.Objects, lowButton("", noteIcon, m.note), b.copy, b.remove)
	b.ground.CornerRadius = 2 * theme.InputRadiusSize()
	b.ground.StrokeWidth = 1
	b.box = container.NewStack(b.ground, container.New(layout.NewCustomPaddedLayout(2, 2, 8, 8), row))
	b.box.Hide()
	b.layer = container.NewWithoutLayout(b.box)
	return b
}

// selected follows the selection.
func (b *markBar) selected() {
	if _, ok := b.m.selection(); !ok {
		b.hide()
		return
	}
	b.show("")
}

// showFor shows the bar for a highlight.
func (b *markBar) showFor(id clip.ID) { b.show(id) }

func (b *markBar) show(of clip.ID) {
	b.of = of
	mark, _ := b.m.mark(of)
	for _, dot := range b.inks {
		dot.ring(of != "" && dot.ink == mark.Colour)
	}
	b.copy.Hidden, b.remove.Hidden = of != "", of == ""
	b.ground.FillColor, b.ground.StrokeColor = theme.Color(theme.ColorNameOverlayBackground), theme.Color(theme.ColorNameInputBorder)
	b.box.Show()
	b.place()
	b.layer.Refresh() // the canvas knows it: the box it may never have seen
}

func (b *markBar) hide() { b.box.Hide() }

// barGap is how far the bar stands from the text, in units.
const barGap = 6

// place moves the bar above the text that it is for; where there is no room,
// below it; and never out of the pane.
func (b *markBar) place() {
	if !b.box.Visible() {
		return
	}
	at, size, ok := b.m.r.view.SelectionBox()
	if mark, there := b.m.mark(b.of); there {
		at, size, ok = b.m.r.view.Box(reader.Position(mark.At.From), reader.Position(mark.At.To))
	}
	if !ok {
		b.hide()
		return
	}
	room, own := b.m.r.view.Size(), b.box.MinSize()
	y := at.Y - own.Height - barGap
	if y < 0 {
		y = at.Y + size.Height + barGap
	}
	if y > room.Height-own.Height { // the text fills the pane, or is out of it
		y = min(max(at.Y, 0), room.Height-own.Height)
	}
	x := at.X + (size.Width-own.Width)/2
	b.box.Resize(own)
	b.box.Move(fyne.NewPos(min(max(x, barGap), max(room.Width-own.Width-barGap, 0)), max(y, 0)))
}

// inkDot is a dot in the colour of an ink; a click takes it.
type inkDot struct {
	widget.BaseWidget
	ink    clip.Colour
	dot    *canvas.Circle
	tapped func()
	ringed bool
}

// Sizes of a dot and of the room that a click may hit, in units.
const (
	dotSize = 18
	dotRoom = 28
)

func newInkDot(ink clip.Colour, tapped func()) *inkDot {
	d := &inkDot{ink: ink, dot: canvas.NewCircle(color.Transparent), tapped: tapped}
	d.ExtendBaseWidget(d)
	return d
}

// ring marks the ink that is in use.
func (d *inkDot) ring(on bool) {
	d.ringed = on
	d.Refresh()
}

// Tapped takes the ink.
func (d *inkDot) Tapped(*fyne.PointEvent) { d.tapped() }

// Cursor is part of desktop.Cursorable.
func (d *inkDot) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is part of fyne.Widget.
func (d *inkDot) CreateRenderer() fyne.WidgetRenderer {
	d.paint()
	room := canvas.NewRectangle(color.Transparent)
	room.SetMinSize(fyne.NewSquareSize(dotRoom))
	return widget.NewSimpleRenderer(container.NewStack(room, container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(dotSize), d.dot))))
}

// Refresh is part of fyne.Widget.
func (d *inkDot) Refresh() {
	d.paint()
	d.dot.Refresh()
}

func (d *inkDot) paint() {
	ground, line := reader.Shade(reader.StyleOf(d.ink), fyne.CurrentApp().Settings().ThemeVariant())
	d.dot.FillColor, d.dot.StrokeColor, d.dot.StrokeWidth = ground, line, 1.5
	if d.ringed {
		d.dot.FillColor, d.dot.StrokeColor, d.dot.StrokeWidth = line, theme.Color(theme.ColorNameForeground), 2
	}
}

package ui

import (
	"context"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/reader"
	"newsclip/clip"
)

// noteCard is one highlight in the panel: its quote and note; for the one that
// the person is at, also the field of the note and what can be done.
type noteCard struct {
	m        *marking
	mark     app.Mark
	text     *quoteText
	note     *noteField
	tools    *fyne.Container
	inks     []*inkDot
	place    *widget.Button
	controls *fyne.Container
	box      *fyne.Container
}

func newNoteCard(m *marking, f *form, mark app.Mark) *noteCard {
	c := &noteCard{m: m, mark: mark}
	id := mark.ID
	c.text = newQuoteText(func() { m.reveal(id) })
	c.note = f.noteField(m.w, "Note on this highlight", func(ctx context.Context, text string) error {
		return m.w.app.EditHighlight(ctx, id, app.HighlightEdit{Note: &text})
	})
	c.tools = container.NewHBox()
	for _, ink := range clip.Colours() {
		dot := newInkDot(ink, func() { m.inked(id, ink) })
		c.inks = append(c.inks, dot)
		c.tools.Add(dot)
	}
	c.place = lowButton("Place on selection", theme.MailForwardIcon(), func() { m.place(id) })
	remove := lowButton("Remove", theme.DeleteIcon(), func() { m.remove(id) })
	c.controls = container.NewVBox(c.note, container.NewBorder(nil, nil, c.tools, remove), c.place)
	c.box = container.NewVBox(c.text, c.controls)
	return c
}

// show shows the highlight as it is now.
func (c *noteCard) show(mark app.Mark, current bool) {
	c.mark = mark
	c.note.show(mark.Note)
	for _, dot := range c.inks {
		dot.ring(dot.ink == mark.Colour)
	}
	c.place.Hidden = !mark.Orphaned
	c.controls.Hidden = !current
	c.text.show(&mark, current)
	c.box.Refresh()
}

// quoteText shows a quote with the bar of its ink, and the note below it. It
// sets its text as the reader does: labels know no right-to-left.
type quoteText struct {
	widget.BaseWidget
	quote, note string
	style       reader.Style
	current     bool
	orphaned    bool
	tapped      func()
	height      float32
}

func newQuoteText(tapped func()) *quoteText {
	q := &quoteText{tapped: tapped}
	q.ExtendBaseWidget(q)
	return q
}

func (q *quoteText) show(m *app.Mark, current bool) {
	q.quote, q.note, q.style, q.orphaned, q.current = oneLine(m.Quote), m.Note, reader.StyleOf(m.Colour), m.Orphaned, current
	if current {
		q.note = "" // it stands in the field
	}
	q.Refresh()
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Tapped goes to the passage.
func (q *quoteText) Tapped(*fyne.PointEvent) { q.tapped() }

// Cursor is part of desktop.Cursorable.
func (q *quoteText) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is part of fyne.Widget.
func (q *quoteText) CreateRenderer() fyne.WidgetRenderer {
	x := &quoteRenderer{q: q, ground: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent)}
	x.ground.CornerRadius, x.bar.CornerRadius = theme.InputRadiusSize(), 2
	return x
}

// Measures of a quote: insets and the bar in units; lines of a quote, of the
// one that the person is at, and of a note.
const (
	quotePad     = 8
	quoteBar     = 4
	quoteLines   = 3
	currentLines = 12
	noteLines    = 8
)

type quoteRenderer struct {
	q           *quoteText
	ground, bar *canvas.Rectangle
	caption     reader.Caption
	width       float32
}

// Layout is part of fyne.WidgetRenderer.
func (x *quoteRenderer) Layout(size fyne.Size) {
	if size.Width != x.width {
		x.width = size.Width
		x.build()
	}
	x.ground.Resize(size)
	x.bar.Move(fyne.NewPos(quotePad, quotePad))
	x.bar.Resize(fyne.NewSize(quoteBar, max(size.Height-2*quotePad, 0)))
}

// MinSize is part of fyne.WidgetRenderer: the height at the width that there
// is.
func (x *quoteRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, max(x.q.height, 3*quotePad))
}

// Refresh is part of fyne.WidgetRenderer.
func (x *quoteRenderer) Refresh() {
	x.build()
	x.Layout(x.q.Size())
	canvas.Refresh(x.q)
}

// Objects is part of fyne.WidgetRenderer.
func (x *quoteRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{x.ground, x.bar}, x.caption.Objects()...)
}

// Destroy is part of fyne.WidgetRenderer.
func (x *quoteRenderer) Destroy() {}

func (x *quoteRenderer) build() {
	q := x.q
	x.caption.Begin()
	x.paint()
	width := x.width - 3*quotePad - quoteBar
	if width < 40 {
		return
	}
	style := reader.CaptionStyle{Size: theme.TextSize(), Ink: theme.Color(theme.ColorNameForeground), Width: width, MaxLines: quoteLines}
	if q.current {
		style.MaxLines = currentLines
	}
	if q.orphaned {
		style.Ink = theme.Color(theme.ColorNamePlaceHolder)
	}
	at := fyne.NewPos(2*quotePad+quoteBar, quotePad)
	_, height := x.caption.Lay([]clip.Span{{Text: q.quote}}, at, style)
	at.Y += height
	if q.note != "" {
		at.Y += quotePad / 2
		style.Ink = theme.Color(theme.ColorNamePrimary)
		at.Y += x.lines(q.note, at, style)
	}
	q.height = at.Y + quotePad
}

// lines sets a note, each of its lines anew, and returns their height.
func (x *quoteRenderer) lines(note string, at fyne.Position, style reader.CaptionStyle) float32 {
	top := at.Y
	style.MaxLines = noteLines
	for line := range strings.SplitSeq(note, "\n") {
		if strings.TrimSpace(line) == "" || style.MaxLines <= 0 {
			continue
		}
		used, height := x.caption.Lay([]clip.Span{{Text: line}}, at, style)
		at.Y += height
		style.MaxLines -= used
	}
	return at.Y - top
}

func (x *quoteRenderer) paint() {
	ground, line := reader.Shade(x.q.style, fyne.CurrentApp().Settings().ThemeVariant())
	x.bar.FillColor, x.ground.FillColor = line, color.Transparent
	if x.q.current {
		x.ground.FillColor = ground
	}
	x.bar.Refresh()
	x.ground.Refresh()
}

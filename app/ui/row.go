package ui

import (
	"cmp"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/reader"
	"newsclip/clip"
)

// row is one line of the list: headline in up to two lines, outlet and date,
// a snippet with its matches marked, a thumbnail where there is one. It sets
// its text itself: labels in a list of thousands are slow.
type row struct {
	widget.BaseWidget
	data     app.Row
	loaded   bool
	selected bool
	copy     bool // of the row above, on a story's page: it has less to say
	paged    bool // on a story's page, below the head of its day
	pinned   bool // to the story whose page this is
	thumb    fyne.Resource
	clicked  func(id clip.ID, control, shift bool)
	menu     func(id clip.ID, at fyne.Position)
	modifier fyne.KeyModifier
	dragged  func(id clip.ID, at fyne.Position)
	carried  clip.ID // the clip that is being dragged: the row may show another by now
	dropped  func()
}

func newRow() *row {
	r := &row{}
	r.ExtendBaseWidget(r)
	return r
}

// MouseDown notes the modifiers of the click to come.
func (r *row) MouseDown(e *desktop.MouseEvent) { r.modifier = e.Modifier }

// MouseUp is part of desktop.Mouseable.
func (r *row) MouseUp(*desktop.MouseEvent) {}

// Tapped selects.
func (r *row) Tapped(*fyne.PointEvent) {
	if r.loaded && r.clicked != nil {
		r.clicked(r.data.Clip.ID, r.modifier&fyne.KeyModifierShortcutDefault != 0, r.modifier&fyne.KeyModifierShift != 0)
	}
}

// Dragged carries the clip along.
func (r *row) Dragged(e *fyne.DragEvent) {
	if !r.loaded || r.dragged == nil {
		return
	}
	if r.carried == "" {
		r.carried = r.data.Clip.ID
	}
	r.dragged(r.carried, e.AbsolutePosition)
}

// DragEnd drops it there.
func (r *row) DragEnd() {
	r.carried = ""
	if r.dropped != nil {
		r.dropped()
	}
}

// TappedSecondary opens the menu of what can be done.
func (r *row) TappedSecondary(e *fyne.PointEvent) {
	if r.loaded && r.menu != nil {
		r.menu(r.data.Clip.ID, e.AbsolutePosition)
	}
}

// CreateRenderer is part of fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	x := &rowRenderer{row: r, background: canvas.NewRectangle(color.Transparent), unread: canvas.NewCircle(color.Transparent),
		image: &canvas.Image{FillMode: canvas.ImageFillCover, ScaleMode: canvas.ImageScaleFastest, CornerRadius: 4}}
	x.background.CornerRadius = theme.InputRadiusSize()
	return x
}

// Sizes of a row in units, and the lines that headline and snippet share.
const (
	rowPad      = 9
	rowLeft     = 16 // leaves room for the dot
	thumbWidth  = 72
	thumbHeight = 60
	rowLines    = 3
)

// copyHeight holds a line of headline and one of details.
func copyHeight() float32 { return rowPad + 1.32*theme.TextSize() + 1.32*theme.CaptionTextSize() + 2 }

// copyLeft is how far a copy is set in, in units.
const copyLeft = 16

// rowHeight holds three lines of headline and snippet and one of details.
func rowHeight() float32 {
	return 2*rowPad + 2*1.32*theme.TextSize() + 2*1.32*theme.CaptionTextSize() + 6
}

type rowRenderer struct {
	row        *row
	background *canvas.Rectangle
	unread     *canvas.Circle
	image      *canvas.Image
	caption    reader.Caption
	width      float32
}

// MinSize is part of fyne.WidgetRenderer.
func (x *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(180, rowHeight()) }

// Destroy is part of fyne.WidgetRenderer.
func (x *rowRenderer) Destroy() {}

// Objects is part of fyne.WidgetRenderer.
func (x *rowRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{x.background, x.unread, x.image}, x.caption.Objects()...)
}

// Layout is part of fyne.WidgetRenderer.
func (x *rowRenderer) Layout(size fyne.Size) {
	x.background.Resize(size)
	if size.Width != x.width {
		x.width = size.Width
		x.build()
	}
}

// Refresh is part of fyne.WidgetRenderer.
func (x *rowRenderer) Refresh() {
	x.width = x.row.Size().Width
	x.build()
	canvas.Refresh(x.row)
}

func (x *rowRenderer) build() {
	r := x.row
	x.caption.Begin()
	x.background.FillColor = color.Transparent
	if r.selected {
		x.background.FillColor = theme.Color(theme.ColorNameSelection)
	}
	x.background.Refresh()
	x.unread.Hide()
	x.image.Hide()
	width := x.width - rowLeft - rowPad
	if r.copy {
		width -= copyLeft
	}
	if !r.loaded || width < 40 {
		return
	}
	width -= x.picture()
	x.dot()
	x.text(width)
}

// picture places the thumbnail and returns the width that it takes.
func (x *rowRenderer) picture() float32 {
	if x.row.copy || x.row.thumb == nil || x.width < 4*thumbWidth {
		return 0
	}
	if x.image.Resource != x.row.thumb {
		x.image.Resource = x.row.thumb
		x.image.Refresh()
	}
	x.image.Resize(fyne.NewSize(thumbWidth, thumbHeight))
	x.image.Move(fyne.NewPos(x.width-rowPad-thumbWidth, rowPad+3))
	x.image.Show()
	return thumbWidth + rowPad
}

// dot marks an unread clip.
func (x *rowRenderer) dot() {
	if x.row.data.Clip.Read {
		return
	}
	x.unread.FillColor = theme.Color(theme.ColorNamePrimary)
	x.unread.Resize(fyne.NewSquareSize(7))
	x.unread.Move(fyne.NewPos(5, rowPad+theme.TextSize()*0.66-3.5))
	x.unread.Show()
	x.unread.Refresh()
}

// text sets headline, details and snippet; a headline of one line leaves two
// to the snippet.
func (x *rowRenderer) text(width float32) {
	r := x.row
	title := r.data.Title
	if !reader.HasText(title) {
		title = []clip.Span{{Text: r.data.Clip.Version.Headline()}}
	}
	style := reader.CaptionStyle{Size: theme.TextSize(), Bold: true, Ink: theme.Color(theme.ColorNameForeground), Mark: markColor(), Width: width, MaxLines: 2}
	at := fyne.NewPos(rowLeft, rowPad)
	if r.copy {
		at, style.Bold, style.MaxLines = fyne.NewPos(rowLeft+copyLeft, rowPad/2), false, 1
	}
	lines, height := x.caption.Lay(title, at, style)
	at.Y += height + 2
	style.Bold, style.Size, style.MaxLines = false, theme.CaptionTextSize(), 1
	style.Ink = theme.Color(theme.ColorNamePlaceHolder)
	details := rowDetails(&r.data.Clip, r.paged && !r.copy)
	if r.pinned {
		details += "  ·  pinned"
	}
	_, height = x.caption.Lay([]clip.Span{{Text: details}}, at, style)
	if r.copy {
		return
	}
	at.Y += height + 2
	snippet := r.data.Snippet
	if !reader.HasText(snippet) {
		snippet = []clip.Span{{Text: cmp.Or(r.data.Clip.Version.Standfirst, r.data.Lead)}}
	}
	style.MaxLines = rowLines - lines
	if style.MaxLines == 1 {
		snippet = nearMark(snippet)
	}
	style.Ink = theme.Color(theme.ColorNameForeground)
	x.caption.Lay(snippet, at, style)
}

// beforeMark is how much text a snippet of one line shows before its first
// match, in runes: more would push the match out of sight.
const beforeMark = 22

// nearMark cuts a snippet so that its first match is in view.
func nearMark(spans []clip.Span) []clip.Span {
	if len(spans) < 2 || spans[0].Marked || !spans[1].Marked {
		return spans
	}
	runes := []rune(spans[0].Text)
	if len(runes) <= beforeMark {
		return spans
	}
	rest := string(runes[len(runes)-beforeMark:])
	if i := strings.IndexByte(rest, ' '); i >= 0 {
		rest = rest[i+1:]
	}
	return append([]clip.Span{{Text: "… " + rest}}, spans[1:]...)
}

// markColor is the colour behind a match, in light and dark.
func markColor() color.Color {
	if fyne.CurrentApp().Settings().ThemeVariant() == theme.VariantDark {
		return color.NRGBA{R: 0x8a, G: 0x6d, B: 0x00, A: 0xc0}
	}
	return color.NRGBA{R: 0xff, G: 0xe0, B: 0x66, A: 0xff}
}

// leftToRight is the mark U+200E (UAX #9): without it a name in Arabic draws the
// date beside it into its order.
const leftToRight = "\u200e"

// rowDetails says where a clip is from and when; below the head of its day the
// time will do.
func rowDetails(c *clip.Clip, ofDay bool) string {
	var parts []string
	if c.Starred {
		parts = append(parts, "★")
	}
	if outlet := outletOf(c); outlet != "" {
		parts = append(parts, leftToRight+outlet+leftToRight)
	}
	switch d := c.Version.Published; {
	case ofDay && (d.IsZero() || d.DayOnly):
	case ofDay:
		parts = append(parts, d.Time.Format("15:04"))
	case d.IsZero():
		parts = append(parts, "date unknown")
	default:
		parts = append(parts, d.Time.Format("2 Jan 2006"))
	}
	parts = append(parts, c.Tags...)
	return strings.Join(parts, "  ·  ")
}

// outletOf returns the outlet, else the host of the address.
func outletOf(c *clip.Clip) string {
	if c.Version.Outlet != "" {
		return c.Version.Outlet
	}
	_, rest, found := strings.Cut(c.Version.URL, "://")
	if !found {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(host, "www.")
}

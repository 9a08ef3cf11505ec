package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/reader"
	"newsclip/clip"
)

// outletTable tells what each outlet ran of a story: its name, how many clips,
// and the dates of the first and the last; in a narrow room the dates stand
// below the name.
type outletTable struct {
	widget.BaseWidget
	outlets []app.Outlet
	years   bool // are said: the story goes over the end of one
}

func newOutletTable() *outletTable {
	t := &outletTable{}
	t.ExtendBaseWidget(t)
	return t
}

func (t *outletTable) show(outlets []app.Outlet, years bool) {
	t.outlets, t.years = outlets, years
	t.Refresh()
}

// Measures of the table, in units: below tableWide the dates stand below.
const (
	tableWide  = 330
	tableDates = 0.62 // of the width at most, where they stand beside the name
	tableCount = 34   // for the number
)

// CreateRenderer is part of fyne.Widget.
func (t *outletTable) CreateRenderer() fyne.WidgetRenderer { return &outletRenderer{t: t} }

type outletRenderer struct {
	t     *outletTable
	text  reader.Caption
	width float32
}

func (x *outletRenderer) lineHeight() float32 { return 1.32*theme.CaptionTextSize() + captionPad }

// MinSize is part of fyne.WidgetRenderer.
func (x *outletRenderer) MinSize() fyne.Size {
	lines := len(x.t.outlets)
	if x.width > 0 && x.width < tableWide {
		lines *= 2
	}
	return fyne.NewSize(100, float32(lines)*x.lineHeight()+captionPad)
}

// Layout is part of fyne.WidgetRenderer.
func (x *outletRenderer) Layout(size fyne.Size) {
	if size.Width != x.width {
		x.width = size.Width
		x.build()
	}
}

// Refresh is part of fyne.WidgetRenderer.
func (x *outletRenderer) Refresh() {
	x.width = x.t.Size().Width
	x.build()
	canvas.Refresh(x.t)
}

// Objects is part of fyne.WidgetRenderer.
func (x *outletRenderer) Objects() []fyne.CanvasObject { return x.text.Objects() }

// Destroy is part of fyne.WidgetRenderer.
func (x *outletRenderer) Destroy() {}

func (x *outletRenderer) build() {
	x.text.Begin()
	if x.width < 100 {
		return
	}
	const left = 2*captionPad + captionIcon
	dates := x.width - x.datesWidth()
	if x.width < tableWide {
		dates = x.width - captionPad
	}
	y := float32(0)
	for i := range x.t.outlets {
		o := &x.t.outlets[i]
		name := o.Name
		if name == "" {
			name = "Outlet unknown"
		}
		x.lay(leftToRight+name, left, y, dates-tableCount-left, theme.ColorNameForeground)
		x.lay(strconv.Itoa(o.Clips), dates-tableCount+captionPad, y, tableCount-captionPad, theme.ColorNameForeground)
		if x.width < tableWide {
			y += x.lineHeight()
			x.lay(outletText(o, x.t.years), left+captionPad, y, x.width-left-2*captionPad, theme.ColorNamePlaceHolder)
		} else {
			x.lay(outletText(o, x.t.years), dates, y, x.width-dates-captionPad, theme.ColorNamePlaceHolder)
		}
		y += x.lineHeight()
	}
}

// datesWidth is the width that the dates take beside the names.
func (x *outletRenderer) datesWidth() float32 {
	widest := float32(0)
	for i := range x.t.outlets {
		text := outletText(&x.t.outlets[i], x.t.years)
		widest = max(widest, fyne.MeasureText(text, theme.CaptionTextSize(), fyne.TextStyle{}).Width)
	}
	return min(widest+3*captionPad, tableDates*x.width)
}

func (x *outletRenderer) lay(text string, left, y, width float32, ink fyne.ThemeColorName) {
	if width < 20 {
		return
	}
	style := reader.CaptionStyle{Size: theme.CaptionTextSize(), Ink: theme.Color(ink), Width: width, MaxLines: 1}
	x.text.Lay([]clip.Span{{Text: text}}, fyne.NewPos(left, y), style)
}

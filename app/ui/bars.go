package ui

import (
	"fmt"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/view"
)

// bars shows months, or years where there are many, as bars that can be
// clicked.
type bars struct {
	widget.BaseWidget
	months []app.Facet
	over   int // the bar below the pointer; -1: none
	narrow func(term string)
}

// Sizes of the bars in units.
const (
	barsHeight = 34
	leastBar   = 9  // wide enough to be hit, with the gap
	mostBar    = 26 // a few bars are no wall
	columnGap  = 2
)

func newBars(narrow func(string)) *bars {
	b := &bars{narrow: narrow, over: -1}
	b.ExtendBaseWidget(b)
	return b
}

func (b *bars) show(months []app.Facet) {
	b.months, b.over = months, -1
	b.Refresh()
}

// shown returns the bars that fit, and how wide each is.
func (b *bars) shown() ([]view.Bar, float32) {
	width := b.Size().Width
	all := view.Bars(b.months, max(int(width/leastBar), 1))
	return all, min(width/float32(max(len(all), 1)), mostBar)
}

func (b *bars) at(x float32) (view.Bar, int) {
	all, width := b.shown()
	if i := int(x / width); x >= 0 && i < len(all) {
		return all[i], i
	}
	return view.Bar{}, -1
}

// Tapped narrows to a bar that has clips.
func (b *bars) Tapped(e *fyne.PointEvent) {
	if bar, i := b.at(e.Position.X); i >= 0 && bar.Clips > 0 {
		b.narrow(bar.Term)
	}
}

// MouseIn is part of desktop.Hoverable.
func (b *bars) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved names the bar below the pointer.
func (b *bars) MouseMoved(e *desktop.MouseEvent) {
	if _, i := b.at(e.Position.X); i != b.over {
		b.over = i
		b.Refresh()
	}
}

// MouseOut is part of desktop.Hoverable.
func (b *bars) MouseOut() {
	b.over = -1
	b.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (b *bars) CreateRenderer() fyne.WidgetRenderer {
	return &barsRenderer{bars: b, first: canvas.NewText("", nil), last: canvas.NewText("", nil)}
}

type barsRenderer struct {
	bars        *bars
	columns     []*canvas.Rectangle
	first, last *canvas.Text
}

// MinSize is part of fyne.WidgetRenderer.
func (r *barsRenderer) MinSize() fyne.Size {
	return fyne.NewSize(60, barsHeight+theme.CaptionTextSize()*1.4)
}

// Destroy is part of fyne.WidgetRenderer.
func (r *barsRenderer) Destroy() {}

// Objects is part of fyne.WidgetRenderer.
func (r *barsRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.first, r.last}
	for _, column := range r.columns {
		out = append(out, column)
	}
	return out
}

// Layout is part of fyne.WidgetRenderer.
func (r *barsRenderer) Layout(fyne.Size) { r.build() }

// Refresh is part of fyne.WidgetRenderer.
func (r *barsRenderer) Refresh() {
	r.build()
	canvas.Refresh(r.bars)
}

// build draws the columns. Their height goes by the square root, so that a
// month with a clip shows beside one with a thousand.
func (r *barsRenderer) build() {
	all, width := r.bars.shown()
	most := 1
	for _, bar := range all {
		most = max(most, bar.Clips)
	}
	r.columns = r.columns[:0]
	for i, bar := range all {
		height := float32(math.Sqrt(float64(bar.Clips)/float64(most))) * (barsHeight - 2)
		column := canvas.NewRectangle(softened(theme.Color(theme.ColorNamePrimary)))
		column.CornerRadius = 1.5
		switch {
		case bar.Clips == 0:
			column.FillColor, height = theme.Color(theme.ColorNameSeparator), 1
		case i == r.bars.over:
			column.FillColor = theme.Color(theme.ColorNamePrimary)
		}
		height = max(height, 1)
		column.Resize(fyne.NewSize(max(width-columnGap, 1), height))
		column.Move(fyne.NewPos(float32(i)*width, barsHeight-height))
		r.columns = append(r.columns, column)
	}
	r.label(all, width)
}

// label names the first and the last bar, or the one below the pointer.
func (r *barsRenderer) label(all []view.Bar, width float32) {
	for _, text := range []*canvas.Text{r.first, r.last} {
		text.Text, text.TextSize, text.Color = "", theme.CaptionTextSize(), theme.Color(theme.ColorNamePlaceHolder)
	}
	switch over := r.bars.over; {
	case over >= 0 && over < len(all):
		r.first.Text = fmt.Sprintf("%s  ·  %s", all[over].Name, clips(all[over].Clips))
		r.first.Color = theme.Color(theme.ColorNameForeground)
	case len(all) > 0:
		r.first.Text = all[0].Name
		if right := all[len(all)-1].Name; len(all) > 1 {
			r.last.Text = right
		}
	}
	r.first.Move(fyne.NewPos(0, barsHeight+1))
	end := min(float32(len(all))*width, r.bars.Size().Width)
	at := end - r.last.MinSize().Width
	if at < r.first.MinSize().Width+2*theme.Padding() {
		at = r.first.MinSize().Width + 2*theme.Padding()
	}
	r.last.Move(fyne.NewPos(at, barsHeight+1))
	r.first.Refresh()
	r.last.Refresh()
}

// softened lets the ground through: many columns of a full colour would be the
// loudest thing in the window.
func softened(of color.Color) color.Color {
	full := color.NRGBAModel.Convert(of).(color.NRGBA)
	full.A = 0x80
	return full
}

package ui

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
)

// suggestions are the ways to go on below the search field. They lie over the
// list and never take the focus from the field.
type suggestions struct {
	layer  *fyne.Container
	ground *canvas.Rectangle
	box    *fyne.Container
	found  []app.Suggestion
	at     int // chosen by the keyboard; -1: none
	take   func(app.Suggestion)
}

func newSuggestions(take func(app.Suggestion)) *suggestions {
	s := &suggestions{take: take, at: -1, ground: canvas.NewRectangle(color.Transparent), box: container.New(layout.NewCustomPaddedVBoxLayout(0))}
	s.ground.CornerRadius = theme.InputRadiusSize()
	s.ground.StrokeWidth = 1
	panel := container.NewStack(s.ground, container.New(layout.NewCustomPaddedLayout(4, 4, 4, 4), s.box))
	s.layer = container.NewVBox(container.New(layout.NewCustomPaddedLayout(0, 0, theme.Padding(), theme.Padding()), panel))
	s.layer.Hide()
	return s
}

func (s *suggestions) shown() bool { return len(s.found) > 0 }

// show shows other suggestions; none hides the list.
func (s *suggestions) show(found []app.Suggestion) {
	s.found, s.at = found, -1
	if len(found) == 0 {
		s.layer.Hide()
		return
	}
	s.ground.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	s.ground.StrokeColor = theme.Color(theme.ColorNameSeparator)
	s.box.RemoveAll()
	for i := range found {
		s.box.Add(newSuggested(found[i], func() { s.accept(i) }))
	}
	s.layer.Show()
	s.layer.Refresh()
}

// step goes to the next suggestion, or the one before; beyond the first none is
// chosen.
func (s *suggestions) step(by int) {
	s.at = min(max(s.at+by, -1), len(s.found)-1)
	for i, o := range s.box.Objects {
		o.(*suggestedLine).mark(i == s.at)
	}
}

func (s *suggestions) accept(i int) {
	if i < len(s.found) {
		s.take(s.found[max(i, 0)])
	}
}

// suggestedLine is one line: a sign, the value, what it is, how many clips.
type suggestedLine struct {
	widget.BaseWidget
	ground *canvas.Rectangle
	line   *fyne.Container
	tapped func()
	marked bool
}

func newSuggested(of app.Suggestion, tapped func()) *suggestedLine {
	s := &suggestedLine{ground: canvas.NewRectangle(color.Transparent), tapped: tapped}
	s.ground.CornerRadius = theme.InputRadiusSize()
	name := canvas.NewText(shorten(of.Shown, 60), theme.Color(theme.ColorNameForeground))
	detail := widget.NewLabel(of.Detail)
	detail.Importance, detail.Truncation, detail.SizeName = widget.LowImportance, fyne.TextTruncateEllipsis, theme.SizeNameCaptionText
	left := []fyne.CanvasObject{name}
	switch {
	case of.Saved != "":
		left = []fyne.CanvasObject{smallIcon(bookmarkIcon), name}
	case of.Recent:
		left = []fyne.CanvasObject{smallIcon(theme.HistoryIcon()), name}
	}
	var right fyne.CanvasObject
	if of.Clips > 0 {
		count := canvas.NewText(strconv.Itoa(of.Clips), theme.Color(theme.ColorNamePlaceHolder))
		count.TextSize = theme.CaptionTextSize()
		right = container.NewCenter(count)
	}
	row := container.NewBorder(nil, nil, container.NewHBox(left...), right, detail)
	s.line = container.New(layout.NewCustomPaddedLayout(0, 0, 8, 8), row)
	s.ExtendBaseWidget(s)
	return s
}

func smallIcon(of fyne.Resource) fyne.CanvasObject {
	return container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(16), widget.NewIcon(of)))
}

// CreateRenderer is part of fyne.Widget.
func (s *suggestedLine) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(s.ground, s.line))
}

func (s *suggestedLine) mark(marked bool) {
	s.marked = marked
	s.ground.FillColor = color.Transparent
	if marked {
		s.ground.FillColor = theme.Color(theme.ColorNameSelection)
	}
	s.ground.Refresh()
}

// Tapped takes the suggestion.
func (s *suggestedLine) Tapped(*fyne.PointEvent) { s.tapped() }

// MouseIn is part of desktop.Hoverable.
func (s *suggestedLine) MouseIn(*desktop.MouseEvent) {
	if !s.marked {
		s.ground.FillColor = theme.Color(theme.ColorNameHover)
		s.ground.Refresh()
	}
}

// MouseMoved is part of desktop.Hoverable.
func (s *suggestedLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (s *suggestedLine) MouseOut() { s.mark(s.marked) }

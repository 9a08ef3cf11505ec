package ui

import (
	"context"
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
	"newsclip/app/ui/view"
)

// narrowing shows what the clips of a list share, counted: months as bars,
// outlets and folders as chips. A click narrows the search to one, and another
// takes that back.
type narrowing struct {
	w       *Window
	box     *fyne.Container
	bars    *bars
	outlets *fyne.Container
	folders *fyne.Container
	latest  *view.Latest
	resized func() // lays out what is around the box
	// on says that the person wants to see it while searching; always, that it
	// shows without a search too.
	on, always bool
}

// prefNarrow is the preference that keeps narrowing.on; it is off when true.
const prefNarrow = "search.narrow.hidden"

// maxChips is how many values are shown of each kind: the rest is rarer.
const maxChips = 20

func newNarrowing(w *Window) *narrowing {
	n := &narrowing{w: w, latest: view.NewLatest(w.worker.post, w.worker.work), resized: func() {}, on: !w.program.Preferences().Bool(prefNarrow)}
	n.bars = newBars(func(term string) { w.list.searching.add(term) })
	n.outlets, n.folders = container.NewHBox(), container.NewHBox()
	n.box = container.NewVBox()
	n.box.Hide()
	return n
}

// toggle shows the counts or hides them.
func (n *narrowing) toggle() {
	n.on = !n.box.Visible()
	n.always = n.on && !n.w.list.model.Searching()
	n.w.program.Preferences().SetBool(prefNarrow, !n.on)
	n.ask()
}

// ask counts again: the list has changed.
func (n *narrowing) ask() {
	if !n.on || !n.always && !n.w.list.model.Searching() {
		n.latest.Drop()
		n.hide()
		return
	}
	query := n.w.list.model.AnsweredQuery()
	view.Ask(n.latest, func(ctx context.Context) (app.Facets, error) { return n.w.app.Facets(ctx, query) }, func(f app.Facets, err error) {
		if err != nil {
			n.hide() // the list tells of the fault
			return
		}
		n.show(f)
	})
}

func (n *narrowing) show(f app.Facets) {
	n.box.RemoveAll()
	if len(f.Months) > 1 { // one bar says nothing
		n.bars.show(f.Months)
		n.box.Add(container.New(layout.NewCustomPaddedLayout(0, 2, 8, 8), n.bars))
	}
	for _, row := range []struct {
		chips  *fyne.Container
		facets []app.Facet
	}{{n.outlets, f.Outlets}, {n.folders, f.Folders}} {
		row.chips.RemoveAll()
		for _, facet := range row.facets[:min(len(row.facets), maxChips)] {
			row.chips.Add(newChip(facet, func() { n.w.list.searching.add(facet.Term) }))
		}
		if len(row.facets) > 0 {
			n.box.Add(container.NewHScroll(container.New(layout.NewCustomPaddedLayout(2, 4, 6, 6), row.chips)))
		}
	}
	n.box.Show()
	n.resized()
}

func (n *narrowing) hide() {
	if n.box.Visible() {
		n.box.Hide()
		n.resized()
	}
}

// chip is a value with its count.
type chip struct {
	widget.BaseWidget
	ground *canvas.Rectangle
	name   *canvas.Text
	count  *canvas.Text
	tapped func()
}

func newChip(of app.Facet, tapped func()) *chip {
	c := &chip{ground: canvas.NewRectangle(color.Transparent), name: canvas.NewText(shorten(of.Name, 32), nil), count: canvas.NewText(strconv.Itoa(of.Clips), nil), tapped: tapped}
	c.name.TextSize, c.count.TextSize = theme.CaptionTextSize(), theme.CaptionTextSize()
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is part of fyne.Widget.
func (c *chip) CreateRenderer() fyne.WidgetRenderer {
	c.colour(theme.ColorNameButton)
	return widget.NewSimpleRenderer(container.NewStack(c.ground, container.New(layout.NewCustomPaddedLayout(3, 3, 10, 10), container.New(layout.NewCustomPaddedHBoxLayout(6), c.name, c.count))))
}

// Refresh follows a change of theme.
func (c *chip) Refresh() {
	c.colour(theme.ColorNameButton)
	c.BaseWidget.Refresh()
}

func (c *chip) colour(ground fyne.ThemeColorName) {
	c.ground.CornerRadius = 11
	c.ground.FillColor = theme.Color(ground)
	c.name.Color, c.count.Color = theme.Color(theme.ColorNameForeground), theme.Color(theme.ColorNamePlaceHolder)
	c.ground.Refresh()
}

// Tapped narrows.
func (c *chip) Tapped(*fyne.PointEvent) { c.tapped() }

// MouseIn is part of desktop.Hoverable.
func (c *chip) MouseIn(*desktop.MouseEvent) { c.colour(theme.ColorNameSelection) }

// MouseMoved is part of desktop.Hoverable.
func (c *chip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (c *chip) MouseOut() { c.colour(theme.ColorNameButton) }

// Cursor is part of desktop.Cursorable.
func (c *chip) Cursor() desktop.Cursor { return desktop.PointerCursor }

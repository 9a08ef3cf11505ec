package ui

import (
	"context"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/clip"
)

// The clips of a folder that stand by hand are arranged by dragging them within
// the list, or with Alt+Up and Alt+Down.

// arranging shows where in the list the clips would go that are dragged.
type arranging struct {
	l     *list
	layer *fyne.Container
	line  *canvas.Rectangle
	at    int // before this clip of the list; -1: nowhere
}

// spotLine is how thick the line is that shows it, in units.
const spotLine = 3

func newArranging(l *list) *arranging {
	a := &arranging{l: l, line: canvas.NewRectangle(color.Transparent), at: -1}
	a.line.Hide()
	a.layer = container.NewWithoutLayout(a.line)
	return a
}

// rowPitch is how far rows of a list stand apart, in units: widget.List leaves
// its padding between them.
func rowPitch() float32 { return rowHeight() + theme.Padding() }

// over shows the spot under the pointer, and reports whether it is over the
// list; at its upper and lower end the list scrolls.
func (a *arranging) over(at fyne.Position) bool {
	rows := a.l.rows
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(rows)
	if !inside(at, corner, rows.Size()) {
		a.leave()
		return false
	}
	y := at.Y - corner.Y
	switch edge := rowPitch() / 3; {
	case y < edge:
		rows.ScrollToOffset(max(0, rows.GetScrollOffset()-edge))
	case y > rows.Size().Height-edge:
		rows.ScrollToOffset(rows.GetScrollOffset() + edge)
	}
	a.at = min(int((y+rows.GetScrollOffset())/rowPitch()+0.5), a.l.model.Len())
	a.line.FillColor = theme.Color(theme.ColorNamePrimary)
	a.line.Resize(fyne.NewSize(rows.Size().Width, spotLine))
	top := float32(a.at)*rowPitch() - theme.Padding()/2 - rows.GetScrollOffset() - spotLine/2
	a.line.Move(fyne.NewPos(0, min(max(top, 0), rows.Size().Height-spotLine)))
	a.line.Show()
	a.line.Refresh()
	return true
}

// leave shows no spot any more and returns the one that was shown, -1 for none.
func (a *arranging) leave() int {
	at := a.at
	a.at = -1
	a.line.Hide()
	return at
}

// arrangeHere puts clips that were dragged before clip number at of the list.
func (w *Window) arrangeHere(ids []clip.ID, at int) {
	if moved := w.arrangeable(ids); len(moved) > 0 {
		w.arrange(moved, w.list.model.SpotAt(at, moved))
	}
}

// arrangeBy moves the selected clips one up, for by -1, or down.
func (w *Window) arrangeBy(by int) {
	moved := w.arrangeable(w.list.chosen())
	if spot, ok := w.list.model.SpotBy(by, moved); ok {
		w.arrange(moved, spot)
	}
}

// arrangeable returns the clips that can be arranged, and says why there are
// none.
func (w *Window) arrangeable(ids []clip.ID) []clip.ID {
	moved := w.list.model.Arrangeable(ids)
	switch {
	case len(moved) > 0 || len(ids) == 0:
	case w.list.model.Folder() == "":
		w.notice.say("Clips are arranged in folders. Press M to put them in one.", "", nil)
	case w.list.model.FolderOrder() != clip.ByHand:
		w.notice.say("This folder is sorted by date.", "Sort by hand", func() { w.list.model.SortFolder(clip.ByHand) })
	default:
		w.notice.say("This clip stands in a folder below. Open that one to arrange it.", "", nil)
	}
	return moved
}

func (w *Window) arrange(ids []clip.ID, spot app.Spot) {
	folder := w.list.model.Folder()
	w.quietly(func(ctx context.Context) error { return w.app.Arrange(ctx, folder, spot, ids...) }, func() { w.list.wanted = ids[0] })
}

// folderOrders are the orders of a folder's list.
var folderOrders = []struct {
	order clip.Order
	name  string
	icon  func() fyne.Resource
}{
	{clip.Newest, "Newest first", theme.MoveDownIcon},
	{clip.Oldest, "Oldest first", theme.MoveUpIcon},
	{clip.ByHand, "By hand", theme.MenuIcon},
}

// askOrder offers the orders of the folder that is open.
func (w *Window) askOrder(below fyne.CanvasObject) {
	var items []*fyne.MenuItem
	for _, o := range folderOrders {
		item := fyne.NewMenuItem(o.name, func() { w.list.model.SortFolder(o.order) })
		item.Checked = o.order == w.list.model.FolderOrder()
		items = append(items, item)
	}
	if folder := w.list.model.Folder(); w.list.model.FolderOrder() == clip.ByHand && folder != "" {
		items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem("Forget the order by hand", func() {
			w.do(func(ctx context.Context) error { return w.app.Unarrange(ctx, folder) }, func() {
				w.notice.say("The folder is sorted by date again.", "Undo", w.undo)
				w.list.model.SortFolder("")
			})
		}))
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(below).AddXY(0, below.Size().Height)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.window.Canvas(), at)
}

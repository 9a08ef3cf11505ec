package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/view"
	"newsclip/clip"
)

// storyHead stands above the list and names the story, folder or search that is
// open: the left pane has little room for it. Of a story it tells whom and what
// its clips name, and what each outlet ran first and last.
type storyHead struct {
	w       *Window
	box     *fyne.Container
	name    *caption
	chips   *fyne.Container
	summary *caption
	order   *widget.Button
	line    *fyne.Container // summary and order
	outlets *outletTable
	scroll  *container.Scroll // the outlets, where there are many
	story   clip.ID           // that is open; empty: none
	shown   *app.Coverage
	latest  *view.Latest
}

// What is remembered of the story's page between runs.
const (
	prefOldest  = "story.oldest"
	prefOutlets = "story.outlets"
)

func newStoryHead(w *Window) *storyHead {
	h := &storyHead{w: w, name: newCaption(nil), chips: container.New(flow{}), latest: view.NewLatest(w.worker.post, w.worker.work)}
	h.summary = newCaption(nil)
	h.order = lowButton("", nil, h.turn)
	h.line = container.New(&headLine{}, h.summary, h.order)
	h.outlets = newOutletTable()
	h.scroll = container.NewVScroll(h.outlets)
	h.box = container.NewVBox(h.name, h.chips, h.line, h.scroll)
	h.box.Hide()
	return h
}

// show shows what is open; a list without a name shows nothing.
func (h *storyHead) show(node view.Node) {
	if node.Story == "" && node.Folder == "" && node.Search.ID == "" {
		h.box.Hide()
		return
	}
	h.name.show(captionShown{text: shorten(node.Name, 160), bold: true, lines: 3, left: captionPad})
	h.names(node.Story)
	h.covered()
	h.box.Show()
}

// covered shows the outlets of the story whose page the list shows.
func (h *storyHead) covered() {
	if h.w.list.model.Folder() != "" {
		h.folder()
		return
	}
	c := h.w.list.model.Coverage()
	if c == nil || c.Story.ID != h.story {
		h.shown = nil
		h.line.Hide()
		h.scroll.Hide()
		return
	}
	if c == h.shown { // rows have come
		return
	}
	h.shown = c
	icon, open := theme.MenuExpandIcon(), h.w.program.Preferences().Bool(prefOutlets)
	if open {
		icon = theme.MenuDropDownIcon()
	}
	h.summary.tapped = h.toggleOutlets
	h.summary.show(captionShown{text: coverageText(c), icon: icon, small: true, muted: true, lines: 3, left: captionPad})
	h.line.Layout.(*headLine).text = "Newest first"
	h.order.SetIcon(theme.MoveDownIcon())
	if h.w.list.model.Order() == clip.Oldest {
		h.line.Layout.(*headLine).text = "Oldest first"
		h.order.SetIcon(theme.MoveUpIcon())
	}
	h.line.Show()
	h.line.Refresh()
	first, last, _ := c.Span()
	h.outlets.show(c.Outlets, first != "" && first[:4] != last[:4])
	h.scroll.SetMinSize(fyne.NewSize(0, min(h.outlets.MinSize().Height, outletsMost)))
	h.scroll.Hide()
	if open {
		h.scroll.Show()
	}
}

// outletsMost is the height that the outlets take at most, in units; they
// scroll beyond.
const outletsMost = 150

func (h *storyHead) toggleOutlets() {
	open := !h.w.program.Preferences().Bool(prefOutlets)
	h.w.program.Preferences().SetBool(prefOutlets, open)
	h.shown = nil
	h.covered()
	h.box.Refresh()
}

// folder shows in which order the clips of the folder stand.
func (h *storyHead) folder() {
	h.shown = nil
	h.scroll.Hide()
	h.summary.tapped = nil
	said := ""
	for _, o := range folderOrders {
		if o.order == h.w.list.model.FolderOrder() {
			h.line.Layout.(*headLine).text = o.name
			h.order.SetIcon(o.icon())
		}
	}
	if h.w.list.model.FolderOrder() == clip.ByHand {
		said = "Drag clips, or move them with Alt+Up and Alt+Down."
	}
	h.summary.show(captionShown{text: said, small: true, muted: true, lines: 2, left: captionPad})
	h.line.Show()
	h.line.Refresh()
}

// turn shows the other end of the story first, from now on; of a folder it asks
// for the order.
func (h *storyHead) turn() {
	if h.w.list.model.Folder() != "" {
		h.w.askOrder(h.order)
		return
	}
	oldest := h.w.list.model.Order() != clip.Oldest
	h.w.program.Preferences().SetBool(prefOldest, oldest)
	h.w.list.model.SetOrder(orderOf(oldest))
}

func orderOf(oldest bool) clip.Order {
	if oldest {
		return clip.Oldest
	}
	return clip.Newest
}

// names asks whom and what a story's clips name. They may change with each clip,
// so they are asked for anew whenever the story is shown anew.
func (h *storyHead) names(id clip.ID) {
	if id != h.story {
		h.chips.RemoveAll()
	}
	h.story = id
	if id == "" {
		h.latest.Drop()
		return
	}
	view.Ask(h.latest, func(ctx context.Context) ([]string, error) { return h.w.app.Entities(ctx, id) }, func(names []string, err error) {
		if err != nil {
			return // they are beside the point
		}
		h.chips.RemoveAll()
		for _, name := range names {
			chip := newCaption(func() { h.w.list.search.SetText("“" + name + "”") })
			chip.show(captionShown{text: name, small: true, ground: true, left: captionPad})
			h.chips.Add(chip)
		}
		h.box.Refresh()
	})
}

// coverageText sums a story up.
func coverageText(c *app.Coverage) string {
	clipped, articles := c.Counts()
	parts := []string{clips(clipped)}
	if copies := clipped - articles; copies == 1 {
		parts[0] += ", one of them a copy"
	} else if copies > 1 {
		parts[0] += fmt.Sprintf(", %d of them copies", copies)
	}
	if n := len(c.Outlets); n > 1 {
		parts = append(parts, fmt.Sprintf("%d outlets", n))
	}
	first, last, undated := c.Span()
	if first != "" {
		parts = append(parts, fromTo(first, last))
	}
	if undated > 0 {
		parts = append(parts, fmt.Sprintf("%d"+noBreak+"undated", undated))
	}
	return strings.Join(parts, " · ")
}

// fromTo says from which day to which, as 2026-03-04, without what both have in
// common, and on one line.
func fromTo(first, last string) string {
	from, err := time.Parse(time.DateOnly, first)
	to, err2 := time.Parse(time.DateOnly, last)
	if err != nil || err2 != nil {
		return first + " – " + last
	}
	text, form := to.Format("2 Jan 2006"), "2 Jan 2006 – "
	switch {
	case first == last:
		form = ""
	case from.Year() == to.Year() && from.Month() == to.Month():
		form = "2 – "
	case from.Year() == to.Year():
		form = "2 Jan – "
	}
	return strings.ReplaceAll(from.Format(form)+text, " ", noBreak)
}

const noBreak = "\u00a0" // a space at which no line ends

// outletText says when an outlet ran its first clip and its last; years leaves
// the year in, which else the whole story has in common.
func outletText(o *app.Outlet, years bool) string {
	if o.First.IsZero() {
		return "date unknown"
	}
	text := moment(o.First, years)
	switch last := o.Last; {
	case o.First == last:
	case o.First.Day() != last.Day():
		text += " – " + moment(last, years)
	case !last.DayOnly:
		text += " – " + last.Time.Format("15:04")
	}
	if o.Undated > 0 {
		text += fmt.Sprintf(" · %d undated", o.Undated)
	}
	return text
}

func moment(d clip.Date, years bool) string {
	form := "2 Jan"
	if years {
		form += " 2006"
	}
	if !d.DayOnly {
		form += " 15:04"
	}
	return d.Time.Format(form)
}

// headLine lays out the summary of a story and, beside it, the button that turns
// the order, without its text where there is little room.
type headLine struct{ text string }

// headWide is the width, in units, from which the button has its text.
const headWide = 280

// MinSize is part of fyne.Layout.
func (*headLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(100, max(objects[0].MinSize().Height, objects[1].MinSize().Height))
}

// Layout is part of fyne.Layout.
func (l *headLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	button := objects[1].(*widget.Button)
	text := l.text
	if size.Width < headWide {
		text = ""
	}
	if button.Text != text {
		button.SetText(text)
	}
	width := button.MinSize().Width
	lay(objects[0], 0, 0, size.Width-width, size.Height)
	lay(button, size.Width-width, 0, width, size.Height)
}

// flow lays objects out in rows, each as wide as its text.
type flow struct{}

// MinSize is part of fyne.Layout: one row, or none.
func (flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if len(objects) == 0 {
		return fyne.Size{}
	}
	return fyne.NewSize(0, objects[0].MinSize().Height+captionPad)
}

// Layout is part of fyne.Layout: what does not fit into the row is left out,
// the least frequent names being last.
func (flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(2 * captionPad)
	for _, o := range objects {
		width := o.(*caption).natural()
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		o.Move(fyne.NewPos(x, 0))
		o.Show()
		if x += width + captionPad; x > size.Width {
			o.Hide()
		}
	}
}

package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/view"
	"newsclip/clip"
)

// list is the middle pane: the search field above the rows.
type list struct {
	w      *Window
	pane   *fyne.Container
	model  *view.List
	search *searchEntry
	// searching is what stands around the search field.
	searching *searching
	head      *storyHead
	// rows shows the lines; plain does so where all are of one height, and a
	// list of its own for each story's page. room holds it.
	rows, plain *widget.List
	room        *fyne.Container
	arranging   *arranging
	status      *widget.Label
	empty       *fyne.Container
	// wanted is a clip that is to be scrolled into view when the list has it.
	wanted clip.ID
	thumbs map[string]fyne.Resource
}

func newList(w *Window) *list {
	l := &list{w: w, thumbs: map[string]fyne.Resource{}, status: widget.NewLabel("")}
	l.status.Importance = widget.LowImportance
	l.status.Wrapping = fyne.TextWrapWord
	l.model = view.NewList(w.app, w.worker.post, w.worker.work)
	l.model.Changed = l.changed
	l.model.Answered = func() { l.searching.narrow.ask() }
	l.model.Failed = w.failed
	l.model.SetOrder(orderOf(w.program.Preferences().Bool(prefOldest)))
	l.head = newStoryHead(w)
	l.searching = newSearching(w, l.model.Type, l.leaveSearch)
	l.search = l.searching.field
	l.plain = l.newRows()
	l.rows = l.plain
	l.room = container.NewStack(l.rows)
	l.arranging = newArranging(l)
	l.empty = container.NewCenter()
	top := container.NewVBox(container.NewPadded(l.searching.bar), l.head.box)
	under := container.NewBorder(l.searching.narrow.box, l.status, nil, nil, container.NewStack(l.room, l.arranging.layer, l.empty))
	l.searching.narrow.resized = under.Refresh
	l.pane = container.NewBorder(top, nil, nil, nil, container.NewStack(under, l.searching.suggested.layer))
	return l
}

func (l *list) leaveSearch(clear bool) {
	if clear && l.search.Text != "" {
		l.search.SetText("")
	}
	l.w.window.Canvas().Unfocus()
	if !clear {
		l.step(0)
	}
}

func (l *list) newRows() *widget.List {
	lines := map[fyne.CanvasObject]*pageLine{}
	return widget.NewList(l.model.Lines, func() fyne.CanvasObject {
		p := newPageLine()
		lines[p.Container] = p
		return p.Container
	}, func(i widget.ListItemID, o fyne.CanvasObject) { l.update(i, lines[o]) })
}

// lay gives the lines their heights. A story's page that is shown from its top
// gets a list of its own: one cannot forget heights.
func (l *list) lay(fresh bool) {
	if l.model.Coverage() == nil {
		l.put(l.plain)
		return
	}
	rows := l.rows
	if fresh || rows == l.plain {
		rows = l.newRows()
	}
	for i := range l.model.Lines() {
		line := l.model.Line(i)
		rows.SetItemHeight(i, lineHeight(&line))
	}
	l.put(rows)
}

func (l *list) put(rows *widget.List) {
	if l.rows != rows {
		l.rows = rows
		l.room.Objects = []fyne.CanvasObject{rows}
		l.room.Refresh()
	}
}

func (l *list) update(i widget.ListItemID, p *pageLine) {
	line := l.model.Line(i)
	if line.Clip < 0 {
		p.between(&line, func() { l.model.ShowCopies(line.Of) })
		return
	}
	r := p.clip()
	r.copy, r.pinned, r.paged = line.Copy, line.Pinned, l.model.Coverage() != nil
	r.data, r.loaded = l.model.Row(line.Clip)
	r.selected = r.loaded && l.model.Selected(r.data.Clip.ID)
	r.clicked, r.menu = l.clicked, l.w.clipMenu
	r.dragged, r.dropped = l.w.dragged, l.w.dropClips
	r.thumb = l.thumb(r.data.Clip.Version.Image)
	r.Refresh()
}

// row returns the row of a clip, if the list has it at hand.
func (l *list) row(id clip.ID) (app.Row, bool) {
	i := slices.Index(l.model.IDs(), id)
	if i < 0 {
		return app.Row{}, false
	}
	return l.model.Row(i)
}

// rowsOf returns those of the clips' rows that the list has at hand.
func (l *list) rowsOf(ids []clip.ID) []app.Row {
	var out []app.Row
	for _, id := range ids {
		if row, ok := l.model.Known(id); ok {
			out = append(out, row)
		}
	}
	return out
}

// thumb returns the lead image when the library keeps it; it is read off the
// window's goroutine and shown when it has come.
func (l *list) thumb(url string) fyne.Resource {
	if len(url) <= len(clip.ImageScheme) || url[:len(clip.ImageScheme)] != clip.ImageScheme {
		return nil
	}
	if resource, asked := l.thumbs[url]; asked {
		return resource
	}
	l.thumbs[url] = nil
	l.w.worker.work(func() {
		data, _, err := l.w.app.Image(l.w.worker.ctx, url)
		if err != nil {
			return // a missing thumbnail is no news
		}
		l.w.worker.post(func() {
			l.thumbs[url] = fyne.NewStaticResource(url, data)
			l.rows.Refresh()
		})
	})
	return nil
}

func (l *list) clicked(id clip.ID, control, shift bool) {
	l.searching.remember()
	l.model.Click(l.model.IDs(), id, control, shift)
	l.w.window.Canvas().Unfocus()
	l.rows.Refresh()
	l.tell()
	l.w.reading.open(l.model.Active())
}

// step opens the clip so many rows further.
func (l *list) step(by int) {
	if i := l.model.Step(l.model.IDs(), by); i >= 0 {
		l.rows.ScrollTo(l.model.LineOf(i))
		l.rows.Refresh()
		l.tell()
		l.w.reading.open(l.model.Active())
	}
}

// chosen returns the clips that an action is for.
func (l *list) chosen() []clip.ID { return l.model.Chosen(l.model.IDs()) }

func (l *list) changed(fresh bool) {
	l.lay(fresh)
	l.head.covered()
	if fresh {
		l.rows.ScrollToTop()
	}
	l.rows.Refresh()
	if i := slices.Index(l.model.IDs(), l.wanted); i >= 0 {
		l.wanted = ""
		l.rows.ScrollTo(l.model.LineOf(i))
	}
	l.refreshEmpty()
	l.tell()
	l.w.reading.follow(l.model.Active())
}

// tell says below the rows how many there are, or how many are selected.
func (l *list) tell() {
	if said := l.said(); said != l.status.Text {
		l.status.SetText(said)
		l.searching.narrow.resized() // it may have other lines
	}
}

func (l *list) said() string {
	chosen := len(l.chosen())
	switch {
	case chosen > 1:
		return fmt.Sprintf("%d of %d clips selected", chosen, l.model.Len())
	case l.model.Coverage() != nil:
		shown, _ := l.model.Coverage().Counts()
		return clips(shown)
	case l.model.Hint != "":
		return l.model.Hint
	case l.model.Total > l.model.Len():
		return fmt.Sprintf("The best %d of %d", l.model.Len(), l.model.Total)
	}
	return clips(l.model.Len())
}

// refreshEmpty shows, in place of no rows, what can be done.
func (l *list) refreshEmpty() {
	l.empty.RemoveAll()
	if l.model.Len() > 0 || !l.model.Loaded() {
		l.empty.Hide()
		return
	}
	l.empty.Add(l.emptyState())
	l.empty.Show()
	l.empty.Refresh()
}

func (l *list) emptyState() fyne.CanvasObject {
	switch {
	case l.model.Searching():
		return l.nothingFound()
	case l.w.tree.Clips == 0 && l.w.sidebar.at == view.KeyAll:
		box := container.NewVBox(helpText("Your library is empty.", "Copy an article, its address or a whole page, and press Ctrl+V here. Or drop files on this window."))
		box.Add(widget.NewButtonWithIcon("Paste", theme.ContentPasteIcon(), l.w.paste))
		box.Add(widget.NewButtonWithIcon("Add files…", theme.FolderOpenIcon(), l.w.openFiles))
		box.Add(widget.NewButton("Show me three sample clips", l.w.addSamples))
		return box
	case l.w.sidebar.at == view.KeyTrash:
		return helpText("The trash is empty.", "Deleted clips stay here for 30 days.")
	}
	node := l.w.sidebar.current()
	switch node.Key {
	case view.KeyUnread:
		return helpText("Nothing is unread.", "New clips stand here until you open them.")
	case view.KeyStarred:
		return helpText("Nothing is starred.", "Select a clip and press S to find it here.")
	case view.KeySingle:
		return helpText("No single clips.", "Clips stand here until a second one tells the same story.")
	}
	return helpText("No clips here.", "Select clips elsewhere and press M to move them here, or drag them onto the folder's name. What you paste while the folder is open goes into it.")
}

// nothingFound offers what may have been meant, and to look elsewhere.
func (l *list) nothingFound() fyne.CanvasObject {
	text := "Try fewer or other words. “two words” finds a phrase, -word leaves out, title:word looks in titles, outlet:name in outlets, date:2026-03 in a month."
	if l.model.Hint != "" {
		text = l.model.Hint
	}
	box := container.NewVBox(helpText("Nothing found.", text))
	if instead := l.model.Instead; instead != "" {
		text := instead
		if saved := l.w.sidebar.current().Query.Text; saved != "" {
			text = strings.TrimPrefix(instead, "("+saved+") ")
		}
		box.Add(widget.NewButton("Did you mean: "+shorten(text, 40), func() { l.search.SetText(text) }))
	}
	if l.w.sidebar.at != view.KeyAll {
		box.Add(widget.NewButton("Search all clips", func() { l.w.sidebar.tree.Select(view.KeyAll) }))
	}
	return box
}

func helpText(title, text string) fyne.CanvasObject {
	head := widget.NewLabelWithStyle(title, fyne.TextAlignCenter, fyne.TextStyle{Bold: true})
	body := widget.NewLabelWithStyle(text, fyne.TextAlignCenter, fyne.TextStyle{})
	body.Wrapping = fyne.TextWrapWord
	return container.NewVBox(head, container.NewGridWrap(fyne.NewSize(260, 110), body))
}

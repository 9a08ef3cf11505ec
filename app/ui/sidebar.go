package ui

import (
	"image/color"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app/ui/view"
	"newsclip/assets"
)

// sidebar is the left pane: every clip, stories, folders, trash.
type sidebar struct {
	w    *Window
	pane *fyne.Container
	tree *widget.Tree
	data *view.Tree
	at   string // the selected line
	// places are the lines in use; marked is the key of the one that would
	// take what is dragged.
	places []*place
	marked string
}

// sidebarWidth is the least width at which names can be told apart, in units.
const sidebarWidth = 200

func newSidebar(w *Window) *sidebar {
	s := &sidebar{w: w, data: &view.Tree{}, at: view.KeyAll}
	s.tree = widget.NewTree(s.children, s.isBranch, s.create, s.update)
	s.tree.OnSelected = s.selected
	add := lowButton("New folder", theme.FolderNewIcon(), func() { w.askFolder("") })
	add.Alignment = widget.ButtonAlignLeading
	least := canvas.NewRectangle(color.Transparent)
	least.SetMinSize(fyne.NewSize(sidebarWidth, 0))
	s.pane = container.NewStack(least, container.NewBorder(nil, add, nil, nil, s.tree))
	s.tree.OpenBranch(view.KeyStories)
	s.tree.OpenBranch(view.KeyFolders)
	return s
}

func (s *sidebar) children(key string) []string { return s.data.Children[key] }

func (s *sidebar) isBranch(key string) bool { return key == "" || len(s.data.Children[key]) > 0 }

func (s *sidebar) create(bool) fyne.CanvasObject {
	p := newPlace(s.tree.Select, s.menu)
	p.dragged, p.dropped = s.w.draggedStory, s.w.dropStory
	s.places = append(s.places, p)
	return p
}

func (s *sidebar) update(key string, _ bool, o fyne.CanvasObject) {
	node := s.data.Nodes[key]
	p := o.(*place)
	p.key = key
	p.name.show(captionShown{text: node.Name, bold: key == view.KeyStories || key == view.KeyFolders, left: captionPad})
	p.icon.SetResource(s.icon(node))
	p.icon.Show()
	if node.Story != "" { // its name needs the room
		p.icon.Hide()
	}
	p.mark(key == s.marked)
	p.count.SetText("")
	if node.Count > 0 {
		p.count.SetText(strconv.Itoa(node.Count))
	}
}

// place is one line of the tree: an icon, a name, a count, and a menu.
type place struct {
	widget.BaseWidget
	key    string
	ground *canvas.Rectangle
	icon   *widget.Icon
	name   *plainCaption
	count  *widget.Label
	choose func(key string)
	menu   func(key string, at fyne.Position)
	// dragged and dropped carry a story onto another.
	dragged func(key string, at fyne.Position)
	dropped func()
}

func newPlace(choose func(string), menu func(string, fyne.Position)) *place {
	p := &place{ground: canvas.NewRectangle(color.Transparent), icon: widget.NewIcon(nil), name: newPlainCaption(), count: widget.NewLabel(""), choose: choose, menu: menu}
	p.count.Importance = widget.LowImportance
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer is part of fyne.Widget.
func (p *place) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(p.ground, container.NewBorder(nil, nil, p.icon, p.count, container.NewVBox(layout.NewSpacer(), p.name, layout.NewSpacer()))))
}

// mark shows whether the place would take what is dragged.
func (p *place) mark(marked bool) {
	p.ground.FillColor = color.Transparent
	if marked {
		p.ground.FillColor = theme.Color(theme.ColorNameSelection)
	}
	p.ground.Refresh()
}

// Tapped goes there: a widget that has a menu gets every click on it, and the
// tree none.
func (p *place) Tapped(*fyne.PointEvent) { p.choose(p.key) }

// TappedSecondary opens the menu.
func (p *place) TappedSecondary(e *fyne.PointEvent) { p.menu(p.key, e.AbsolutePosition) }

// Dragged carries what the place stands for.
func (p *place) Dragged(e *fyne.DragEvent) { p.dragged(p.key, e.AbsolutePosition) }

// DragEnd drops it.
func (p *place) DragEnd() { p.dropped() }

// menu offers what can be done with a place.
func (s *sidebar) menu(key string, at fyne.Position) {
	node := s.data.Nodes[key]
	var items []*fyne.MenuItem
	add := func(name string, do func()) { items = append(items, fyne.NewMenuItem(name, do)) }
	switch {
	case node.Folder != "":
		add("Rename…", func() { s.w.renameNode(node) })
		add("New folder in it…", func() { s.w.askFolder(node.Folder) })
		add("Move…", func() { s.w.askParent(node) })
		add("Export…", func() { s.w.exportNode(node) })
		add("Delete folder", func() { s.w.deleteFolder(node) })
	case node.Story != "":
		add("Rename…", func() { s.w.renameNode(node) })
		add("Merge into…", func() { s.w.askMerge(node) })
		add("Export…", func() { s.w.exportNode(node) })
	case node.Search.ID != "":
		add("Rename…", func() { s.w.renameSearch(node.Search) })
		add("Edit…", func() { s.w.editSearch(node.Search) })
		add("Export…", func() { s.w.exportNode(node) })
		add("Delete search", func() { s.w.deleteSearch(node.Search) })
	case key == view.KeyFolders:
		add("New folder…", func() { s.w.askFolder("") })
	case key == view.KeyTrash:
		add("Empty trash…", s.w.askEmptyTrash)
	case key == view.KeyOffers:
		add("Show…", s.w.offers.show)
	case key == view.KeyWaiting:
		add("Show…", s.w.askQueue)
		add("Drop all", s.w.dropQueue)
	case key == view.KeyAll || key == view.KeyUnread || key == view.KeyStarred || key == view.KeySingle:
	default:
		return
	}
	if node.Story != "" || node.Folder != "" || len(items) == 0 {
		add("Mark all read", func() { s.w.readAll(node) })
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), s.w.window.Canvas(), at)
}

// starIcon is drawn in the theme's colour.
var starIcon = theme.NewThemedResource(fyne.NewStaticResource("star.svg", assets.Star))

func (s *sidebar) icon(node view.Node) fyne.Resource {
	switch node.Key {
	case view.KeyAll:
		return theme.FileTextIcon()
	case view.KeyUnread:
		return theme.MailComposeIcon()
	case view.KeyStarred:
		return starIcon
	case view.KeySingle:
		return theme.FileIcon()
	case view.KeyTrash:
		return theme.DeleteIcon()
	case view.KeyWaiting:
		return theme.HistoryIcon()
	case view.KeyStories:
		return theme.ListIcon()
	case view.KeyOffers:
		return theme.QuestionIcon()
	}
	if node.Story != "" {
		return theme.DocumentIcon()
	}
	if node.Search.ID != "" {
		return bookmarkIcon
	}
	return theme.FolderIcon()
}

func (s *sidebar) selected(key string) {
	if key == s.at && s.w.list.model.Loaded() {
		return
	}
	if key == view.KeyStories || key == view.KeyFolders {
		s.tree.ToggleBranch(key)
		s.tree.Unselect(key)
		return
	}
	if key == view.KeyWaiting || key == view.KeyOffers {
		s.tree.Select(s.at)
		if key == view.KeyWaiting {
			s.w.askQueue()
		} else {
			s.w.offers.show()
		}
		return
	}
	s.at = key
	s.w.window.Canvas().Unfocus() // so that keys go to the list
	node := s.data.Nodes[key]
	s.w.list.model.Show(node.Query)
	s.w.list.head.show(node)
	s.w.reading.clear()
}

// visit goes to a line and ends the search.
func (s *sidebar) visit(key string) {
	s.w.list.search.SetText("")
	for parent, children := range s.data.Children {
		if parent != "" && slices.Contains(children, key) {
			s.tree.OpenBranch(parent)
		}
	}
	if key == s.at {
		s.w.list.model.Show(s.data.Nodes[key].Query)
		return
	}
	s.tree.Select(key)
	s.tree.ScrollTo(key)
}

// current returns the selected line.
func (s *sidebar) current() view.Node { return s.data.Nodes[s.at] }

// show shows another state of the tree, where the selected line may be gone.
func (s *sidebar) show(data *view.Tree) {
	s.data = data
	s.tree.Refresh()
	if _, there := data.Nodes[s.at]; !there {
		s.at = ""
		s.visit(view.KeyAll)
	}
	s.tree.Select(s.at) // it is marked from the first time on
	s.w.list.head.show(s.current())
	s.w.list.refreshEmpty()
}

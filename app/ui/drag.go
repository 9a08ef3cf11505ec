package ui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"newsclip/app/ui/view"
	"newsclip/clip"
)

// Clips are dragged within the list of a folder (see arranging.go), and from the
// list to a place in the left pane: a folder, a story,
// the head of the stories for a new one, the single clips for being no part of
// their story, the trash. A story is dragged onto another. The place that would
// take what is dragged is marked while the pointer is over it.

// dragged marks the place under the pointer; a clip that is not selected is
// dragged alone.
func (w *Window) dragged(id clip.ID, at fyne.Position) {
	if w.covered() {
		return
	}
	w.dragging = w.list.chosen()
	if !w.list.model.Selected(id) {
		w.dragging = []clip.ID{id}
	}
	if w.list.model.Folder() != "" && w.list.arranging.over(at) {
		w.sidebar.mark("")
		return
	}
	open := w.sidebar.current().Story
	w.sidebar.mark(w.sidebar.placeAt(at, func(node view.Node) bool { return takesClips(node) && (open == "" || node.Story != open) }))
}

// dropClips puts what was dragged into the marked place.
func (w *Window) dropClips() {
	ids, node := w.dragging, w.sidebar.data.Nodes[w.sidebar.marked]
	at := w.list.arranging.leave()
	w.dragging = nil
	w.sidebar.mark("")
	if len(ids) == 0 {
		return
	}
	switch {
	case at >= 0:
		w.arrangeHere(ids, at)
	case node.Folder != "":
		w.move(ids, node.Name, func(ctx context.Context) error { return w.app.File(ctx, node.Folder, ids...) })
	case node.Story != "":
		w.move(ids, node.Name, func(ctx context.Context) error { return w.app.MoveToStory(ctx, node.Story, ids...) })
	case node.Key == view.KeyStories:
		w.split(ids)
	case node.Key == view.KeySingle:
		w.notSame(ids)
	case node.Key == view.KeyTrash:
		w.delete(ids)
	}
}

// takesClips reports whether clips can be dropped on a place.
func takesClips(node view.Node) bool {
	return node.Folder != "" || node.Story != "" || node.Key == view.KeyStories || node.Key == view.KeySingle || node.Key == view.KeyTrash
}

// draggedStory marks the story under the pointer that another would become part
// of.
func (w *Window) draggedStory(key string, at fyne.Position) {
	node := w.sidebar.data.Nodes[key]
	if w.covered() || node.Story == "" {
		return
	}
	w.carried = node.Story
	w.sidebar.mark(w.sidebar.placeAt(at, func(other view.Node) bool { return other.Story != "" && other.Story != node.Story }))
}

// dropStory asks whether the story that was dragged is to be part of the one
// that is marked.
func (w *Window) dropStory() {
	from, to := w.tree.Nodes["story:"+string(w.carried)], w.sidebar.data.Nodes[w.sidebar.marked]
	w.carried = ""
	w.sidebar.mark("")
	if from.Story == "" || to.Story == "" {
		return
	}
	text := fmt.Sprintf("Put the %s of “%s” into the story “%s”, which has %s?", clips(from.Count), shorten(from.Name, 90), shorten(to.Name, 90), clips(to.Count))
	w.confirm("Merge stories", text, "Merge", func() { w.merge(from.Story, to.Story, from.Name, to.Name) })
}

// placeAt returns the key of the place at a position of the window that takes
// what is dragged, empty for none.
func (s *sidebar) placeAt(at fyne.Position, takes func(view.Node) bool) string {
	driver := fyne.CurrentApp().Driver()
	if !inside(at, driver.AbsolutePositionForObject(s.tree), s.tree.Size()) {
		return ""
	}
	for _, p := range s.places {
		if takes(s.data.Nodes[p.key]) && inside(at, driver.AbsolutePositionForObject(p), p.Size()) {
			return p.key
		}
	}
	return ""
}

func inside(at, corner fyne.Position, size fyne.Size) bool {
	return at.X >= corner.X && at.Y >= corner.Y && at.X < corner.X+size.Width && at.Y < corner.Y+size.Height
}

// mark marks one place as the one that takes what is dragged.
func (s *sidebar) mark(key string) {
	if key == s.marked {
		return
	}
	s.marked = key
	for _, p := range s.places {
		p.mark(key != "" && p.key == key)
	}
}

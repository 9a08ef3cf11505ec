package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"newsclip/app/ui/view"
	"newsclip/clip"
)

// Clips are dragged from the list to a folder, a story or the trash in the left
// pane. The place that would take them is marked while the pointer is over it.

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
	w.sidebar.mark(w.sidebar.takerAt(at))
}

// dropClips puts what was dragged into the marked place.
func (w *Window) dropClips() {
	ids, node := w.dragging, w.sidebar.data.Nodes[w.sidebar.marked]
	w.dragging = nil
	w.sidebar.mark("")
	if len(ids) == 0 {
		return
	}
	switch {
	case node.Folder != "":
		w.move(ids, node.Name, func(ctx context.Context) error { return w.app.File(ctx, node.Folder, ids...) })
	case node.Story != "":
		w.move(ids, node.Name, func(ctx context.Context) error { return w.app.MoveToStory(ctx, node.Story, ids...) })
	case node.Key == view.KeyTrash:
		w.delete(ids)
	}
}

// takerAt returns the key of the folder, story or trash at a position of the
// window, empty for none.
func (s *sidebar) takerAt(at fyne.Position) string {
	driver := fyne.CurrentApp().Driver()
	if !inside(at, driver.AbsolutePositionForObject(s.tree), s.tree.Size()) {
		return ""
	}
	for _, p := range s.places {
		node := s.data.Nodes[p.key]
		takes := node.Folder != "" || node.Story != "" || node.Key == view.KeyTrash
		if takes && inside(at, driver.AbsolutePositionForObject(p), p.Size()) {
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

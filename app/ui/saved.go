package ui

import (
	"context"

	"newsclip/app"
	"newsclip/app/ui/view"
	"newsclip/clip"
)

// saveSearch saves a search under its own words and offers another name.
func (w *Window) saveSearch(text string) {
	var saved clip.Search
	w.do(func(ctx context.Context) (err error) { saved, err = w.app.SaveSearch(ctx, "", text); return err }, func() {
		w.notice.say("Saved among the folders as “"+shorten(saved.Name, 60)+"”.", "Rename", func() { w.renameSearch(saved) })
	})
}

func (w *Window) renameSearch(saved clip.Search) {
	w.ask("Rename search", "Name", saved.Name, func(name string) {
		saved.Name = name
		w.quietly(func(ctx context.Context) error { return w.app.ChangeSearch(ctx, saved) }, nil)
	})
}

// editSearch changes what a saved search looks for.
func (w *Window) editSearch(saved clip.Search) {
	w.ask("Edit search", "Search", saved.Text, func(text string) {
		saved.Text = text
		w.quietly(func(ctx context.Context) error { return w.app.ChangeSearch(ctx, saved) }, nil)
	})
}

func (w *Window) deleteSearch(saved clip.Search) {
	w.do(func(ctx context.Context) error { return w.app.DeleteSearch(ctx, saved.ID) }, func() {
		w.notice.say("Search “"+shorten(saved.Name, 60)+"” deleted. The clips that it found stay.", "Undo", w.undo)
	})
}

// countSearches counts what the saved searches find, after the tree shows.
func (w *Window) countSearches() {
	tree, searches := w.tree, w.tree.Searches()
	view.Ask(w.counting, func(ctx context.Context) (map[string]int, error) { return view.CountSearches(ctx, w.app, searches) },
		func(counts map[string]int, err error) {
			if err != nil || w.tree != tree {
				return // a missing count is no news
			}
			w.counts = counts
			tree.SetCounts(counts)
			w.sidebar.tree.Refresh()
		})
}

// withPlace returns a search as it is in the place that is open.
func (s *sidebar) withPlace(text string) string {
	node := s.current()
	switch {
	case node.Folder != "":
		return app.Term("folder", s.data.FolderName(node.Folder)) + " " + text
	case node.Story != "":
		return app.Term("story", node.Name) + " " + text
	}
	if state := map[string]string{view.KeyUnread: "is:unread", view.KeyStarred: "is:starred", view.KeySingle: "is:single", view.KeyTrash: "is:trash"}[node.Key]; state != "" {
		return state + " " + text
	}
	return text
}

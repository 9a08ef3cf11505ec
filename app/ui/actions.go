package ui

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"newsclip/app/ui/view"
	"newsclip/clip"
)

// trash puts the selected clips into the trash; in the trash it restores them.
func (w *Window) trash() {
	ids := w.list.chosen()
	if len(ids) == 0 {
		return
	}
	if w.list.model.Query().Trash {
		w.do(func(ctx context.Context) error { return w.app.Restore(ctx, ids...) }, func() {
			w.notice.say(clips(len(ids))+" restored.", "", nil)
		})
		return
	}
	w.delete(ids)
}

// delete puts clips into the trash.
func (w *Window) delete(ids []clip.ID) {
	keeps := " deleted. The trash keeps them for 30 days."
	if len(ids) == 1 {
		keeps = " deleted. The trash keeps it for 30 days."
	}
	w.do(func(ctx context.Context) error { return w.app.Trash(ctx, ids...) }, func() {
		w.notice.say(clips(len(ids))+keeps, "Undo", w.undo)
		w.reading.clear()
	})
}

func clips(n int) string {
	if n == 1 {
		return "1 clip"
	}
	return fmt.Sprintf("%d clips", n)
}

func (w *Window) undo() {
	var action string
	w.do(func(ctx context.Context) (err error) { action, err = w.app.Undo(ctx); return err }, func() {
		if action == "" {
			w.notice.say("There is nothing to undo.", "", nil)
			return
		}
		w.notice.say("Undone: "+action+".", "Redo", w.redo)
		w.reading.reopen()
	})
}

func (w *Window) redo() {
	var action string
	w.do(func(ctx context.Context) (err error) { action, err = w.app.Redo(ctx); return err }, func() {
		if action == "" {
			w.notice.say("There is nothing to redo.", "", nil)
			return
		}
		w.notice.say("Redone: "+action+".", "Undo", w.undo)
		w.reading.reopen()
	})
}

// star stars the selected clips, or takes the star off them where all have it.
func (w *Window) star() {
	ids := w.list.chosen()
	if len(ids) == 0 {
		return
	}
	starred := w.anyLacks(ids, func(c *clip.Clip) bool { return c.Starred })
	w.quietly(func(ctx context.Context) error { return w.app.SetStarred(ctx, starred, ids...) }, w.reading.reopen)
}

// turnRead marks the selected clips read, or unread where all are read.
func (w *Window) turnRead() {
	ids := w.list.chosen()
	if len(ids) == 0 {
		return
	}
	w.setRead(w.anyLacks(ids, func(c *clip.Clip) bool { return c.Read }), ids)
}

// setRead marks clips read or unread, and says so: Undo does not take it back,
// the opposite does.
func (w *Window) setRead(read bool, ids []clip.ID) {
	said, opposite := " unread again.", "Mark read"
	if read {
		said, opposite = " read.", "Mark unread"
	}
	w.do(func(ctx context.Context) error { return w.app.SetRead(ctx, read, ids...) }, func() {
		w.notice.say(clips(len(ids))+said, opposite, func() { w.setRead(!read, ids) })
		w.reading.reopen()
	})
}

// readAll marks all clips of a place read.
func (w *Window) readAll(node view.Node) {
	query := node.Query
	query.Unread = true
	var ids []clip.ID
	w.do(func(ctx context.Context) (err error) { ids, err = w.app.IDs(ctx, query); return err }, func() {
		if len(ids) == 0 {
			w.notice.say("Nothing is unread there.", "", nil)
			return
		}
		w.setRead(true, ids)
	})
}

// anyLacks reports whether one of the clips at hand lacks something. Those that
// were never in view are many of many: what is at hand decides for them.
func (w *Window) anyLacks(ids []clip.ID, has func(*clip.Clip) bool) bool {
	rows := w.list.rowsOf(ids)
	for i := range rows {
		if !has(&rows[i].Clip) {
			return true
		}
	}
	return len(rows) == 0
}

func (w *Window) selectAll() {
	w.list.model.All(w.list.model.IDs())
	w.list.rows.Refresh()
	w.list.tell()
}

func (w *Window) focusSearch() { w.window.Canvas().Focus(w.list.search) }

// findInClip opens the field that finds words in the open clip.
func (w *Window) findInClip() {
	if w.reading.clip.ID == "" {
		w.focusSearch()
		return
	}
	w.reading.findBar.Show()
	w.reading.pane.Refresh()
	w.window.Canvas().Focus(w.reading.find)
}

func (w *Window) escape() {
	switch {
	case w.reading.marking.bar.box.Visible():
		w.reading.view.Unselect()
		w.reading.marking.choose("")
		w.reading.marking.bar.hide()
	case w.reading.findBar.Visible():
		w.reading.endFind()
	case w.reading.panel.isOpen():
		w.reading.panel.close()
	case w.list.search.Text != "":
		w.list.search.SetText("")
	default:
		w.list.model.Clear()
		w.list.rows.Refresh()
		w.list.tell()
		w.reading.clear()
	}
}

// clipMenu opens the menu of what can be done with clips.
func (w *Window) clipMenu(id clip.ID, at fyne.Position) {
	if !w.list.model.Selected(id) {
		w.list.clicked(id, false, false)
	}
	ids := w.list.chosen()
	star, read := "Take the star away", "Mark unread"
	if w.anyLacks(ids, func(c *clip.Clip) bool { return c.Starred }) {
		star = "Star"
	}
	if w.anyLacks(ids, func(c *clip.Clip) bool { return c.Read }) {
		read = "Mark read"
	}
	pin := "Unpin from its story"
	if w.anyLacks(ids, func(c *clip.Clip) bool { return c.Pinned }) {
		pin = "Pin to its story"
	}
	items := []*fyne.MenuItem{
		fyne.NewMenuItem("Edit…", w.askEdit),
		fyne.NewMenuItem("Move…", w.askMove),
		fyne.NewMenuItem("Tags…", w.askTags),
		fyne.NewMenuItem(star, w.star),
		fyne.NewMenuItem(read, w.turnRead),
		fyne.NewMenuItem("Notes", func() { w.reading.marking.toggleNotes() }),
		fyne.NewMenuItem(pin, w.pin),
		fyne.NewMenuItem("New story of "+these(len(ids)), func() { w.split(ids) }),
		fyne.NewMenuItem("Not the same story", func() { w.notSame(ids) }),
		fyne.NewMenuItem("Export…", w.askExport),
		fyne.NewMenuItem("Versions", w.toggleVersions),
		fyne.NewMenuItem("Also on this page…", w.reading.related),
		fyne.NewMenuItem("Why here?", w.toggleWhy),
		fyne.NewMenuItem("What was removed", w.toggleRemoved),
		fyne.NewMenuItem("Rules of sites…", w.askRules),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("Delete", w.trash),
	}
	if w.list.model.Query().Trash {
		items = []*fyne.MenuItem{fyne.NewMenuItem("Restore", w.trash)}
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.window.Canvas(), at)
}

// rename renames what is selected: a folder or story in the tree, else the
// open clip's title.
func (w *Window) rename() {
	node := w.sidebar.current()
	switch {
	case w.reading.clip.ID != "":
		w.askEdit()
	case node.Search.ID != "":
		w.renameSearch(node.Search)
	case node.Folder != "" || node.Story != "":
		w.renameNode(node)
	}
}

// renameNode renames a folder or a story.
func (w *Window) renameNode(node view.Node) {
	if node.Story != "" {
		w.ask("Rename story", "Name", node.Name, func(name string) {
			w.quietly(func(ctx context.Context) error { return w.app.RenameStory(ctx, node.Story, name) }, nil)
		})
		return
	}
	w.ask("Rename folder", "Name", node.Name, func(name string) {
		folder, ok := w.tree.Folder(node.Folder)
		if !ok {
			return
		}
		folder.Name = name
		w.quietly(func(ctx context.Context) error { return w.app.ChangeFolder(ctx, folder) }, nil)
	})
}

// deleteFolder deletes a folder; its clips stay.
func (w *Window) deleteFolder(node view.Node) {
	w.do(func(ctx context.Context) error { return w.app.DeleteFolder(ctx, node.Folder) }, func() {
		w.notice.say("Folder “"+node.Name+"” deleted. Its clips are still in the library.", "Undo", w.undo)
	})
}

// askEmptyTrash is the one deletion that asks: it cannot be undone.
func (w *Window) askEmptyTrash() {
	w.confirm("Empty trash", "Delete every clip in the trash for good? This cannot be undone.", "Delete for good", func() {
		var n int
		w.do(func(ctx context.Context) (err error) {
			n, err = w.app.EmptyTrash(ctx, time.Now().Add(time.Hour))
			return err
		}, func() { w.notice.say(clips(n)+" deleted for good.", "", nil) })
	})
}

func (w *Window) askFolder(parent clip.ID) {
	w.ask("New folder", "Name", "", func(name string) {
		w.quietly(func(ctx context.Context) error { _, err := w.app.MakeFolder(ctx, parent, name); return err }, nil)
	})
}

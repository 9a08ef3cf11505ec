package ui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"newsclip/app"
	"newsclip/clip"
)

// board is a folder that is open, with the three samples in it.
func (d *desk) board() (folder clip.ID, ids []clip.ID) {
	d.t.Helper()
	d.samples()
	made, err := d.app.MakeFolder(d.t.Context(), "", "Board")
	if err != nil {
		d.t.Fatal(err)
	}
	ids = slices.Clone(d.list.model.IDs())
	if err := d.app.File(d.t.Context(), made.ID, ids...); err != nil {
		d.t.Fatal(err)
	}
	d.until("the folder", func() bool { return d.tree.Nodes["folder:"+string(made.ID)].Count == 3 })
	d.sidebar.visit("folder:" + string(made.ID))
	d.until("its clips", func() bool { return d.list.model.Folder() == made.ID && d.list.model.Len() == 3 })
	return made.ID, ids
}

func (d *desk) stands(ids ...clip.ID) {
	d.t.Helper()
	d.until("the order", func() bool { return slices.Equal(d.list.model.IDs(), ids) })
}

func (d *desk) alt(key fyne.KeyName) {
	d.custom(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt})
}

func TestArrangeAFolder(t *testing.T) {
	d := newDesk(t)
	folder, ids := d.board()
	a, b, c := ids[0], ids[1], ids[2]
	d.list.clicked(a, false, false)
	d.alt(fyne.KeyDown)
	if got := d.notice.message.Text; !strings.Contains(got, "sorted by date") {
		t.Fatalf("it says %q", got)
	}
	d.notice.action.OnTapped()
	d.until("the order by hand", func() bool { return d.list.model.FolderOrder() == clip.ByHand })
	d.alt(fyne.KeyDown)
	d.stands(b, a, c)
	d.alt(fyne.KeyDown)
	d.stands(b, c, a)
	d.alt(fyne.KeyDown) // there it stands already
	d.alt(fyne.KeyUp)
	d.stands(b, a, c)
	r := d.rowOf(c)
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.list.rows).AddXY(20, 2)
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: top}})
	if !d.list.arranging.line.Visible() || d.list.arranging.at != 0 {
		t.Errorf("the spot %d is not shown", d.list.arranging.at)
	}
	r.DragEnd()
	d.stands(c, b, a)
	if d.list.arranging.line.Visible() {
		t.Error("the spot is shown still")
	}
	d.undo()
	d.stands(b, a, c)
	d.sidebar.visit("all")
	d.stands(ids...)
	d.sidebar.visit("folder:" + string(folder))
	d.stands(b, a, c)
	document, err := d.app.Review(context.Background(), app.ExportRequest{Folder: folder})
	if err != nil || len(document.Sections) != 1 || document.Sections[0].Clips[0].ID != b {
		t.Errorf("the document begins with another clip: %v", err)
	}
	d.list.model.SortFolder(clip.Oldest)
	d.until("the oldest first", func() bool { return d.list.model.FolderOrder() == clip.Oldest })
	if summary := d.list.head.summary.text; summary != "" {
		t.Errorf("it says %q of an order by date", summary)
	}
}

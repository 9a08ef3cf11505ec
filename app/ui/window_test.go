package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/view"
	"newsclip/clip"
)

// desk is a window over a library of its own; the test is its goroutine.
type desk struct {
	*Window
	t      *testing.T
	posted chan func()
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	a, err := app.Open(t.Context(), app.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, posted: make(chan func(), 1000)}
	d.Window = newWindow(test.NewTempApp(t), a, func(f func()) { d.posted <- f })
	t.Cleanup(func() { d.close(); a.Close() })
	d.window.Resize(fyne.NewSize(1200, 800))
	d.until("the list", d.list.model.Loaded)
	return d
}

// until runs what comes back to the window until done.
func (d *desk) until(what string, done func() bool) {
	d.t.Helper()
	deadline := time.After(20 * time.Second)
	for !done() {
		select {
		case f := <-d.posted:
			f()
		case <-deadline:
			d.t.Fatalf("waited in vain for %s; the window says %q", what, d.notice.message.Text)
		}
	}
}

func (d *desk) samples() {
	d.t.Helper()
	d.addSamples()
	d.until("the samples", func() bool { return d.list.model.Len() == 3 && d.tree.Clips == 3 })
}

// openClip opens the clip whose title holds text.
func (d *desk) openClip(text string) clip.ID {
	d.t.Helper()
	for i, id := range d.list.model.IDs() {
		if row, ok := d.list.model.Row(i); ok && strings.Contains(row.Clip.Version.Title, text) {
			d.list.clicked(id, false, false)
			d.until("the clip", func() bool { return d.reading.clip.ID == id })
			return id
		}
	}
	d.t.Fatalf("no clip has %q in its title", text)
	return ""
}

func TestEditSaysWhatIsNoDate(t *testing.T) {
	d := newDesk(t)
	d.samples()
	d.openClip("Brennick")
	d.askEdit()
	s := d.sheet()
	var date *formField
	for _, o := range test.LaidOutObjects(s.overlay) {
		if field, ok := o.(*formField); ok && field.PlaceHolder == "2026-03-01" {
			date = field
		}
	}
	d.window.Canvas().Focus(date)
	date.SetText("yesterday")
	s.accept()
	if shown := textsIn(s.overlay); !strings.Contains(shown, `"yesterday" is no date. Write it as 2026-03-01`) {
		t.Errorf("the dialog says %q", shown)
	}
	date.SetText("5.10.2025")
	s.accept()
	d.until("the date", func() bool { return d.reading.clip.Version.Published.String() == "2025-10-05" })
	if line := noteLine(&d.reading.clip); !strings.Contains(line, "set by hand: date") {
		t.Errorf("the clip says %q", line)
	}
}

// TestEditIsOfTheClipThatWasChosen, not of the one that is still open while the
// chosen one is read.
func TestEditIsOfTheClipThatWasChosen(t *testing.T) {
	d := newDesk(t)
	d.samples()
	d.openClip("Brennick")
	var next clip.ID
	for _, id := range d.list.model.IDs() {
		if id != d.reading.clip.ID {
			next = id
		}
	}
	d.list.clicked(next, false, false)
	d.askEdit()
	d.until("the dialog", func() bool { return d.window.Canvas().Overlays().Top() != nil })
	row, _ := d.list.model.Known(next)
	title := false
	for _, o := range test.LaidOutObjects(d.sheet().overlay) {
		field, ok := o.(*formField)
		title = title || ok && field.Text == row.Clip.Version.Title
	}
	if !title || d.reading.clip.ID != next {
		t.Error("the dialog is about another clip")
	}
}

// textsIn joins all the texts that an object draws.
func textsIn(o fyne.CanvasObject) string {
	var out []string
	for _, o := range test.LaidOutObjects(o) {
		if text, ok := o.(*canvas.Text); ok {
			out = append(out, text.Text)
		}
	}
	return strings.Join(out, "\n")
}

func TestTheWindowIsAsItWasLeft(t *testing.T) {
	d := newDesk(t)
	d.window.Resize(fyne.NewSize(980, 640))
	d.geometry.right.SetOffset(0.5)
	d.close()
	again := newWindow(d.program, d.app, func(f func()) { d.posted <- f })
	defer again.close()
	if size := again.window.Canvas().Size(); size != fyne.NewSize(980, 640) || again.geometry.right.Offset != 0.5 {
		t.Errorf("the window is %v with its list at %v, want 980 by 640 and 0.5", size, again.geometry.right.Offset)
	}
}

func TestEmptyLibraryHelps(t *testing.T) {
	d := newDesk(t)
	var buttons []string
	for _, o := range test.LaidOutObjects(d.list.empty) {
		if b, ok := o.(*widget.Button); ok {
			buttons = append(buttons, b.Text)
		}
	}
	if len(buttons) != 3 || buttons[0] != "Paste" {
		t.Errorf("the empty library offers %q", buttons)
	}
}

func TestDeleteShowsUndo(t *testing.T) {
	d := newDesk(t)
	d.samples()
	d.openClip("Brennick")
	d.typedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	d.until("the deletion", func() bool { return d.list.model.Len() == 2 })
	d.until("its notice", func() bool { return d.notice.action.Visible() && d.notice.action.Text == "Undo" })
	test.Tap(d.notice.action)
	d.until("the clip again", func() bool { return d.list.model.Len() == 3 })
}

func TestKeysDoNothingBehindADialog(t *testing.T) {
	d := newDesk(t)
	d.samples()
	d.openClip("Brennick")
	d.typedRune('?')
	if !d.covered() {
		t.Fatal("no help")
	}
	d.typedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	d.typedRune('k')
	d.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.covered() {
		t.Error("Escape left the help open")
	}
	time.Sleep(50 * time.Millisecond)
	for len(d.posted) > 0 {
		(<-d.posted)()
	}
	if n := d.list.model.Len(); n != 3 {
		t.Errorf("%d clips are left", n)
	}
}

func TestSearchMarksWhatItFound(t *testing.T) {
	d := newDesk(t)
	d.samples()
	d.typedRune('/')
	if d.window.Canvas().Focused() != d.list.search {
		t.Fatal("/ did not go to the search field")
	}
	test.Type(d.list.search, "dredgers")
	d.until("the hits", func() bool {
		return d.list.model.Query().Text == "dredgers" && d.list.model.Len() < 3 && d.list.model.Len() > 0
	})
	d.list.search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	d.until("the first hit", func() bool { return d.reading.clip.ID != "" })
	if len(d.reading.searched()) == 0 {
		t.Error("nothing is marked in the clip")
	}
	d.list.search.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyN, Modifier: fyne.KeyModifierShortcutDefault})
	if !d.covered() {
		t.Error("Ctrl+N does nothing in the search field")
	}
}

func TestControlAndShiftSelectSeveral(t *testing.T) {
	d := newDesk(t)
	d.samples()
	ids := d.list.model.IDs()
	d.list.clicked(ids[0], false, false)
	d.list.clicked(ids[2], false, true)
	if n := len(d.list.chosen()); n != 3 {
		t.Errorf("%d clips selected, want 3", n)
	}
	d.list.clicked(ids[1], true, false)
	if n := len(d.list.chosen()); n != 2 {
		t.Errorf("%d clips selected, want 2", n)
	}
}

func TestFilePickersOpen(t *testing.T) {
	d := newDesk(t)
	for name, open := range map[string]func(){"files": d.openFiles, "target": func() { d.browse(widget.NewEntry()) }} {
		open()
		if !d.covered() {
			t.Errorf("%s: no file picker", name)
		}
		d.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if d.covered() {
			t.Errorf("%s: Escape left it open", name)
		}
	}
}

// sheet returns the sheet that is on top.
func (d *desk) sheet() *sheet {
	d.t.Helper()
	d.until("a dialog", func() bool { return len(d.sheets) > 0 })
	return d.sheets[len(d.sheets)-1]
}

func TestClipsAreDraggedOntoAFolder(t *testing.T) {
	d := newDesk(t)
	d.samples()
	folder, err := d.app.MakeFolder(t.Context(), "", "Ports")
	if err != nil {
		t.Fatal(err)
	}
	d.until("the folder", func() bool { return len(d.tree.Folders) == 1 })
	id := d.openClip("Brennick")
	target := fyne.Position{}
	for _, p := range d.sidebar.places {
		if p.name.text == "Ports" {
			target = fyne.CurrentApp().Driver().AbsolutePositionForObject(p).AddXY(30, 10)
		}
	}
	d.dragged(id, fyne.NewPos(500, 300))
	if d.sidebar.marked != "" {
		t.Errorf("over the list %q is marked", d.sidebar.marked)
	}
	d.dragged(id, target)
	d.dropClips()
	d.until("the move", func() bool { return strings.Contains(d.notice.message.Text, "moved to “Ports”") })
	if c, err := d.app.Clip(t.Context(), id); err != nil || len(c.Folders) != 1 || c.Folders[0] != folder.ID {
		t.Errorf("the clip is in %v, %v", c.Folders, err)
	}
}

func TestChoiceIsNarrowedByTyping(t *testing.T) {
	d := newDesk(t)
	took := ""
	d.choose("Take one", []choice{{"Folder: Ports", func() { took = "ports" }}, {"Story: Harbour", func() { took = "harbour" }}, {"Story: Harbour school", func() { took = "school" }}})
	field := d.window.Canvas().Focused().(*formField)
	test.Type(field, "harbour STORY")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if took != "school" || d.covered() {
		t.Errorf("took %q, dialog open: %v", took, d.covered())
	}
}

func TestTagsOfSeveralClipsKeepTheirOthers(t *testing.T) {
	d := newDesk(t)
	d.samples()
	first := d.openClip("Brennick")
	if err := d.app.Tag(t.Context(), []string{"port"}, nil, first); err != nil {
		t.Fatal(err)
	}
	d.selectAll()
	d.typedRune('t')
	d.until("the tags", d.covered)
	field := d.window.Canvas().Focused().(*formField)
	for _, typed := range []string{"SAMP", "read, later"} { // the one goes, the others come
		test.Type(field, typed)
		field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	if field.Text != "" {
		t.Errorf("%q stays in the field", field.Text)
	}
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.until("the tags kept", func() bool {
		c, err := d.app.Clip(t.Context(), first)
		return err == nil && strings.Join(c.Tags, ",") == "later,port,read"
	})
	d.undo()
	d.until("the tags of before", func() bool {
		c, err := d.app.Clip(t.Context(), first)
		return err == nil && strings.Join(c.Tags, ",") == "port,sample"
	})
}

// TestStarAndReadTurnTheSelection holds that a mixed selection becomes all
// starred, all read, and only then none.
func TestStarAndReadTurnTheSelection(t *testing.T) {
	d := newDesk(t)
	d.samples()
	d.openClip("Brennick")
	d.typedRune('s')
	counts := func(starred, unread int) func() bool {
		return func() bool {
			n, m := 0, 0
			for i := range d.list.model.Len() {
				row, _ := d.list.model.Row(i)
				if row.Clip.Starred {
					n++
				}
				if !row.Clip.Read {
					m++
				}
			}
			return n == starred && m == unread
		}
	}
	d.until("one star, one read", counts(1, 2))
	d.selectAll()
	d.typedRune('s')
	d.until("three stars", counts(3, 2))
	d.typedRune('u')
	d.until("all read", counts(3, 0))
	d.typedRune('u')
	d.until("all unread", counts(3, 3))
	d.typedRune('s')
	d.until("no star", counts(0, 3))
	d.readAll(d.tree.Nodes[view.KeyAll])
	d.until("all read again", counts(0, 0))
	if d.notice.action.Text != "Mark unread" {
		t.Errorf("the notice offers %q", d.notice.action.Text)
	}
	test.Tap(d.notice.action)
	d.until("all unread again", counts(0, 3))
}

func TestLongWorkShowsAndCanBeCancelled(t *testing.T) {
	d := newDesk(t)
	d.do(func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }, func() { t.Error("cancelled work went well") })
	d.until("the work", func() bool { return len(d.notice.jobs.Objects) == 1 })
	for _, o := range test.LaidOutObjects(d.notice.jobs) {
		if b, ok := o.(*widget.Button); ok && b.Text == "Cancel" {
			test.Tap(b)
		}
	}
	d.until("its end", func() bool { return len(d.notice.jobs.Objects) == 0 && d.notice.message.Text == "Cancelled." })
}

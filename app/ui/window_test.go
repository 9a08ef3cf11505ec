package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
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

func TestPasteKeepsAClipAndOpensIt(t *testing.T) {
	d := newDesk(t)
	d.program.Clipboard().SetContent("Orchard prize goes to Lower Wend\n\n" + strings.Repeat("The apples of Lower Wend won the prize of the county on Sunday, the jury said after a long tasting. ", 8))
	d.shortcut(&fyne.ShortcutPaste{})
	d.until("the clip", func() bool { return d.reading.clip.ID != "" && d.list.model.Len() == 1 })
	if text := d.reading.clip.Version.Body.Plain(); !strings.Contains(text, "apples of Lower Wend") {
		t.Errorf("the clip says %q", text)
	}
	d.reading.view.SelectAll()
	if got := d.reading.view.SelectedText(); !strings.Contains(got, "apples of Lower Wend") {
		t.Errorf("the reader shows %q", got)
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

func TestDuplicateAsks(t *testing.T) {
	d := newDesk(t)
	var sentences []string
	for i, street := range strings.Fields("Mill Chapel Orchard Weaver Tanner Bridge Castle Meadow Lantern Cooper Anchor Willow") {
		sentences = append(sentences, fmt.Sprintf("From %s Street the new tramway takes %d minutes to the quay, and car number %d stops beside the %s inn.", street, i*3+4, i*17+100, street))
	}
	text := "Tramway opens to Upper Quay\n\n" + strings.Join(sentences, "\n\n")
	for range 2 {
		d.program.Clipboard().SetContent(text)
		d.paste()
		d.until("an answer", func() bool { return d.covered() || d.reading.clip.ID != "" })
		if d.covered() {
			break
		}
		d.until("the work's end", func() bool { return len(d.notice.jobs.Objects) == 0 })
		d.escape()
	}
	d.until("the question", d.covered)
	if n := d.list.model.Len(); n != 1 {
		t.Errorf("%d clips, want 1", n)
	}
}

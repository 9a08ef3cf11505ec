package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"newsclip/app"
	"newsclip/app/ui/reader"
	"newsclip/clip"
)

// marks returns the highlights of the open clip as the library has them.
func (d *desk) marks() []app.Mark {
	d.t.Helper()
	marks, err := d.app.Highlights(d.t.Context(), d.reading.clip.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return marks
}

// drag selects with the mouse from one text to another, as the reader shows
// them: leaves and rune offsets.
func (d *desk) drag(from, to reader.Position) {
	d.t.Helper()
	v := d.reading.view
	at := func(p reader.Position) fyne.Position {
		upperLeft, size, ok := v.Box(p, reader.Position{Leaf: p.Leaf, Offset: p.Offset + 1})
		if !ok {
			d.t.Fatalf("there is no text at %v", p)
		}
		return upperLeft.AddXY(1, size.Height/2).Add(fyne.CurrentApp().Driver().AbsolutePositionForObject(v))
	}
	d.press(at(from), at(to))
}

// press goes down with the button at a place of the window and up at another.
func (d *desk) press(from, to fyne.Position) {
	page := d.page()
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(page)
	event := func(at fyne.Position) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at.Subtract(corner), AbsolutePosition: at}, Button: desktop.MouseButtonPrimary}
	}
	mouse := page.(desktop.Mouseable)
	mouse.MouseDown(event(from))
	if from != to {
		page.(fyne.Draggable).Dragged(&fyne.DragEvent{PointEvent: event(to).PointEvent})
	}
	mouse.MouseUp(event(to))
}

// page returns the widget of the reader that takes the mouse.
func (d *desk) page() fyne.CanvasObject {
	for _, o := range test.LaidOutObjects(d.reading.view) {
		if _, ok := o.(desktop.Mouseable); ok {
			return o
		}
	}
	d.t.Fatal("the reader takes no mouse")
	return nil
}

func TestHighlightBySelectionAndKey(t *testing.T) {
	d := newDesk(t)
	d.samples()
	d.openClip("Ferries sail")
	d.drag(reader.Position{Leaf: 0, Offset: 8}, reader.Position{Leaf: 0, Offset: 21})
	if !d.reading.marking.bar.box.Visible() {
		t.Error("no bar stands at the selection")
	}
	d.typedRune('h')
	d.until("the highlight", func() bool { return len(d.reading.marking.marks) == 1 })
	if marks := d.marks(); len(marks) != 1 || marks[0].Quote != "left Brennick" || marks[0].Colour != clip.Yellow {
		t.Errorf("the library has %+v", marks)
	}
	if _, ok := d.reading.view.Selection(); ok || d.reading.marking.bar.box.Visible() {
		t.Error("the selection, or its bar, is still there")
	}
	d.undo()
	d.until("it gone", func() bool { return len(d.reading.marking.marks) == 0 })
	d.redo()
	d.until("it again", func() bool { return len(d.reading.marking.marks) == 1 })
}

func TestInkOfTheBarMarksAndIsRemembered(t *testing.T) {
	d := newDesk(t)
	d.samples()
	d.openClip("Ferries sail")
	d.drag(reader.Position{Leaf: 0}, reader.Position{Leaf: 0, Offset: 12})
	test.Tap(d.reading.marking.bar.inks[2])
	d.until("the highlight", func() bool { return len(d.reading.marking.marks) == 1 })
	d.drag(reader.Position{Leaf: 1}, reader.Position{Leaf: 1, Offset: 14})
	d.typedRune('h')
	d.until("another", func() bool { return len(d.reading.marking.marks) == 2 })
	for _, m := range d.marks() {
		if m.Colour != clip.Blue {
			t.Errorf("%q is %s", m.Quote, m.Colour)
		}
	}
	// A click on the first offers other inks, and to remove it.
	upperLeft, size, _ := d.reading.view.Box(reader.Position{Leaf: 0, Offset: 3}, reader.Position{Leaf: 0, Offset: 4})
	at := upperLeft.AddXY(1, size.Height/2).Add(fyne.CurrentApp().Driver().AbsolutePositionForObject(d.reading.view))
	d.press(at, at)
	bar := d.reading.marking.bar
	if bar.of != d.reading.marking.marks[0].ID || !bar.remove.Visible() {
		t.Fatalf("the bar is for %q", bar.of)
	}
	test.Tap(bar.inks[3])
	d.until("the other ink", func() bool { return d.reading.marking.marks[0].Colour == clip.Pink })
	d.press(at, at)
	test.Tap(bar.remove)
	d.until("it gone", func() bool { return len(d.reading.marking.marks) == 1 })
}

func TestNotesAreWrittenInThePanel(t *testing.T) {
	d := newDesk(t)
	d.samples()
	id := d.openClip("Ferries sail")
	d.drag(reader.Position{Leaf: 0, Offset: 8}, reader.Position{Leaf: 0, Offset: 21})
	d.typedRune('n')
	field := func() *noteField { f, _ := d.window.Canvas().Focused().(*noteField); return f }
	d.until("the field of its note", func() bool { return field() != nil })
	test.Type(field(), "which quay?")
	d.window.Canvas().Unfocus()
	d.until("the note kept", func() bool { m := d.marks(); return len(m) == 1 && m[0].Note == "which quay?" })
	d.window.Canvas().Focus(d.reading.marking.notes.note)
	test.Type(field(), "for Friday's page")
	d.openClip("Stadtbücherei") // what was typed goes to the clip that was open
	d.until("the clip's note kept", func() bool {
		c, err := d.app.Clip(t.Context(), id)
		return err == nil && c.Note == "for Friday's page"
	})
	d.until("the other clip's notes", func() bool { return d.reading.marking.notes.of == d.reading.clip.ID })
	if text := d.reading.marking.notes.note.Text; text != "" {
		t.Errorf("the other clip shows the note %q", text)
	}
	if c, err := d.app.Clip(t.Context(), d.reading.clip.ID); err != nil || c.Note != "" {
		t.Errorf("the other clip has the note %q, %v", c.Note, err)
	}
}

func TestNoteIsKeptWhenTheWindowCloses(t *testing.T) {
	d := newDesk(t)
	d.samples()
	id := d.openClip("Ferries sail")
	d.typedRune('n')
	test.Type(d.window.Canvas().Focused(), "half a thou")
	d.close()
	if c, err := d.app.Clip(t.Context(), id); err != nil || c.Note != "half a thou" {
		t.Errorf("the note is %q, %v", c.Note, err)
	}
}

func TestOrphanIsListedAndPlaced(t *testing.T) {
	d := newDesk(t)
	d.samples()
	id := d.openClip("Ferries sail")
	if _, err := d.app.HighlightQuote(t.Context(), id, "Ferries left Brennick harbour", clip.Green, "when?"); err != nil {
		t.Fatal(err)
	}
	body := clip.FromPlain("No ship left the port.\n\nMore on Monday.")
	if _, err := d.app.Edit(t.Context(), id, app.Edit{Body: &body}); err != nil {
		t.Fatal(err)
	}
	d.reading.reopen()
	d.until("the other text", func() bool { return len(d.reading.clip.Version.Body) == 2 })
	d.reading.marking.toggleNotes()
	panel := d.reading.marking.notes
	if len(panel.rows()) < 3 || !panel.m.marks[0].Orphaned {
		t.Fatalf("the panel shows %d rows of %+v", len(panel.rows()), panel.m.marks)
	}
	card := panel.cards[panel.m.marks[0].ID]
	test.Tap(card.text)
	if !card.controls.Visible() || !card.place.Visible() {
		t.Error("the orphan cannot be placed")
	}
	d.drag(reader.Position{Leaf: 0}, reader.Position{Leaf: 0, Offset: 12})
	test.Tap(card.place)
	d.until("it placed", func() bool { return len(panel.m.marks) == 1 && !panel.m.marks[0].Orphaned })
	if m := d.marks()[0]; m.Quote != "No ship left" || m.Note != "when?" {
		t.Errorf("it is %+v", m)
	}
}

package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"newsclip/app"
	"newsclip/app/ui/reader"
	"newsclip/clip"
)

// marking is what a person marks in the open clip, and writes to it: in the
// text, at the bar above what is selected, and in the panel of notes.
type marking struct {
	w     *Window
	r     *reading
	marks []app.Mark
	at    clip.ID // the highlight that the person is at; empty: none
	ink   clip.Colour
	bar   *markBar
	notes *notesPanel
}

func newMarking(w *Window, r *reading) *marking {
	m := &marking{w: w, r: r, ink: clip.Yellow}
	m.bar = newMarkBar(m)
	return m
}

// take shows the highlights of the clip that has come.
func (m *marking) take(marks []app.Mark) {
	m.marks = marks
	if _, ok := m.mark(m.at); !ok {
		m.at = ""
	}
}

func (m *marking) mark(id clip.ID) (app.Mark, bool) {
	i := slices.IndexFunc(m.marks, func(mark app.Mark) bool { return mark.ID == id })
	if i < 0 {
		return app.Mark{}, false
	}
	return m.marks[i], true
}

// passages returns the highlights as the reader paints them.
func (m *marking) passages() []reader.Passage {
	var out []reader.Passage
	for i := range m.marks {
		if mark := &m.marks[i]; !mark.Orphaned {
			out = append(out, reader.Passage{From: reader.Position(mark.At.From), To: reader.Position(mark.At.To),
				Style: reader.StyleOf(mark.Colour), ID: mark.ID, Noted: mark.Note != "", Current: mark.ID == m.at})
		}
	}
	return out
}

// tapped goes to a highlight that was clicked in the text: the bar offers what
// can be done with it.
func (m *marking) tapped(id clip.ID) {
	m.choose(id)
	m.bar.showFor(id)
}

// choose makes a highlight the current one, in the text and in the panel.
func (m *marking) choose(id clip.ID) {
	m.at = id
	if !m.r.versions.comparing() {
		m.r.view.SetPassages(m.passages())
	}
	m.notes.follow()
}

// selection is what is selected in the clip's own text.
func (m *marking) selection() (clip.Passage, bool) {
	if m.r.versions.comparing() {
		return clip.Passage{}, false
	}
	return m.r.view.Selection()
}

// reveal goes to a highlight that was chosen in the panel.
func (m *marking) reveal(id clip.ID) {
	m.bar.hide()
	m.choose(id)
	if mark, ok := m.mark(id); ok && !mark.Orphaned {
		m.r.view.Reveal(reader.Position(mark.At.From))
	}
}

// highlight is H: it marks what is selected; with nothing selected it opens or
// closes the notes.
func (m *marking) highlight() {
	if at, ok := m.selection(); ok {
		m.put(at, m.ink, nil)
		return
	}
	if _, ok := m.r.view.Selection(); ok {
		m.w.notice.say("This is the text of two versions. Close the versions to highlight in the clip.", "", nil)
		return
	}
	m.toggleNotes()
}

// inked marks what is selected in an ink, or changes that of a highlight.
func (m *marking) inked(id clip.ID, ink clip.Colour) {
	m.ink = ink
	if id != "" {
		m.edit(id, app.HighlightEdit{Colour: &ink})
		return
	}
	if at, ok := m.selection(); ok {
		m.put(at, ink, nil)
	}
}

// put highlights a passage; then, when it is there, done.
func (m *marking) put(at clip.Passage, ink clip.Colour, done func()) {
	id := m.r.clip.ID
	var kept clip.Highlight
	m.w.quietly(func(ctx context.Context) (err error) { kept, err = m.w.app.Highlight(ctx, id, at, ink, ""); return err }, func() {
		m.at = kept.ID
		m.r.view.Unselect()
		m.r.reopenThen(done)
	})
}

// note is N: it writes a note to what is selected, to the current highlight,
// or to the clip.
func (m *marking) note() {
	if m.r.clip.ID == "" {
		return
	}
	if at, ok := m.selection(); ok {
		m.put(at, m.ink, m.writeNote)
		return
	}
	m.writeNote()
}

// writeNote opens the notes and goes to the field of the current highlight, or
// of the clip.
func (m *marking) writeNote() {
	m.bar.hide()
	if !m.notes.isOpen() {
		m.toggleNotes()
	}
	m.notes.write()
}

func (m *marking) toggleNotes() {
	m.bar.hide()
	m.r.panel.toggle(m.notes)
}

func (m *marking) edit(id clip.ID, e app.HighlightEdit) {
	m.w.quietly(func(ctx context.Context) error { return m.w.app.EditHighlight(ctx, id, e) }, m.r.reopen)
}

// place puts an orphaned highlight onto what is selected.
func (m *marking) place(id clip.ID) {
	at, ok := m.selection()
	if !ok {
		m.w.notice.say("Select the words first that it is to stand on.", "", nil)
		return
	}
	m.w.do(func(ctx context.Context) error { return m.w.app.PlaceHighlight(ctx, id, at) }, func() {
		m.w.notice.say("The highlight stands on what was selected.", "Undo", m.w.undo)
		m.at = id
		m.r.view.Unselect()
		m.r.reopen()
	})
}

func (m *marking) remove(id clip.ID) {
	m.bar.hide()
	mark, _ := m.mark(id)
	text := "Highlight removed."
	if mark.Note != "" {
		text = "Highlight removed, with its note."
	}
	m.w.do(func(ctx context.Context) error { return m.w.app.RemoveHighlights(ctx, id) }, func() {
		m.w.notice.say(text, "Undo", m.w.undo)
		m.r.reopen()
	})
}

// menu offers marking in the menu of the text.
func (m *marking) menu() []*fyne.MenuItem {
	at, ok := m.selection()
	if !ok {
		return nil
	}
	mark := fyne.NewMenuItem("Highlight", func() { m.put(at, m.ink, nil) })
	note := fyne.NewMenuItem("Highlight with a note", func() { m.put(at, m.ink, m.writeNote) })
	return []*fyne.MenuItem{mark, note}
}

package ui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"newsclip/clip"
)

// notesPanel is the panel of what a person wrote to the open clip: the note on
// the clip, its highlights in reading order, and those that the text does not
// say any more.
type notesPanel struct {
	m     *marking
	form  *form
	of    clip.ID // the clip that it shows
	note  *noteField
	cards map[clip.ID]*noteCard
	list  *fyne.Container
	whole *container.Scroll
	// writing says that the field of the current highlight, or of the clip, is
	// to get the focus when it is there.
	writing bool
}

func newNotesPanel(m *marking, f *form) *notesPanel {
	p := &notesPanel{m: m, form: f, cards: map[clip.ID]*noteCard{}, list: container.NewVBox()}
	p.note = f.noteField(m.w, "Note on this clip", nil)
	p.whole = container.NewVScroll(container.NewPadded(container.NewVBox(p.note, p.list)))
	return p
}

func (p *notesPanel) title() string              { return "Notes" }
func (p *notesPanel) content() fyne.CanvasObject { return p.whole }
func (p *notesPanel) first() fyne.Focusable      { return nil }

func (p *notesPanel) isOpen() bool { return p.m.r.panel.subject == p }

// follow shows what has changed, if the panel is open.
func (p *notesPanel) follow() {
	if p.isOpen() {
		p.show()
	}
}

// saveNote returns what saves the note of a clip.
func (p *notesPanel) saveNote(id clip.ID) func(context.Context, string) error {
	return func(ctx context.Context, text string) error { return p.m.w.app.SetNote(ctx, id, text) }
}

// each calls do for every field.
func (p *notesPanel) each(do func(*noteField)) {
	do(p.note)
	for _, card := range p.cards {
		do(card.note)
	}
}

// show shows the open clip.
func (p *notesPanel) show() {
	if c := &p.m.r.clip; c.ID != p.of {
		p.each((*noteField).flush)
		p.of, p.cards = c.ID, map[clip.ID]*noteCard{}
		p.note.saved, p.note.save = p.note.Text, p.saveNote(c.ID)
	}
	p.note.show(p.m.r.clip.Note)
	p.note.Disable()
	if p.of != "" {
		p.note.Enable()
	}
	p.list.Objects = p.rows()
	p.list.Refresh()
	if p.writing {
		p.write()
	}
}

// rows lists the cards under their headings.
func (p *notesPanel) rows() []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	orphans := 0
	for _, mark := range p.m.marks {
		if mark.Orphaned {
			orphans++
		}
	}
	if n := len(p.m.marks) - orphans; n > 0 {
		rows = append(rows, heading(fmt.Sprintf("Highlights (%d)", n)))
	} else if p.of != "" && orphans == 0 {
		return []fyne.CanvasObject{hint("Select words in the text and press H, or choose a colour above them.")}
	}
	for i, mark := range p.m.marks {
		if mark.Orphaned && i == len(p.m.marks)-orphans {
			rows = append(rows, heading(fmt.Sprintf("No longer in the text (%d)", orphans)),
				hint("The text has changed. They stay until you remove them, or select words and place them there."))
		}
		card := p.cards[mark.ID]
		if card == nil {
			card = newNoteCard(p.m, p.form, mark)
			p.cards[mark.ID] = card
		}
		card.show(mark, mark.ID == p.m.at)
		rows = append(rows, card.box)
	}
	return rows
}

func heading(text string) fyne.CanvasObject {
	label := widget.NewLabel(text)
	label.TextStyle.Bold = true
	return label
}

func hint(text string) fyne.CanvasObject {
	label := mutedLabel(text)
	label.Wrapping = fyne.TextWrapWord
	return label
}

// write gives the field of the current highlight the focus, or that of the
// clip.
func (p *notesPanel) write() {
	field := p.note
	if p.m.at != "" {
		card := p.cards[p.m.at]
		if card == nil { // on its way
			p.writing = true
			return
		}
		field = card.note
	}
	p.writing = false
	p.m.w.window.Canvas().Focus(field)
}

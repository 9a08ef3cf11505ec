package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/reader"
	"newsclip/clip"
)

// noteCard is one highlight in the panel: its quote and note; for the one that
// the person is at, also the field of the note and what can be done.
type noteCard struct {
	m        *marking
	mark     app.Mark
	text     *barText
	note     *noteField
	tools    *fyne.Container
	inks     []*inkDot
	place    *widget.Button
	controls *fyne.Container
	box      *fyne.Container
}

func newNoteCard(m *marking, f *form, mark app.Mark) *noteCard {
	c := &noteCard{m: m, mark: mark}
	id := mark.ID
	c.text = newBarText(func() { m.reveal(id) })
	c.note = f.noteField(m.w, "Note on this highlight", func(ctx context.Context, text string) error {
		return m.w.app.EditHighlight(ctx, id, app.HighlightEdit{Note: &text})
	})
	c.tools = container.NewHBox()
	for _, ink := range clip.Colours() {
		dot := newInkDot(ink, func() { m.inked(id, ink) })
		c.inks = append(c.inks, dot)
		c.tools.Add(dot)
	}
	c.place = lowButton("Place on selection", theme.MailForwardIcon(), func() { m.place(id) })
	remove := lowButton("Remove", theme.DeleteIcon(), func() { m.remove(id) })
	c.controls = container.NewVBox(c.note, container.NewBorder(nil, nil, c.tools, remove), c.place)
	c.box = container.NewVBox(c.text, c.controls)
	return c
}

// show shows the highlight as it is now.
func (c *noteCard) show(mark app.Mark, current bool) {
	c.mark = mark
	c.note.show(mark.Note)
	for _, dot := range c.inks {
		dot.ring(dot.ink == mark.Colour)
	}
	c.place.Hidden = !mark.Orphaned
	c.controls.Hidden = !current
	shown := barShown{text: oneLine(mark.Quote), below: mark.Note, style: reader.StyleOf(mark.Colour), current: current, muted: mark.Orphaned}
	if current {
		shown.below = "" // it stands in the field
	}
	c.text.show(shown)
	c.box.Refresh()
}

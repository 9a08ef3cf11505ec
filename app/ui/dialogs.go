package ui

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/clip"
	"newsclip/clip/intake"
)

// ask asks for one line of text that is not empty.
func (w *Window) ask(title, label, value string, answer func(string)) {
	w.askLine(title, label, value, func(text string) bool {
		if strings.TrimSpace(text) == "" {
			return false
		}
		answer(text)
		return true
	})
}

// askLine asks for one line of text until answer takes it.
func (w *Window) askLine(title, label, value string, answer func(string) bool) {
	s := w.newSheet(title)
	field := s.field(value)
	s.cancelButton("Cancel")
	s.acceptButton("OK", func() {
		if answer(field.Text) {
			s.close()
		}
	})
	s.show(widget.NewForm(widget.NewFormItem(label, field)), fyne.NewSize(460, 160), field)
	selectAll(field)
}

// selectAll selects the whole text of a field: what is typed replaces it.
func selectAll(field *formField) { field.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// askAdd asks for addresses, HTML or text.
func (w *Window) askAdd() {
	s := w.newSheet("Add")
	text := s.lines("")
	text.SetPlaceHolder("One or many addresses, the HTML of a page, or its text")
	text.SetMinRowsVisible(5)
	address := s.field("")
	address.SetPlaceHolder("https://… (if you know where HTML or text came from)")
	s.cancelButton("Cancel")
	s.acceptButton("Clip", func() {
		inputs, err := intake.Recognise("", []byte(text.Text))
		if len(inputs) == 0 {
			w.failed(err)
			return
		}
		for i := range inputs {
			if inputs[i].Kind != intake.KindURL && strings.TrimSpace(address.Text) != "" {
				inputs[i].URL = strings.TrimSpace(address.Text)
			}
		}
		s.close()
		w.addBeside(inputs, err)
	})
	s.show(container.NewBorder(nil, address, nil, nil, text), fyne.NewSize(700, 460), text)
}

// editFields is the height of all that the edit dialog has but the text, in
// units.
const editFields = 330

// askEdit edits the open clip.
func (w *Window) askEdit() { w.reading.onceShown(w.editOpen) }

func (w *Window) editOpen() {
	c := w.reading.clip
	v := &c.Version
	s := w.newSheet("Edit clip")
	title, authors, outlet, date, address := s.field(v.Title), s.field(v.Byline()), s.field(v.Outlet), s.field(v.Published.String()), s.field(v.URL)
	authors.SetPlaceHolder("Names, parted by commas")
	date.SetPlaceHolder("2026-03-01")
	date.Validator = func(text string) error {
		if _, err := app.ReadDate(text); err != nil {
			return errors.New(app.Sentence(err))
		}
		return nil
	}
	size := w.within(820, 620)
	body := s.lines(v.Body.Plain())
	body.SetMinRowsVisible(max(4, int((size.Height-editFields)/(1.45*theme.TextSize()))))
	form := widget.NewForm(widget.NewFormItem("Title", title), widget.NewFormItem("Authors", authors), widget.NewFormItem("Outlet", outlet),
		widget.NewFormItem("Date", date), widget.NewFormItem("Address", address), widget.NewFormItem("Text", body))
	s.cancelButton("Cancel")
	s.acceptButton("Save", func() {
		published, err := app.ReadDate(date.Text)
		if err != nil {
			w.window.Canvas().Unfocus() // a field says what is wrong when it is left
			w.window.Canvas().Focus(date)
			return
		}
		s.close()
		names, text := splitNames(authors.Text), app.EditText(v.Body, body.Text)
		w.saveEdit(c.ID, app.Edit{Title: &title.Text, Authors: &names, Outlet: &outlet.Text, Published: &published, URL: &address.Text, Body: &text})
	})
	s.show(form, size, title)
}

func (w *Window) saveEdit(id clip.ID, edit app.Edit) {
	w.do(func(ctx context.Context) error { _, err := w.app.Edit(ctx, id, edit); return err }, func() {
		w.notice.say("Saved as a new version.", "Undo", w.undo)
		w.reading.reopen()
	})
}

func splitNames(text string) []string {
	names := []string{}
	for name := range strings.SplitSeq(text, ",") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// help shows the keyboard and the words that a search understands.
func (w *Window) help() {
	s := w.newSheet("Newsclip " + app.Version)
	s.cancelButton("Close")
	s.show(container.NewVScroll(container.NewVBox(table("Keyboard", keyboard), table("Search", searchWords))), fyne.NewSize(640, 560), nil)
}

// table lays lines of two columns out, the first as wide as it needs.
func table(title string, lines [][2]string) fyne.CanvasObject {
	grid := container.New(layout.NewFormLayout())
	for _, line := range lines {
		grid.Add(widget.NewLabel(line[0]))
		text := widget.NewLabel(line[1])
		text.Wrapping = fyne.TextWrapWord
		grid.Add(text)
	}
	return container.NewVBox(widget.NewLabelWithStyle(title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true}), grid)
}

package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// A sheet is a dialog that the keyboard can use: in all of it Esc is its
// cancel, and Return its accept where Return has no other meaning. The
// toolkit's own dialogs know neither while a field has the focus.
type sheet struct {
	w       *Window
	dialog  *dialog.CustomDialog
	title   string
	buttons []fyne.CanvasObject
	accept  func() // nil: Return does nothing
	cancel  func()
	overlay fyne.CanvasObject
}

// newSheet returns a sheet that show shows. Unless it gets another, its cancel
// closes it.
func (w *Window) newSheet(title string) *sheet {
	s := &sheet{w: w, title: title}
	s.cancel = s.close
	return s
}

// button adds a button; buttons stand in the order in which they are added.
func (s *sheet) button(text string, do func()) *sheetButton {
	b := s.inner(text, do)
	s.buttons = append(s.buttons, b)
	return b
}

// inner returns a button that stands somewhere in the sheet's content.
func (s *sheet) inner(text string, do func()) *sheetButton {
	b := &sheetButton{sheet: s}
	b.Text, b.OnTapped = text, do
	b.ExtendBaseWidget(b)
	return b
}

// cancelButton adds the button that does what Esc does.
func (s *sheet) cancelButton(text string) { s.button(text, func() { s.cancel() }) }

// acceptButton adds the button that does what Return does.
func (s *sheet) acceptButton(text string, do func()) *sheetButton {
	s.accept = do
	b := s.button(text, do)
	b.Importance = widget.HighImportance
	return b
}

// show shows the sheet, at least as large as it needs; first gets the focus,
// nil for none.
func (s *sheet) show(content fyne.CanvasObject, size fyne.Size, first fyne.Focusable) {
	s.dialog = dialog.NewCustomWithoutButtons(s.title, content, s.w.window)
	s.dialog.SetButtons(s.buttons)
	if !size.IsZero() {
		s.dialog.Resize(s.w.within(size.Width, size.Height))
	}
	s.dialog.Show()
	s.overlay = s.w.window.Canvas().Overlays().Top()
	s.w.sheets = append(s.w.sheets, s)
	if first != nil {
		s.w.window.Canvas().Focus(first)
	}
}

// close takes the sheet away.
func (s *sheet) close() {
	s.dialog.Hide()
	for i, open := range s.w.sheets {
		if open == s {
			s.w.sheets = append(s.w.sheets[:i], s.w.sheets[i+1:]...)
			return
		}
	}
}

// key does what Esc and Return do, and reports whether it was one of them.
func (s *sheet) key(name fyne.KeyName) bool {
	switch {
	case name == fyne.KeyEscape:
		s.cancel()
	case (name == fyne.KeyReturn || name == fyne.KeyEnter) && s.accept != nil:
		s.accept()
	default:
		return false
	}
	return true
}

// sheetKey gives the key to the sheet on top, if what is on top is a sheet.
func (w *Window) sheetKey(top fyne.CanvasObject, name fyne.KeyName) bool {
	if n := len(w.sheets); n > 0 && w.sheets[n-1].overlay == top {
		w.sheets[n-1].key(name)
		return true
	}
	return false
}

// within returns a size for a dialog that leaves a rim of the window in view.
func (w *Window) within(width, height float32) fyne.Size {
	room := w.window.Canvas().Size().SubtractWidthHeight(40, 40)
	return fyne.NewSize(min(width, max(room.Width, 200)), min(height, max(room.Height, 150)))
}

// sheetButton is a button that Return presses.
type sheetButton struct {
	widget.Button
	sheet *sheet
}

// TypedKey is part of fyne.Focusable.
func (b *sheetButton) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	case fyne.KeyEscape:
		b.sheet.cancel()
	default:
		b.Button.TypedKey(key)
	}
}

// sheetField is a text field of a sheet; in one of several lines Return
// begins a line, and Ctrl+Return accepts.
type sheetField struct {
	widget.Entry
	sheet *sheet
	arrow func(by int) // nil: Up and Down are the field's
}

func (s *sheet) field(text string) *sheetField {
	f := &sheetField{sheet: s}
	f.ExtendBaseWidget(f)
	f.SetText(text)
	return f
}

func (s *sheet) lines(text string) *sheetField {
	f := &sheetField{sheet: s}
	f.MultiLine, f.Wrapping = true, fyne.TextWrapWord
	f.ExtendBaseWidget(f)
	f.SetText(text)
	return f
}

// TypedKey is part of fyne.Focusable.
func (f *sheetField) TypedKey(key *fyne.KeyEvent) {
	switch {
	case f.arrow != nil && key.Name == fyne.KeyDown:
		f.arrow(1)
	case f.arrow != nil && key.Name == fyne.KeyUp:
		f.arrow(-1)
	case f.MultiLine && key.Name != fyne.KeyEscape, !f.sheet.key(key.Name):
		f.Entry.TypedKey(key)
	}
}

// sheetCheck is a check box of a sheet.
type sheetCheck struct {
	widget.Check
	sheet *sheet
}

func (s *sheet) check(text string, changed func(bool)) *sheetCheck {
	c := &sheetCheck{sheet: s}
	c.Text, c.OnChanged = text, changed
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey is part of fyne.Focusable.
func (c *sheetCheck) TypedKey(key *fyne.KeyEvent) { c.sheet.key(key.Name) }

// sheetSelect is a choice of one in a sheet: Left and Right change it.
type sheetSelect struct {
	widget.Select
	sheet *sheet
}

func (s *sheet) selection(options []string) *sheetSelect {
	e := &sheetSelect{sheet: s}
	e.Options = options
	e.ExtendBaseWidget(e)
	e.SetSelectedIndex(0)
	return e
}

// TypedKey is part of fyne.Focusable.
func (e *sheetSelect) TypedKey(key *fyne.KeyEvent) {
	if !e.sheet.key(key.Name) {
		e.Select.TypedKey(key)
	}
}

// confirm asks whether to do something.
func (w *Window) confirm(title, text, yes string, do func()) {
	s := w.newSheet(title)
	s.cancelButton("Cancel")
	s.acceptButton(yes, func() { s.close(); do() })
	s.show(paragraph(text), fyne.Size{}, nil)
}

// paragraph is a text for a dialog, broken into lines.
func paragraph(text string) fyne.CanvasObject {
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	label.Resize(fyne.NewSize(paragraphWidth, 0))
	width := canvas.NewRectangle(color.Transparent)
	width.SetMinSize(fyne.NewSize(paragraphWidth, 0))
	return container.NewStack(width, label)
}

// paragraphWidth is a width at which a question reads well, in units.
const paragraphWidth = 460

package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// A sheet is a dialog that is a form.
type sheet struct {
	form
	w       *Window
	dialog  *dialog.CustomDialog
	title   string
	buttons []fyne.CanvasObject
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
func (s *sheet) button(text string, do func()) *formButton {
	b := s.inner(text, do)
	s.buttons = append(s.buttons, b)
	return b
}

// cancelButton adds the button that does what Esc does.
func (s *sheet) cancelButton(text string) { s.button(text, func() { s.cancel() }) }

// acceptButton adds the button that does what Return does.
func (s *sheet) acceptButton(text string, do func()) *formButton {
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

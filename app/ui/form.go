package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A form is a group of widgets that the keyboard can use: in all of them Esc is
// the form's cancel, and Return its accept where Return has no other meaning.
// The toolkit's own dialogs know neither while a field has the focus.
type form struct {
	accept func() // nil: Return does nothing
	cancel func()
	// shortcut gets the shortcuts that a field has no use for, and reports
	// whether it had one; nil in dialogs, which the window's do not reach.
	shortcut func(*desktop.CustomShortcut) bool
	// focused is told what gets the focus, to bring it into view; may be nil.
	focused func(fyne.CanvasObject)
}

func (f *form) tell(o fyne.CanvasObject) {
	if f.focused != nil {
		f.focused(o)
	}
}

// key does what Esc and Return do, and reports whether it was one of them.
func (f *form) key(name fyne.KeyName) bool {
	switch {
	case name == fyne.KeyEscape:
		f.cancel()
	case (name == fyne.KeyReturn || name == fyne.KeyEnter) && f.accept != nil:
		f.accept()
	default:
		return false
	}
	return true
}

// formButton is a button that Return presses.
type formButton struct {
	widget.Button
	form *form
}

// inner returns a button that stands somewhere in the form's content.
func (f *form) inner(text string, do func()) *formButton {
	b := &formButton{form: f}
	b.Text, b.OnTapped = text, do
	b.ExtendBaseWidget(b)
	return b
}

// FocusGained is part of fyne.Focusable.
func (b *formButton) FocusGained() {
	b.Button.FocusGained()
	b.form.tell(b)
}

// TypedKey is part of fyne.Focusable.
func (b *formButton) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	case fyne.KeyEscape:
		b.form.cancel()
	default:
		b.Button.TypedKey(key)
	}
}

// formField is a text field; in one of several lines Return begins a line, and
// Ctrl+Return accepts.
type formField struct {
	widget.Entry
	form  *form
	arrow func(by int) // nil: Up and Down are the field's
}

func (f *form) field(text string) *formField {
	e := &formField{form: f}
	e.ExtendBaseWidget(e)
	e.SetText(text)
	return e
}

func (f *form) lines(text string) *formField {
	e := &formField{form: f}
	e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	e.SetText(text)
	return e
}

// FocusGained is part of fyne.Focusable.
func (e *formField) FocusGained() {
	e.Entry.FocusGained()
	e.form.tell(e)
}

// TypedKey is part of fyne.Focusable.
func (e *formField) TypedKey(key *fyne.KeyEvent) {
	switch {
	case e.arrow != nil && key.Name == fyne.KeyDown:
		e.arrow(1)
	case e.arrow != nil && key.Name == fyne.KeyUp:
		e.arrow(-1)
	case e.MultiLine && key.Name != fyne.KeyEscape, !e.form.key(key.Name):
		e.Entry.TypedKey(key)
	}
}

// TypedShortcut is part of fyne.Shortcutable.
func (e *formField) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok && e.form.shortcut != nil && e.form.shortcut(custom) {
		return
	}
	e.Entry.TypedShortcut(s)
}

// formCheck is a check box.
type formCheck struct {
	widget.Check
	form *form
}

func (f *form) check(text string, changed func(bool)) *formCheck {
	c := &formCheck{form: f}
	c.Text, c.OnChanged = text, changed
	c.ExtendBaseWidget(c)
	return c
}

// FocusGained is part of fyne.Focusable.
func (c *formCheck) FocusGained() {
	c.Check.FocusGained()
	c.form.tell(c)
}

// TypedKey is part of fyne.Focusable.
func (c *formCheck) TypedKey(key *fyne.KeyEvent) { c.form.key(key.Name) }

// formSelect is a choice of one: Left and Right change it.
type formSelect struct {
	widget.Select
	form *form
}

func (f *form) selection(options []string) *formSelect {
	e := &formSelect{form: f}
	e.Options = options
	e.ExtendBaseWidget(e)
	e.SetSelectedIndex(0)
	return e
}

// FocusGained is part of fyne.Focusable.
func (e *formSelect) FocusGained() {
	e.Select.FocusGained()
	e.form.tell(e)
}

// TypedKey is part of fyne.Focusable.
func (e *formSelect) TypedKey(key *fyne.KeyEvent) {
	if !e.form.key(key.Name) {
		e.Select.TypedKey(key)
	}
}

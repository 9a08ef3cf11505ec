package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"newsclip/app/ui/reader"
)

// noteField is a text field that saves by itself: after a pause in typing, when
// it loses the focus, and when it is told to. What was typed is never lost to a
// click elsewhere.
type noteField struct {
	formField
	w     *Window
	saved string // what the library has
	save  func(ctx context.Context, text string) error
	typed int // counts the keys: a pause ends when none came
	rows  int // that it shows
}

// savePause is how long a person stops typing before a note is saved: a save
// at every key would be a step for Undo at every key.
const savePause = 1200 * time.Millisecond

func (f *form) noteField(w *Window, placeholder string, save func(ctx context.Context, text string) error) *noteField {
	n := &noteField{w: w, save: save}
	n.form = f
	n.MultiLine, n.Wrapping = true, fyne.TextWrapWord
	n.ExtendBaseWidget(n)
	n.SetPlaceHolder(placeholder)
	n.OnChanged = func(string) { n.grow(); n.wait() }
	n.grow()
	return n
}

// The rows of a field: it grows with its text.
const (
	leastRows = 2
	mostRows  = 14
)

// grow gives the field the rows that its text takes.
func (n *noteField) grow() {
	width := n.Size().Width - 4*theme.InnerPadding()
	rows := leastRows
	if width > 0 {
		rows = min(max(reader.Lines(n.Text, theme.TextSize(), width), leastRows), mostRows)
	}
	if rows != n.rows {
		n.rows = rows
		n.SetMinRowsVisible(rows)
	}
}

// Resize is part of fyne.CanvasObject.
func (n *noteField) Resize(size fyne.Size) {
	n.formField.Resize(size)
	n.grow()
}

func (n *noteField) wait() {
	n.typed++
	typed := n.typed
	n.w.worker.later(savePause, func() {
		if typed == n.typed {
			n.flush()
		}
	})
}

// flush saves what is not saved yet.
func (n *noteField) flush() {
	if text, save := n.Text, n.save; text != n.saved {
		n.saved = text
		n.w.quietly(func(ctx context.Context) error { return save(ctx, text) }, n.w.reading.reopen)
	}
}

// flushNow is flush for a window that closes: it returns when the note is
// saved.
func (n *noteField) flushNow() {
	if n.Text == n.saved {
		return
	}
	n.saved = n.Text
	if err := n.save(context.Background(), n.Text); err != nil {
		n.w.failed(err)
	}
}

// show shows what the library has, unless the person is ahead of it.
func (n *noteField) show(text string) {
	if n.Text != n.saved {
		return
	}
	n.saved = text
	if n.Text != text {
		n.SetText(text)
	}
}

// FocusLost is part of fyne.Focusable.
func (n *noteField) FocusLost() {
	n.formField.FocusLost()
	n.flush()
}

// TypedKey is part of fyne.Focusable: Esc leaves the field.
func (n *noteField) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyEscape {
		n.w.window.Canvas().Unfocus()
		return
	}
	n.formField.TypedKey(key)
}

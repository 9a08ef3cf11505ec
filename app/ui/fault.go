package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// fault is what a dialog says of a field, below it: what is wrong, or what will
// happen. It takes no room while there is nothing to say.
type fault struct {
	label *widget.Label
	width float32
}

// newFault returns one that breaks its lines at a width, in units.
func newFault(width float32) *fault {
	f := &fault{label: widget.NewLabel(""), width: width}
	f.label.Wrapping = fyne.TextWrapWord
	f.label.Hide()
	return f
}

// say says what is wrong; nothing with "".
func (f *fault) say(sentence string) { f.show(sentence, widget.DangerImportance) }

// hint says what will happen.
func (f *fault) hint(sentence string) { f.show(sentence, widget.LowImportance) }

func (f *fault) show(sentence string, importance widget.Importance) {
	f.label.Importance = importance
	f.label.Resize(fyne.NewSize(f.width, f.label.Size().Height)) // a label breaks lines at the width that it has
	f.label.SetText(sentence)
	if sentence == "" {
		f.label.Hide()
	} else {
		f.label.Show()
	}
}

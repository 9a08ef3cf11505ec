package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// toolbar is the row of what people do most.
func (w *Window) toolbar() fyne.CanvasObject {
	paste := widget.NewButtonWithIcon("Paste", theme.ContentPasteIcon(), w.paste)
	paste.Importance = widget.HighImportance
	library := lowButton("Library", theme.StorageIcon(), nil)
	library.OnTapped = func() { w.libraryMenu(library) }
	row := container.New(&toolRow{}, paste,
		lowButton("Add…", theme.ContentAddIcon(), w.askAdd),
		lowButton("Import…", theme.FolderOpenIcon(), w.askImport),
		lowButton("Export…", theme.DocumentSaveIcon(), w.askExport),
		lowButton("Undo", theme.ContentUndoIcon(), w.undo),
		lowButton("Redo", theme.ContentRedoIcon(), w.redo),
		library,
		lowButton("Help", theme.HelpIcon(), w.help))
	return container.NewVBox(container.NewPadded(row), widget.NewSeparator())
}

func lowButton(text string, icon fyne.Resource, do func()) *widget.Button {
	b := widget.NewButtonWithIcon(text, icon, do)
	b.Importance = widget.LowImportance
	return b
}

// toolRow lays buttons out in a row; where their texts do not fit, the last
// ones keep their icon alone.
type toolRow struct {
	texts map[*widget.Button]string
}

// MinSize is that of the icons.
func (r *toolRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		height := o.MinSize().Height
		size.Width += height + theme.Padding()
		size.Height = max(size.Height, height)
	}
	return size
}

// Layout is part of fyne.Layout.
func (r *toolRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if r.texts == nil {
		r.texts = map[*widget.Button]string{}
	}
	wide := float32(0)
	for _, o := range objects {
		if b, ok := o.(*widget.Button); ok {
			r.show(b, true)
		}
		wide += o.MinSize().Width + theme.Padding()
	}
	for i := len(objects) - 1; i >= 0 && wide > size.Width; i-- {
		if b, ok := objects[i].(*widget.Button); ok {
			wide -= b.MinSize().Width
			r.show(b, false)
			wide += b.MinSize().Width
		}
	}
	x := float32(0)
	for _, o := range objects {
		least := o.MinSize()
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(least.Width, size.Height))
		x += least.Width + theme.Padding()
	}
}

// show gives a button its text or takes it away; one without an icon keeps it.
func (r *toolRow) show(b *widget.Button, text bool) {
	if _, known := r.texts[b]; !known {
		r.texts[b] = b.Text
	}
	want := r.texts[b]
	if !text && b.Icon != nil {
		want = ""
	}
	if b.Text != want {
		b.Text = want
		b.Refresh()
	}
}

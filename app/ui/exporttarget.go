package ui

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"newsclip/clip/export"
)

// browse lets the person choose the folder that target lies in.
func (w *Window) browse(target *widget.Entry) {
	picker := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err != nil {
			w.failed(err)
			return
		}
		if folder != nil {
			target.SetText(filepath.Join(folder.Path(), filepath.Base(target.Text)))
		}
	}, w.window)
	if at, err := storage.ListerForURI(storage.NewFileURI(filepath.Dir(target.Text))); err == nil {
		picker.SetLocation(at)
	}
	picker.Show()
	picker.Resize(w.within(800, 560)) // before Show it has no window to size
}

// targetFor gives a target the ending of another format.
func targetFor(target string, f export.Format) string {
	for _, other := range export.Formats() {
		if stem, ok := strings.CutSuffix(target, other.Extension); ok && other.Extension != "" {
			return stem + f.Extension
		}
	}
	return target + f.Extension
}

// defaultTarget is where an export goes unless the person says otherwise.
func defaultTarget(title string, f export.Format) string {
	home, err := os.UserHomeDir()
	if err != nil {
		home = "."
	}
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|{}`, r) || r < ' ' {
			return '-'
		}
		return r
	}, shorten(title, 80))
	return filepath.Join(home, time.Now().Format(time.DateOnly)+" "+name+f.Extension)
}

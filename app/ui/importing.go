package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/clip"
)

// askImport asks for files: pages and texts become clips, records too, and a
// backup is restored.
func (w *Window) askImport() {
	s := w.newSheet("Import files")
	names := s.lines("")
	names.SetPlaceHolder("Pages, mails, texts, lists of addresses, records (.jsonl), or a backup (.zip): a file a line. Files can be dropped on the window too.")
	names.SetMinRowsVisible(6)
	s.button("Browse…", func() { w.pickFile(func(name string) { names.SetText(strings.TrimLeft(names.Text+"\n"+name, "\n")) }) })
	s.cancelButton("Cancel")
	s.acceptButton("Import", func() {
		var files []string
		for line := range strings.Lines(names.Text) {
			if line = strings.TrimSpace(line); line != "" {
				files = append(files, line)
			}
		}
		if len(files) == 0 {
			w.window.Canvas().Focus(names)
			return
		}
		s.close()
		w.takeFiles(files)
	})
	s.show(names, fyne.NewSize(640, 260), names)
}

// pickFile has the person choose a file.
func (w *Window) pickFile(chosen func(name string)) {
	picker := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil {
			w.failed(err)
			return
		}
		if file != nil {
			file.Close()
			chosen(file.URI().Path())
		}
	}, w.window)
	picker.Show()
	picker.Resize(w.within(800, 560)) // before Show it has no window to size
}

// takeFiles takes each file for what it is by its name.
func (w *Window) takeFiles(names []string) {
	var pages, records []string
	for _, name := range names {
		switch strings.ToLower(filepath.Ext(name)) {
		case ".jsonl", ".ndjson":
			records = append(records, name)
		case ".zip":
			w.restoreFrom(name)
		default:
			pages = append(pages, name)
		}
	}
	if len(pages) > 0 {
		w.addFiles(pages)
	}
	if len(records) > 0 {
		w.importRecords(records)
	}
}

// importedFiles is what became of the records of some files.
type importedFiles struct {
	count app.Imported
	lines []string // what failed and what was left out
	more  int      // lines beyond those
}

// maxImportLines is how many lines the window shows of what failed: the first
// show what is wrong.
const maxImportLines = 200

func (r *importedFiles) tell(added app.Added) {
	for _, warning := range added.Warnings {
		r.line("! " + warning)
	}
	switch {
	case added.Err != nil:
		r.line("✗ " + shorten(added.Input, 80) + "\n" + app.Sentence(added.Err))
	case added.Pending != nil:
		r.line("– " + shorten(added.Input, 80) + "\n" + added.Pending.Why())
	}
}

func (r *importedFiles) line(text string) {
	if len(r.lines) == maxImportLines {
		r.more++
		return
	}
	r.lines = append(r.lines, strings.TrimPrefix(text, "✗ \n"))
}

// importRecords imports files of records one after the other, as one step for
// Undo, into the folder that is open.
func (w *Window) importRecords(names []string) {
	job, end := w.notice.begin(w.worker.ctx, "Importing "+shorten(filepath.Base(names[0]), 40))
	o := app.ImportOptions{}
	if folder := w.sidebar.current().Folder; folder != "" {
		o.Folders = []clip.ID{folder}
	}
	w.worker.work(func() {
		ctx := app.OneStep(job.ctx, "Import records")
		var all importedFiles
		var err error
		for _, name := range names {
			if err = w.importFile(ctx, job, name, o, &all); err != nil {
				break
			}
		}
		w.worker.post(func() {
			end()
			w.toldImport(&all, err)
		})
	})
}

// toldEvery is after how many records the window is told how far it is.
const toldEvery = 100

func (w *Window) importFile(ctx context.Context, job *job, name string, o app.ImportOptions, all *importedFiles) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	o.Each = func(done, _ int, added app.Added) {
		all.tell(added)
		if done%toldEvery == 0 {
			w.worker.post(func() { job.label.SetText(fmt.Sprintf("Importing %s: %d", shorten(filepath.Base(name), 40), done)) })
		}
	}
	count, err := w.app.Import(ctx, file, o)
	all.count.Kept += count.Kept
	all.count.Skipped += count.Skipped
	all.count.Failed += count.Failed
	return err
}

// toldImport says what became of records, and gives the way back.
func (w *Window) toldImport(r *importedFiles, err error) {
	text := fmt.Sprintf("%s imported, %d there already, %d failed.", clips(r.count.Kept), r.count.Skipped, r.count.Failed)
	switch {
	case errors.Is(err, context.Canceled):
		text = "Cancelled. " + text + " Import the file again to go on: what was kept is skipped."
	case err != nil:
		text = app.Sentence(err) + " " + text
	}
	switch {
	case len(r.lines) > 0:
		w.notice.warn(text, "Details", func() { w.showLines("What became of the records", r) })
	case err != nil:
		w.notice.warn(text, "", nil)
	case r.count.Kept > 0:
		w.notice.say(text, "Undo", w.undo)
	default:
		w.notice.say(text, "", nil)
	}
}

func (w *Window) showLines(title string, r *importedFiles) {
	box := container.NewVBox()
	lines := r.lines
	if r.more > 0 {
		lines = append(lines[:len(lines):len(lines)], fmt.Sprintf("and %d more like these.", r.more))
	}
	for _, line := range lines {
		label := widget.NewLabel(line)
		label.Wrapping = fyne.TextWrapWord
		box.Add(label)
	}
	s := w.newSheet(title)
	if r.count.Kept > 0 {
		s.button("Undo the import", func() { s.close(); w.undo() })
	}
	s.cancelButton("Close")
	s.show(container.NewVScroll(box), fyne.NewSize(680, 460), nil)
}

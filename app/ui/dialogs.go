package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/view"
	"newsclip/clip"
	"newsclip/clip/export"
	"newsclip/clip/export/review"
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
		if err != nil {
			w.failed(err)
			return
		}
		for i := range inputs {
			if inputs[i].Kind != intake.KindURL && strings.TrimSpace(address.Text) != "" {
				inputs[i].URL = strings.TrimSpace(address.Text)
			}
		}
		s.close()
		w.add(inputs)
	})
	s.show(container.NewBorder(nil, address, nil, nil, text), fyne.NewSize(700, 460), text)
}

// editFields is the height of all that the edit dialog has but the text, in
// units.
const editFields = 330

// askEdit edits the open clip.
func (w *Window) askEdit() {
	c := w.reading.clip
	if c.ID == "" {
		return
	}
	v := &c.Version
	s := w.newSheet("Edit clip")
	title, authors, outlet, date, address := s.field(v.Title), s.field(v.Byline()), s.field(v.Outlet), s.field(v.Published.String()), s.field(v.URL)
	authors.SetPlaceHolder("Names, parted by commas")
	date.SetPlaceHolder("2026-03-01")
	date.Validator = func(text string) error { _, err := clip.ParseDate(strings.TrimSpace(text)); return err }
	size := w.within(820, 620)
	body := s.lines(v.Body.Plain())
	body.SetMinRowsVisible(max(4, int((size.Height-editFields)/(1.45*theme.TextSize()))))
	form := widget.NewForm(widget.NewFormItem("Title", title), widget.NewFormItem("Authors", authors), widget.NewFormItem("Outlet", outlet),
		widget.NewFormItem("Date", date), widget.NewFormItem("Address", address), widget.NewFormItem("Text", body))
	s.cancelButton("Cancel")
	s.acceptButton("Save", func() {
		published, err := clip.ParseDate(strings.TrimSpace(date.Text))
		if err != nil {
			w.window.Canvas().Focus(date) // which marks what is wrong
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

// askExport exports the selection, else the folder or story that is open, else
// what the list shows.
func (w *Window) askExport() {
	request, what := w.exportRequest()
	w.askExportOf(request, what)
}

// exportNode exports a folder, story or saved search of the left pane.
func (w *Window) exportNode(node view.Node) {
	w.askExportOf(app.ExportRequest{Folder: node.Folder, Story: node.Story, Query: node.Query}, node.Name)
}

func (w *Window) askExportOf(request app.ExportRequest, what string) {
	var names []string
	for _, f := range export.Formats() {
		names = append(names, f.Title)
	}
	s := w.newSheet("Export")
	format, title, target := s.selection(names), s.field(what), s.field(defaultTarget(what, export.Formats()[0]))
	combined, notes := s.check("One file instead of one per clip", nil), s.check("With highlights and notes", nil)
	combined.Hide()
	format.OnChanged = func(string) {
		chosen := export.Formats()[format.SelectedIndex()]
		target.SetText(targetFor(target.Text, chosen))
		if chosen.Folder != nil {
			combined.Show()
		} else {
			combined.Hide()
		}
	}
	browse := s.inner("Browse…", func() { w.browse(&target.Entry) })
	form := widget.NewForm(widget.NewFormItem("Format", format), widget.NewFormItem("Title", title),
		widget.NewFormItem("Save as", container.NewBorder(nil, nil, nil, browse, target)), widget.NewFormItem("", notes), widget.NewFormItem("", combined))
	s.cancelButton("Cancel")
	s.acceptButton("Export", func() {
		if strings.TrimSpace(target.Text) == "" {
			w.window.Canvas().Focus(target)
			return
		}
		s.close()
		request.Format = export.Formats()[format.SelectedIndex()].Name
		request.Name, request.Target, request.Markdown.Combined = title.Text, target.Text, combined.Checked
		request.Set(review.Highlights, notes.Checked)
		request.Set(review.Notes, notes.Checked)
		w.export(request)
	})
	s.show(form, fyne.NewSize(640, 320), format)
}

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

func (w *Window) exportRequest() (app.ExportRequest, string) {
	ids, node := w.list.chosen(), w.sidebar.current()
	switch {
	case len(ids) > 1 || len(ids) == 1 && node.Folder == "" && node.Story == "":
		return app.ExportRequest{Clips: ids}, "Press review"
	case node.Folder != "":
		return app.ExportRequest{Folder: node.Folder}, node.Name
	case node.Story != "":
		return app.ExportRequest{Story: node.Story}, node.Name
	}
	return app.ExportRequest{Clips: w.list.model.IDs()}, "Press review"
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

func (w *Window) export(request app.ExportRequest) {
	job, end := w.notice.begin(w.worker.ctx, "Exporting "+filepath.Base(request.Target))
	request.Progress = func(p review.Progress) { w.worker.post(func() { job.progress(p.Done, p.Clips) }) }
	w.worker.work(func() {
		written, err := w.app.Export(job.ctx, request)
		w.worker.post(func() {
			end()
			w.exported(request, written, err)
		})
	})
}

func (w *Window) exported(request app.ExportRequest, written review.Report, err error) {
	switch {
	case clip.KindOf(err) == clip.ErrExists:
		w.confirm("Replace?", request.Target+" exists already. Replace it?", "Replace", func() {
			request.Existing = export.Replace
			w.export(request)
		})
	case err != nil:
		w.failed(err)
	case len(written.Warnings) > 0:
		w.notice.say("Exported to "+written.Target+". "+strings.Join(written.Warnings, " "), "", nil)
	default:
		w.notice.say("Exported to "+written.Target+".", "Open folder", func() { w.openPath(filepath.Dir(written.Target)) })
	}
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

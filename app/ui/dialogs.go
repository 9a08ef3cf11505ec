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

// ask asks for one line of text.
func (w *Window) ask(title, label, value string, answer func(string)) {
	entry := widget.NewEntry()
	entry.SetText(value)
	d := dialog.NewForm(title, "OK", "Cancel", []*widget.FormItem{widget.NewFormItem(label, entry)}, func(ok bool) {
		if ok && strings.TrimSpace(entry.Text) != "" {
			answer(entry.Text)
		}
	}, w.window)
	d.Resize(w.within(460, 160))
	d.Show()
	w.window.Canvas().Focus(entry)
}

// within returns a size for a dialog that leaves a rim of the window in view.
func (w *Window) within(width, height float32) fyne.Size {
	room := w.window.Canvas().Size().SubtractWidthHeight(40, 40)
	return fyne.NewSize(min(width, max(room.Width, 200)), min(height, max(room.Height, 150)))
}

// askAdd asks for addresses, HTML or text.
func (w *Window) askAdd() {
	text := widget.NewMultiLineEntry()
	text.SetPlaceHolder("One or many addresses, the HTML of a page, or its text")
	text.Wrapping = fyne.TextWrapWord
	text.SetMinRowsVisible(5)
	address := widget.NewEntry()
	address.SetPlaceHolder("https://… (if you know where HTML or text came from)")
	d := dialog.NewCustomConfirm("Add", "Clip", "Cancel", container.NewBorder(nil, address, nil, nil, text), func(ok bool) {
		if !ok {
			return
		}
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
		w.add(inputs)
	}, w.window)
	d.Resize(w.within(700, 460))
	d.Show()
	w.window.Canvas().Focus(text)
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
	entry := func(text string) *widget.Entry { e := widget.NewEntry(); e.SetText(text); return e }
	title, authors, outlet, date, address := entry(v.Title), entry(v.Byline()), entry(v.Outlet), entry(v.Published.String()), entry(v.URL)
	authors.SetPlaceHolder("Names, parted by commas")
	date.SetPlaceHolder("2026-03-01")
	date.Validator = func(text string) error { _, err := clip.ParseDate(strings.TrimSpace(text)); return err }
	body := widget.NewMultiLineEntry()
	body.Wrapping = fyne.TextWrapWord
	size := w.within(820, 620)
	body.SetMinRowsVisible(max(4, int((size.Height-editFields)/(1.45*theme.TextSize()))))
	body.SetText(v.Body.Plain())
	items := []*widget.FormItem{
		widget.NewFormItem("Title", title), widget.NewFormItem("Authors", authors), widget.NewFormItem("Outlet", outlet),
		widget.NewFormItem("Date", date), widget.NewFormItem("Address", address), widget.NewFormItem("Text", body),
	}
	d := dialog.NewForm("Edit clip", "Save", "Cancel", items, func(ok bool) {
		if !ok {
			return
		}
		published, _ := clip.ParseDate(strings.TrimSpace(date.Text)) // the validator let it through
		names := splitNames(authors.Text)
		text := app.EditText(v.Body, body.Text)
		edit := app.Edit{Title: &title.Text, Authors: &names, Outlet: &outlet.Text, Published: &published, URL: &address.Text, Body: &text}
		w.do(func(ctx context.Context) error { _, err := w.app.Edit(ctx, c.ID, edit); return err }, func() {
			w.notice.say("Saved as a new version.", "Undo", w.undo)
			w.reading.reopen()
		})
	}, w.window)
	d.Resize(size)
	d.Show()
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

// exportNode exports a folder or story of the left pane.
func (w *Window) exportNode(node view.Node) {
	w.askExportOf(app.ExportRequest{Folder: node.Folder, Story: node.Story}, node.Name)
}

func (w *Window) askExportOf(request app.ExportRequest, what string) {
	var names []string
	for _, f := range export.Formats() {
		names = append(names, f.Title)
	}
	format := widget.NewSelect(names, nil)
	format.SetSelectedIndex(0)
	title := widget.NewEntry()
	title.SetText(what)
	target := widget.NewEntry()
	target.SetText(defaultTarget(what, export.Formats()[0]))
	combined := widget.NewCheck("One file instead of one per clip", nil)
	combined.Disable()
	format.OnChanged = func(string) {
		chosen := export.Formats()[format.SelectedIndex()]
		target.SetText(defaultTarget(title.Text, chosen))
		if chosen.Folder != nil {
			combined.Enable()
		} else {
			combined.Disable()
		}
	}
	items := []*widget.FormItem{widget.NewFormItem("Format", format), widget.NewFormItem("Title", title),
		widget.NewFormItem("Save as", container.NewBorder(nil, nil, nil, widget.NewButton("Browse…", func() { w.browse(target) }), target)), widget.NewFormItem("", combined)}
	d := dialog.NewForm("Export", "Export", "Cancel", items, func(ok bool) {
		if !ok {
			return
		}
		request.Format = export.Formats()[format.SelectedIndex()].Name
		request.Title, request.Target, request.Combined = title.Text, target.Text, combined.Checked
		w.export(request)
	}, w.window)
	d.Resize(w.within(640, 320))
	d.Show()
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
	picker.Resize(w.within(800, 560))
	picker.Show()
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

// defaultTarget is where an export goes unless the person says otherwise.
func defaultTarget(title string, f export.Format) string {
	home, err := os.UserHomeDir()
	if err != nil {
		home = "."
	}
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, shorten(title, 80))
	return filepath.Join(home, time.Now().Format(time.DateOnly)+" "+name+f.Extension)
}

func (w *Window) export(request app.ExportRequest) {
	job, end := w.notice.begin(w.worker.ctx, "Exporting "+filepath.Base(request.Target))
	request.Progress = func(done, total int) { w.worker.post(func() { job.progress(done, total) }) }
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
		dialog.ShowConfirm("Replace?", request.Target+" exists already. Replace it?", func(ok bool) {
			if ok {
				request.Overwrite = true
				w.export(request)
			}
		}, w.window)
	case err != nil:
		w.failed(err)
	case len(written.Warnings) > 0:
		w.notice.say("Exported to "+request.Target+". "+strings.Join(written.Warnings, " "), "", nil)
	default:
		w.notice.say("Exported to "+request.Target+".", "Open folder", func() { w.openPath(filepath.Dir(request.Target)) })
	}
}

// help shows the keyboard and the words that a search understands.
func (w *Window) help() {
	grid := container.NewGridWithColumns(2)
	for _, line := range keyboard {
		grid.Add(widget.NewLabelWithStyle(line[0], fyne.TextAlignLeading, fyne.TextStyle{Bold: true}))
		grid.Add(widget.NewLabel(line[1]))
	}
	scroll := container.NewVScroll(grid)
	scroll.SetMinSize(w.within(640, 440).SubtractWidthHeight(0, 80))
	dialog.ShowCustom("Newsclip "+app.Version, "Close", scroll, w.window)
}

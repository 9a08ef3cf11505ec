package ui

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/view"
	"newsclip/clip"
	"newsclip/clip/export"
	"newsclip/clip/export/review"
)

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

// exportSaidEvery is how often the progress of an export is shown: pages come
// faster than anyone reads.
const exportSaidEvery = 60 * time.Millisecond

// export makes the document in the background.
func (w *Window) export(request app.ExportRequest) {
	job, end := w.notice.begin(w.worker.ctx, "Exporting "+filepath.Base(request.Target))
	var last atomic.Int64
	request.Progress = func(p review.Progress) {
		now := time.Now().UnixNano()
		if p.Done == p.Clips || now-last.Load() > int64(exportSaidEvery) {
			last.Store(now)
			w.worker.post(func() { job.say("Exporting "+filepath.Base(request.Target)+exportCount(p), p.Done, p.Clips) })
		}
	}
	w.worker.work(func() {
		written, err := w.app.Export(job.ctx, request)
		w.worker.post(func() {
			end()
			w.exported(request, written, err)
		})
	})
}

// exportCount says how far an export is.
func exportCount(p review.Progress) string {
	text := ""
	if p.Clips > 1 {
		text = ": " + fmt.Sprint(p.Done) + " of " + fmt.Sprint(p.Clips) + " clips"
	}
	if p.Pages > 1 {
		text += ", " + fmt.Sprint(p.Pages) + " pages"
	}
	return text
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
	default:
		w.exportDone(written, isFolder(request.Format))
	}
}

// exportDone says where the document is and what could not be done.
func (w *Window) exportDone(written review.Report, isFolder bool) {
	said := "Exported to " + written.Target + "."
	open, path := "Open file", written.Target
	if isFolder {
		open = "Open folder"
	}
	if n := len(written.Warnings); n > 0 {
		w.notice.warn(said+" "+remarks(n)+".", "What?", func() { w.showWarnings(written, open) })
	} else {
		w.notice.say(said, open, func() { w.openPath(path) })
	}
	if !isFolder {
		w.notice.offer("Open folder", func() { w.openPath(filepath.Dir(path)) })
	}
}

// isFolder reports whether a format makes a folder.
func isFolder(format string) bool {
	f, err := export.Find(format)
	return err == nil && f.Folder != nil
}

func remarks(n int) string {
	if n == 1 {
		return "One thing could not be done"
	}
	return fmt.Sprint(n) + " things could not be done"
}

// showWarnings lists what an export could not do.
func (w *Window) showWarnings(written review.Report, open string) {
	s := w.newSheet("Exported, but")
	text := widget.NewLabel("• " + strings.Join(written.Warnings, "\n• "))
	text.Wrapping = fyne.TextWrapWord
	s.cancelButton("Close")
	s.acceptButton(open, func() { s.close(); w.openPath(written.Target) })
	s.show(container.NewVScroll(text), fyne.NewSize(640, 400), nil)
}

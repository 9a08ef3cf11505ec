package ui

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/clip"
	"newsclip/clip/intake"
)

// maxFile bounds a file that is added, in bytes.
const maxFile = 64 << 20

// paste clips what is on the clipboard: its HTML where the system gives it,
// else its text.
func (w *Window) paste() {
	text := w.program.Clipboard().Content()
	w.worker.work(func() {
		html, known := clipboardHTML(w.worker.ctx)
		w.worker.post(func() {
			inputs := intake.Clipboard(html, text)
			if len(inputs) == 0 {
				w.notice.say("There is nothing on the clipboard to clip. Copy an address, a page or a text first.", "", nil)
				return
			}
			if !known && inputs[0].Kind == intake.KindText && !w.htmlTold {
				w.htmlTold = true
				w.notice.say("This system gave the text alone, without links and images. Install xclip or wl-clipboard to paste whole pages.", "", nil)
			}
			w.add(inputs)
		})
	})
}

// dropped adds files and addresses that were dropped on the window.
func (w *Window) dropped(_ fyne.Position, things []fyne.URI) {
	var names []string
	var inputs []intake.Input
	for _, thing := range things {
		switch thing.Scheme() {
		case "http", "https":
			inputs = append(inputs, intake.Input{Kind: intake.KindURL, URL: thing.String()})
		default:
			names = append(names, thing.Path())
		}
	}
	w.add(inputs)
	w.addFiles(names)
}

func (w *Window) openFiles() {
	picker := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil {
			w.failed(err)
			return
		}
		if file != nil {
			file.Close()
			w.addFiles([]string{file.URI().Path()})
		}
	}, w.window)
	picker.Resize(w.within(800, 560))
	picker.Show()
}

func (w *Window) addFiles(names []string) {
	w.worker.work(func() {
		var inputs []intake.Input
		for _, name := range names {
			more, err := recogniseFile(name)
			if err != nil {
				w.worker.post(func() { w.failed(err) })
				continue
			}
			inputs = append(inputs, more...)
		}
		w.worker.post(func() { w.add(inputs) })
	})
}

func recogniseFile(name string) ([]intake.Input, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxFile {
		return nil, &clip.Error{Kind: clip.ErrTooLarge, Message: fmt.Sprintf("%s is larger than %d MiB.", filepath.Base(name), maxFile>>20), Next: "Add a smaller part of it."}
	}
	return intake.Recognise(name, data)
}

// add adds inputs to the folder that is open, and asks what has to be asked.
func (w *Window) add(inputs []intake.Input) { w.addWith(inputs, app.AddOptions{}) }

func (w *Window) addWith(inputs []intake.Input, o app.AddOptions) {
	if len(inputs) == 0 {
		return
	}
	if folder := w.sidebar.current().Folder; folder != "" {
		o.Folders = []clip.ID{folder}
	}
	if len(inputs) > 1 {
		o.Duplicates = app.KeepBoth // a batch keeps both and lists them
	}
	job, end := w.notice.begin(w.worker.ctx, addingTitle(inputs))
	o.Each = func(done, total int, _ app.Added) { w.worker.post(func() { job.progress(done, total) }) }
	w.worker.work(func() {
		results, err := w.app.Add(job.ctx, inputs, o)
		w.worker.post(func() {
			end()
			if err != nil && len(results) == 0 {
				w.failed(err)
				return
			}
			w.added(results, o)
		})
	})
}

func addingTitle(inputs []intake.Input) string {
	if len(inputs) == 1 && inputs[0].URL != "" {
		return "Clipping " + shorten(inputs[0].URL, 50)
	}
	if len(inputs) == 1 {
		return "Clipping what you gave"
	}
	return fmt.Sprintf("Clipping %d inputs", len(inputs))
}

func shorten(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n-1]) + "…"
	}
	return s
}

// added tells what became of inputs and asks about those that wait for it.
func (w *Window) added(results []app.Added, o app.AddOptions) {
	text, action, do := w.told(results)
	if text != "" {
		w.notice.say(text, action, do)
	}
	w.askPending(results, o)
	w.showKept(results)
}

// told says in one line what became of inputs, and what can be done about it.
func (w *Window) told(results []app.Added) (text, action string, do func()) {
	kept, twice := 0, 0
	var failed []app.Added
	for _, r := range results {
		switch r.Outcome {
		case app.Kept, app.NewVersion:
			kept++
			if len(r.Existing) > 0 && r.Outcome == app.Kept {
				twice++
			}
		case app.Failed:
			failed = append(failed, r)
		}
	}
	details := func() { w.showResults(results) }
	switch {
	case len(failed) > 0 && len(results) > 1:
		return fmt.Sprintf("%s kept, %d failed.", clips(kept), len(failed)), "Details", details
	case len(failed) > 0 && strings.Contains(failed[0].Input, "://"):
		return app.Sentence(failed[0].Err), "Try again", w.retry
	case len(failed) > 0:
		return app.Sentence(failed[0].Err), "", nil
	case twice > 0:
		return fmt.Sprintf("%s kept, %d of them clipped before.", clips(kept), twice), "Details", details
	case kept > 0:
		return clips(kept) + " kept.", "Undo", w.undo
	}
	return "", "", nil
}

// showResults lists what became of each input of a batch.
func (w *Window) showResults(results []app.Added) {
	box := container.NewVBox()
	failed := false
	for _, r := range results {
		label := widget.NewLabel(resultLine(r))
		label.Wrapping = fyne.TextWrapWord
		box.Add(label)
		failed = failed || r.Outcome == app.Failed
	}
	d := dialog.NewCustom("What became of "+fmt.Sprint(len(results))+" inputs", "Close", container.NewVScroll(box), w.window)
	if failed {
		retry := widget.NewButton("Try the failed addresses again", func() { d.Hide(); w.retry() })
		d.SetButtons([]fyne.CanvasObject{retry, widget.NewButton("Close", d.Hide)})
	}
	d.Resize(w.within(680, 460))
	d.Show()
}

func resultLine(r app.Added) string {
	name := shorten(r.Input, 80)
	if r.Clip.ID != "" {
		name = shorten(titleOf(&r.Clip), 80)
	}
	switch {
	case r.Outcome == app.Failed:
		return "✗ " + name + "\n" + app.Sentence(r.Err)
	case r.Outcome == app.Kept && len(r.Existing) > 0:
		return "✓ " + name + "\nKept; it was clipped before on " + r.Existing[0].Captured.Local().Format("2 January 2006") + " too."
	case r.Outcome == app.NewVersion:
		return "✓ " + name + "\nKept as a new version."
	case r.Outcome == app.Kept:
		return "✓ " + name
	}
	return "– " + name + "\nNot kept: " + string(r.Outcome) + "."
}

// showKept opens the clip that was kept last and offers what its page carried.
func (w *Window) showKept(results []app.Added) {
	if len(results) != 1 || results[0].Clip.ID == "" {
		return
	}
	w.list.model.Click([]clip.ID{results[0].Clip.ID}, results[0].Clip.ID, false, false)
	w.list.model.Refresh()
	w.reading.open(results[0].Clip.ID)
	if len(results[0].Related) > 0 {
		w.offerRelated(results[0].Clip.ID, results[0].Related)
	}
}

// askPending asks about duplicates and pages that are no article, one after
// the other.
func (w *Window) askPending(results []app.Added, o app.AddOptions) {
	for i, r := range results {
		if r.Pending == nil {
			continue
		}
		next := func() { w.askPending(results[i+1:], o) }
		if r.Outcome == app.Duplicate {
			w.askDuplicate(r, next)
		} else {
			w.askNoArticle(r, next)
		}
		return
	}
}

func (w *Window) askDuplicate(r app.Added, next func()) {
	existing := r.Existing[0]
	text := widget.NewLabel(fmt.Sprintf("“%s” was clipped on %s.", shorten(titleOf(&existing), 90), existing.Captured.Local().Format("2 January 2006")))
	text.Wrapping = fyne.TextWrapWord
	var d *dialog.CustomDialog
	choice := func(f func()) func() { return func() { w.dismiss = nil; d.Hide(); f(); next() } }
	d = dialog.NewCustomWithoutButtons("Already clipped", container.NewGridWrap(fyne.NewSize(460, 80), text), w.window)
	w.dismiss = choice(func() { w.discard(r.Pending) })
	d.SetButtons([]fyne.CanvasObject{
		widget.NewButton("Open", choice(func() { w.discard(r.Pending); w.list.clicked(existing.ID, false, false) })),
		widget.NewButton("Save as new version", choice(func() { w.keep(r.Pending, app.AsNewVersion) })),
		widget.NewButton("Keep both", choice(func() { w.keep(r.Pending, app.KeepBoth) })),
	})
	d.Show()
}

func (w *Window) askNoArticle(r app.Added, next func()) {
	text := widget.NewLabel(r.Pending.Why())
	text.Wrapping = fyne.TextWrapWord
	var d dialog.Dialog
	decide := func(keep bool) {
		w.dismiss = nil
		if keep {
			w.keep(r.Pending, app.KeepBoth)
		} else {
			w.discard(r.Pending)
		}
		next()
	}
	d = dialog.NewCustomConfirm("Not kept yet", "Keep anyway", "Do not keep", container.NewGridWrap(fyne.NewSize(460, 110), text), decide, w.window)
	w.dismiss = d.Hide // which decides against it
	d.Show()
}

func (w *Window) keep(c *app.Capture, policy app.DuplicatePolicy) {
	w.worker.work(func() {
		kept := w.app.Keep(w.worker.ctx, c, app.AddOptions{Duplicates: policy})
		w.worker.post(func() { w.added([]app.Added{kept}, app.AddOptions{}) })
	})
}

func (w *Window) discard(c *app.Capture) {
	w.do(func(ctx context.Context) error { return w.app.Discard(ctx, c) }, nil)
}

// offerRelated offers the other articles of a page as clips of their own.
func (w *Window) offerRelated(from clip.ID, related []clip.Related) {
	checks := make([]*widget.Check, len(related))
	box := container.NewVBox()
	for i, item := range related {
		checks[i] = widget.NewCheck(shorten(item.Title, 80), nil)
		box.Add(checks[i])
		if details := relatedDetails(item); details != "" {
			label := widget.NewLabel("      " + details)
			label.Importance = widget.LowImportance
			box.Add(label)
		}
	}
	scroll := container.NewVScroll(box)
	scroll.SetMinSize(fyne.NewSize(560, 220))
	dialog.NewCustomConfirm("Also on this page", "Keep the checked", "None", scroll, func(ok bool) {
		var chosen []clip.Related
		for i, check := range checks {
			if check.Checked {
				chosen = append(chosen, related[i])
			}
		}
		if !ok || len(chosen) == 0 {
			return
		}
		w.do(func(ctx context.Context) error { _, err := w.app.KeepRelated(ctx, from, chosen); return err }, func() {
			w.notice.say(clips(len(chosen))+" kept from this page.", "Undo", w.undo)
		})
	}, w.window).Show()
}

func relatedDetails(item clip.Related) string {
	text := item.Outlet
	if item.DateEvidence != "" {
		if text != "" {
			text += " · "
		}
		text += item.DateEvidence
	}
	if item.Excerpt {
		text += " · excerpt"
	}
	return text
}

func (w *Window) addSamples() {
	w.do(func(ctx context.Context) error { _, err := w.app.AddSamples(ctx); return err }, nil)
}

// resume adds the addresses that wait since a crash.
func (w *Window) resume() { w.addWaiting(false) }

// retry tries what failed once more.
func (w *Window) retry() { w.addWaiting(true) }

func (w *Window) addWaiting(failed bool) {
	w.worker.work(func() {
		waiting, err := w.app.Waiting(w.worker.ctx)
		if err != nil || len(waiting) == 0 {
			return
		}
		results, err := w.app.Resume(w.worker.ctx, failed, app.AddOptions{Duplicates: app.KeepBoth})
		w.worker.post(func() {
			if err == nil && len(results) > 0 {
				w.added(results, app.AddOptions{})
			}
		})
	})
}

// titleOf is what a clip without a title is called.
func titleOf(c *clip.Clip) string {
	if c.Version.Title == "" {
		return "Untitled"
	}
	return c.Version.Title
}

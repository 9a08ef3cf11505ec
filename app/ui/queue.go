package ui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/clip/store"
)

// resume adds what waits since a crash or a closed window.
func (w *Window) resume() { w.addWaiting(false) }

// retry tries what waits and what failed once more.
func (w *Window) retry() { w.addWaiting(true) }

func (w *Window) addWaiting(failed bool) {
	var waiting []store.Job
	w.do(func(ctx context.Context) (err error) { waiting, err = w.app.Waiting(ctx); return err }, func() {
		n := len(waiting)
		for _, job := range waiting {
			if job.Error != "" && !failed {
				n--
			}
		}
		if n > 0 {
			o := app.AddOptions{}
			if n > 1 {
				o.Duplicates = app.KeepBoth
			}
			w.run(underway{title: "Clipping " + inputs(n)}, o, func(ctx context.Context, o app.AddOptions) ([]app.Added, error) {
				return w.app.Resume(ctx, failed, o)
			})
		}
	})
}

func inputs(n int) string {
	if n == 1 {
		return "1 input"
	}
	return fmt.Sprintf("%d inputs", n)
}

// askQueue shows what waits, with what can be done about them.
func (w *Window) askQueue() {
	var waiting []store.Job
	w.do(func(ctx context.Context) (err error) { waiting, err = w.app.Waiting(ctx); return err }, func() {
		if len(waiting) == 0 {
			w.notice.say("Nothing waits to be clipped.", "", nil)
			return
		}
		w.showQueue(waiting)
	})
}

func (w *Window) showQueue(waiting []store.Job) {
	box := container.NewVBox()
	for _, job := range waiting {
		name := widget.NewLabel(job.URL + job.Name)
		name.Wrapping = fyne.TextWrapBreak // an address has no spaces
		box.Add(name)
		if job.Error != "" {
			why := mutedLabel(job.Error)
			why.Wrapping = fyne.TextWrapWord
			box.Add(why)
		}
	}
	s := w.newSheet(inputs(len(waiting)) + " not clipped yet")
	s.cancelButton("Close")
	s.button("Drop all", func() { s.close(); w.dropQueue() })
	s.acceptButton("Clip now", func() { s.close(); w.retry() })
	s.show(container.NewVScroll(box), fyne.NewSize(640, 420), nil)
}

func (w *Window) dropQueue() {
	var n int
	w.do(func(ctx context.Context) (err error) { n, err = w.app.DropWaiting(ctx); return err }, func() {
		w.notice.say(inputs(n)+" dropped.", "", nil)
	})
}

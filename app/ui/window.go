package ui

import (
	"context"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"newsclip/app"
	"newsclip/app/ui/view"
	"newsclip/clip"
	"newsclip/clip/export/review"
)

// Window is the program's window over one library.
type Window struct {
	app     *app.App
	window  fyne.Window
	program fyne.App
	worker  *worker
	notice  *notice
	sidebar *sidebar
	list    *list
	reading *reading
	tree    *view.Tree
	stop    func()
	closed  bool
	// exportedAs is the template that the last export began with.
	exportedAs review.Template
	// counting counts the saved searches; counts is what it found, by key.
	counting *view.Latest
	counts   map[string]int
	// offers are the stories that look like one, and what keeps up with them.
	offers *offers
	// reloading says that a change waits to be shown.
	reloading atomic.Bool
	sheets    []*sheet // that are open, the topmost last
	// htmlTold says that the person knows that this system's clipboard gives
	// plain text only; aside is what the next message says beside its own.
	htmlTold bool
	aside    string
	dragging []clip.ID // clips on their way to a place in the left pane
	carried  clip.ID   // a story on its way to another
	geometry *geometry
}

// NewWindow makes the window; Show or ShowAndRun shows it.
func NewWindow(program fyne.App, a *app.App) *Window { return newWindow(program, a, fyne.Do) }

// newWindow makes the window; back brings functions to its goroutine.
func newWindow(program fyne.App, a *app.App, back func(func())) *Window {
	program.Settings().SetTheme(newLook())
	w := &Window{app: a, program: program, window: program.NewWindow("Newsclip"), worker: newWorker(back), tree: &view.Tree{}, exportedAs: review.BuiltIn()[0]}
	w.counting = view.NewLatest(w.worker.post, w.worker.work)
	w.notice = newNotice(w.worker.later)
	w.offers = newOffers(w)
	w.list = newList(w)
	w.reading = newReading(w)
	w.sidebar = newSidebar(w)
	right := container.NewHSplit(w.list.pane, w.reading.pane)
	panes := container.NewHSplit(w.sidebar.pane, right)
	w.window.SetContent(container.NewBorder(w.toolbar(), w.notice.box, nil, nil, panes))
	w.geometry = &geometry{window: w.window, kept: program.Preferences(), panes: panes, right: right}
	w.geometry.restore()
	w.window.SetOnDropped(w.dropped)
	w.keys()
	w.stop = a.Watch(w.changed)
	w.window.SetOnClosed(w.close)
	w.reload()
	w.list.model.Show(clip.Query{})
	if a.ReadOnly() == nil {
		w.resume()
	}
	for _, notice := range a.Notices() {
		w.notice.warn(notice, "", nil)
	}
	// A fault here is met, and told, when the first clip needs what failed.
	w.worker.work(func() { _ = a.Warm(w.worker.ctx) })
	return w
}

// Window returns the window itself, for tests.
func (w *Window) Window() fyne.Window { return w.window }

// ShowAndRun shows the window and returns when it is closed.
func (w *Window) ShowAndRun() {
	w.window.ShowAndRun()
	w.close()
}

// Raise brings the window to the front.
func (w *Window) Raise() {
	w.window.Show()
	w.window.RequestFocus()
}

func (w *Window) close() {
	if w.closed {
		return
	}
	w.closed = true
	w.geometry.keep()
	w.reading.marking.notes.each((*noteField).flushNow)
	w.stop()
	w.list.model.Stop()
	w.list.searching.stop()
	w.counting.Drop()
	w.offers.latest.Drop()
	w.list.head.latest.Drop()
	w.worker.close()
}

// reloadPause takes the many changes of an import together: the window reads
// the library anew at most ten times a second.
const reloadPause = 100 * time.Millisecond

// changed follows a change to the library; it is called from any goroutine.
func (w *Window) changed() {
	if w.reloading.CompareAndSwap(false, true) {
		w.worker.later(reloadPause, func() {
			w.reloading.Store(false)
			w.reload()
		})
	}
}

// reload reads again what changed in the library.
func (w *Window) reload() {
	w.worker.work(func() {
		tree, err := view.ReadTree(w.worker.ctx, w.app)
		w.worker.post(func() {
			if err != nil {
				w.failed(err)
				return
			}
			tree.SetCounts(w.counts) // until they are counted anew
			tree.SetOffers(len(w.offers.found))
			w.tree = tree
			w.sidebar.show(tree)
			w.countSearches()
			w.offers.ask()
		})
	})
	if w.list.model.Loaded() {
		w.list.model.Refresh()
	}
}

// slowAfter is how long a use-case runs unannounced: below a second nobody
// wonders.
const slowAfter = 900 * time.Millisecond

// do runs a use-case off the window's goroutine; then, when it went well, done
// on it. One that takes long shows in the strip and can be cancelled there.
func (w *Window) do(f func(ctx context.Context) error, done func()) {
	w.try(f, func(err error) {
		switch {
		case err != nil:
			w.failed(err)
		case done != nil:
			done()
		}
	})
}

// try is do for who tells what went wrong.
func (w *Window) try(f func(ctx context.Context) error, done func(error)) {
	ctx, cancel := context.WithCancel(w.worker.ctx)
	finished, end := false, func() {}
	w.worker.later(slowAfter, func() {
		if !finished {
			var job *job
			job, end = w.notice.begin(ctx, "Working")
			context.AfterFunc(job.ctx, cancel)
		}
	})
	w.worker.work(func() {
		defer cancel()
		err := f(ctx)
		w.worker.post(func() {
			finished = true
			end()
			done(err)
		})
	})
}

// quietly runs a change that speaks for itself. An older message goes: its
// Undo would now take back this change and not what it speaks of.
func (w *Window) quietly(f func(ctx context.Context) error, done func()) {
	w.notice.hide()
	w.do(f, done)
}

// failed tells the person what went wrong.
func (w *Window) failed(err error) { w.notice.warn(app.Sentence(err), "", nil) }

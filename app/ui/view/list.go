package view

import (
	"context"
	"slices"
	"strings"

	"newsclip/app"
	"newsclip/clip"
)

// List is the list in the middle: the ids of all clips that a query gives, and
// the rows of those that were in view.
type List struct {
	Selection
	app  *app.App
	post func(func()) // runs a function on the window's goroutine, from any
	work func(func()) // runs a function on a goroutine of its own

	place      clip.Query // a folder, a saved search …
	page       *page      // of the story that is shown; nil: a list of clips
	order      clip.Order // of the days on a story's page
	sort       clip.Order // of a folder's clips, as a person wants it; empty: see folderOrder
	sorted     clip.Order // in which they stand
	text       string     // what is typed in the search field
	ids        []clip.ID
	rows       map[clip.ID]app.Row
	asked      map[int]bool // windows of rows that are here or on their way
	loaded     bool
	found      bool   // rows that are not here yet have passages, see fetchFound
	unfinished bool   // the last word was taken as the beginning of one
	typed      func() // stops the pause after a key
	stop       context.CancelFunc
	stopped    bool
	// generation counts what was asked for: answers to anything older are
	// dropped.
	generation int

	Total int    // how many there are; more than Len when a search finds many
	Hint  string // what to know about the search
	// Instead is what may have been meant when nothing was found; often empty.
	Instead string

	// Changed is called when there are other rows, with fresh when the list
	// is another one and should be shown from its top.
	Changed func(fresh bool)
	// Answered is called when what was asked for has come.
	Answered func()
	Failed   func(error)
}

// NewList returns an empty list.
func NewList(a *app.App, post, work func(func())) *List {
	return &List{Selection: Selection{chosen: map[clip.ID]bool{}}, app: a, post: post, work: work,
		rows: map[clip.ID]app.Row{}, asked: map[int]bool{}, typed: func() {}, stop: func() {},
		Changed: func(bool) {}, Answered: func() {}, Failed: func(error) {}}
}

// Len returns how many rows the list has.
func (l *List) Len() int { return len(l.ids) }

// IDs returns the clips of the list in order; the caller must not change it.
func (l *List) IDs() []clip.ID { return l.ids }

// Query returns what the list shows: what is typed, in its place.
func (l *List) Query() clip.Query {
	q := l.place
	q.Text = app.Narrowed(q.Text, l.text)
	if isPage(q) {
		q.Order = l.order
	} else if folderOf(q) != "" {
		q.Order = l.sort
	}
	return q
}

// AnsweredQuery is Query as it was answered: with its last word unfinished where that
// found something.
func (l *List) AnsweredQuery() clip.Query {
	q := l.Query()
	q.Typing = l.unfinished
	return q
}

// Searching reports whether words or filters are typed.
func (l *List) Searching() bool { return strings.TrimSpace(l.text) != "" }

// Loaded reports whether an answer has come.
func (l *List) Loaded() bool { return l.loaded }

// Show shows another place from its top, with nothing selected; what is typed
// is searched there.
func (l *List) Show(place clip.Query) {
	l.place, l.sort = place, ""
	l.Clear()
	l.load(true)
}

// Refresh asks again after a change to the library: what is selected stays so,
// and what stands in view stays in view.
func (l *List) Refresh() { l.load(false) }

// Stop drops what is under way; the list is not used any more.
func (l *List) Stop() {
	l.stopped = true
	l.typed()
	l.stop()
}

// rowWindow is how many rows are fetched at once: three screens of a large
// window.
const rowWindow = 40

// maxRows bounds the rows kept in memory, each of about 1 kB without a body.
const maxRows = 2000

// Row returns row i. When it is not here yet it is fetched, with its
// neighbours, and Changed follows.
func (l *List) Row(i int) (app.Row, bool) {
	if i < 0 || i >= len(l.ids) {
		return app.Row{}, false
	}
	l.fetch(i / rowWindow)
	row, ok := l.rows[l.ids[i]] // as it was before a change, until the new one is here
	return row, ok
}

// Known returns the row of a clip if it is here already; it fetches nothing.
func (l *List) Known(id clip.ID) (app.Row, bool) {
	row, ok := l.rows[id]
	return row, ok
}

func (l *List) fetch(window int) {
	if l.asked[window] || l.stopped {
		return
	}
	if l.found {
		l.fetchFound(window)
		return
	}
	l.asked[window] = true
	ids := slices.Clone(l.ids[window*rowWindow : min((window+1)*rowWindow, len(l.ids))])
	generation := l.generation
	l.work(func() {
		rows, err := l.app.Rows(context.Background(), ids)
		l.post(func() {
			if generation == l.generation && !l.stopped {
				l.takeRows(window, ids, rows, err)
			}
		})
	})
}

// fetchFound fetches all rows of a search: it is asked again, for the passages.
func (l *List) fetchFound(window int) {
	for i := range len(l.ids)/rowWindow + 1 {
		l.asked[i] = true
	}
	ids, generation, query := slices.Clone(l.ids), l.generation, l.Query()
	l.work(func() {
		a := search(context.Background(), l.app, query, maxFound)
		l.post(func() {
			if generation == l.generation && !l.stopped {
				l.takeRows(window, ids, a.rows, a.err)
			}
		})
	})
}

func (l *List) takeRows(window int, ids []clip.ID, rows []app.Row, err error) {
	if err != nil {
		l.Failed(err)
	}
	if len(l.rows) > maxRows {
		clear(l.rows)
		clear(l.asked)
		l.asked[window] = true
	}
	for _, id := range ids { // one that is gone meanwhile must not be asked for again and again
		l.rows[id] = app.Row{Clip: clip.Clip{ID: id}}
	}
	for _, row := range rows {
		l.rows[row.Clip.ID] = row
	}
	l.Changed(false)
}

// answer is what a query gave.
type answer struct {
	ids   []clip.ID
	rows  []app.Row // of a search, with its snippets; else the first screen's
	total int
	hint  string
	err   error

	instead string
	found   bool // the other rows have passages too
	page    *page
	order   clip.Order // of a folder

	unfinished bool // the last word was taken as the beginning of one
}

func (l *List) load(fresh bool) {
	l.typed()
	l.stop()
	if l.stopped {
		return
	}
	l.generation++
	generation, query, open := l.generation, l.Query(), l.opened()
	ctx, stop := context.WithCancel(context.Background())
	l.stop = stop
	l.work(func() {
		defer stop()
		a := ask(ctx, l.app, query, open)
		l.post(func() {
			if generation == l.generation && !l.stopped {
				l.take(a, fresh)
			}
		})
	})
}

// maxFound is how many hits a search lists: nobody reads on beyond. While a
// person types only the first rowWindow have their passages, which take more
// time than finding; the others when one comes into view.
const maxFound = 300

func ask(ctx context.Context, a *app.App, q clip.Query, open map[clip.ID]bool) (out answer) {
	if isPage(q) {
		return askPage(ctx, a, q, open)
	}
	if strings.TrimSpace(q.Text) != "" {
		return search(ctx, a, q, rowWindow)
	}
	if folder := folderOf(q); folder != "" && q.Order == "" {
		if q.Order, out.err = folderOrder(ctx, a, folder); out.err != nil {
			return out
		}
	}
	out.order = q.Order
	if out.ids, out.err = a.IDs(ctx, q); out.err != nil {
		return out
	}
	out.total = len(out.ids)
	out.rows, out.err = a.Rows(ctx, out.ids[:min(rowWindow, len(out.ids))])
	return out
}

// search takes the last word as unfinished; where that finds nothing, as it
// stands, and then texts with some of the words will do.
func search(ctx context.Context, a *app.App, q clip.Query, shown int) (out answer) {
	q.Limit, q.Shown, q.Typing = maxFound, shown, true
	found, err := a.Find(ctx, q)
	if err == nil && found.Total == 0 {
		q.Typing = false
		found, err = a.Find(ctx, q)
	}
	return answer{ids: found.IDs, rows: found.Rows, total: found.Total, hint: found.Hint, instead: found.Instead,
		found: found.Passages && len(found.Rows) < len(found.IDs), unfinished: q.Typing, err: err}
}

func (l *List) take(a answer, fresh bool) {
	if a.err != nil {
		l.Failed(a.err)
		return
	}
	before := slices.Index(l.ids, l.Active())
	l.loaded = true
	if a.page != nil && l.page != nil && !fresh { // what was opened meanwhile stays open
		a.page.open = l.page.open
		a.ids = a.page.lay()
		a.total = len(a.ids)
	}
	l.ids, l.Total, l.Hint, l.Instead, l.page, l.found, l.sorted = a.ids, a.total, a.hint, a.instead, a.page, a.found, a.order
	l.unfinished = a.unfinished
	if fresh {
		clear(l.rows)
	}
	clear(l.asked)
	for _, row := range a.rows {
		l.rows[row.Clip.ID] = row
	}
	for first := 0; first+rowWindow <= len(a.rows) || first < len(a.rows) && len(a.rows) == len(a.ids); first += rowWindow {
		l.asked[first/rowWindow] = true
	}
	l.keepOnly(l.ids)
	l.next(before)
	l.Changed(fresh)
	l.Answered()
}

// next selects what has come to stand where the active clip stood, when that
// one is gone: after a deletion the person goes on from there.
func (l *List) next(before int) {
	if before < 0 || l.Active() != "" || len(l.chosen) > 0 || len(l.ids) == 0 {
		return
	}
	id := l.ids[min(before, len(l.ids)-1)]
	l.Click(l.ids, id, false, false)
}

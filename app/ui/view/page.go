package view

import (
	"context"
	"maps"
	"slices"

	"newsclip/app"
	"newsclip/clip"
)

// A Line is one line of the list: a clip or, on a story's page, the head of a
// day or what opens the copies of a clip.
type Line struct {
	Clip   int  // its number among the clips of the list; -1: the line is no clip
	Copy   bool // the clip is a copy of the one above
	Pinned bool
	Head   bool   // the line is the head of a day:
	Day    string // as 2026-03-04; empty: the clips below have no date
	// Copies are what the line opens and closes: those of the clip Of.
	Copies []app.Covered
	Of     clip.ID
	Open   bool
}

// page is how the list shows a story: by day, with copies under one clip.
type page struct {
	covered *app.Coverage
	lines   []Line
	open    map[clip.ID]bool // clips whose copies are shown
}

// isPage reports whether a query shows a story as its page: one story, and
// nothing else asked for.
func isPage(q clip.Query) bool {
	return len(q.Stories) == 1 && q.Text == "" && len(q.Folders)+len(q.Tags)+len(q.Where) == 0 && !q.Unread && !q.Starred && !q.Single && !q.Trash
}

// askPage reads a story's page; the clips whose copies are open are given.
func askPage(ctx context.Context, a *app.App, q clip.Query, open map[clip.ID]bool) (out answer) {
	covered, err := a.Coverage(ctx, q.Stories[0], q.Order)
	if clip.KindOf(err) == clip.ErrNotFound { // it went meanwhile
		return out
	}
	if err != nil {
		return answer{err: err}
	}
	out.page = &page{covered: &covered, open: open}
	out.ids = out.page.lay()
	out.total = len(out.ids)
	out.rows, out.err = a.Rows(ctx, out.ids[:min(rowWindow, len(out.ids))])
	return out
}

// lay makes the lines and returns the clips that they show, in order.
func (p *page) lay() (ids []clip.ID) {
	p.lines = nil
	clipLine := func(c app.Covered, double bool) {
		p.lines = append(p.lines, Line{Clip: len(ids), Copy: double, Pinned: c.Pinned})
		ids = append(ids, c.ID)
	}
	for _, day := range p.covered.Days {
		p.lines = append(p.lines, Line{Clip: -1, Head: true, Day: day.Day})
		for _, article := range day.Articles {
			clipLine(article.Covered, false)
			if len(article.Copies) == 0 {
				continue
			}
			open := p.open[article.ID]
			p.lines = append(p.lines, Line{Clip: -1, Copies: article.Copies, Of: article.ID, Open: open})
			for _, double := range article.Copies {
				if open {
					clipLine(double, true)
				}
			}
		}
	}
	return ids
}

// Coverage returns the story whose page the list shows; nil: it shows none.
func (l *List) Coverage() *app.Coverage {
	if l.page == nil {
		return nil
	}
	return l.page.covered
}

// Lines returns how many lines the list has: its clips, and on a story's page
// what stands between them.
func (l *List) Lines() int {
	if l.page == nil {
		return len(l.ids)
	}
	return len(l.page.lines)
}

// Line returns line i.
func (l *List) Line(i int) Line {
	switch {
	case l.page == nil:
		return Line{Clip: i}
	case i < 0 || i >= len(l.page.lines):
		return Line{Clip: -1}
	}
	return l.page.lines[i]
}

// LineOf returns the line of the clip with that number in the list.
func (l *List) LineOf(n int) int {
	if l.page == nil {
		return n
	}
	return slices.IndexFunc(l.page.lines, func(line Line) bool { return line.Clip == n })
}

// ShowCopies shows the copies of a clip on its story's page, or no longer.
func (l *List) ShowCopies(of clip.ID) {
	if l.page == nil {
		return
	}
	l.page.open[of] = !l.page.open[of]
	l.ids = l.page.lay()
	l.Total = len(l.ids)
	clear(l.asked)
	l.keepOnly(l.ids)
	l.Changed(false)
}

// SetOrder has stories shown oldest or newest day first.
func (l *List) SetOrder(o clip.Order) {
	if l.order == o {
		return
	}
	l.order = o
	if l.page != nil {
		l.load(true)
	}
}

// Order returns the order in which stories are shown.
func (l *List) Order() clip.Order { return l.order }

// opened returns a copy of what is open of the page that is shown.
func (l *List) opened() map[clip.ID]bool {
	if l.page == nil {
		return map[clip.ID]bool{}
	}
	return maps.Clone(l.page.open)
}

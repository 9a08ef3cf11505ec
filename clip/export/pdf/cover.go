package pdf

import (
	"context"
	"fmt"
	"time"
)

// frontMatter sets cover and contents, which the file shows first.
func (b *book) frontMatter(ctx context.Context) error {
	b.frontTop = len(b.tree.kids)
	b.inFront = true
	if err := b.set(ctx, b.cover()); err != nil {
		return err
	}
	if len(b.entries) > 0 {
		return b.set(ctx, b.contents())
	}
	return nil
}

func (b *book) set(ctx context.Context, c composer) error {
	if err := b.paginate(ctx, c.flow.items); err != nil {
		return err
	}
	b.endPage()
	return b.doc.err
}

func (b *book) cover() composer {
	tag := b.tree.element("Sect", nil)
	tag.language(b.lang())
	c := b.composer(tag)
	b.text.lang = b.lang()
	c.flow.add(item{height: b.sheet.textHeight() * 0.27})
	s := c.style
	s.bold, s.size = true, c.style.size*3.1
	c.flow.join(c.lines([]span{{b.title(), s}}, b.tree.element("H1", tag), balanced, titleLeading-0.03))
	if subtitle := oneLine(b.review.Subtitle); subtitle != "" {
		s.bold, s.size, s.color = false, c.style.size*1.5, gray
		c.flow.keepNext(10)
		c.lines([]span{{subtitle, s}}, b.tree.element("P", tag), balanced, titleLeading+0.1)
	}
	c.flow.space(22)
	width := c.width * 0.18
	c.flow.add(item{height: 2.4, draw: func(p *page, top float64) { p.bar(c.x, top, width, 2.4, red) }})
	c.flow.space(16)
	s = c.style
	s.family, s.size, s.color = sans, c.style.size*1.05, gray
	for _, line := range b.coverLines() {
		c.lines([]span{{line, s}}, b.tree.element("P", tag), left, smallLeading)
		c.flow.space(3)
	}
	return c
}

func (b *book) coverLines() []string {
	var out []string
	if period := period(b.review.From, b.review.To); period != "" {
		out = append(out, period)
	}
	count := "1 clipping"
	if n := b.review.Clips(); n == 0 {
		count = "No clippings"
	} else if n > 1 {
		count = fmt.Sprintf("%d clippings", n)
	}
	pages := fmt.Sprintf("%d pages", len(b.pages))
	if len(b.pages) == 1 {
		pages = "1 page"
	}
	out = append(out, count+", "+pages)
	if !b.review.Created.IsZero() {
		out = append(out, "Made on "+b.review.Created.Format("2 January 2006"))
	}
	return out
}

// period writes from and to with what they share but once.
func period(from, to time.Time) string {
	const full = "2 January 2006"
	if from.IsZero() || to.IsZero() {
		from, to = latest(from, to), latest(from, to)
	}
	switch {
	case to.IsZero():
		return ""
	case from.Format(time.DateOnly) == to.Format(time.DateOnly):
		return to.Format(full)
	case from.Format("2006-01") == to.Format("2006-01"):
		return from.Format("2") + "–" + to.Format(full)
	case from.Year() == to.Year():
		return from.Format("2 January") + " – " + to.Format(full)
	}
	return from.Format(full) + " – " + to.Format(full)
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

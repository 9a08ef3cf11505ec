package pdf

import (
	"context"
	"slices"
	"strings"

	"newsclip/clip/export/review"
)

// backMatter sets what follows the clips: the list of sources and the annex of
// their provenance.
func (b *book) backMatter(ctx context.Context) error {
	clips := slices.DeleteFunc(slices.Clone(b.entries), func(e entry) bool { return e.kind != clipEntry })
	if len(clips) == 0 {
		return nil
	}
	if b.options.Has(review.Sources) {
		if err := b.part(ctx, b.words.Sources, func(c composer) error { return c.sources(ctx, clips) }); err != nil {
			return err
		}
	}
	if b.options.Has(review.Provenance) {
		return b.part(ctx, b.words.Provenance, func(c composer) error { return c.provenance(ctx, clips) })
	}
	return nil
}

// part sets a part with its title, from the top of a page.
func (b *book) part(ctx context.Context, title string, compose func(composer) error) error {
	b.running, b.began = title, false
	c := b.composer(b.tree.element("Sect", nil))
	c.tag.language(b.lang())
	b.text.lang = b.lang()
	c.partTitle(title, "H1", func(p *page, top float64) {
		b.began = true
		b.bookmarks = append(b.bookmarks, bookmark{title: title, page: p.id, top: top})
		b.entries = append(b.entries, entry{kind: partEntry, title: title, page: p.id, label: p.label, top: top})
	})
	if err := compose(c); err != nil {
		return err
	}
	return b.set(ctx, c)
}

// sources sets the clips by outlet with their addresses. Outlets stand in the
// order of their names; clips of none come last.
func (c composer) sources(ctx context.Context, clips []entry) error {
	b := c.book
	clips = slices.Clone(clips)
	key := func(e *entry) string { return strings.ToLower(oneLine(e.clip.Version.Outlet)) }
	slices.SortStableFunc(clips, func(x, y entry) int {
		a, b := key(&x), key(&y)
		if (a == "") != (b == "") {
			return strings.Compare(b, a)
		}
		return strings.Compare(a, b)
	})
	for i := range clips {
		if err := c.settle(ctx); err != nil {
			return err
		}
		e := &clips[i]
		if i == 0 || key(e) != key(&clips[i-1]) {
			name := oneLine(e.clip.Version.Outlet)
			if name == "" {
				name = b.words.NoOutlet
			}
			c.outlet(name)
		}
		c.source(e)
	}
	return nil
}

func (c composer) outlet(name string) {
	s := c.style
	s.family, s.bold, s.size, s.color = sans, true, c.style.size*0.9, red
	c.book.text.lang = c.book.lang()
	c.flow.space(c.style.size * 1.1)
	c.flow.join(c.lines([]span{{name, s}}, c.book.tree.element("H2", c.tag), left, smallLeading))
	c.flow.keepNext(c.style.size * 0.4)
}

// source sets a clip's headline with its page, its date and address below.
func (c composer) source(e *entry) {
	b, v := c.book, &e.clip.Version
	tag := b.tree.element("P", c.tag)
	s := c.style
	s.size, s.link = c.style.size*0.95, e.target()
	b.text.lang = e.lang
	in := c.numbered(e, s, tag)
	b.text.lang = b.lang()
	var spans []span
	addSpan(&spans, b.day(v.Published), c.small())
	if v.URL != "" {
		if len(spans) > 0 {
			spans = append(spans, span{" · ", c.small()})
		}
		to := c.small()
		to.link, to.color = &link{address: v.URL}, blue
		spans = append(spans, span{cleanText(v.URL), to})
	}
	if len(spans) > 0 {
		c.flow.keepNext(1)
		c.flow.join(in.lines(spans, tag, left, smallLeading))
	}
	c.flow.space(c.style.size * 0.5)
}

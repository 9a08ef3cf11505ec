package pdf

import "context"

// An item is a piece of a column that is not divided: a line, a row, a figure.
type item struct {
	height float64
	gap    float64 // above it; dropped at the top of a page
	// breakable: a page may begin with it.
	breakable bool
	// flows: it is a line of text, which a figure above may let pass.
	flows bool
	// floats: it is a figure, which may wait for the next page.
	floats bool
	// least is the height to which fit can bring it, where that is set.
	least float64
	fit   func(height float64) item
	// turned: it is of a table that only a page on its side has the width for.
	turned bool
	// head is drawn again when the item begins a page: a table's head.
	head *item
	draw func(p *page, top float64)
}

// A flow is a column of items that grows downwards.
type flow struct {
	items []item
	gap   float64 // above the next item
	keep  bool    // the next item stays with the one before
	head  *item
}

func (f *flow) add(it item) {
	it.gap = max(it.gap, f.gap)
	it.breakable = it.breakable && !f.keep
	it.head = f.head
	f.gap, f.keep = 0, false
	f.items = append(f.items, it)
}

// space asks for a gap; of several the largest counts.
func (f *flow) space(gap float64) { f.gap = max(f.gap, gap) }

// keepNext keeps the next item on the page of the last, this far below it.
func (f *flow) keepNext(gap float64) { f.keep, f.gap = true, gap }

// join makes the items from number first on stay together.
func (f *flow) join(first int) {
	for i := first + 1; i < len(f.items); i++ {
		f.items[i].breakable = false
	}
}

// turn has the items from number first on stand on pages of their own, which
// are turned.
func (f *flow) turn(first int) {
	for i := first; i < len(f.items); i++ {
		f.items[i].turned = true
	}
}

// under has draw called before each item from number first on, with the
// height that the item takes with the gap above it.
func (f *flow) under(first int, draw func(p *page, top, height float64)) {
	for i := first; i < len(f.items); i++ {
		f.underOne(i, i > first, draw)
	}
}

func (f *flow) underOne(i int, withGap bool, draw func(p *page, top, height float64)) {
	it := &f.items[i]
	inner, height, gap := it.draw, it.height, 0.0
	if withGap {
		gap = it.gap
	}
	it.fit = nil // that would leave draw out
	it.draw = func(p *page, top float64) {
		above := min(gap, p.sheet.textTop()-top) // none at the top of a page
		draw(p, top+above, height+above)
		if inner != nil {
			inner(p, top)
		}
	}
}

func (f *flow) height() (sum float64) {
	for i, it := range f.items {
		if i > 0 {
			sum += it.gap
		}
		sum += it.height
	}
	return sum
}

// paginate puts the items on pages, on the one at hand first.
func (b *book) paginate(ctx context.Context, items []item) error {
	var waiting []item
	for len(items)+len(waiting) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		if b.page == nil {
			if n := len(waiting); n > 0 && len(items) > 0 {
				items[0].gap = max(items[0].gap, waiting[n-1].gap)
			}
			items, waiting = append(waiting, items...), nil
			b.startPage(beginTurned(items))
		}
		var late []item
		items, late = b.fill(items)
		waiting = append(waiting, late...)
		if len(items)+len(waiting) > 0 {
			b.endPage()
		}
	}
	return nil
}

// fill draws what fits on the page and returns the rest, with the figures or
// the turned table that text has passed.
func (b *book) fill(items []item) (rest, waiting []item) {
	top := b.y == b.page.sheet.textTop()
	if top && len(items) > 0 && items[0].head != nil {
		items[0].head.draw(b.page, b.y)
		b.y -= items[0].head.height
	}
	items, waiting, count := b.tight(items, top)
	for i := range items[:count] {
		it := &items[i]
		if i > 0 || !top {
			b.y -= it.gap
		}
		if it.draw != nil {
			it.draw(b.page, b.y)
		}
		b.y -= it.height
	}
	return items[count:], waiting
}

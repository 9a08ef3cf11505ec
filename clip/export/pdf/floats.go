package pdf

import "slices"

// Figures float: where one does not fit, the text behind it goes on, and it comes
// at the top of the next page; a turned table has pages of its own. Neither is
// passed by other tables, nor set before what it stands behind.
// Where too little text passes it to fill the page, a figure is set smaller.

// mostHole is how much of a page may stay empty, of its height, before a figure
// is set smaller to fill it.
const (
	mostHole = 0.12
	rounding = 0.01 // points
)

// tight is reach, or what it is with a figure that did not fit set smaller, if
// the page would else have a hole.
func (b *book) tight(items []item, top bool) (all, waiting []item, count int) {
	all, waiting, count, figure, room := b.reach(items, top)
	if figure < 0 || items[figure].fit == nil || room < items[figure].least || count == len(all) && len(waiting) == 0 {
		return all, waiting, count
	}
	left := b.y - b.page.sheet.bottom - (&flow{items: all[:count]}).height()
	if left < mostHole*b.page.sheet.textHeight() {
		return all, waiting, count
	}
	smaller := slices.Clone(items)
	fitted := items[figure].fit(room - rounding)
	fitted.gap, fitted.breakable = items[figure].gap, items[figure].breakable
	smaller[figure] = fitted
	all, waiting, count, _, _ = b.reach(smaller, top)
	return all, waiting, count
}

// reach returns how many items the page takes, when those wait that it returns
// apart from the others. figure is the first that did not fit where it stands,
// or -1, and room what there was for it.
func (b *book) reach(items []item, top bool) (all, waiting []item, count, figure int, room float64) {
	sheet := b.page.sheet
	figure = -1
	var passed []passing
	turned := false // an item that is has been seen
	for y := b.y; count < len(items); {
		it := &items[count]
		if len(waiting) > 0 && !it.flows && !it.floats {
			break // a figure lets text pass, but no table
		}
		gap := it.gap
		if count == 0 && top {
			gap = 0
		}
		suits := sheet.turned == it.turned || sheet.turned && !turned // a heading goes with its table
		inOrder := len(waiting) == 0 || !it.floats
		turned = turned || it.turned
		if suits && inOrder && y-gap-it.height >= sheet.bottom {
			y -= gap + it.height
			count++
			continue
		}
		if it.floats && figure < 0 && len(passed) == 0 && (count > 0 || !top) {
			figure, room = count, y-gap-sheet.bottom
		}
		n := mayWait(items[count:])
		if n == 0 || sheet.turned || count == 0 && top || !b.haveRoom(waiting, items[count:count+n]) {
			break
		}
		behind := slices.Clone(items[count+n:])
		passed = append(passed, passing{count, len(waiting), behind[0].breakable})
		waiting = append(waiting, items[count:count+n]...)
		behind[0].breakable = behind[0].breakable && it.breakable // what the figure was kept with
		items = append(items[:count:count], behind...)
		turned = false
	}
	if count < len(items) {
		count = lastBreak(items, count, top)
	}
	all, waiting = putBack(items, waiting, passed, count)
	return all, waiting, count, figure, room
}

// lastBreak returns how many of the first count items the page takes, given
// that the one after them does not fit.
func lastBreak(items []item, count int, top bool) int {
	for k := count; k > 0; k-- {
		if items[k].breakable {
			return k
		}
	}
	if !top {
		return 0 // all of them begin the next page
	}
	return max(count, 1) // higher than a page: nothing better can be done
}

// A passing is where text went past figures.
type passing struct {
	at        int  // the item of the text that stands in their place
	first     int  // of them, among those that wait
	breakable bool // whether a page could begin with that item
}

// putBack returns figures to their place that nothing passed on this page,
// which takes count items: what they stand behind goes to the next one too.
func putBack(items, waiting []item, passed []passing, count int) (all, still []item) {
	for k := len(passed) - 1; k >= 0 && passed[k].at > count; k-- {
		p := passed[k]
		items[p.at].breakable = p.breakable
		items = slices.Concat(items[:p.at], waiting[p.first:], items[p.at:])
		waiting = waiting[:p.first]
	}
	return items, waiting
}

// haveRoom reports whether what is to wait comes on the next page: a turned
// table alone, or figures that fit below those that wait already.
func (b *book) haveRoom(waiting, more []item) bool {
	if more[0].turned {
		return len(waiting) == 0
	}
	height := 0.0
	for _, list := range [][]item{waiting, more} {
		for i := range list {
			if list[i].turned {
				return false
			}
			height += list[i].gap + list[i].height
		}
	}
	return height <= b.sheet.textHeight()
}

// mayWait returns how many items at the head may come on the next page while
// the text behind them goes on: figures, a turned table, or none.
func mayWait(items []item) int {
	n := 0
	switch {
	case items[0].floats:
		for n < len(items) && items[n].floats {
			n++
		}
	case items[0].turned:
		for n < len(items) && items[n].turned {
			n++
		}
	}
	if n == len(items) || !items[n].flows {
		return 0
	}
	return n
}

// beginTurned reports whether the page that begins with the items is turned:
// the first of them is, or is kept with one that is.
func beginTurned(items []item) bool {
	for i := range items {
		if items[i].turned {
			return true
		}
		if i+1 < len(items) && items[i+1].breakable {
			return false
		}
	}
	return false
}

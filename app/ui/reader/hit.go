package reader

import "sort"

// A spot is where a text stands on the page.
type spot struct {
	text *text
	x, y float32 // its upper left corner
}

// spotAt returns the text nearest to a point, given in the coordinates of the
// stack; nil when there is none.
func spotAt(elements []element, x, y, originX, originY float32) *spot {
	i := min(firstBelow(elements, y-originY), len(elements)-1)
	for ; i >= 0; i-- { // an image or a rule: the text above it
		e := &elements[i]
		left, top := originX+e.indent+e.inset(), originY+e.y+e.inset()
		if e.text != nil {
			return &spot{e.text, left, top}
		}
		if e.table != nil {
			if found := e.table.spotAt(x, y, originX+e.indent, originY+e.y); found != nil {
				return found
			}
		}
	}
	return nil
}

func (t *table) spotAt(x, y, originX, originY float32) *spot {
	for _, row := range t.rows {
		for i := range row {
			c := &row[i]
			inColumn := x >= originX+c.x && x < originX+c.x+c.width || c.column+c.columns == t.columns && x >= originX+c.x || c.column == 0 && x < originX
			if inColumn && y >= originY+c.y && y < originY+c.y+c.height {
				return spotAt(c.elements, x, y, originX+c.x+cellInset, originY+c.y+cellInset)
			}
		}
	}
	return nil
}

// offsetAt returns the rune offset nearest to a point relative to the text's
// corner, and the link there, if the point is on one.
func (t *text) offsetAt(x, y float32) (offset int, href string) {
	if len(t.lines) == 0 {
		return 0, ""
	}
	row := min(max(int(y/t.lineHeight()), 0), len(t.lines)-1)
	l := &t.lines[row]
	if len(l.pieces) == 0 {
		return l.from, ""
	}
	for i := range l.pieces {
		p := &l.pieces[i]
		if x < p.x || x > p.x+p.width {
			continue
		}
		if y >= 0 && y <= t.height() {
			href = t.spans[p.span].href
		}
		return t.offsetIn(p, x), href
	}
	first, last := l.pieces[0], l.pieces[len(l.pieces)-1]
	if x < first.x == t.rightToLeft {
		return t.trimmed(l.from, l.to), ""
	}
	if x < first.x || x > last.x {
		return l.from, ""
	}
	return t.offsetIn(&last, x), ""
}

// offsetIn returns the boundary between runes of p that is nearest to x.
func (t *text) offsetIn(p *piece, x float32) int {
	return p.from + sort.Search(p.to-p.from, func(n int) bool {
		middle := (t.xOf(p, p.from+n) + t.xOf(p, p.from+n+1)) / 2
		if p.rightToLeft {
			return middle < x
		}
		return middle > x
	})
}

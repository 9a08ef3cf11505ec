package pdf

// Rows that are tall, by themselves or linked by cells that span them, part
// between pages. They become strips of a few lines; each cell goes down beside
// them and draws, strip by strip, what ends within it. On a new page it is
// carried on from the top, or, when it has ended and is short, told again: a
// reader of that page wants to know whose rows these are.

const (
	wholeRow     = 100.0 // points: a row up to this height does not part
	leastStrip   = 24.0  // of a row on a page: two lines
	repeatedCell = 48.0  // a cell up to this height is told again
	pageOfTable  = 400.0 // about what one page takes of a table
)

// A carried cell is one on its way down the strips.
type carried struct {
	*tableCell
	top   float64 // lengths from the top of the rows, as if on one page
	needs float64 // where it would end, were it alone
	rest  []item  // not drawn yet
	page  *page   // on which it stands
	y     float64 // on that page: where it goes on
	begun bool    // something of it stands there
}

// A strip is a part of row i between two lengths from the top of the rows.
type strip struct {
	row         int
	top, bottom float64
	first, last bool // of the row
}

// partedRows adds rows first to before end, which no cell leaves.
func (c composer) partedRows(g *grid, first, end int, heights []float64) {
	var cells []*carried
	top, width := 0.0, total(g.widths)
	partings := 1 + int(total(heights[first:end])/pageOfTable)
	for i := first; i < end; i++ {
		for _, cell := range g.rows[i] {
			cells = append(cells, &carried{tableCell: cell, top: top, needs: top + cell.content.height() + 2*cellPadding, rest: cell.content.items})
		}
		ending := endingIn(cells, i)
		cuts := cutRow(ending, top, roomFor(ending, top, top+heights[i], partings))
		for k, cut := range cuts {
			s := strip{i, top, cut, k == 0, k == len(cuts)-1}
			c.flow.add(item{height: cut - top, breakable: true, draw: func(p *page, at float64) {
				if s.first {
					c.ruleRow(p, i, g.rows[i], at, width)
				}
				for _, cell := range cells {
					if cell.row <= i && i < cell.row+cell.rows {
						c.carry(p, cell, s, at)
					}
				}
			}})
			top = cut
		}
	}
}

func endingIn(cells []*carried, row int) (ending []*carried) {
	for _, k := range cells {
		if k.row+k.rows == row+1 {
			ending = append(ending, k)
		}
	}
	return ending
}

// longest returns the cell that needs most, or nil.
func longest(cells []*carried) (most *carried) {
	for _, k := range cells {
		if most == nil || k.needs > most.needs {
			most = k
		}
	}
	return most
}

// roomFor returns where a row ends: lower than the cells that end in it need
// when they do not part. What begins a page is set lower by the padding, and a
// line that a strip would cut goes whole to the next page; the strips of a row
// do not cut those of its longest cell.
func roomFor(ending []*carried, top, bottom float64, partings int) float64 {
	tall, most := bottom-top > wholeRow, longest(ending)
	for _, k := range ending {
		if k.rows == 1 && !tall {
			continue
		}
		line := 0.0
		for i := range k.rest {
			if k != most || k.rows > 1 {
				line = max(line, k.rest[i].height)
			}
		}
		bottom = max(bottom, k.needs+cellPadding+float64(partings)*line)
	}
	return bottom
}

// cutRow returns where the strips of a row end: below lines of the longest
// cell that ends in it.
func cutRow(ending []*carried, top, bottom float64) (cuts []float64) {
	most, last := longest(ending), top
	if most != nil && bottom-top > wholeRow {
		y := most.top + cellPadding
		for i, it := range most.content.items {
			if i > 0 {
				y += it.gap
			}
			if y += it.height; y-top >= leastStrip && y > last && bottom-y >= leastStrip {
				cuts, last = append(cuts, y), y
			}
		}
	}
	return append(cuts, bottom)
}

// carry draws what of a cell ends within a strip, whose top is at on the page.
func (c composer) carry(p *page, k *carried, s strip, at float64) {
	const seam = 0.3 // no white line shows between shades
	begins, ends := s.first && s.row == k.row, s.last && s.row == k.row+k.rows-1
	height := s.bottom - s.top
	if k.block.Header {
		over := seam
		if ends {
			over = 0
		}
		p.bar(c.x+k.x, at, k.width, height+over, shade)
	}
	if k.page != p {
		k.page, k.y, k.begun = p, at-cellPadding, false
		if !begins {
			p.bar(c.x+k.x, at, k.width, 0.4, pale)
			c.tellAgain(p, k, s)
		}
	}
	for len(k.rest) > 0 {
		gap := k.rest[0].gap
		if !k.begun {
			gap = 0
		}
		bottom := k.y - gap - k.rest[0].height
		if !ends && bottom < at-height-cellPadding-rounding { // lower by the padding at the top of the page
			return
		}
		if draw := k.rest[0].draw; draw != nil {
			draw(p, k.y-gap)
		}
		k.rest, k.y, k.begun = k.rest[1:], bottom, true
	}
}

// tellAgain draws a short cell that has ended, and names its rows, at the top of
// the next page.
func (c composer) tellAgain(p *page, k *carried, s strip) {
	height := k.content.height()
	names := k.rows > 1 || k.column == 0 || k.block.Header
	if !names || len(k.rest) > 0 || height > repeatedCell || k.below-(s.top-k.top) < height+2*cellPadding {
		return
	}
	p.again(func() { drawItems(p, k.content.items, k.y) })
}

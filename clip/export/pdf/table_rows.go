package pdf

// rows adds the rows of a filled grid to the flow. A row is one item; a tall
// one is divided between the lines of its cells.
func (c composer) rows(g *grid) {
	heights := rowHeights(g)
	var heads []item
	for i, row := range g.rows {
		for _, cell := range row {
			cell.below = total(heights[i : i+cell.rows])
		}
		bound := coveredFromAbove(g, i) || i > 0 && i <= g.heads
		first := len(c.flow.items)
		if heights[i] > tallRow && !spans(row) && !bound {
			c.tallRow(row, total(g.widths))
		} else {
			c.flow.add(c.row(g, i, heights[i]))
		}
		if bound {
			c.flow.items[first].breakable = false
		}
		if i < g.heads {
			heads = append(heads, c.flow.items[first])
		}
		if i == g.heads-1 {
			c.flow.head = repeated(heads)
		}
		if i == 0 || i == g.heads { // neither the head nor the first row stands alone
			c.flow.items[first].breakable = i == 0 && c.flow.items[first].breakable
		}
	}
	c.flow.head = nil
	width := total(g.widths)
	c.flow.keepNext(0)
	c.flow.add(item{height: 0.9, draw: func(p *page, top float64) { p.bar(c.x, top, width, 0.9, gray) }})
}

func rowHeights(g *grid) []float64 {
	heights := make([]float64, len(g.rows))
	for i, row := range g.rows {
		for _, cell := range row {
			if cell.rows == 1 {
				heights[i] = max(heights[i], cell.content.height()+2*cellPadding)
			}
		}
		heights[i] = max(heights[i], 2*cellPadding)
	}
	for i, row := range g.rows { // what a spanning cell lacks, its last row gets
		for _, cell := range row {
			last := i + cell.rows - 1
			heights[last] += max(0, cell.content.height()+2*cellPadding-total(heights[i:last+1]))
		}
	}
	return heights
}

func spans(row []*tableCell) bool {
	for _, cell := range row {
		if cell.rows > 1 {
			return true
		}
	}
	return false
}

// coveredFromAbove reports whether a cell of an earlier row reaches into row i.
func coveredFromAbove(g *grid, i int) bool {
	for k := i - 1; k >= 0; k-- {
		for _, cell := range g.rows[k] {
			if k+cell.rows > i {
				return true
			}
		}
	}
	return false
}

// row is one row as an item.
func (c composer) row(g *grid, i int, height float64) item {
	row, width := g.rows[i], total(g.widths)
	return item{height: height, breakable: true, draw: func(p *page, top float64) {
		for _, cell := range row {
			if cell.block.Header {
				p.bar(c.x+cell.x, top, cell.width, cell.below, shade)
			}
		}
		c.ruleRow(p, i, row, top, width)
		for _, cell := range row {
			drawItems(p, cell.content.items, top-cellPadding)
		}
	}}
}

// ruleRow draws the line above a row.
func (c composer) ruleRow(p *page, i int, row []*tableCell, top, width float64) {
	if i == 0 {
		p.bar(c.x, top, width, 0.9, gray)
		return
	}
	for _, cell := range row {
		p.bar(c.x+cell.x, top, cell.width, 0.4, pale)
	}
}

func drawItems(p *page, items []item, top float64) {
	for i, it := range items {
		if i > 0 {
			top -= it.gap
		}
		if it.draw != nil {
			it.draw(p, top)
		}
		top -= it.height
	}
}

// tallRow divides a row: each part takes from each cell what fits in tallRow.
func (c composer) tallRow(row []*tableCell, width float64) {
	rest := make([][]item, len(row))
	for i, cell := range row {
		rest[i] = cell.content.items
	}
	for part := 0; ; part++ {
		heads, height := make([][]item, len(row)), 0.0
		for i := range rest {
			var used float64
			heads[i], rest[i], used = cut(rest[i], tallRow)
			height = max(height, used)
		}
		if height == 0 {
			return
		}
		c.flow.add(item{height: height + 2*cellPadding, breakable: true, draw: func(p *page, top float64) {
			if part == 0 {
				c.ruleRow(p, 1, row, top, width)
			}
			for _, items := range heads {
				drawItems(p, items, top-cellPadding)
			}
		}})
	}
}

// cut takes the items that fit in height, at least one.
func cut(items []item, height float64) (head, rest []item, used float64) {
	for i, it := range items {
		step := it.height
		if i > 0 {
			step += it.gap
		}
		if i > 0 && used+step > height {
			return items[:i], items[i:], used
		}
		used += step
	}
	return items, nil, used
}

// repeated joins the rows of a table's head into the item that is drawn again
// at the top of a page. What it says has been read already: its text becomes
// an artifact.
func repeated(rows []item) *item {
	height := 0.0
	for _, row := range rows {
		height += row.height
	}
	return &item{height: height, draw: func(p *page, top float64) {
		p.silent = true
		defer func() { p.silent = false }()
		for _, row := range rows {
			row.draw(p, top)
			top -= row.height
		}
	}}
}

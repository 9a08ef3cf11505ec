package pdf

// rows adds the rows of a filled grid to the flow. A row is one item; a tall
// one is divided between the lines of its cells, and so are rows that a cell
// spans when they are tall together.
func (c composer) rows(g *grid) {
	heights := rowHeights(g)
	for i, row := range g.rows {
		for _, cell := range row {
			cell.below = total(heights[i : i+cell.rows])
		}
	}
	var heads []item
	for i := 0; i < len(g.rows); {
		end := g.linked(i)
		first := len(c.flow.items)
		if total(heights[i:end]) > tallRow && i >= g.heads {
			c.partedRows(g, i, end, heights)
		} else {
			for k := i; k < end; k++ {
				c.flow.add(c.row(g, k, heights[k]))
			}
			c.flow.join(first)
		}
		if i > 0 && i <= g.heads { // neither the head nor the first row stands alone
			c.flow.items[first].breakable = false
		}
		if i < g.heads {
			heads = append(heads, c.flow.items[first:]...)
		}
		if i = end; i == g.heads {
			c.flow.head = repeated(heads)
		}
	}
	c.flow.head = nil
	width := total(g.widths)
	c.flow.keepNext(0)
	c.flow.add(item{height: 0.9, draw: func(p *page, top float64) { p.bar(c.x, top, width, 0.9, gray) }})
}

// linked returns the row after those that cells link with row i, which is the
// first of them.
func (g *grid) linked(i int) (end int) {
	end = i + 1
	for k := i; k < end; k++ {
		for _, cell := range g.rows[k] {
			end = max(end, k+cell.rows)
		}
	}
	return end
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

// repeated joins the rows of a table's head into the item that is drawn again
// at the top of a page; nil when they would take much of it. What it says has
// been read already: its text becomes an artifact.
func repeated(rows []item) *item {
	height := 0.0
	for _, row := range rows {
		height += row.height
	}
	if height > tallRow {
		return nil
	}
	return &item{height: height, draw: func(p *page, top float64) {
		p.again(func() {
			for _, row := range rows {
				row.draw(p, top)
				top -= row.height
			}
		})
	}}
}

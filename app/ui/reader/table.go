package reader

// A table is rows of cells; a cell may span several columns and rows.
type table struct {
	rows    [][]cell
	columns int
	edges   []float32 // the x of each column, and the right end
	heights []float32 // of each row
}

type cell struct {
	elements      []element
	header        bool
	columns, rows int
	row, column   int // the first, set by number

	x, y, width, height float32 // within the table
}

// cellInset is the space around the text of a cell, in units.
const cellInset = 8

// maxColumns bounds the columns of a table: a page's mistake in a span must
// not make thousands. The widest tables of real articles have about 20.
const maxColumns = 64

// number gives each cell its first column: the next one that no cell from a
// row above reaches into.
func (t *table) number() {
	var taken [maxColumns]int // rows that a column is still taken for
	for r, row := range t.rows {
		column := 0
		for i := range row {
			for column < maxColumns-1 && taken[column] > 0 {
				column++
			}
			c := &row[i]
			c.row, c.column = r, column
			c.columns = min(c.columns, maxColumns-column)
			for k := range c.columns {
				taken[column+k] = c.rows
			}
			column = min(column+c.columns, maxColumns-1)
			t.columns = max(t.columns, c.column+c.columns)
		}
		for i := range taken {
			taken[i] = max(taken[i]-1, 0)
		}
	}
}

// layout divides the width among the columns by what their cells would like to
// have, and stacks the rows. It returns the height.
func (t *table) layout(l *layouter, width float32) float32 {
	if t.columns == 0 {
		return 0
	}
	t.spread(l, width)
	t.heights = make([]float32, len(t.rows))
	for r, row := range t.rows {
		for i := range row {
			c := &row[i]
			c.x = t.edges[c.column]
			c.width = t.edges[c.column+c.columns] - c.x
			c.height = l.stack(c.elements, max(c.width-2*cellInset, 1)) + 2*cellInset
			last := min(r+c.rows, len(t.rows)) - 1
			have := float32(0)
			for k := r; k < last; k++ {
				have += t.heights[k]
			}
			t.heights[last] = max(t.heights[last], c.height-have)
		}
	}
	y := float32(0)
	for r, row := range t.rows {
		for i := range row {
			row[i].y = y
		}
		y += t.heights[r]
	}
	return y
}

// spread sets the edges: all columns get what their longest text wants when
// that fits; else each gets a share by the square root of its want, so that
// one long cell does not starve the others.
func (t *table) spread(l *layouter, width float32) {
	wants := make([]float32, t.columns)
	for _, row := range t.rows {
		for i := range row {
			c := &row[i]
			want := c.want(l)/float32(c.columns) + 2*cellInset
			for k := range c.columns {
				wants[c.column+k] = max(wants[c.column+k], want)
			}
		}
	}
	t.edges = make([]float32, t.columns+1)
	shares := shareOut(wants, width)
	for i, share := range shares {
		t.edges[i+1] = t.edges[i] + share
	}
}

func (c *cell) want(l *layouter) float32 {
	want := float32(2 * cellInset)
	for i := range c.elements {
		if t := c.elements[i].text; t != nil {
			want = max(want, t.rangeWidth(&l.ruler, 0, len(t.runes))+c.elements[i].indent+1)
		}
	}
	return want
}

// rowHeight is the height of the rows that a cell spans.
func (t *table) rowHeight(c *cell) float32 {
	height := float32(0)
	for i := c.row; i < min(c.row+c.rows, len(t.heights)); i++ {
		height += t.heights[i]
	}
	return height
}

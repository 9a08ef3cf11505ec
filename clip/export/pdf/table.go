package pdf

import (
	"context"
	"fmt"

	"newsclip/clip"
)

// Measures of tables, in points.
const (
	cellPadding   = 4.0
	minCell       = 24.0  // the narrowest column
	tableSize     = 0.84  // type of a table, by the size of the text
	smallestTable = 0.62  // of one that is wide; what needs smaller type is turned
	widestWord    = 120.0 // what one word may ask of its column
	tallRow       = 200.0 // rows above this together part between pages
	maxTableCells = 20000 // more are no table that anyone reads on paper
)

// A tableCell is a cell with its place in the grid.
type tableCell struct {
	block           *clip.Block
	row, column     int
	rows, columns   int // how many it spans
	least, wanted   float64
	content         *flow
	tag             *element
	x, width, below float64 // below: height of the rows it spans
}

// A grid is a table's cells by row.
type grid struct {
	rows    [][]*tableCell
	columns int
	heads   int // the rows at the top that are heads
	widths  []float64
}

func (c composer) table(ctx context.Context, b *clip.Block) error {
	g := newGrid(b)
	if g.columns == 0 {
		return nil
	}
	tag := c.book.tree.element("Table", c.tag)
	c.flow.space(c.style.size * blockGap)
	in, fits := c.sized(g)
	if !fits && c.mayTurn() {
		c.width = c.book.sheet.turn().textWidth()
		in, _ = c.sized(g)
		defer c.flow.turn(len(c.flow.items))
	}
	c.tableCaption(b, tag)
	g.widths = columnWidths(g, c.width)
	if writesLeftwards(c.book.text.lang) {
		in.x += c.width - total(g.widths)
	}
	if err := in.fillCells(ctx, g, tag); err != nil {
		return err
	}
	in.rows(g)
	c.flow.space(c.style.size * blockGap)
	return nil
}

// sized returns the composer of the cells, with smaller type before words are
// divided, and whether none need be.
func (c composer) sized(g *grid) (in composer, fits bool) {
	in = c
	in.style.family, in.align = sans, left
	const step = 0.93
	for share := tableSize; ; share = max(share*step, smallestTable) {
		in.style.size = c.style.size * share
		in.measure(g)
		if fits = g.least() <= c.width; fits || share == smallestTable {
			return in, fits
		}
	}
}

// mayTurn reports whether a table here has the page's whole width already: one
// in a list, a quote or another table stays where it is.
func (c composer) mayTurn() bool {
	return !c.cell && c.width == c.book.sheet.textWidth()
}

func (c composer) tableCaption(b *clip.Block, table *element) {
	s := c.captionStyle()
	s.bold, s.color = true, black
	spans := c.spans(b.Inlines, s)
	if len(spans) == 0 {
		return
	}
	c.flow.join(c.lines(spans, c.book.tree.element("Caption", table), left, smallLeading))
	c.flow.keepNext(c.style.size * 0.4)
}

// newGrid gives each cell its column, past those that hang down from above.
func newGrid(b *clip.Block) *grid {
	g := &grid{}
	var hanging []int // by column: the rows still covered
	count := 0
	for i := range b.Blocks {
		var row []*tableCell
		column := 0
		for k := range b.Blocks[i].Blocks {
			if count++; count > maxTableCells {
				return g
			}
			for column < len(hanging) && hanging[column] > 0 {
				column++
			}
			block := &b.Blocks[i].Blocks[k]
			cell := &tableCell{block: block, row: i, column: column, rows: max(1, block.RowSpan), columns: min(max(1, block.ColSpan), 100)}
			cell.rows = min(cell.rows, len(b.Blocks)-i)
			for len(hanging) < column+cell.columns {
				hanging = append(hanging, 0)
			}
			for n := range cell.columns {
				hanging[column+n] = cell.rows
			}
			column += cell.columns
			row = append(row, cell)
		}
		for n := range hanging {
			hanging[n] = max(0, hanging[n]-1)
		}
		g.rows = append(g.rows, row)
		g.columns = max(g.columns, len(hanging))
	}
	g.countHeads()
	return g
}

// countHeads finds the rows at the top that have nothing but heads, none of
// which reaches below them.
func (g *grid) countHeads() {
	reach := 0 // how many rows the cells so far cover
	for i, row := range g.rows {
		for _, cell := range row {
			if !cell.block.Header {
				return
			}
			reach = max(reach, i+cell.rows)
		}
		if reach <= i { // an empty row
			return
		}
		if reach == i+1 {
			g.heads = reach
		}
	}
	g.heads = 0 // nothing but heads: they head nothing
}

// fillCells sets the content of each cell as a flow of its own.
func (c composer) fillCells(ctx context.Context, g *grid, table *element) error {
	used, numbers := total(g.widths), g.numbers()
	for _, row := range g.rows {
		rowTag := c.book.tree.element("TR", table)
		for _, cell := range row {
			cell.tag = c.cellTag(cell, rowTag)
			cell.x = total(g.widths[:cell.column])
			cell.width = total(g.widths[cell.column : cell.column+cell.columns])
			if writesLeftwards(c.book.text.lang) {
				cell.x = used - cell.x - cell.width
			}
			in := c
			in.cell = true
			in.flow = &flow{}
			in.tag = cell.tag
			in.x, in.width = c.x+cell.x+cellPadding, max(cell.width-2*cellPadding, 1)
			in.style.bold = cell.block.Header
			if numbers[cell.column] && cell.columns == 1 {
				in.align = flushRight
			}
			if err := in.blocks(ctx, cell.block.Blocks); err != nil {
				return err
			}
			cell.content = in.flow
		}
	}
	return nil
}

func (c composer) cellTag(cell *tableCell, row *element) *element {
	role, attributes := "TD", ""
	if cell.block.Header {
		role, attributes = "TH", "/Scope/Column"
		if cell.row > 0 && cell.column == 0 {
			attributes = "/Scope/Row"
		}
	}
	if cell.columns > 1 {
		attributes += fmt.Sprintf("/ColSpan %d", cell.columns)
	}
	if cell.rows > 1 {
		attributes += fmt.Sprintf("/RowSpan %d", cell.rows)
	}
	tag := c.book.tree.element(role, row)
	if attributes != "" {
		tag.extra = "/A<</O/Table" + attributes + ">>"
	}
	return tag
}

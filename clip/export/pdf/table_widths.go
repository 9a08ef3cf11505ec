package pdf

import "newsclip/clip"

// least is the width below which some word of the table must be divided.
func (g *grid) least() float64 {
	widths := make([]float64, g.columns)
	for _, row := range g.rows {
		for _, cell := range row {
			widen(widths[cell.column:cell.column+cell.columns], cell.least)
		}
	}
	return total(widths)
}

// measure finds how narrow and how wide each cell would be.
func (c composer) measure(g *grid) {
	for _, row := range g.rows {
		for _, cell := range row {
			cell.least, cell.wanted = 0, 0
			c.measureBlocks(cell, cell.block.Blocks)
			cell.least = max(cell.least+2*cellPadding, minCell)
			cell.wanted = max(cell.wanted+2*cellPadding, cell.least)
		}
	}
}

func (c composer) measureBlocks(cell *tableCell, blocks []clip.Block) {
	for i := range blocks {
		b := &blocks[i]
		switch b.Kind {
		case clip.Image:
			cell.least, cell.wanted = max(cell.least, minCell), max(cell.wanted, float64(b.Width)*pointsPerPixel)
		case clip.Code, clip.Embed:
			c.measureText(cell, []clip.Inline{{Kind: clip.Text, Text: b.Text}})
		case clip.Paragraph, clip.Heading:
			c.measureText(cell, b.Inlines)
		}
		c.measureBlocks(cell, b.Blocks)
	}
}

func (c composer) measureText(cell *tableCell, inlines []clip.Inline) {
	s := c.style
	s.bold = cell.block.Header
	t := c.book.text.shaper.shape(c.spans(inlines, s), c.book.text.lang)
	word, all := 0.0, 0.0
	for i := range t.clusters {
		k := &t.clusters[i]
		all += k.advance
		word += k.advance
		if k.white || k.square {
			word = 0
		}
		cell.least = max(cell.least, min(word, widestWord))
	}
	cell.wanted = max(cell.wanted, all+0.5) // half a point against rounding
}

// columnWidths shares the width: each column gets its least, and what is left
// goes in equal parts to those that lack something, until they have what they
// want, so that short columns do not break for the sake of a long one. A table
// that needs less stays narrow.
func columnWidths(g *grid, width float64) []float64 {
	widths, wanted := make([]float64, g.columns), make([]float64, g.columns)
	for i := range widths {
		widths[i], wanted[i] = minCell, minCell
	}
	for _, single := range []bool{true, false} { // spanning cells ask for what is still lacking
		for _, row := range g.rows {
			for _, cell := range row {
				if (cell.columns == 1) == single {
					widen(widths[cell.column:cell.column+cell.columns], cell.least)
					widen(wanted[cell.column:cell.column+cell.columns], cell.wanted)
				}
			}
		}
	}
	spare := width - total(widths)
	if spare < 0 {
		for i := range widths {
			widths[i] *= width / (width - spare)
		}
		return widths
	}
	share(widths, wanted, spare)
	return widths
}

// share adds spare to widths, at most up to wanted.
func share(widths, wanted []float64, spare float64) {
	const enough = 0.01 // points
	for spare > enough {
		var lacking []int
		for i := range widths {
			if wanted[i]-widths[i] > enough {
				lacking = append(lacking, i)
			}
		}
		if len(lacking) == 0 {
			return
		}
		part := spare / float64(len(lacking))
		for _, i := range lacking {
			give := min(part, wanted[i]-widths[i])
			widths[i] += give
			spare -= give
		}
	}
}

func widen(columns []float64, to float64) {
	if lack := to - total(columns); lack > 0 {
		for i := range columns {
			columns[i] += lack / float64(len(columns))
		}
	}
}

func total(list []float64) (sum float64) {
	for _, v := range list {
		sum += v
	}
	return sum
}

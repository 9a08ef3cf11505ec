package markdown

import (
	"strings"

	"newsclip/clip"
)

// table writes a table as GFM where that keeps all of it, else as HTML.
func (r *renderer) table(b *clip.Block) string {
	if !isPipeTable(b) {
		return r.htmlTable(b)
	}
	var lines []string
	for i := range b.Blocks {
		lines = append(lines, r.pipeRow(&b.Blocks[i]))
		if i == 0 {
			lines = append(lines, "|"+strings.Repeat(" --- |", len(b.Blocks[0].Blocks)))
		}
	}
	return strings.Join(lines, "\n")
}

// isPipeTable reports whether GFM can say the table: no caption and no spans,
// as many cells in each row, header cells in the first row and nowhere else,
// and in each cell no more than one paragraph or image.
func isPipeTable(b *clip.Block) bool {
	if len(b.Inlines) > 0 || len(b.Blocks) == 0 {
		return false
	}
	for i, row := range b.Blocks {
		if len(row.Blocks) != len(b.Blocks[0].Blocks) {
			return false
		}
		for _, cell := range row.Blocks {
			if cell.Header != (i == 0) || cell.ColSpan > 1 || cell.RowSpan > 1 || !isOneLine(cell.Blocks) {
				return false
			}
		}
	}
	return true
}

// isOneLine reports whether blocks fit into a line: nothing, a paragraph, an
// image without a caption.
func isOneLine(blocks []clip.Block) bool {
	switch {
	case len(blocks) == 0:
		return true
	case len(blocks) > 1:
		return false
	}
	return blocks[0].Kind == clip.Paragraph || blocks[0].Kind == clip.Image && len(blocks[0].Inlines) == 0
}

func (r *renderer) pipeRow(row *clip.Block) string {
	var out strings.Builder
	out.WriteByte('|')
	for i := range row.Blocks {
		out.WriteString(" " + r.pipeCell(row.Blocks[i].Blocks) + " |")
	}
	return out.String()
}

func (r *renderer) pipeCell(blocks []clip.Block) string {
	p := place{oneLine: true, inTable: true}
	switch {
	case len(blocks) == 0:
		return ""
	case blocks[0].Kind == clip.Image:
		return r.picture(&blocks[0], p)
	}
	return r.inlineText(blocks[0].Inlines, p)
}

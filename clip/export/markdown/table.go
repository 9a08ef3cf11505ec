package markdown

import (
	"strings"

	"newsclip/clip"
)

// table writes a table as GFM where that keeps all of it, else as HTML.
func (r *renderer) table(b *clip.Block) string {
	if !isPipeTable(b) {
		return htmlTable(b, r.image)
	}
	var lines []string
	for i := range b.Blocks {
		lines = append(lines, pipeRow(&b.Blocks[i]))
		if i == 0 {
			lines = append(lines, "|"+strings.Repeat(" --- |", len(b.Blocks[0].Blocks)))
		}
	}
	return strings.Join(lines, "\n")
}

// isPipeTable reports whether GFM can say the table: no caption and no spans,
// as many cells in each row, header cells in the first row and nowhere else,
// and in each cell no more than one paragraph.
func isPipeTable(b *clip.Block) bool {
	if len(b.Inlines) > 0 || len(b.Blocks) == 0 {
		return false
	}
	for i, row := range b.Blocks {
		if len(row.Blocks) != len(b.Blocks[0].Blocks) {
			return false
		}
		for _, cell := range row.Blocks {
			if cell.Header != (i == 0) || cell.ColSpan > 1 || cell.RowSpan > 1 || !isOneParagraph(cell.Blocks) {
				return false
			}
		}
	}
	return true
}

func isOneParagraph(blocks []clip.Block) bool {
	return len(blocks) == 0 || len(blocks) == 1 && blocks[0].Kind == clip.Paragraph
}

func pipeRow(row *clip.Block) string {
	var out strings.Builder
	out.WriteByte('|')
	for _, cell := range row.Blocks {
		text := ""
		if len(cell.Blocks) == 1 {
			text = inlineText(cell.Blocks[0].Inlines, place{oneLine: true, inTable: true})
		}
		out.WriteString(" " + text + " |")
	}
	return out.String()
}

package clip

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// Normal returns the body in its normal form, the only one that is stored:
// white space collapsed, neighbouring texts merged, empty blocks and inlines
// dropped, lists holding items, tables rows and rows cells, levels and spans
// in range, addresses with a scheme that is allowed, nothing nested deeper
// than MaxDepth. Normal of a normal body is the same body. The receiver is
// not changed.
func (b Body) Normal() Body { return normalBlocks(b, 0) }

func normalBlocks(blocks []Block, depth int) []Block {
	var out []Block
	for i := range blocks {
		before := len(out)
		out = appendNormal(out, &blocks[i], depth)
		if before == 0 && len(out) > 0 {
			out = slices.Grow(out, len(blocks)-i-1)
		}
	}
	return out
}

// appendNormal appends a block's normal form: none when it is empty, several
// when it stands where it may not and its content is lifted.
func appendNormal(out []Block, b *Block, depth int) []Block {
	switch b.Kind {
	case Paragraph, Heading:
		return appendText(out, b.Kind, b.Level, b.Inlines)
	case List, Quote, Table:
		if depth >= MaxDepth {
			return append(out, normalBlocks(lift(*b), depth)...)
		}
		return append(out, normalContainer(*b, depth)...)
	case Item, Row, Cell: // outside a list, table or row
		return append(out, normalBlocks(lift(*b), depth)...)
	case Code:
		text := strings.Trim(cleanVerbatim(b.Text), "\n")
		if strings.TrimSpace(text) == "" {
			return out
		}
		return append(out, Block{Kind: Code, Text: text, Lang: normalSpace(b.Lang)})
	case Image:
		return append(out, normalImage(*b)...)
	case Embed:
		return append(out, normalEmbed(*b)...)
	case Rule:
		return append(out, Block{Kind: Rule})
	}
	return out
}

// lift returns what a container holds, its own inlines as a paragraph. It
// descends at once, so that hostile nesting costs no recursion per level.
func lift(b Block) []Block {
	var blocks []Block
	if len(b.Inlines) > 0 {
		blocks = append(blocks, Block{Kind: Paragraph, Inlines: b.Inlines})
	}
	for _, child := range b.Blocks {
		if isContainer(child.Kind) {
			blocks = append(blocks, lift(child)...)
			continue
		}
		blocks = append(blocks, child)
	}
	return blocks
}

func isContainer(kind BlockKind) bool {
	switch kind {
	case List, Item, Quote, Table, Row, Cell:
		return true
	}
	return false
}

// appendText appends a paragraph or heading, unless it shows nothing.
func appendText(out []Block, kind BlockKind, level int, inlines []Inline) []Block {
	inlines = normalInlines(inlines)
	if len(inlines) == 0 {
		return out
	}
	if kind == Heading {
		level = min(max(level, 1), 6)
	} else {
		level = 0
	}
	return append(out, Block{Kind: kind, Level: level, Inlines: inlines})
}

func normalContainer(b Block, depth int) []Block {
	switch b.Kind {
	case List:
		return normalList(b, depth)
	case Table:
		return normalTable(b, depth)
	}
	blocks := normalBlocks(withInlines(b), depth+1)
	if len(blocks) == 0 {
		return nil
	}
	return []Block{{Kind: b.Kind, Blocks: blocks}}
}

// withInlines returns a container's blocks, preceded by its stray inlines.
func withInlines(b Block) []Block {
	if len(b.Inlines) == 0 {
		return b.Blocks
	}
	return append([]Block{{Kind: Paragraph, Inlines: b.Inlines}}, b.Blocks...)
}

func normalList(b Block, depth int) []Block {
	out := Block{Kind: List, Ordered: b.Ordered}
	if b.Ordered && b.Start > 1 {
		out.Start = b.Start
	}
	children := withInlines(b)
	out.Blocks = make([]Block, 0, len(children))
	for _, child := range children {
		if child.Kind != Item {
			child = Block{Kind: Item, Blocks: []Block{child}}
		}
		if blocks := normalBlocks(withInlines(child), depth+2); len(blocks) > 0 {
			out.Blocks = append(out.Blocks, Block{Kind: Item, Blocks: blocks})
		}
	}
	if len(out.Blocks) == 0 {
		return nil
	}
	return []Block{out}
}

func normalTable(b Block, depth int) []Block {
	out := Block{Kind: Table, Inlines: normalInlines(b.Inlines)}
	hasText := false
	for _, row := range b.Blocks {
		if row.Kind != Row {
			row = Block{Kind: Row, Blocks: []Block{row}}
		}
		cells, full := normalCells(withInlines(row), depth+3)
		hasText = hasText || full
		if len(cells) > 0 {
			out.Blocks = append(out.Blocks, Block{Kind: Row, Blocks: cells})
		}
	}
	if !hasText {
		return appendText(nil, Paragraph, 0, b.Inlines)
	}
	return []Block{out}
}

// maxSpan bounds colspan and rowspan, as HTML does for columns (HTML Living
// Standard, 4.9.11: 1,000).
const maxSpan = 1000

func normalCells(blocks []Block, depth int) (cells []Block, full bool) {
	for _, cell := range blocks {
		if cell.Kind != Cell {
			cell = Block{Kind: Cell, Blocks: []Block{cell}}
		}
		out := Block{Kind: Cell, Header: cell.Header, ColSpan: normalSpan(cell.ColSpan), RowSpan: normalSpan(cell.RowSpan)}
		out.Blocks = normalBlocks(withInlines(cell), depth)
		full = full || len(out.Blocks) > 0
		cells = append(cells, out)
	}
	return cells, full
}

func normalSpan(n int) int {
	if n <= 1 {
		return 0
	}
	return min(n, maxSpan)
}

func normalImage(b Block) []Block {
	address, ok := normalURL(b.URL, "http", "https", strings.TrimSuffix(ImageScheme, ":"))
	if !ok {
		return appendText(nil, Paragraph, 0, b.Inlines)
	}
	return []Block{{Kind: Image, URL: address, Alt: normalSpace(b.Alt),
		Width: max(b.Width, 0), Height: max(b.Height, 0), Inlines: normalInlines(b.Inlines)}}
}

func normalEmbed(b Block) []Block {
	text := normalSpace(b.Text)
	address, ok := normalURL(b.URL, "http", "https")
	if !ok {
		return appendText(nil, Paragraph, 0, NewParagraph(text).Inlines)
	}
	if text == "" {
		text = address
	}
	return []Block{{Kind: Embed, URL: address, Text: text}}
}

// normalURL returns the address without what no address holds, and whether it
// is absolute with one of the schemes.
func normalURL(address string, schemes ...string) (string, bool) {
	address = strings.TrimSpace(cleanVerbatim(address))
	u, err := url.Parse(address)
	if err != nil || !slices.Contains(schemes, strings.ToLower(u.Scheme)) {
		return "", false
	}
	if u.Host == "" && u.Opaque == "" {
		return "", false
	}
	return strings.Join(strings.Fields(address), "%20"), true
}

// normalSpace collapses white space to single spaces and trims it.
func normalSpace(s string) string {
	return strings.TrimSpace(collapse(cleanVerbatim(s)))
}

// isSpace is HTML's white space: a no-break space is none and stays.
func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\f' || r == '\r' }

func collapse(s string) string {
	if collapsed(s) {
		return s
	}
	var out strings.Builder
	space := false
	for _, r := range s {
		if isSpace(r) {
			space = true
			continue
		}
		if space {
			out.WriteByte(' ')
			space = false
		}
		out.WriteRune(r)
	}
	if space {
		out.WriteByte(' ')
	}
	return out.String()
}

// collapsed reports whether all white space of a text is single spaces.
func collapsed(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' && isSpace(rune(s[i])) || s[i] == ' ' && i > 0 && s[i-1] == ' ' {
			return false
		}
	}
	return true
}

// cleanVerbatim drops what XML 1.0 cannot hold (section 2.2) and makes every
// line end a line feed; all else stays.
func cleanVerbatim(s string) string {
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r >= 0x20 && r < 0xfffe && r != utf8.RuneError || r >= 0x10000:
			return r
		}
		return -1
	}, s)
}

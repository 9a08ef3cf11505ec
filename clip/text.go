package clip

import (
	"strings"
	"unicode"
)

// A Leaf is a block that holds text itself: a paragraph, heading, code, embed,
// or the caption of an image or table. A position in a Body is the number of
// its leaf in document order, from 0, and a rune offset in the leaf's Text.
type Leaf struct {
	Block *Block
	Text  string
}

// Leaves returns the leaves in document order. Images and tables without a
// caption are none.
func (b Body) Leaves() []Leaf {
	var leaves []Leaf
	b.Walk(func(block *Block, _ int) bool {
		if text, ok := block.leafText(); ok {
			leaves = append(leaves, Leaf{block, text})
		}
		return true
	})
	return leaves
}

func (b *Block) leafText() (string, bool) {
	switch b.Kind {
	case Paragraph, Heading:
		return PlainInlines(b.Inlines), true
	case Image, Table:
		return PlainInlines(b.Inlines), len(b.Inlines) > 0
	case Code, Embed:
		return b.Text, true
	}
	return "", false
}

// Plain returns the text of all leaves, an empty line between them.
func (b Body) Plain() string {
	var out strings.Builder
	for i, leaf := range b.Leaves() {
		if i > 0 {
			out.WriteString("\n\n")
		}
		out.WriteString(leaf.Text)
	}
	return out.String()
}

// PlainInlines returns the text of inlines; a Break becomes a line feed.
func PlainInlines(inlines []Inline) string {
	if len(inlines) == 1 && inlines[0].Kind == Text {
		return inlines[0].Text
	}
	var out strings.Builder
	plainInlines(&out, inlines)
	return out.String()
}

func plainInlines(out *strings.Builder, inlines []Inline) {
	for i := range inlines {
		switch inlines[i].Kind {
		case Text, CodeSpan:
			out.WriteString(inlines[i].Text)
		case Break:
			out.WriteByte('\n')
		default:
			plainInlines(out, inlines[i].Inlines)
		}
	}
}

// Words counts the words of the body; each Han, Kana or Hangul character
// counts as half a word, which is what readers of both find fair.
func (b Body) Words() int {
	words, characters := 0, 0
	for _, leaf := range b.Leaves() {
		inWord := false
		for _, r := range leaf.Text {
			switch {
			case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
				characters++
				inWord = false
			case unicode.IsLetter(r) || unicode.IsNumber(r):
				if !inWord {
					words++
				}
				inWord = true
			case r != '\'' && r != '’' && !unicode.IsMark(r):
				inWord = false
			}
		}
	}
	return words + (characters+1)/2
}

// FromPlain makes a Body of plain text: empty lines part its paragraphs, and a
// single line feed within one is a Break.
func FromPlain(text string) Body {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	var body Body
	var lines []string
	flush := func() {
		if len(lines) > 0 {
			body = append(body, paragraphOfLines(lines))
		}
		lines = nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) == "" {
			flush()
			continue
		}
		lines = append(lines, line)
	}
	flush()
	return body.Normal()
}

func paragraphOfLines(lines []string) Block {
	block := Block{Kind: Paragraph}
	for i, line := range lines {
		if i > 0 {
			block.Inlines = append(block.Inlines, Inline{Kind: Break})
		}
		block.Inlines = append(block.Inlines, Inline{Kind: Text, Text: line})
	}
	return block
}

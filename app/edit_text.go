package app

import (
	"slices"
	"strings"

	"newsclip/clip"
)

// EditText returns body with its text replaced by what a person typed, where
// empty lines part paragraphs. Blocks whose text is unchanged stay as they are,
// with their links and emphasis, lists and tables also where some of their
// lines changed; pictures and rules without a text stay where they stood.
func EditText(body clip.Body, text string) clip.Body {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if text == body.Plain() {
		return body
	}
	e := &textEdit{body: body, used: make([]bool, len(body))}
	for i := range body {
		e.lines = append(e.lines, typedLines(body[i:i+1]))
	}
	typed := typedLines(clip.Body{{Kind: clip.Code, Text: text}})
	for len(typed) > 0 {
		typed = typed[e.take(typed):]
	}
	e.pass(len(body))
	return e.out.Normal()
}

// typedLines returns the paragraphs of a body as they are typed; none where it has
// no text.
func typedLines(body clip.Body) []string {
	if len(body.Leaves()) == 0 {
		return nil
	}
	lines := strings.Split(body.Plain(), "\n\n")
	for i := range lines {
		lines[i] = strings.Trim(lines[i], "\n")
	}
	return lines
}

// A textEdit walks what was typed and the blocks of the old text together.
type textEdit struct {
	body  clip.Body
	lines [][]string // of each block
	used  []bool
	next  int // the first block that was not passed yet
	out   clip.Body
}

// take makes a block of what typed begins with, and returns how many lines that
// was.
func (e *textEdit) take(typed []string) int {
	if at := e.find(typed, unchanged); at >= 0 {
		return e.keep(at, e.body[at:at+1])
	}
	if at := e.find(typed, partlyChanged); at >= 0 {
		if block := retold(e.body[at], e.lines[at], typed[:len(e.lines[at])]); block != nil {
			return e.keep(at, block)
		}
	}
	e.out = append(e.out, clip.FromPlain(typed[0])...)
	return 1
}

// keep puts a block, as it is now, in its place, and returns its lines.
func (e *textEdit) keep(at int, block clip.Body) int {
	if at >= e.next {
		e.pass(at)
		e.next = at + 1
	}
	e.used[at] = true
	e.out = append(e.out, block...)
	return len(e.lines[at])
}

// find returns the block that typed begins with: the next one that fits, else
// one that stood before; -1: none.
func (e *textEdit) find(typed []string, fits func(lines, typed []string) bool) int {
	before := -1
	for i, lines := range e.lines {
		if e.used[i] || len(lines) == 0 || len(lines) > len(typed) || !fits(lines, typed[:len(lines)]) {
			continue
		}
		if i >= e.next {
			return i
		}
		if before < 0 {
			before = i
		}
	}
	return before
}

func unchanged(lines, typed []string) bool { return slices.Equal(lines, typed) }

// partlyChanged reports whether half of the lines of a list or table are as
// they were.
func partlyChanged(lines, typed []string) bool {
	same := 0
	for i := range lines {
		if lines[i] == typed[i] {
			same++
		}
	}
	return len(lines) > 1 && 2*same >= len(lines)
}

// pass keeps the pictures and rules before a block: they have no text that
// could be typed.
func (e *textEdit) pass(to int) {
	for i := e.next; i < to; i++ {
		if len(e.lines[i]) == 0 && !e.used[i] {
			e.used[i] = true
			e.out = append(e.out, e.body[i])
		}
	}
}

// retold returns a block with other lines; nil where they cannot be told apart
// by its leaves: code with empty lines in it, in a list.
func retold(block clip.Block, lines, typed []string) clip.Body {
	body := clip.Body{block}.Clone()
	leaves := body.Leaves()
	if len(leaves) == 1 {
		lines, typed = []string{strings.Join(lines, "\n\n")}, []string{strings.Join(typed, "\n\n")}
	}
	if len(leaves) != len(lines) {
		return nil
	}
	for i, leaf := range leaves {
		if lines[i] != typed[i] {
			retell(leaf.Block, typed[i])
		}
	}
	return body
}

// retell gives a leaf another text.
func retell(leaf *clip.Block, text string) {
	if leaf.Kind == clip.Code || leaf.Kind == clip.Embed {
		leaf.Text = text
		return
	}
	leaf.Inlines = nil
	if plain := clip.FromPlain(text); len(plain) > 0 {
		leaf.Inlines = plain[0].Inlines
	}
}

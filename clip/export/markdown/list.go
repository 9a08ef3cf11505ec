package markdown

import (
	"strconv"
	"strings"

	"newsclip/clip"
)

// maxNumber is the largest number of a list item (CommonMark 0.31, 5.2: nine
// digits).
const maxNumber = 999_999_999

// list writes a list; the other markers part it from a list just before.
func (r *renderer) list(b *clip.Block, other bool) string {
	tight := isTight(b)
	number := max(b.Start, 1)
	if number > maxNumber-len(b.Blocks) {
		number = 1
	}
	var items []string
	for i := range b.Blocks {
		mark := marker(b.Ordered, number+i, other)
		items = append(items, mark+indented(r.item(&b.Blocks[i], tight), len(mark)))
	}
	if tight {
		return strings.Join(items, "\n")
	}
	return strings.Join(items, "\n\n")
}

func marker(ordered bool, number int, other bool) string {
	switch {
	case ordered && other:
		return strconv.Itoa(number) + ") "
	case ordered:
		return strconv.Itoa(number) + ". "
	case other:
		return "+ "
	}
	return "- "
}

// item writes an item's blocks; in a tight list a nested list follows its
// paragraph without an empty line.
func (r *renderer) item(b *clip.Block, tight bool) string {
	if !tight {
		return r.blocks(b.Blocks)
	}
	var lines []string
	for i := range b.Blocks {
		lines = append(lines, r.block(&b.Blocks[i], false))
	}
	return strings.Join(lines, "\n")
}

// isTight reports whether a list needs no empty lines: each item is one
// paragraph, at most with one bulleted tight list after it. (A numbered list
// may interrupt a paragraph only when it begins with 1.)
func isTight(list *clip.Block) bool {
	for _, item := range list.Blocks {
		switch {
		case len(item.Blocks) == 0 || item.Blocks[0].Kind != clip.Paragraph || len(item.Blocks) > 2:
			return false
		case len(item.Blocks) == 2:
			nested := &item.Blocks[1]
			if nested.Kind != clip.List || nested.Ordered && nested.Start > 1 || !isTight(nested) {
				return false
			}
		}
	}
	return true
}

package reader

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"github.com/go-text/typesetting/segmenter"
)

// xOf returns where the boundary before rune offset stands within its line.
func (t *text) xOf(p *piece, offset int) float32 {
	s := &t.spans[p.span]
	width := p.width
	switch {
	case offset <= p.from:
		width = 0
	case offset < p.to:
		width = fyne.MeasureText(string(t.runes[p.from:offset]), t.spanSize(s), s.style).Width
	}
	if p.rightToLeft {
		return p.x + p.width - width
	}
	return p.x + width
}

// selectionText returns what lies between two positions: the lines of a text
// run on, texts are parted by an empty line.
func selectionText(texts []*text, from, to Position) string {
	var out strings.Builder
	first := true
	for _, t := range texts {
		if t.leaf < from.Leaf || t.leaf > to.Leaf {
			continue
		}
		low, high := t.clipped(from, to)
		if !first {
			out.WriteString("\n\n")
		}
		first = false
		out.WriteString(string(t.runes[low:high]))
	}
	return out.String()
}

// selectedLeaves returns the leaves of the body of which something lies between
// two positions.
func selectedLeaves(texts []*text, from, to Position) []int {
	var leaves []int
	for _, t := range texts {
		if low, high := t.clipped(from, to); t.leaf >= 0 && low < high {
			leaves = append(leaves, t.leaf)
		}
	}
	return leaves
}

// clipped returns the part of the text between two positions.
func (t *text) clipped(from, to Position) (low, high int) {
	high = len(t.runes)
	if t.leaf == from.Leaf {
		low = min(max(from.Offset, 0), len(t.runes))
	}
	if t.leaf == to.Leaf {
		high = min(max(to.Offset, 0), len(t.runes))
	}
	if t.leaf < from.Leaf || t.leaf > to.Leaf {
		return 0, 0
	}
	return min(low, high), high
}

// wordAt returns the bounds of the word around a rune offset (UAX #29), or of
// the one rune there.
func (t *text) wordAt(offset int) (from, to int) {
	if len(t.runes) == 0 {
		return 0, 0
	}
	offset = min(offset, len(t.runes)-1)
	var segments segmenter.Segmenter
	segments.Init(t.runes)
	for it := segments.WordIterator(); it.Next(); {
		word := it.Word()
		if offset >= word.Offset && offset < word.Offset+len(word.Text) {
			return word.Offset, word.Offset + len(word.Text)
		}
	}
	return offset, offset + 1
}

// find returns where needle occurs in the texts, ignoring case. With whole,
// only where it is not part of a longer word.
func find(texts []*text, needle string, whole bool) []Mark {
	wanted := lower([]rune(strings.TrimSpace(needle)))
	if len(wanted) == 0 {
		return nil
	}
	var marks []Mark
	for _, t := range texts {
		if t.leaf == LeafURL {
			continue // nobody looks for a word in the address
		}
		content := lower(t.runes)
		for at := 0; at+len(wanted) <= len(content); at++ {
			end := at + len(wanted)
			if content[at] != wanted[0] || !slices.Equal(content[at:end], wanted) || whole && !isWord(content, at, end) {
				continue
			}
			marks = append(marks, Mark{Leaf: t.leaf, From: at, To: end})
			at = end - 1
		}
	}
	return marks
}

// lower lowers rune by rune, so that offsets stay what they are.
func lower(runes []rune) []rune {
	out := make([]rune, len(runes))
	for i, r := range runes {
		out[i] = unicode.ToLower(r)
	}
	return out
}

// isWord reports whether content[from:to] has no letter of an alphabet beside
// it; Chinese and Japanese do not part words.
func isWord(content []rune, from, to int) bool {
	joins := func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
	}
	before := from > 0 && joins(content[from-1]) && joins(content[from])
	after := to < len(content) && joins(content[to]) && joins(content[to-1])
	return !before && !after
}

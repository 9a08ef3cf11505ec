package anchor

import (
	"strings"
	"unicode"

	"newsclip/clip"
)

// A Text is a body made ready for looking up many passages. It is not changed
// after New and may be used from any goroutine.
type Text struct {
	leaves [][]rune
	// folded is all leaves one after the other, parted by a space, without what
	// makes no difference; places says where each of its runes stands.
	folded []rune
	places []clip.Position
	whole  string // folded as a string
	spaces bool   // the last rune of folded is a space; used while it grows
}

// New reads a body.
func New(body clip.Body) *Text {
	t := &Text{}
	for i, leaf := range body.Leaves() {
		runes := []rune(leaf.Text)
		if i > 0 {
			t.add(' ', t.end())
		}
		t.leaves = append(t.leaves, runes)
		for offset, r := range runes {
			t.add(r, clip.Position{Leaf: i, Offset: offset})
		}
	}
	t.whole = string(t.folded)
	return t
}

func (t *Text) add(r rune, at clip.Position) {
	if unseen(r) {
		return
	}
	space := unicode.IsSpace(r)
	if space && (t.spaces || len(t.folded) == 0) {
		return
	}
	if space {
		r = ' '
	}
	t.spaces = space
	t.folded, t.places = append(t.folded, r), append(t.places, at)
}

// unseen reports whether a character has no width and no meaning for the word
// that it stands in. The joiners of Persian and of emoji have one.
func unseen(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u2060', '\ufeff', '\u200e', '\u200f', '\u061c':
		return true
	}
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// fold returns a quote as Text holds its runes, without white space at its
// ends.
func fold(text string) []rune {
	t := &Text{}
	for _, r := range strings.TrimSpace(text) {
		t.add(r, clip.Position{})
	}
	return t.folded
}

// span is a stretch of folded: from ≤ i < to.
type span struct{ from, to int }

// passage returns where the runes of a span stand. The span is not empty.
func (t *Text) passage(s span) clip.Passage {
	to := t.places[s.to-1]
	to.Offset++
	return clip.Passage{From: t.places[s.from], To: to}
}

// index returns the first rune of folded at or after a position.
func (t *Text) index(at clip.Position) int {
	low, high := 0, len(t.places)
	for low < high {
		middle := (low + high) / 2
		if t.places[middle].Before(at) {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// clamp returns a passage within the text: positions beyond a leaf go to its
// end.
func (t *Text) clamp(p clip.Passage) clip.Passage {
	at := func(p clip.Position) clip.Position {
		switch {
		case p.Leaf < 0:
			return clip.Position{}
		case p.Leaf >= len(t.leaves):
			return t.end()
		}
		return clip.Position{Leaf: p.Leaf, Offset: min(max(p.Offset, 0), len(t.leaves[p.Leaf]))}
	}
	return clip.Passage{From: at(p.From), To: at(p.To)}
}

func (t *Text) end() clip.Position {
	if len(t.leaves) == 0 {
		return clip.Position{}
	}
	last := len(t.leaves) - 1
	return clip.Position{Leaf: last, Offset: len(t.leaves[last])}
}

// isWord reports whether r is part of a word in a script that parts words.
func isWord(r rune) bool {
	if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// drawn draws a span out so that it cuts no word that the quote did not cut,
// and no letter from its marks.
func (t *Text) drawn(s span, wordBefore, wordAfter bool) span {
	splits := func(i int, cut bool) bool {
		if i <= 0 || i >= len(t.folded) {
			return false
		}
		return unicode.IsMark(t.folded[i]) || !cut && isWord(t.folded[i-1]) && isWord(t.folded[i])
	}
	for splits(s.from, wordBefore) {
		s.from--
	}
	for splits(s.to, wordAfter) {
		s.to++
	}
	return s
}

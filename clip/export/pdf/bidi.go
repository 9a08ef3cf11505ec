package pdf

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// The Unicode Bidirectional Algorithm (UAX 9), all of it with embeddings and
// isolates; golang.org/x/text tells each character's class, but of the result
// only directions, and a number among Arabic letters needs its level. The
// names of rules in comments are those of the report.

// maxNesting is the deepest level (BD2).
const maxNesting = 125

// bidiText is one paragraph's characters on the way to their levels.
type bidiText struct {
	runes   []rune
	classes []bidi.Class // changed by the rules
	origins []bidi.Class // as they came
	levels  []uint8
	matches []int // by isolate initiator: its PDI, or len; by PDI: its initiator, or -1
}

// bidiLevels returns the level of each character; odd ones run from right to
// left. base is the paragraph's.
func bidiLevels(runes []rune, base uint8) []uint8 {
	t := newBidiText(runes)
	t.explicit(base)
	for _, sequence := range t.sequences(base) {
		sequence.weak()
		sequence.brackets()
		sequence.neutral()
		sequence.implicit()
	}
	t.separators(base)
	return t.levels
}

func newBidiText(runes []rune) *bidiText {
	t := &bidiText{runes: runes, classes: make([]bidi.Class, len(runes)), levels: make([]uint8, len(runes)), matches: make([]int, len(runes))}
	for i, r := range runes {
		t.classes[i] = bidiClass(r)
	}
	t.origins = slices.Clone(t.classes)
	t.matchIsolates()
	return t
}

func bidiClass(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

func isIsolate(c bidi.Class) bool { return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI }

// removed are the classes that X9 takes out of the text.
func removed(c bidi.Class) bool {
	return c == bidi.LRE || c == bidi.RLE || c == bidi.LRO || c == bidi.RLO || c == bidi.PDF || c == bidi.BN
}

// matchIsolates pairs initiators with their ends (BD9).
func (t *bidiText) matchIsolates() {
	var open []int
	for i, c := range t.classes {
		switch {
		case isIsolate(c):
			t.matches[i] = len(t.runes)
			open = append(open, i)
		case c == bidi.PDI:
			t.matches[i] = -1
			if n := len(open); n > 0 {
				t.matches[i], t.matches[open[n-1]] = open[n-1], i
				open = open[:n-1]
			}
		case c == bidi.B:
			open = nil
		}
	}
}

// direction returns the class of the first letter that has one, isolates
// skipped (P2 and P3), or ON.
func (t *bidiText) direction(from, to int) bidi.Class {
	for i := from; i < to; i++ {
		switch c := t.origins[i]; {
		case c == bidi.L, c == bidi.R, c == bidi.AL:
			return c
		case isIsolate(c):
			i = t.matches[i]
		}
	}
	return bidi.ON
}

// A nesting is an entry of the directional status stack.
type nesting struct {
	level    uint8
	override bidi.Class // ON: none
	isolate  bool
}

// nestings are the stack, and what was opened in vain above maxNesting.
type nestings struct {
	stack                []nesting
	isolates, embeddings int // in vain
	valid                int // isolates on the stack
}

func (n *nestings) top() nesting { return n.stack[len(n.stack)-1] }

func (n *nestings) full(level uint8) bool {
	return level > maxNesting || n.isolates > 0 || n.embeddings > 0
}

// embed opens an embedding or override (X2 to X5).
func (n *nestings) embed(c bidi.Class) {
	level := nextLevel(n.top().level, c == bidi.RLE || c == bidi.RLO)
	if n.full(level) {
		if n.isolates == 0 {
			n.embeddings++
		}
		return
	}
	entry := nesting{level: level, override: bidi.ON}
	switch c {
	case bidi.LRO:
		entry.override = bidi.L
	case bidi.RLO:
		entry.override = bidi.R
	}
	n.stack = append(n.stack, entry)
}

// isolate opens an isolate (X5a to X5c).
func (n *nestings) isolate(leftwards bool) {
	level := nextLevel(n.top().level, leftwards)
	if n.full(level) {
		n.isolates++
		return
	}
	n.valid++
	n.stack = append(n.stack, nesting{level: level, override: bidi.ON, isolate: true})
}

// endIsolate closes an isolate with what was opened in it (X6a).
func (n *nestings) endIsolate() {
	switch {
	case n.isolates > 0:
		n.isolates--
	case n.valid > 0:
		n.embeddings = 0
		for !n.top().isolate {
			n.stack = n.stack[:len(n.stack)-1]
		}
		n.stack = n.stack[:len(n.stack)-1]
		n.valid--
	}
}

// endEmbedding closes an embedding (X7).
func (n *nestings) endEmbedding() {
	switch {
	case n.isolates > 0:
	case n.embeddings > 0:
		n.embeddings--
	case len(n.stack) > 1 && !n.top().isolate:
		n.stack = n.stack[:len(n.stack)-1]
	}
}

// explicit gives the levels that controls ask for (X1 to X8).
func (t *bidiText) explicit(base uint8) {
	bottom := []nesting{{level: base, override: bidi.ON}}
	n := nestings{stack: bottom}
	for i, c := range t.origins {
		t.levels[i] = n.top().level
		switch {
		case c == bidi.LRE, c == bidi.RLE, c == bidi.LRO, c == bidi.RLO:
			n.embed(c)
		case isIsolate(c):
			t.override(i, n.top())
			d := bidi.L
			if c == bidi.FSI {
				d = t.direction(i+1, t.matches[i])
			}
			n.isolate(c == bidi.RLI || d == bidi.R || d == bidi.AL)
		case c == bidi.PDI:
			n.endIsolate()
			t.levels[i] = n.top().level
			t.override(i, n.top())
		case c == bidi.PDF:
			n.endEmbedding()
		case c == bidi.B:
			t.levels[i] = base
			n = nestings{stack: bottom}
		case c != bidi.BN:
			t.override(i, n.top())
		}
	}
}

func (t *bidiText) override(i int, top nesting) {
	if top.override != bidi.ON {
		t.classes[i] = top.override
	}
}

func nextLevel(level uint8, leftwards bool) uint8 {
	if leftwards {
		return (level + 1) | 1
	}
	return (level + 2) &^ 1
}

// separators gives white space at the end, and what parts segments, the
// paragraph's level (L1; lines end in white space that is not drawn), and
// what X9 took out the level before it.
func (t *bidiText) separators(base uint8) {
	trailing := true
	for i := len(t.runes) - 1; i >= 0; i-- {
		switch c := t.origins[i]; {
		case c == bidi.B, c == bidi.S:
			t.levels[i], trailing = base, true
		case c == bidi.WS, isIsolate(c), c == bidi.PDI, removed(c):
			if trailing {
				t.levels[i] = base
			}
		default:
			trailing = false
		}
	}
}

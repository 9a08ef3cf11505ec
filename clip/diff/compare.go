package diff

import (
	"strings"

	"newsclip/clip"
)

// A Comparison says what changed from one version to another.
type Comparison struct {
	// Changes are what matters most, in that order: headline, numbers,
	// quotations, then the details.
	Changes []Change `json:"changes"`
	Title   []Part   `json:"title"`
	// Blocks are the text of both versions in order.
	Blocks []Block `json:"blocks"`
	// Body is one text of both, for a reader to show, and Passages what went
	// and what came in it.
	Body     clip.Body `json:"-"`
	Passages []Passage `json:"-"`
}

// BlockOp says what became of a block.
type BlockOp string

// What became of it. A block that was moved may have changed as well.
const (
	BlockSame    BlockOp = "same"
	BlockChanged BlockOp = "changed"
	BlockAdded   BlockOp = "added"
	BlockRemoved BlockOp = "removed"
	BlockMoved   BlockOp = "moved"
)

// A Block is a paragraph, item, row … of either version or both.
type Block struct {
	Op    BlockOp        `json:"op"`
	Kind  clip.BlockKind `json:"-"`
	Parts []Part         `json:"parts"`
	Leaf  int            `json:"-"` // its first in Body
}

// A Passage is a stretch of Body that went or came.
type Passage struct {
	clip.Passage
	Op Op
}

// Count returns how many blocks something became of.
func (c *Comparison) Count(op BlockOp) int {
	n := 0
	for i := range c.Blocks {
		if c.Blocks[i].Op == op {
			n++
		}
	}
	return n
}

// Empty reports whether nothing changed that a reader would see.
func (c *Comparison) Empty() bool {
	return len(c.Changes) == 0 && c.Count(BlockSame) == len(c.Blocks)
}

// Compare says what changed from the version old to the version fresh, both
// whole with their bodies.
func Compare(old, fresh *clip.Version) Comparison {
	before, after := units(old.Body), units(fresh.Body)
	m := &merger{}
	for _, p := range align(before, after) {
		switch {
		case p.fresh < 0:
			m.remove(&before[p.old])
		case p.old < 0:
			m.add(&after[p.fresh])
		default:
			m.change(&before[p.old], &after[p.fresh], p.moved)
		}
	}
	c := Comparison{Title: words(oneLine(old.Title), oneLine(fresh.Title)), Blocks: m.blocks, Body: m.body(), Passages: m.passages}
	c.Changes = append(headline(old, fresh), numbers(m.blocks)...)
	c.Changes = append(c.Changes, quotations(old.Body, fresh.Body, c.Body)...)
	c.Changes = append(c.Changes, details(old, fresh)...)
	return c
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// remove shows a unit that went. A picture or a rule has no text to strike
// through: a line says that it was there.
func (m *merger) remove(u *unit) {
	if len(u.leaves) == 0 {
		if u.block.Kind != clip.Image {
			return
		}
		said := "Picture"
		if u.block.Alt != "" {
			said += ": " + u.block.Alt
		}
		u = &unit{frames: u.frames, block: clip.NewParagraph(said), leaves: []string{said}}
	}
	m.put(u, BlockRemoved, u.all(Deleted))
}

func (m *merger) add(u *unit) { m.put(u, BlockAdded, u.all(Inserted)) }

// all returns the leaves of a unit as one part each.
func (u *unit) all(op Op) [][]Part {
	out := make([][]Part, len(u.leaves))
	for i, leaf := range u.leaves {
		out[i] = parts(nil, op, leaf)
	}
	return out
}

// minSame is how much of a paragraph must have stayed for its words to be shown
// one by one: below it, the old one and the new are easier to read.
const minSame = 0.3

// change shows a unit that is in both versions.
func (m *merger) change(old, fresh *unit, moved bool) {
	if len(old.leaves) != len(fresh.leaves) {
		m.remove(old)
		m.add(fresh)
		return
	}
	leaves := make([][]Part, len(fresh.leaves))
	var all []Part
	for i := range leaves {
		leaves[i] = words(old.leaves[i], fresh.leaves[i])
		all = append(all, leaves[i]...)
	}
	op := BlockSame
	switch {
	case moved:
		op = BlockMoved
	case old.text != fresh.text && sameShare(all) < minSame:
		m.remove(old)
		m.add(fresh)
		return
	case old.text != fresh.text:
		op = BlockChanged
	}
	m.put(fresh, op, leaves)
}

package anchor

import "slices"

// A column is one column of the dynamic programme: row i holds the distance of
// the pattern's first i runes to some stretch of the text that ends here. Rows
// differ by at most one from their neighbours, so 64 of them are two words:
// where the distance grows from one row to the next, and where it falls.
type column struct {
	// equal says in which rows a rune stands; ascii the same for those below its
	// length, for the sake of speed: nil where nowhere.
	equal  map[rune][]uint64
	ascii  [128][]uint64
	none   []uint64
	plus   []uint64
	minus  []uint64
	last   uint64 // the bit of the last row in the last word
	length int    // of the pattern
	score  int    // of the last row
}

const wordBits = 64

func newColumn(pattern []rune) *column {
	blocks := (len(pattern) + wordBits - 1) / wordBits
	c := &column{equal: map[rune][]uint64{}, none: make([]uint64, blocks),
		plus: make([]uint64, blocks), minus: make([]uint64, blocks), last: 1 << ((len(pattern) - 1) % wordBits), length: len(pattern), score: len(pattern)}
	for i, r := range pattern {
		if c.equal[r] == nil {
			c.equal[r] = make([]uint64, blocks)
		}
		c.equal[r][i/wordBits] |= 1 << (i % wordBits)
	}
	for i := range c.ascii {
		c.ascii[i] = c.equal[rune(i)]
	}
	for i := range c.plus {
		c.plus[i] = ^uint64(0)
	}
	return c
}

// rows returns in which rows a rune stands.
func (c *column) rows(r rune) []uint64 {
	var found []uint64
	if r >= 0 && int(r) < len(c.ascii) {
		found = c.ascii[r]
	} else {
		found = c.equal[r]
	}
	if found == nil {
		return c.none
	}
	return found
}

// next reads one rune of the text. top is how the distance of the empty
// pattern changes with it: 0 where a match may begin anywhere, 1 where it must
// begin with the text.
func (c *column) next(r rune, top int) {
	equal, carry := c.rows(r), top
	for i := range c.plus {
		last := uint64(1) << (wordBits - 1)
		if i == len(c.plus)-1 {
			last = c.last
		}
		carry = c.block(i, equal[i], carry, last)
	}
	c.score += carry
}

// block computes 64 rows; carry is the change of the distance above them, the
// result that in their last row (Hyyrö 2003, figure 8).
func (c *column) block(i int, equal uint64, carry int, last uint64) int {
	plus, minus := c.plus[i], c.minus[i]
	vertical := equal | minus
	if carry < 0 {
		equal |= 1
	}
	horizontal := (((equal & plus) + plus) ^ plus) | equal
	grows, falls := minus|^(horizontal|plus), plus&horizontal
	out := 0
	switch {
	case grows&last != 0:
		out = 1
	case falls&last != 0:
		out = -1
	}
	grows, falls = grows<<1, falls<<1
	switch {
	case carry > 0:
		grows |= 1
	case carry < 0:
		falls |= 1
	}
	c.plus[i], c.minus[i] = falls|^(vertical|grows), grows&vertical
	return out
}

// nearest returns the stretches of text that differ from pattern by at most
// limit insertions, deletions and replacements, limit < len(pattern): of those
// that end side by side, the first with the fewest. Where there are very many,
// it returns those with the fewest of all.
func nearest(text, pattern []rune, limit int) []span {
	if len(pattern) == 0 {
		return nil
	}
	ends := endings(text, pattern, limit)
	slices.SortStableFunc(ends, func(a, b ending) int { return a.changes - b.changes })
	var out []span
	for _, e := range ends[:min(len(ends), maxNearest)] {
		out = append(out, e.span(text, pattern))
	}
	return out
}

// maxNearest is how many of the nearest stretches are looked at.
const maxNearest = 12

// An ending is where a stretch ends that differs by so many changes.
type ending struct{ at, changes int }

func endings(text, pattern []rune, limit int) []ending {
	var out []ending
	c := newColumn(pattern)
	best := ending{at: -1}
	for i, r := range text {
		c.next(r, 0)
		switch {
		case c.score <= limit && (best.at < 0 || c.score < best.changes):
			best = ending{i + 1, c.score}
		case c.score > limit && best.at >= 0:
			out, best.at = append(out, best), -1
		}
	}
	if best.at >= 0 {
		out = append(out, best)
	}
	return out
}

// span returns the stretch: the same programme backwards says where it begins.
func (e ending) span(text, pattern []rune) span {
	window := reversed(text[max(0, e.at-len(pattern)-e.changes):e.at])
	c := newColumn(reversed(pattern))
	for i, r := range window {
		if c.next(r, 1); c.score == e.changes {
			return span{e.at - i - 1, e.at}
		}
	}
	return span{e.at - len(window), e.at} // changes ≥ len(pattern): any stretch will do
}

// distance returns by how many insertions, deletions and replacements of runes
// two texts differ.
func distance(a, b []rune) int {
	if len(a) == 0 {
		return len(b)
	}
	c := newColumn(a)
	for _, r := range b {
		c.next(r, 1)
	}
	return c.score
}

// prefixDistance returns the least distance of the pattern to a beginning of
// text. The column begins anew.
func (c *column) prefixDistance(text []rune) int {
	for i := range c.plus {
		c.plus[i], c.minus[i] = ^uint64(0), 0
	}
	c.score = c.length
	least := c.score
	for _, r := range text {
		c.next(r, 1)
		least = min(least, c.score)
	}
	return least
}

package story

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"newsclip/clip"
)

// Copies gathers the texts of one story that are the same: each set names the
// clip that is shown, and those whose text stands in it. Shown is the earliest
// of the longest, since a copy that was cut leaves something out and one that
// has a line more adds nothing; a clip without a date comes after those with
// one. There are no chains: each copy was compared with a text of its own set
// that holds it. Sets stand in the order of the clips given; what has no copy
// is in none.
func Copies(of []Signature) [][]clip.ID {
	c := newCopying(of)
	order := slices.Sorted(maps.Keys(c.equals))
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(of[b].Shingles), len(of[a].Shingles)) })
	sets := map[int][]int{} // by the longest
	for _, longest := range order {
		if c.taken[longest] {
			continue
		}
		var set []int
		for _, one := range c.take(longest) {
			set = append(set, c.equals[one]...)
		}
		if len(set) > 1 {
			sets[longest] = set
		}
	}
	var out [][]clip.ID
	for _, longest := range slices.Sorted(maps.Keys(sets)) {
		out = append(out, shownFirst(of, sets[longest]))
	}
	return out
}

// copying is the finding of copies. Texts that are the same to the letter count
// as one, so that a wire's text in a hundred outlets is compared once.
type copying struct {
	of      []Signature
	equals  map[int][]int    // by the first of each, those that are the same
	holders map[uint32][]int // those firsts, by their prints
	taken   []bool           // by another set
	seen    []bool
	longest [shingleValues / 64]uint64 // the shingles of one, a bit each
}

func newCopying(of []Signature) *copying {
	c := &copying{of: of, equals: map[int][]int{}, holders: map[uint32][]int{}, taken: make([]bool, len(of)), seen: make([]bool, len(of))}
	firsts := map[uint64][]int{}
	for i := range of {
		key := fnv64Offset
		for _, print := range of[i].Prints {
			key = (key ^ uint64(print)) * fnv64Prime
		}
		same := func(first int) bool {
			return slices.Equal(of[first].Prints, of[i].Prints) && slices.Equal(of[first].Shingles, of[i].Shingles)
		}
		if at := slices.IndexFunc(firsts[key], same); at >= 0 && len(of[i].Prints) > 0 {
			first := firsts[key][at]
			c.equals[first] = append(c.equals[first], i)
			continue
		}
		firsts[key] = append(firsts[key], i)
		c.equals[i] = []int{i}
		for _, print := range of[i].Prints {
			c.holders[print] = append(c.holders[print], i)
		}
	}
	return c
}

// take returns a text and those whose text stands in it and in no longer one.
func (c *copying) take(longest int) []int {
	c.taken[longest] = true
	c.mark(longest)
	out := []int{longest}
	var seen []int
	for _, print := range c.of[longest].Prints {
		for _, other := range c.holders[print] {
			if c.taken[other] || c.seen[other] {
				continue
			}
			c.seen[other] = true
			seen = append(seen, other)
			if c.holds(len(c.of[longest].Shingles), c.of[other].Shingles) {
				c.taken[other] = true
				out = append(out, other)
			}
		}
	}
	for _, other := range seen {
		c.seen[other] = false
	}
	return out
}

// mark makes a text the longest.
func (c *copying) mark(longest int) {
	clear(c.longest[:])
	for _, n := range c.of[longest].Shingles {
		c.longest[n/64] |= 1 << (n % 64)
	}
}

// holds reports whether a text of no more shingles is a copy of the longest,
// which has so many. It stops where too many are missing: shingles are in the
// order of their hashes, so that what is missing shows soon.
func (c *copying) holds(longest int, text []uint16) bool {
	found, left := 0, len(text)
	least := int(copyShare * float64(len(text))) // and more, see overlapOf
	for some := range slices.Chunk(text, 64) {
		for _, n := range some {
			found += int(c.longest[n/64] >> (n % 64) & 1)
		}
		if left -= len(some); found+left < least {
			return false
		}
	}
	return kindOf(overlapOf(found, longest, len(text)), longest, len(text)) == Copy
}

// nearlyAsLong is the share of the longest text's shingles from which a text counts as
// whole.
const nearlyAsLong = 0.8

// shownFirst orders a set: the earliest of those that are whole, then the others
// by date.
func shownFirst(of []Signature, set []int) []clip.ID {
	longest := 0
	for _, i := range set {
		longest = max(longest, len(of[i].Shingles))
	}
	cut := func(i int) bool { return float64(len(of[i].Shingles)) < nearlyAsLong*float64(longest) }
	day := func(i int) float64 {
		if of[i].Day == 0 {
			return math.Inf(1)
		}
		return of[i].Day
	}
	slices.SortFunc(set, func(a, b int) int { return cmp.Or(cmp.Compare(day(a), day(b)), cmp.Compare(of[a].ID, of[b].ID)) })
	first := slices.IndexFunc(set, func(i int) bool { return !cut(i) })
	out := []clip.ID{of[set[first]].ID}
	for k, i := range set {
		if k != first {
			out = append(out, of[i].ID)
		}
	}
	return out
}

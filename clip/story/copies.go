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
	order := make([]int, len(of))
	h := holding{holders: map[uint32][]int{}, shared: make([]bool, len(of))}
	for i := range of {
		order[i] = i
		for _, hash := range of[i].Prints {
			h.holders[hash] = append(h.holders[hash], i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(of[b].Shingles), len(of[a].Shingles)) })
	taken := make([]bool, len(of))
	sets := map[int][]int{} // by the longest
	for _, longest := range order {
		if taken[longest] {
			continue
		}
		taken[longest] = true
		for _, other := range h.within(of, longest) {
			if !taken[other] {
				taken[other] = true
				sets[longest] = append(sets[longest], other)
			}
		}
	}
	var out [][]clip.ID
	for _, longest := range slices.Sorted(maps.Keys(sets)) {
		out = append(out, shownFirst(of, append(sets[longest], longest)))
	}
	return out
}

// holding finds the documents that share a print with one.
type holding struct {
	holders map[uint32][]int // documents by their prints
	shared  []bool
}

// within returns the documents whose text stands in another's.
func (h *holding) within(of []Signature, in int) []int {
	var touched []int
	for _, hash := range of[in].Prints {
		for _, other := range h.holders[hash] {
			if !h.shared[other] {
				touched = append(touched, other)
			}
			h.shared[other] = true
		}
	}
	slices.Sort(touched)
	var out []int
	for _, other := range touched {
		if other != in && mayBeCopy(of[in].Sketch, of[other].Sketch) && Likely(&of[in], &of[other]) == Copy {
			out = append(out, other)
		}
		h.shared[other] = false
	}
	return out
}

// Sketches are a sixteenth of the shingles, so that they are compared in no time:
// four fifths of a copy's are expected in the other's. That less than two fifths
// of ten are happens once in a thousand; fewer say nothing.
const (
	tellingSketch = 10
	leastOfSketch = 0.4
)

// mayBeCopy reports whether the sketches of two texts leave open that one stands
// in the other.
func mayBeCopy(a, b []uint64) bool {
	smaller := min(len(a), len(b))
	return smaller < tellingSketch || float64(shared(a, b)) >= leastOfSketch*float64(smaller)
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

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
	h := holding{holders: map[uint64][]int{}, shared: make([]int, len(of))}
	for i := range of {
		order[i] = i
		for _, hash := range of[i].Sketch {
			h.holders[hash] = append(h.holders[hash], i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(of[b].Sketch), len(of[a].Sketch)) })
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

// holding counts, for each document, the hashes that it shares with one.
type holding struct {
	holders map[uint64][]int // documents by the hashes of their sketches
	shared  []int
}

// within returns the documents whose text stands in another's.
func (h *holding) within(of []Signature, in int) []int {
	var touched []int
	for _, hash := range of[in].Sketch {
		for _, other := range h.holders[hash] {
			if h.shared[other] == 0 {
				touched = append(touched, other)
			}
			h.shared[other]++
		}
	}
	slices.Sort(touched)
	var out []int
	for _, other := range touched {
		if other != in && isCopy(&of[in], &of[other], h.shared[other]) {
			out = append(out, other)
		}
		h.shared[other] = 0
	}
	return out
}

// isCopy reports whether the smaller of two texts stands in the larger: most of
// its hashes do, or, where there are too few hashes, every word is the same.
func isCopy(a, b *Signature, shared int) bool {
	smaller := min(len(a.Sketch), len(b.Sketch))
	if shared < minShared {
		return shared > 0 && shared == smaller && len(a.Sketch) == len(b.Sketch) && sameWords(a, b)
	}
	return float64(shared) >= copyShare*float64(smaller)
}

// sameWords reports whether two texts have the same words equally often; titles
// may differ.
func sameWords(a, b *Signature) bool {
	body := func(from, in *Signature) bool {
		for term, n := range from.Terms {
			if n[2] != in.Terms[term][2] {
				return false
			}
		}
		return true
	}
	return body(a, b) && body(b, a)
}

// nearlyAsLong is the share of the longest sketch from which a text counts as
// whole.
const nearlyAsLong = 0.8

// shownFirst orders a set: the earliest of those that are whole, then the others
// by date.
func shownFirst(of []Signature, set []int) []clip.ID {
	longest := 0
	for _, i := range set {
		longest = max(longest, len(of[i].Sketch))
	}
	cut := func(i int) bool { return float64(len(of[i].Sketch)) < nearlyAsLong*float64(longest) }
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

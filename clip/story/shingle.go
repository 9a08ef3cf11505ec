package story

import (
	"math/bits"
	"slices"
)

// How much of one text stands in another is told by their shingles, all runs of
// four words. Three things are kept of a text's:
//
//   - The sketch: those whose hash divides by 16, some 56 an article
//     (FracMinHash, Irber et al. 2022), for the merge model.
//   - The prints, by which texts with a passage in common find each other: of
//     each 64 shingles in a row the one with the least hash (winnowing, Schleimer
//     et al. 2003), some 28 an article. A passage of 67 words that two texts share
//     has one. Shorter texts keep more: one of each eighth of theirs.
//   - The shingles themselves, 16 bits of each, some 1 KB: they tell containment
//     to within half a percent, where the sketch is wrong by 7.

const (
	shingleWords   = 4
	sketchFraction = 16
	longestWindow  = 64 // shingles
	shortestWindow = 8
	windowsPerText = 8 // at least, where the shortest window allows
)

// shinglesOf returns the hashes of a text's shingles, in order.
func shinglesOf(words []token) []uint64 {
	if len(words) < shingleWords {
		return nil
	}
	out := make([]uint64, 0, len(words))
	for i := 0; i+shingleWords <= len(words); i++ {
		h := fnv64Offset
		for k, t := range words[i : i+shingleWords] {
			if k > 0 {
				h = (h ^ ' ') * fnv64Prime
			}
			for b := range len(t.lower) {
				h = (h ^ uint64(t.lower[b])) * fnv64Prime
			}
		}
		out = append(out, mix(h))
	}
	return out
}

// trace sets what is kept of a text's shingles.
func (s *Signature) trace(words []token) {
	all := shinglesOf(words)
	s.Shingles = make([]uint16, 0, len(all))
	for _, h := range all {
		if h%sketchFraction == 0 {
			s.Sketch = append(s.Sketch, uint64(uint32(h)))
		}
		s.Shingles = append(s.Shingles, uint16(h>>32))
	}
	window := min(longestWindow, max(shortestWindow, len(all)/windowsPerText))
	for _, h := range winnow(all, window) {
		s.Prints = append(s.Prints, uint32(h))
	}
	s.Sketch, s.Shingles, s.Prints = ascending(s.Sketch), ascending16(s.Shingles), ascending(s.Prints)
}

func ascending[T uint32 | uint64 | int32](all []T) []T {
	slices.Sort(all)
	return slices.Compact(all)
}

// ascending16 is ascending for short numbers: it notes their bits and compares
// none.
func ascending16(all []uint16) []uint16 {
	var there [shingleValues / 64]uint64
	for _, n := range all {
		there[n/64] |= 1 << (n % 64)
	}
	out := all[:0]
	for i, word := range there {
		for ; word != 0; word &= word - 1 {
			out = append(out, uint16(64*i+bits.TrailingZeros64(word)))
		}
	}
	return out
}

// winnow returns the least of each window of hashes, by their upper half, the
// last of equals; of fewer than a window the least of all.
func winnow(all []uint64, window int) []uint64 {
	var out []uint64
	least, last := 0, -1
	for i := range all {
		if least <= i-window {
			least = i - window + 1
			for k := least + 1; k < i; k++ {
				if all[k]>>32 <= all[least]>>32 {
					least = k
				}
			}
		}
		if all[i]>>32 <= all[least]>>32 {
			least = i
		}
		if least != last && (i >= window-1 || i == len(all)-1) {
			out = append(out, all[least])
			last = least
		}
	}
	return out
}

// overlap is the share of the smaller of two ascending sets of shingles in the
// other, less what chance adds: of so many values each is met by chance.
func overlap(a, b []uint16) float64 {
	return overlapOf(shared(a, b), len(a), len(b))
}

// shingleValues is how many different ones are told apart.
const shingleValues = 1 << 16

// overlapOf is the overlap of two sets of which so many are in both.
func overlapOf(common, a, b int) float64 {
	chance := float64(max(a, b)) / shingleValues
	if chance > 0.9 || min(a, b) == 0 {
		return 0 // a text of half a million words
	}
	share := float64(common) / float64(min(a, b))
	return max(0, (share-chance)/(1-chance))
}

// shared counts what two ascending sets have in common.
func shared[T uint16 | uint64](a, b []T) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}

// containment is the share of the smaller of two ascending sketches in the
// other.
func containment(a, b []uint64) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	return float64(shared(a, b)) / float64(min(len(a), len(b)))
}

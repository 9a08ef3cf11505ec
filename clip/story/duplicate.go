package story

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"

	"newsclip/clip"
)

// Near-duplicates are found by FracMinHash (Irber et al. 2022): of all runs of
// four words, those are kept whose hash divides by 16, some 56 an article. The
// share of the smaller sketch in the larger estimates how much of the smaller
// text stands in the larger.

const (
	shingleWords   = 4
	sketchFraction = 16
	minShared      = 5   // hashes; fewer are chance
	copyShare      = 0.8 // contained: the same copy
	versionShare   = 0.5 // contained: a version or rewritten copy
	maxPerHash     = 60  // clips; a shingle in more is boilerplate
)

// Duplicate is a clip whose text overlaps.
type Duplicate struct {
	Clip        clip.ID
	Containment float64 // of the smaller text in the larger, 0 to 1
	Kind        string  // "copy", "version"
}

// sketch returns the kept hashes of a text, ascending.
func sketch(text string) []uint64 {
	var words []string
	for _, t := range tokens(text) {
		words = append(words, t.lower)
	}
	var out []uint64
	for i := 0; i+shingleWords <= len(words); i++ {
		h := fnv.New64a()
		h.Write([]byte(strings.Join(words[i:i+shingleWords], " ")))
		if sum := mix(h.Sum64()); sum%sketchFraction == 0 {
			out = append(out, sum)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// mix spreads FNV's low bits, which are poor (the finalizer of MurmurHash3).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

func (g *Grouper) duplicates(s *Signature) []Duplicate {
	shared := map[clip.ID]int{}
	for _, h := range s.Sketch {
		if list := g.sketches[h]; len(list) <= maxPerHash {
			for _, id := range list {
				shared[id]++
			}
		}
	}
	var out []Duplicate
	for id, n := range shared {
		smaller := min(len(s.Sketch), len(g.documents[id].signature.Sketch))
		share := float64(n) / float64(smaller)
		if n < minShared || share < versionShare || id == s.ID {
			continue
		}
		kind := "version"
		if share >= copyShare {
			kind = "copy"
		}
		out = append(out, Duplicate{id, share, kind})
	}
	slices.SortFunc(out, func(a, b Duplicate) int {
		if c := cmp.Compare(b.Containment, a.Containment); c != 0 {
			return c
		}
		return cmp.Compare(a.Clip, b.Clip)
	})
	return out
}

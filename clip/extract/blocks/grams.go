package blocks

import "newsclip/clip/extract/lexicon"

// grams is a set of runs of one, two and three words, by hash.
type grams map[uint64]struct{}

func mix(a, b lexicon.Hash) uint64 {
	return (uint64(a)*0x9E3779B97F4A7C15 ^ uint64(b)) * 0xC2B2AE3D27D4EB4F
}

func mixThree(a, b, c lexicon.Hash) uint64 { return (mix(a, b) ^ uint64(c)) * 0x165667B19E3779F9 }

// add adds the runs of a text.
func (g grams) add(text string) {
	words := wordsOf(text, nil)
	for i := range words {
		g[mix(0, words[i])] = struct{}{}
		if i > 0 {
			g[mix(words[i-1], words[i])] = struct{}{}
		}
		if i > 1 {
			g[mixThree(words[i-2], words[i-1], words[i])] = struct{}{}
		}
	}
}

// cover is the share of a text's runs of three words that the set has; a
// shorter text counts as one run.
func (g grams) cover(words []lexicon.Hash) float32 {
	has := func(key uint64) float32 {
		if _, ok := g[key]; ok {
			return 1
		}
		return 0
	}
	switch n := len(words); {
	case len(g) == 0 || n == 0:
		return 0
	case n == 1:
		return has(mix(0, words[0]))
	case n == 2:
		return has(mix(words[0], words[1]))
	default:
		hits := float32(0)
		for i := 2; i < n; i++ {
			hits += has(mixThree(words[i-2], words[i-1], words[i]))
		}
		return hits / float32(n-2)
	}
}

func wordsOf(text string, buffer []lexicon.Hash) []lexicon.Hash {
	return termsUpTo(text, buffer, len(text)+1).words
}

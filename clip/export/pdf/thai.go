package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"unicode"

	"newsclip/assets/fonts"
)

// Thai is written without spaces between words, and lines break between words
// only: UAX 14 leaves that to a dictionary. A stretch of Thai is divided so
// that the fewest letters are left over that no word covers, and, among those
// ways, into the fewest words, the longest first (maximal matching).

// thaiWords is the dictionary, read when the first Thai text comes.
type thaiWords struct {
	words   map[string]struct{}
	longest int // letters
}

func (d *thaiWords) load() {
	if d.words != nil {
		return
	}
	d.words = map[string]struct{}{}
	packed, err := zlib.NewReader(bytes.NewReader(fonts.ThaiWords))
	if err != nil {
		return // an empty dictionary: syllables alone decide
	}
	list, err := io.ReadAll(packed)
	if err != nil {
		return
	}
	for word := range bytes.Lines(list) {
		word = bytes.TrimSpace(word)
		d.words[string(word)] = struct{}{}
		d.longest = max(d.longest, len(bytes.Runes(word)))
	}
}

func isThai(r rune) bool { return r >= 0xE01 && r <= 0xE4E }

// maxThai bounds the stretch that is divided at a time, in letters.
const maxThai = 2000

func (ty *typesetter) thaiBreaks(t *shaped, at []int, points []breakpoint) {
	for i := 0; i < len(t.runes); i++ {
		if !isThai(t.runes[i]) {
			continue
		}
		j := i
		for j < len(t.runes) && isThai(t.runes[j]) && j-i < maxThai {
			j++
		}
		ty.thai.load()
		ends, unknown := ty.thai.divide(t.runes[i:j])
		for k := i + 1; k < j; k++ {
			switch {
			case at[k] < 0 || points[at[k]].kind != noBreak:
			case ends[k-i]:
				points[at[k]] = breakpoint{softBreak, thaiPenalty}
				t.clusters[at[k]-1].joint = true
			case unknown[k-i] && beginsSyllable(t.runes, k):
				points[at[k]] = breakpoint{softBreak, syllablePenalty}
			}
		}
		i = j - 1
	}
}

// divide returns, by the number of letters before it, where a word ends, and by
// letter which are of no word.
func (d *thaiWords) divide(text []rune) (ends, unknown []bool) {
	const leftOver = 1000 // the cost of a letter that no word covers; a word costs 1
	cost, from := make([]int, len(text)+1), make([]int, len(text)+1)
	for i := 1; i <= len(text); i++ {
		cost[i], from[i] = cost[i-1]+leftOver, i-1
		for k := max(0, i-d.longest); k < i; k++ {
			if !beginsSyllable(text, k) || i < len(text) && !beginsSyllable(text, i) || cost[k]+1 > cost[i] {
				continue
			}
			if _, ok := d.words[string(text[k:i])]; ok {
				cost[i], from[i] = cost[k]+1, k
			}
		}
	}
	ends, unknown = make([]bool, len(text)+1), make([]bool, len(text))
	for i := len(text); i > 0; i = from[i] {
		single := cost[i]-cost[from[i]] == leftOver // a letter left over: no word ends here
		before := from[i] > 0 && cost[from[i]]-cost[from[from[i]]] == leftOver
		ends[i] = ends[i] || !single
		ends[from[i]] = ends[from[i]] || !single && before
		unknown[from[i]] = single
	}
	return ends, unknown
}

// beginsSyllable reports whether the spelling allows a word to begin with
// letter i: no vowel sign or mark that belongs to the consonant before, and no
// consonant whose vowel stands before it.
func beginsSyllable(text []rune, i int) bool {
	r := text[i]
	if !unicode.IsLetter(r) || r >= 0xE30 && r <= 0xE3A || r == 0xE45 || r == 0xE46 {
		return false
	}
	return i == 0 || text[i-1] < 0xE40 || text[i-1] > 0xE44
}

package pdf

import (
	"bytes"
	"unicode"

	"newsclip/assets/fonts"
)

// Hyphenation after Liang ("Word Hy-phen-a-tion by Com-put-er", 1983): each
// pattern gives numbers to the places between its letters, the highest of all
// patterns that match counts, and an odd one allows a break.

// Letters that stay before and after a hyphen; words shorter than both are
// whole. Typographers' usual minimum.
const (
	lettersBefore = 2
	lettersAfter  = 3
)

// maxHyphenWord bounds the work for one "word", in letters. The longest
// German ones have about 80.
const maxHyphenWord = 100

// maxHyphenWords is how many words are remembered: the common ones of a few
// languages, in a few megabytes.
const maxHyphenWords = 20000

// hyphenator knows the patterns of the languages asked for and the words seen.
type hyphenator struct {
	languages map[string]*patterns // by two letters; nil: none are known
	words     map[string][]int     // by language and word
}

type patterns struct {
	levels  map[string][]byte
	longest int // letters, with the dots
}

func newHyphenator() *hyphenator {
	return &hyphenator{languages: map[string]*patterns{}, words: map[string][]int{}}
}

func (h *hyphenator) patterns(lang string) *patterns {
	p, ok := h.languages[lang]
	if !ok {
		if data := fonts.Patterns(lang); data != nil {
			p = parsePatterns(data)
		}
		h.languages[lang] = p
	}
	return p
}

func parsePatterns(data []byte) *patterns {
	p := &patterns{levels: map[string][]byte{}}
	for line := range bytes.Lines(data) {
		var letters []rune
		levels := []byte{0}
		for _, r := range string(bytes.TrimSpace(line)) {
			if r >= '0' && r <= '9' {
				levels[len(levels)-1] = byte(r - '0')
				continue
			}
			letters = append(letters, r)
			levels = append(levels, 0)
		}
		p.levels[string(letters)] = levels
		p.longest = max(p.longest, len(letters))
	}
	return p
}

// points returns the numbers of letters after which the word may be broken.
func (h *hyphenator) points(word []rune, lang string) []int {
	if len(lang) > 2 {
		lang = lang[:2]
	}
	p := h.patterns(lang)
	if p == nil || len(word) < lettersBefore+lettersAfter || len(word) > maxHyphenWord {
		return nil
	}
	key := lang + string(word)
	points, ok := h.words[key]
	if !ok {
		points = p.points(word)
		if len(h.words) >= maxHyphenWords {
			clear(h.words)
		}
		h.words[key] = points
	}
	return points
}

func (p *patterns) points(word []rune) []int {
	dotted := make([]rune, 0, len(word)+2)
	dotted = append(dotted, '.')
	for _, r := range word {
		dotted = append(dotted, unicode.ToLower(r))
	}
	dotted = append(dotted, '.')
	levels := make([]byte, len(dotted)+1)
	for i := range dotted {
		for j := i + 1; j <= min(len(dotted), i+p.longest); j++ {
			for k, level := range p.levels[string(dotted[i:j])] {
				levels[i+k] = max(levels[i+k], level)
			}
		}
	}
	var out []int
	for i := lettersBefore; i <= len(word)-lettersAfter; i++ {
		if levels[i+1]&1 == 1 {
			out = append(out, i)
		}
	}
	return out
}

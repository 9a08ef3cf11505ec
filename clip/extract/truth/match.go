package truth

import (
	"strings"
	"unicode"
)

// A Match counts what a text and the true one have in common and what not.
type Match struct {
	Hit    int // in both
	Extra  int // in the text alone
	Missed int // in the true text alone
}

// Precision is the share of the text that is true.
func (m Match) Precision() float64 { return ratio(m.Hit, m.Extra) }

// Recall is the share of the true text that is there.
func (m Match) Recall() float64 { return ratio(m.Hit, m.Missed) }

// F1 is the harmonic mean of both.
func (m Match) F1() float64 { return harmonic(m.Precision(), m.Recall()) }

func ratio(hit, other int) float64 {
	if hit+other == 0 {
		return 0
	}
	return float64(hit) / float64(hit+other)
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}

// MatchShingles compares runs of four words, or what there is of fewer, as
// Scrapinghub's article extraction benchmark does.
func MatchShingles(truth, text string) Match {
	return match(shingles(tokens(truth)), shingles(tokens(text)))
}

// MatchWords compares bags of words in small letters, as WCXB does.
func MatchWords(truth, text string) Match {
	bag := func(text string) map[string]int {
		out := map[string]int{}
		for _, w := range tokens(strings.ToLower(text)) {
			out[w]++
		}
		return out
	}
	return match(bag(truth), bag(text))
}

// tokens are runs of letters, digits and underscores, as the benchmarks have
// them: Chinese is parted at punctuation only.
func tokens(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

func shingles(words []string) map[string]int {
	out := map[string]int{}
	for i := 0; i == 0 && len(words) > 0 || i+4 <= len(words); i++ {
		out[strings.Join(words[i:min(i+4, len(words))], " ")]++
	}
	return out
}

func match(truth, text map[string]int) (m Match) {
	for key, n := range truth {
		m.Hit += min(n, text[key])
		m.Missed += max(0, n-text[key])
	}
	for key, n := range text {
		m.Extra += max(0, n-truth[key])
	}
	return m
}

package main

import (
	"math/rand/v2"
	"strings"
)

// lexicon spells invented words, by their rank: frequent ones are short, as in
// real languages, and from rank inflectedFrom on each stem has several forms.
type lexicon struct{ words, names []string }

const (
	inflectedFrom = 200
	forms         = 4
)

func newLexicon(seed uint64) *lexicon {
	random := rand.New(rand.NewPCG(seed, 0))
	taken := map[string]bool{}
	l := &lexicon{}
	for len(l.words) < vocabulary {
		rank := len(l.words)
		stem := fresh(random, taken, 1+bits(rank)/5)
		l.words = append(l.words, stem)
		for _, ending := range []string{"s", "ed", "ing"} {
			if rank >= inflectedFrom && len(l.words) < vocabulary {
				l.words = append(l.words, stem+ending)
			}
		}
	}
	// The forms of a stem have ranks far apart.
	random.Shuffle(vocabulary-inflectedFrom, func(i, j int) {
		if abs(bits(i)-bits(j)) < 2 {
			i, j = i+inflectedFrom, j+inflectedFrom
			l.words[i], l.words[j] = l.words[j], l.words[i]
		}
	})
	for len(l.names) < givenNames+surnames {
		l.names = append(l.names, capital(fresh(random, taken, 2+random.IntN(2))))
	}
	return l
}

func abs(n int) int { return max(n, -n) }

// bits returns how many binary digits n has.
func bits(n int) (count int) {
	for ; n > 0; n >>= 1 {
		count++
	}
	return count
}

// fresh returns a word of so many syllables, more if those are taken.
func fresh(random *rand.Rand, taken map[string]bool, syllables int) string {
	for tries := 0; ; tries++ {
		if tries > 20 {
			syllables++
			tries = 0
		}
		word := spell(random, syllables)
		if !taken[word] {
			taken[word] = true
			return word
		}
	}
}

func spell(random *rand.Rand, syllables int) string {
	onsets := strings.Fields("b c d f g h j k l m n p r s t v w br ch cl cr dr fl gr pl pr sh sl sp st th tr")
	vowels := strings.Fields("a e i o u a e i o a e ea ou ai")
	codas := strings.Fields("n r s t l m nd st ck x")
	var out strings.Builder
	for range syllables {
		out.WriteString(onsets[random.IntN(len(onsets))])
		out.WriteString(vowels[random.IntN(len(vowels))])
	}
	if random.IntN(2) == 0 {
		out.WriteString(codas[random.IntN(len(codas))])
	}
	return out.String()
}

func (l *lexicon) spelled(rank uint64) string { return l.words[rank] }
func (l *lexicon) name(rank uint64) string    { return l.names[rank] }

func capital(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

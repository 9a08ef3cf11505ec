package paste

import "newsclip/clip/extract/lexicon"

// The later judgements. A line that looks like text among others that do not is
// seldom the article, and the other way round: so the numbers of the first
// judgement are joined by what the one before said of the line, of its neighbours and of
// the paste.

// surroundings are what the later judgement needs of the one before.
type surroundings struct {
	d       *describer
	chances []float64
	likely  []float64 // words that are likely the article's, before line i
	before  []near    // the last likely running text before line i
	after   []near
	main    stretch
	uses    map[lexicon.Hash]float32 // of long words, in likely lines
	forms   map[lexicon.Hash]mean    // chances of lines with one first word
}

// near is how far a likely line is and how likely.
type near struct{ lines, chance float32 }

type mean struct{ sum, count float32 }

func (m mean) without(x float64) float32 {
	if m.count <= 1 {
		return -1
	}
	return (m.sum - float32(x)) / (m.count - 1)
}

func newSurroundings(d *describer, chances []float64) *surroundings {
	n := len(chances)
	s := &surroundings{d: d, chances: chances, likely: make([]float64, n+1), uses: map[lexicon.Hash]float32{}, forms: map[lexicon.Hash]mean{}}
	for i := range d.lines {
		s.likely[i+1] = s.likely[i] + chances[i]*float64(d.lines[i].look.words)
		m := s.forms[d.terms[i].first]
		s.forms[d.terms[i].first] = mean{m.sum + float32(chances[i]), m.count + 1}
		for k, h := range d.terms[i].words {
			if d.terms[i].long[k] {
				s.uses[h] += float32(chances[i])
			}
		}
	}
	s.findLikely()
	s.findMain()
	return s
}

// stretch is a run of lines, from to to-1.
type stretch struct{ from, to int }

// findMain finds the run of lines with the greatest sum of words that likely
// belong less words that likely do not: where the article stands. (Pasternack
// and Roth, Extracting article text from the web with maximum subsequence
// segmentation, 2009.)
func (s *surroundings) findMain() {
	best, sum := 0.0, 0.0
	from := 0
	for i, chance := range s.chances {
		sum += min(float64(s.d.lines[i].look.words)+1, mainWords) * (chance - 0.5)
		if sum <= 0 {
			sum, from = 0, i+1
		} else if sum > best {
			best, s.main = sum, stretch{from, i + 1}
		}
	}
}

// mainWords bounds what one line counts in the search for the article's place.
const mainWords = 60

// ofMain appends where line i stands to that place.
func (s *surroundings) ofMain(i int, f []float32) []float32 {
	m := s.main
	lines, words := 0, 0.0
	switch {
	case i < m.from:
		lines, words = i-m.from, s.d.words[i]-s.d.words[m.from]
	case i >= m.to:
		lines, words = i-m.to+1, s.d.words[i+1]-s.d.words[m.to]
	}
	inside := s.likely[m.to] - s.likely[m.from]
	return append(f, float32(lines), logSigned(words), float32(inside/(s.likely[len(s.chances)]+1)), s.share(m.from, m.to),
		float32((s.likely[min(max(i, m.from), m.to)]-s.likely[m.from])/(inside+1)), logOf(inside))
}

func logSigned(x float64) float32 {
	if x < 0 {
		return -logOf(-x)
	}
	return logOf(x)
}

// likelyWords is the length from which a line that likely belongs counts as a
// landmark.
const likelyWords = 12

func (s *surroundings) findLikely() {
	n := len(s.chances)
	s.before, s.after = make([]near, n), make([]near, n)
	landmark := func(i int) bool { return s.chances[i] >= 0.5 && s.d.lines[i].look.words >= likelyWords }
	at := near{far, -1}
	for i := range n {
		s.before[i] = at
		if at.lines = min(at.lines+1, far); landmark(i) {
			at = near{1, float32(s.chances[i])}
		}
	}
	at = near{far, -1}
	for i := n - 1; i >= 0; i-- {
		s.after[i] = at
		if at.lines = min(at.lines+1, far); landmark(i) {
			at = near{1, float32(s.chances[i])}
		}
	}
}

// reaches are how many lines on each side are summed.
var reaches = [...]int{3, 8, 25}

// numbers appends the numbers of line i's later judgement to f, which holds
// those of the first.
func (s *surroundings) numbers(i int, f []float32) []float32 {
	n := len(s.chances)
	f = append(f, float32(s.chances[i]))
	for _, o := range around {
		chance := float32(-1)
		if j := i + o; j >= 0 && j < n {
			chance = float32(s.chances[j])
		}
		f = append(f, chance)
	}
	for _, reach := range reaches {
		lo, hi := max(0, i-reach), min(n, i+reach+1)
		f = append(f, s.share(lo, i), s.share(i+1, hi))
	}
	all := s.likely[n]
	f = append(f, s.before[i].lines, s.before[i].chance, s.after[i].lines, s.after[i].chance,
		float32(s.likely[i]/(all+1)), float32((all-s.likely[i+1])/(all+1)), logOf(s.likely[i]), logOf(all-s.likely[i+1]), logOf(all),
		float32(all/(s.d.words[n]+1)), s.forms[s.d.terms[i].first].without(s.chances[i]))
	return s.ofWords(i, s.ofMain(i, f))
}

// share is the part of the words of lines from to to-1 that likely belong.
func (s *surroundings) share(from, to int) float32 {
	return float32((s.likely[to] - s.likely[from]) / (s.d.words[to] - s.d.words[from] + 1))
}

// ofWords appends how many of the line's long words stand in other likely lines.
func (s *surroundings) ofWords(i int, f []float32) []float32 {
	long, used := float32(0), float32(0)
	t := &s.d.terms[i]
	for k, h := range t.words {
		if t.long[k] {
			long++
			used += min(s.uses[h]-float32(s.chances[i]), 1)
		}
	}
	return append(f, used/max(long, 1), used)
}

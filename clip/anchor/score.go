package anchor

import "unicode"

// The bounds below were set on pairs of versions that the tests hold; within a
// tenth of them no test changes its answer.
const (
	// maxChanged is how much of a quote may have changed, in per cent, where
	// the context agrees; maxAlone where it does not.
	maxChanged = 45
	maxAlone   = 20
	// minAlone is how much a quote must say to be known without its context: 24
	// letters, about four words.
	minAlone = 24
	// minUnique is enough where the text says it once only.
	minUnique = 12
	// agrees is from which share on a side of the context agrees.
	agrees = 0.6
)

// A place is a span with its score, at most 92.
type place struct {
	span
	score float64
}

// best returns the best of several places; false when none is good enough.
// limit is the number of changes that was looked for.
func (t *Text) best(s sought, spans []span, limit int) (best place, ok bool) {
	for _, at := range spans {
		changes := 0
		if limit > 0 {
			at = t.fit(s, at, limit)
			changes = distance(s.quote, t.folded[at.from:at.to])
		}
		score, good := t.score(s, at, changes, len(spans) == 1)
		if good && (!ok || score > best.score) {
			best, ok = place{at, score}, true
		}
	}
	return best, ok
}

// The weights of quote, context on each side and place, as Hypothesis has them
// in its match-quote.
const (
	quoteWeight   = 50
	contextWeight = 20
	placeWeight   = 2
)

// score rates a span: most by the quote, then by the context on both sides, and
// among equals by how far it has moved. good says that it is good enough.
func (t *Text) score(s sought, at span, changes int, only bool) (score float64, good bool) {
	before, after := t.similarBefore(&s, at.from), t.similarAfter(&s, at.to)
	quote := 1 - float64(changes)/float64(len(s.quote))
	moved := float64(abs(at.from-s.hint)) / float64(len(t.folded)+1)
	weight := weightOf(s.quote)
	alone := weight >= minAlone || only && weight >= minUnique && changes == 0
	good = max(before, after) >= agrees && changes*100 <= maxChanged*len(s.quote) ||
		alone && changes*100 <= maxAlone*len(s.quote)
	return quoteWeight*quote + contextWeight*(before+after) + placeWeight*(1-moved), good
}

// fit moves the bounds of a span to where quote and context together agree
// best: the distance alone knows no difference between a word that was put in
// and one that was never part of the quote.
func (t *Text) fit(s sought, at span, limit int) span {
	back := reversed(t.folded[max(0, at.to-len(s.quote)-limit):at.to])
	at.from = at.to - bestEnd(reversed(s.quote), back, limit, func(length int) float64 {
		return t.similarBefore(&s, at.to-length)
	})
	forth := t.folded[at.from:min(len(t.folded), at.from+len(s.quote)+limit)]
	at.to = at.from + bestEnd(s.quote, forth, limit, func(length int) float64 {
		return t.similarAfter(&s, at.from+length)
	})
	return at
}

// bestEnd returns how much of text, from its beginning, the quote is best taken
// to be; context rates what follows.
func bestEnd(quote, text []rune, limit int, context func(length int) float64) int {
	best, top := 0, 0.0
	c := newColumn(quote)
	for i, r := range text {
		if c.next(r, 1); c.score > limit {
			continue
		}
		score := quoteWeight * (1 - float64(c.score)/float64(len(quote)))
		if best > 0 && score+contextWeight <= top {
			continue // not even the whole context would make it better
		}
		if score += contextWeight * context(i+1); best == 0 || score > top {
			best, top = i+1, score
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// weightOf says how much a quote says, in letters of an alphabet: a Chinese
// character says as much as three of them.
func weightOf(quote []rune) int {
	weight := 0
	for _, r := range quote {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			weight += 3
		default:
			weight++
		}
	}
	return weight
}

// slack is how many runes may have been put in beside the passage before its
// context begins.
const slack = 8

// near is the part of the context that counts twice, in runes: a word or two.
// Lists and interviews say much the same again and again, but for these.
const near = 8

// A side is the context on one side of a passage, made ready to be looked for
// at many places. On the side before it everything is read backwards.
type side struct {
	context []rune
	near    *column // its part next to the passage
	whole   *column
}

func newSide(context []rune) side {
	s := side{context: context}
	if len(context) > 0 {
		s.near, s.whole = newColumn(context[:min(near, len(context))]), newColumn(context)
	}
	return s
}

// similar says which share of the context stands at the beginning of text, from
// 0 to 1. At the end of an article the context is empty, and agrees with the
// end of the text only.
func (s *side) similar(text []rune) float64 {
	if len(s.context) == 0 {
		if len(text) == 0 {
			return 1
		}
		return 0
	}
	return (2*s.near.share(text) + s.whole.share(text)) / 3
}

// share is how much of the pattern stands at the beginning of text.
func (c *column) share(text []rune) float64 {
	window := text[:min(len(text), c.length+slack)]
	return 1 - float64(c.prefixDistance(window))/float64(c.length)
}

// similarAfter says how well the context after a passage agrees with the text
// from a place on, similarBefore that before it with the text up to a place.
func (t *Text) similarAfter(s *sought, at int) float64 { return s.sideAfter.similar(t.folded[at:]) }

func (t *Text) similarBefore(s *sought, at int) float64 {
	return s.sideBefore.similar(reversed(t.folded[max(0, at-len(s.before)-slack):at]))
}

func reversed(runes []rune) []rune {
	out := make([]rune, len(runes))
	for i, r := range runes {
		out[len(runes)-1-i] = r
	}
	return out
}

package anchor

import (
	"strings"
	"unicode/utf8"

	"newsclip/clip"
)

// sought is a highlight made ready for the search.
type sought struct {
	quote, before, after  []rune
	sideBefore, sideAfter side // before and after, ready to be looked for
	// hint is where the passage would begin if nothing had moved.
	hint int
	// wordBefore and wordAfter say that the person cut a word in two there.
	wordBefore, wordAfter bool
}

// Find returns the place of a highlight in the text; false: it is orphaned.
func (t *Text) Find(h *clip.Highlight) (clip.Passage, bool) {
	if same, ok := t.unmoved(h); ok {
		return same, true
	}
	s := t.seek(h)
	if len(s.quote) == 0 {
		return clip.Passage{}, false
	}
	found, ok := t.search(s)
	if !ok {
		return clip.Passage{}, false
	}
	return t.passage(t.drawn(found.span, s.wordBefore, s.wordAfter)), true
}

// unmoved says whether the passage stands where it stood: in the version in
// which it was marked, and in most others.
func (t *Text) unmoved(h *clip.Highlight) (clip.Passage, bool) {
	if h.Passage.Empty() || t.clamp(h.Passage) != h.Passage || t.between(h.Passage) != h.Quote {
		return clip.Passage{}, false
	}
	same := t.before(h.Passage.From) == h.Before && t.after(h.Passage.To) == h.After
	return h.Passage, same
}

func (t *Text) seek(h *clip.Highlight) sought {
	s := sought{quote: fold(h.Quote), before: []rune(h.Before), after: []rune(h.After), hint: t.index(h.Passage.From)}
	if len(s.quote) == 0 {
		return s
	}
	s.prepare()
	first, last := s.quote[0], s.quote[len(s.quote)-1]
	s.wordBefore = len(s.before) > 0 && isWord(s.before[len(s.before)-1]) && isWord(first)
	s.wordAfter = len(s.after) > 0 && isWord(s.after[0]) && isWord(last)
	return s
}

// prepare makes the context ready to be looked for.
func (s *sought) prepare() {
	s.sideBefore, s.sideAfter = newSide(reversed(s.before)), newSide(s.after)
}

// maxPattern is the longest quote that is looked for with changes in it, in
// runes; a longer one is looked for by its ends.
const maxPattern = 1024

// search looks for the quote as it was, then with changes in it, then by its
// ends.
func (t *Text) search(s sought) (place, bool) {
	if best, ok := t.best(s, t.exact(s.quote), 0); ok {
		return best, true
	}
	changed, ok := t.searchChanged(s)
	if ok && changed.score >= certain {
		return changed, true
	}
	if ends, found := t.byEnds(s); found && (!ok || ends.score > changed.score) {
		return ends, true
	}
	return changed, ok
}

// certain is the score from which no better place is looked for: nine tenths of
// the quote, and the context on both sides.
const certain = 82

// searchChanged looks for the quote with changes in it.
func (t *Text) searchChanged(s sought) (place, bool) {
	if len(s.quote) > maxPattern {
		return place{}, false
	}
	limit := len(s.quote) * maxChanged / 100
	return t.best(s, nearest(t.folded, s.quote, limit), limit)
}

// maxOccurrences bounds how often a quote is looked at: "the" stands a
// thousand times in a long text.
const maxOccurrences = 1000

// exact returns where the quote stands as it was, in order.
func (t *Text) exact(quote []rune) []span {
	if len(quote) == 0 {
		return nil
	}
	text, needle := t.whole, string(quote)
	var out []span
	for at, runes := 0, 0; len(out) < maxOccurrences; {
		i := strings.Index(text[at:], needle)
		if i < 0 {
			break
		}
		runes += utf8.RuneCountInString(text[at : at+i])
		out = append(out, span{runes, runes + len(quote)})
		_, size := utf8.DecodeRuneInString(needle)
		at, runes = at+i+size, runes+1
	}
	return out
}

// The ends by which a long passage is found: up to endLength runes of its
// beginning and of its end, at least minEnd each.
const (
	endLength = 64
	minEnd    = 12
)

// byEnds looks for the beginning and the end of the quote apart. What lies
// between may have shrunk to nothing, or grown to the length of the quote and a
// paragraph.
func (t *Text) byEnds(s sought) (place, bool) {
	length := min(endLength, len(s.quote)/2)
	if length < minEnd {
		return place{}, false
	}
	cut := len(s.quote) - length
	head, tail := s, s
	head.quote, head.after = s.quote[:length], s.quote[length:min(len(s.quote), length+clip.ContextLength)]
	tail.quote, tail.before = s.quote[cut:], s.quote[max(0, cut-clip.ContextLength):cut]
	head.prepare()
	tail.prepare()
	first, ok := t.searchEnd(head)
	if !ok {
		return place{}, false
	}
	tail.hint = first.from + cut
	last, ok := t.searchEnd(tail)
	if !ok || last.from < first.to || last.to-first.from > 2*len(s.quote)+maxInserted {
		return place{}, false
	}
	return place{span{first.from, last.to}, (first.score + last.score) / 2}, true
}

// searchEnd is search for one end, which has no ends of its own.
func (t *Text) searchEnd(s sought) (place, bool) {
	if best, ok := t.best(s, t.exact(s.quote), 0); ok {
		return best, true
	}
	return t.searchChanged(s)
}

// maxInserted is how much may have been put into a passage beyond its own
// length, in runes: a paragraph.
const maxInserted = 600

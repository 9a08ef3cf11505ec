package pdf

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// isolatingRun is an isolating run sequence (BD13): the numbers of its
// characters, and the classes at its ends.
type isolatingRun struct {
	text       *bidiText
	at         []int
	start, end bidi.Class
	level      uint8
}

// sequences parts the text into isolating run sequences (X10).
func (t *bidiText) sequences(base uint8) []isolatingRun {
	var runs [][]int // of one level, what X9 removes left out
	starts := map[int]int{}
	for i := range t.runes {
		if removed(t.origins[i]) {
			continue
		}
		n := len(runs)
		if n == 0 || t.levels[runs[n-1][0]] != t.levels[i] || t.origins[runs[n-1][len(runs[n-1])-1]] == bidi.B {
			runs = append(runs, nil)
			n++
		}
		if len(runs[n-1]) == 0 {
			starts[i] = n - 1
		}
		runs[n-1] = append(runs[n-1], i)
	}
	var out []isolatingRun
	for _, run := range runs {
		if first := run[0]; t.origins[first] == bidi.PDI && t.matches[first] >= 0 {
			continue // goes on what another began
		}
		at := slices.Clone(run)
		for {
			last := at[len(at)-1]
			if !isIsolate(t.origins[last]) || t.matches[last] == len(t.runes) {
				break
			}
			next, ok := starts[t.matches[last]]
			if !ok {
				break
			}
			at = append(at, runs[next]...)
		}
		out = append(out, t.bounded(at, base))
	}
	return out
}

func (t *bidiText) bounded(at []int, base uint8) isolatingRun {
	level := t.levels[at[0]]
	before, after := base, base
	for i := at[0] - 1; i >= 0; i-- {
		if !removed(t.origins[i]) {
			before = t.levels[i]
			break
		}
	}
	last := at[len(at)-1]
	if !isIsolate(t.origins[last]) {
		for i := last + 1; i < len(t.runes); i++ {
			if !removed(t.origins[i]) {
				after = t.levels[i]
				break
			}
		}
	}
	return isolatingRun{t, at, ofLevel(max(level, before)), ofLevel(max(level, after)), level}
}

// ofLevel is the direction of a level, as a class.
func ofLevel(level uint8) bidi.Class {
	if level&1 == 1 {
		return bidi.R
	}
	return bidi.L
}

func (s isolatingRun) class(k int) *bidi.Class { return &s.text.classes[s.at[k]] }

// weak resolves marks and numbers (W1 to W7).
func (s isolatingRun) weak() {
	before, strong := s.start, s.start
	for k := range s.at {
		c := s.class(k)
		if *c == bidi.NSM { // W1
			*c = before
			if isIsolate(before) || before == bidi.PDI {
				*c = bidi.ON
			}
		}
		before = *c
		switch {
		case *c == bidi.L, *c == bidi.R, *c == bidi.AL:
			strong = *c
		case *c == bidi.EN && strong == bidi.AL: // W2
			*c = bidi.AN
		}
	}
	for k := range s.at { // W3
		if c := s.class(k); *c == bidi.AL {
			*c = bidi.R
		}
	}
	for k := 1; k+1 < len(s.at); k++ { // W4
		c, left, right := s.class(k), *s.class(k - 1), *s.class(k + 1)
		if left == right && (left == bidi.EN && (*c == bidi.ES || *c == bidi.CS) || left == bidi.AN && *c == bidi.CS) {
			*c = left
		}
	}
	s.terminators()
	strong = s.start
	for k := range s.at { // W7
		switch c := s.class(k); {
		case *c == bidi.L, *c == bidi.R:
			strong = *c
		case *c == bidi.EN && strong == bidi.L:
			*c = bidi.L
		}
	}
}

// terminators makes signs beside numbers part of them and others neutral (W5,
// W6).
func (s isolatingRun) terminators() {
	for k := 0; k < len(s.at); k++ {
		if *s.class(k) != bidi.ET {
			continue
		}
		end := k
		for end < len(s.at) && *s.class(end) == bidi.ET {
			end++
		}
		becomes := bidi.ON
		if k > 0 && *s.class(k - 1) == bidi.EN || end < len(s.at) && *s.class(end) == bidi.EN {
			becomes = bidi.EN
		}
		for ; k < end; k++ {
			*s.class(k) = becomes
		}
		k--
	}
	for k := range s.at {
		if c := s.class(k); *c == bidi.ES || *c == bidi.ET || *c == bidi.CS {
			*c = bidi.ON
		}
	}
}

// strongOf is the direction that a class stands for among neutrals, or ON:
// numbers count as R there.
func strongOf(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L, bidi.R:
		return c
	case bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

// maxBrackets is how many brackets may be open at a time (BD16).
const maxBrackets = 63

// brackets gives both brackets of a pair one direction (N0).
func (s isolatingRun) brackets() {
	type pair struct{ open, close int }
	var pairs []pair
	var open []int
	for k := range s.at {
		r := s.text.runes[s.at[k]]
		p, _ := bidi.LookupRune(r)
		if !p.IsBracket() || *s.class(k) != bidi.ON {
			continue
		}
		if p.IsOpeningBracket() {
			if len(open) == maxBrackets {
				break
			}
			open = append(open, k)
			continue
		}
		for n := len(open) - 1; n >= 0; n-- {
			if closing(s.text.runes[s.at[open[n]]]) == canonical(r) {
				pairs = append(pairs, pair{open[n], k})
				open = open[:n]
				break
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return a.open - b.open })
	for _, p := range pairs {
		if d := s.pairDirection(p.open, p.close); d != bidi.ON {
			s.setBracket(p.open, d)
			s.setBracket(p.close, d)
		}
	}
}

// pairDirection decides by what stands between the brackets, then before.
func (s isolatingRun) pairDirection(open, end int) bidi.Class {
	own, found := ofLevel(s.level), bidi.ON
	for k := open + 1; k < end; k++ {
		if d := strongOf(*s.class(k)); d == own {
			return own
		} else if d != bidi.ON {
			found = d
		}
	}
	if found == bidi.ON {
		return bidi.ON
	}
	for k := open - 1; k >= 0; k-- {
		if d := strongOf(*s.class(k)); d != bidi.ON {
			if d == found {
				return found
			}
			return own
		}
	}
	if s.start == found {
		return found
	}
	return own
}

// setBracket sets a bracket and the marks on it.
func (s isolatingRun) setBracket(k int, d bidi.Class) {
	*s.class(k) = d
	for k++; k < len(s.at) && s.text.origins[s.at[k]] == bidi.NSM; k++ {
		*s.class(k) = d
	}
}

// closing returns the bracket that closes an opening one. All but a few
// stand one or two behind it in Unicode (BidiBrackets.txt).
func closing(open rune) rune {
	switch open {
	case 0x298D:
		return 0x2990
	case 0x298F:
		return 0x298E
	case 0x2329: // the same as U+3008
		return 0x3009
	}
	for _, r := range []rune{open + 1, open + 2} {
		if p, _ := bidi.LookupRune(r); p.IsBracket() && !p.IsOpeningBracket() {
			return r
		}
	}
	return -1
}

func canonical(r rune) rune {
	if r == 0x232A {
		return 0x3009
	}
	return r
}

// neutral gives what has no direction that of its neighbours (N1, N2).
func (s isolatingRun) neutral() {
	for k := 0; k < len(s.at); k++ {
		if strongOf(*s.class(k)) != bidi.ON {
			continue
		}
		end := k
		for end < len(s.at) && strongOf(*s.class(end)) == bidi.ON {
			end++
		}
		before, after := s.start, s.end
		if k > 0 {
			before = strongOf(*s.class(k - 1))
		}
		if end < len(s.at) {
			after = strongOf(*s.class(end))
		}
		becomes := ofLevel(s.level)
		if before == after {
			becomes = before
		}
		for ; k < end; k++ {
			*s.class(k) = becomes
		}
		k--
	}
}

// implicit raises levels to fit directions (I1, I2).
func (s isolatingRun) implicit() {
	for k, i := range s.at {
		switch c := *s.class(k); {
		case s.level&1 == 0 && c == bidi.R:
			s.text.levels[i] = s.level + 1
		case s.level&1 == 0 && (c == bidi.AN || c == bidi.EN):
			s.text.levels[i] = s.level + 2
		case s.level&1 == 1 && c != bidi.R:
			s.text.levels[i] = s.level + 1
		}
	}
}

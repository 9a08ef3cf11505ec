package search

import (
	"bytes"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
)

// Numbers are written 1,000 and 1.000, 1'000 and 1 000; each is found by the
// others. As terms they have no thousands separators and a decimal point; to
// index, their groups are terms too, so that 1 000, which is typed as two
// words, finds 1,000.

// separators of thousands and decimals within a number, folded.
const separators = ".,'"

// number returns the term of a number.
func number(term []byte) []byte {
	groups, marks := groupsOf(term)
	if len(groups) == 1 {
		return term
	}
	last := len(groups) - 1
	switch {
	case thousands(groups) && uniform(marks):
		return bytes.Join(groups, nil)
	case marks[last-1] != '\'' && (last == 1 || thousands(groups[:last]) && uniform(marks[:last-1]) && marks[0] != marks[last-1]):
		return bytes.Join([][]byte{bytes.Join(groups[:last], nil), groups[last]}, []byte("."))
	}
	return term // a date, an address
}

// groupsOf cuts a number at its separators.
func groupsOf(term []byte) (groups [][]byte, marks []byte) {
	for {
		at := bytes.IndexAny(term, separators)
		if at < 0 {
			return append(groups, term), marks
		}
		groups, marks, term = append(groups, term[:at]), append(marks, term[at]), term[at+1:]
	}
}

// thousands reports whether groups of digits make one number: one to three
// digits, then three each.
func thousands(groups [][]byte) bool {
	if n := len(groups[0]); n < 1 || n > 3 {
		return false
	}
	for _, group := range groups[1:] {
		if len(group) != 3 {
			return false
		}
	}
	return true
}

func uniform(marks []byte) bool {
	for _, mark := range marks {
		if mark != marks[0] {
			return false
		}
	}
	return true
}

// groups adds what a number is also found by: its own groups, and the number
// that it makes with groups before it.
func (a *analyzer) groups(word *analysis.Token, raw []byte) {
	if parts, _ := groupsOf(raw); len(parts) > 1 {
		for _, part := range parts {
			if len(part) > 0 {
				a.out = append(a.out, a.token(analysis.Token{Term: part, Start: word.Start, End: word.End, Position: a.pos}))
			}
		}
		a.spaced = nil
		return
	}
	if len(a.spaced) > 0 && len(raw) == 3 && a.spacedEnd < word.Start && isSpaceGap(a.text[a.spacedEnd:word.Start]) {
		a.spaced = append(a.spaced, raw...)
		a.spacedEnd = word.End
		a.out = append(a.out, a.token(analysis.Token{Term: bytes.Clone(a.spaced), Start: word.Start, End: word.End, Position: a.pos}))
		return
	}
	a.spaced = nil
	if len(raw) <= 3 {
		a.spaced, a.spacedEnd = bytes.Clone(raw), word.End
	}
}

// isSpaceGap reports whether gap is one space that may part thousands: a plain,
// no-break, narrow no-break or thin one.
func isSpaceGap(gap []byte) bool {
	r, size := utf8.DecodeRune(gap)
	switch r {
	case ' ', '\u00a0', '\u202f', '\u2009':
		return size == len(gap)
	}
	return false
}

package search

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
)

const (
	// paragraphEnd parts paragraphs and fields.
	paragraphEnd = "\n\n"
	// paragraphGap is added to positions at a paragraphEnd: no phrase is
	// longer, so none spans two paragraphs.
	paragraphGap = 64
	// maxTerm is the longest term in bytes; what is longer (encoded data) is
	// cut off.
	maxTerm = 96
)

// purpose says what terms are for.
type purpose int

const (
	toIndex purpose = iota // all of them
	toFind                 // only those that a query must match
)

// analyze cuts text into terms: words by Unicode's rules (UAX #29), folded;
// in scripts without spaces, and in Korean, overlapping pairs of characters.
// Start and End of a term are bytes of text.
//
// To index, a compound (l’homme, example.com) gives its parts too, at the same
// position; and the last character of a run of pairs stands alone after them,
// so that every single character is the beginning of some term.
func analyze(text []byte, use purpose) analysis.TokenStream {
	a := analyzer{text: text, purpose: use}
	return a.tokens()
}

// tokens analyzes the text, in memory that the analyzer has, if that is enough.
func (a *analyzer) tokens() analysis.TokenStream {
	if n := len(a.text)/usualWord + 1; cap(a.slab) < n {
		a.slab, a.out = make([]analysis.Token, 0, n), make(analysis.TokenStream, 0, n)
	}
	a.divide()
	a.between(a.end, len(a.text))
	a.flush()
	return a.out
}

// usualWord is how many bytes a word takes with what parts it, in English.
const usualWord = 5

type analyzer struct {
	text    []byte
	purpose purpose
	out     analysis.TokenStream
	slab    []analysis.Token // for the next tokens
	pos     int              // of the last term
	end     int              // of what was read
	run     [][2]int         // characters of a run without spaces: start, end

	spaced    []byte // digits of a number that may go on after a space
	spacedEnd int
}

// between reads what the tokenizer took for no word: paragraph ends, and the
// letters of scripts that it cannot divide (Thai, Lao, Khmer, Burmese).
func (a *analyzer) between(start, end int) {
	if start >= end {
		return
	}
	gap := a.text[start:end]
	if len(gap) == 1 && gap[0] == ' ' {
		a.flush()
		return
	}
	if bytes.Contains(gap, []byte(paragraphEnd)) {
		a.flush()
		a.pos += paragraphGap
	}
	for i := start; i < end; {
		r, size := utf8.DecodeRune(a.text[i:end])
		switch {
		case unicode.IsNumber(r): // full width
			size = numberLength(a.text[i:end])
			a.word(a.token(analysis.Token{Term: a.text[i : i+size], Start: i, End: i + size, Type: analysis.Numeric}))
		case unicode.IsLetter(r):
			a.unspaced(i, i+size)
		case unicode.IsMark(r) && len(a.run) > 0 && a.run[len(a.run)-1][1] == i:
			a.run[len(a.run)-1][1] = i + size // a vowel or tone sign of the letter
		}
		i += size
	}
}

// numberLength returns how many bytes the digits take that text begins with.
func numberLength(text []byte) int {
	rest := bytes.TrimLeftFunc(text, unicode.IsNumber)
	return len(text) - len(rest)
}

// unspaced adds the characters in [start, end) to the run.
func (a *analyzer) unspaced(start, end int) {
	for i := start; i < end; {
		r, size := utf8.DecodeRune(a.text[i:end])
		last := len(a.run) - 1
		switch {
		case last >= 0 && a.run[last][1] == i && unicode.IsMark(r):
			a.run[last][1] += size
		case last >= 0 && a.run[last][1] != i:
			a.flush()
			fallthrough
		default:
			a.run = append(a.run, [2]int{i, i + size})
		}
		i += size
	}
}

// flush turns the run into pairs.
func (a *analyzer) flush() {
	for i := 0; i+1 < len(a.run); i++ {
		a.add(a.run[i][0], a.run[i+1][1], analysis.Double)
	}
	if n := len(a.run); n == 1 || n > 1 && a.purpose == toIndex {
		a.add(a.run[n-1][0], a.run[n-1][1], analysis.Single)
	}
	a.run = a.run[:0]
}

func (a *analyzer) add(start, end int, kind analysis.TokenType) {
	a.pos++
	a.out = append(a.out, a.token(analysis.Token{Term: fold(a.text[start:end]), Start: start, End: end, Position: a.pos, Type: kind}))
}

// token returns t on the heap, many of one allocation.
func (a *analyzer) token(t analysis.Token) *analysis.Token {
	if len(a.slab) == cap(a.slab) {
		a.slab = make([]analysis.Token, 0, cap(a.slab)/2+16)
	}
	a.slab = append(a.slab, t)
	return &a.slab[len(a.slab)-1]
}

// word adds a word and, to index, its parts.
func (a *analyzer) word(word *analysis.Token) {
	a.flush()
	raw := word.Term
	word.Term = cut(fold(raw))
	if len(word.Term) == 0 {
		return
	}
	a.pos++
	word.Position = a.pos
	a.out = append(a.out, word)
	switch {
	case word.Type == analysis.Numeric:
		folded := word.Term
		if word.Term = number(folded); a.purpose == toIndex {
			a.groups(word, folded)
		}
	case !bytes.ContainsAny(word.Term, ".:_'"):
	case isAcronym(word.Term):
		a.acronym(word)
	case a.purpose == toIndex:
		a.parts(word, raw)
	}
}

// acronym takes U.S. as u.s, which us is not; to index, as us too, for those
// who write it without dots.
func (a *analyzer) acronym(word *analysis.Token) {
	dotted := bytes.TrimRight(word.Term, ".")
	if a.purpose == toFind {
		word.Term = dotted
		return
	}
	word.Term = plainAcronym(dotted)
	if len(word.Term) < len(dotted) {
		a.out = append(a.out, a.token(analysis.Token{Term: dotted, Start: word.Start, End: word.End, Position: a.pos}))
	}
}

// plainAcronym returns an acronym without its dots.
func plainAcronym(term []byte) []byte { return bytes.ReplaceAll(term, []byte("."), nil) }

// parts adds the parts of a compound at its position. Single letters say
// nothing (l’, ’s).
func (a *analyzer) parts(word *analysis.Token, raw []byte) {
	start := 0
	for i := 0; i <= len(raw); {
		r, size := rune(0), 1
		if i < len(raw) {
			r, size = utf8.DecodeRune(raw[i:])
		}
		if r == 0 || isJoint(r) {
			if part := cut(fold(raw[start:i])); utf8.RuneCount(part) > 1 {
				a.out = append(a.out, a.token(analysis.Token{Term: part, Start: word.Start + start, End: word.Start + i, Position: a.pos}))
			}
			start = i + size
		}
		i += size
	}
}

func isJoint(r rune) bool {
	switch r {
	case '.', ':', '_', '\'', '’', 'ʼ', '‘':
		return true
	}
	return false
}

// isAcronym reports whether term is single letters with dots between: u.s.a
func isAcronym(term []byte) bool {
	for i, part := range bytes.Split(term, []byte(".")) {
		if utf8.RuneCount(part) != 1 && (i == 0 || len(part) > 0) {
			return false
		}
	}
	return true
}

func isHangul(term []byte) bool {
	r, _ := utf8.DecodeRune(term)
	return r >= 0x1100 && unicode.Is(unicode.Hangul, r)
}

// cut shortens a term to maxTerm bytes at the end of a character.
func cut(term []byte) []byte {
	if len(term) <= maxTerm {
		return term
	}
	end := maxTerm
	for end > 0 && !utf8.RuneStart(term[end]) {
		end--
	}
	return term[:end]
}

package search

import (
	"bytes"

	"github.com/blevesearch/bleve/v2/analysis"
	tokenizer "github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
)

// Dividing a text into words by Unicode's rules takes a third of the time of
// indexing, and most words need none of them: ASCII letters, or digits, between
// spaces and marks. Those are cut out directly, the rest of the text by the
// rules. No rule joins what a space parts, so the words are the same.

// divide reads the words of the text.
func (a *analyzer) divide() {
	for at := 0; at < len(a.text); {
		if end, kind := a.simple(at); end > 0 {
			a.read(a.token(analysis.Token{Term: a.text[at:end], Start: at, End: end, Type: kind}))
			at = end
			continue
		}
		if parts(a.text[at]) || closes(a.text[at]) {
			at++
			continue
		}
		end := a.hard(at)
		for _, word := range tokenizer.NewUnicodeTokenizer().Tokenize(a.text[at:end]) {
			word.Start, word.End = word.Start+at, word.End+at
			a.read(word)
		}
		at = end
	}
}

// read takes a word.
func (a *analyzer) read(word *analysis.Token) {
	a.between(a.end, word.Start)
	if word.Type == analysis.Ideographic || isHangul(word.Term) {
		a.unspaced(word.Start, word.End)
	} else {
		a.word(word)
	}
	a.end = word.End
}

// simple returns the end of a word of ASCII letters or digits that begins at
// at, 0 if it is not for sure one by itself.
func (a *analyzer) simple(at int) (end int, kind analysis.TokenType) {
	if at > 0 && !parts(a.text[at-1]) {
		return 0, 0
	}
	is, kind := isLetter, analysis.AlphaNumeric
	if isDigit(a.text[at]) {
		is, kind = isDigit, analysis.Numeric
	}
	for end = at; end < len(a.text) && is(a.text[end]); end++ {
	}
	switch rest := a.text[end:]; {
	case end == at:
		return 0, 0
	case len(rest) == 0, parts(rest[0]), closes(rest[0]) && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\n'):
		return end, kind
	}
	return 0, 0
}

// hard returns the end of the run between spaces that begins at at, with the
// runs after it that do not begin with a simple word.
func (a *analyzer) hard(at int) int {
	for end := at; ; {
		space := bytes.IndexAny(a.text[end:], " \n")
		if space < 0 {
			return len(a.text)
		}
		end += space
		next := end
		for next < len(a.text) && parts(a.text[next]) {
			next++
		}
		if next == len(a.text) {
			return end
		}
		if simple, _ := a.simple(next); simple > 0 {
			return end
		}
		end = next
	}
}

func isLetter(b byte) bool { return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' }
func isDigit(b byte) bool  { return '0' <= b && b <= '9' }

// parts reports whether a byte ends any word before it and is no part of the
// next.
func parts(b byte) bool {
	switch b {
	case ' ', '\n', '(', '"', '-':
		return true
	}
	return false
}

// closes reports whether a byte ends a word if a space follows.
func closes(b byte) bool {
	switch b {
	case ',', '.', ';', ':', '!', '?', ')', '\'':
		return true
	}
	return false
}

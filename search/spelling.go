package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Correction replaces a word that no clip has: the text from From to To, in
// bytes of what was parsed, becomes With.
type Correction struct {
	From, To int
	With     string
}

// corrections looks for similar spellings of the words that no clip has.
// Texts may have them already, but then nothing is missing.
func (p *plan) corrections() (out []Correction, err error) {
	for i := range p.parts {
		for _, w := range p.parts[i].positive(nil) {
			found, err := p.corrected(w)
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
		}
	}
	return out, nil
}

// positive adds the words of a part that are not left out.
func (x *part) positive(to []*word) []*word {
	if x.kind == isWords && !x.word.not {
		return append(to, &x.word)
	}
	for i := range x.of {
		to = x.of[i].positive(to)
	}
	return to
}

func (p *plan) corrected(w *word) (out []Correction, err error) {
	field := w.field
	if field == "" {
		field = fieldText
	}
	if field == fieldLang || w.unspaced || w.prefix {
		return nil, nil
	}
	for _, token := range analyze([]byte(w.text), toFind) {
		n, err := p.clips(field, string(token.Term))
		if err != nil {
			return nil, err
		}
		if n > 0 {
			continue
		}
		near, err := p.nearest(field, string(token.Term))
		if err != nil {
			return nil, err
		}
		if near != "" {
			out = append(out, Correction{w.start + token.Start, w.start + token.End, near})
		}
	}
	return out, nil
}

// nearest returns the most frequent of the words that differ least; a first
// letter that is wrong or missing is tried last.
func (p *plan) nearest(field, term string) (string, error) {
	similar, err := p.similar(field, term, 1)
	if err == nil && len(similar) > 0 {
		return similar[0], nil
	}
	if err != nil || utf8.RuneCountInString(term) <= minTypo {
		return "", err
	}
	_, size := utf8.DecodeRuneInString(term)
	n, err := p.clips(field, term[size:])
	if err == nil && n > 0 {
		return term[size:], nil
	}
	return "", err
}

// Corrected returns text with its corrections; empty without any.
func Corrected(text string, corrections []Correction) string {
	if len(corrections) == 0 {
		return ""
	}
	sorted := slices.SortedFunc(slices.Values(corrections), func(a, b Correction) int { return a.From - b.From })
	var out strings.Builder
	at := 0
	for _, c := range sorted {
		if c.From < at || c.To > len(text) {
			continue
		}
		out.WriteString(text[at:c.From])
		out.WriteString(c.With)
		at = c.To
	}
	out.WriteString(text[at:])
	return out.String()
}

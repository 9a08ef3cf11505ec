package search

import (
	"bytes"

	"github.com/blevesearch/bleve/v2/analysis"
)

// A vocabulary keeps the terms and stems that were seen, for one goroutine: a
// few thousand words make most of all texts, so that most words of a text cost
// no memory and no stemming.
type vocabulary struct {
	terms map[string]*spelling
	stems map[string]map[string]*spelling // by language and word
	known int                          // in stems

	text    uint32 // number of the text that is inverted, see spelling.seen
	reader  analyzer
	found   []occurrence
	counted []occurring
}

// spelling is a term, once for all of its occurrences.
type spelling struct {
	term string
	seen uint32 // number of the last text that it was met in
	at   uint32 // its place among the terms of that text
}

// occurrence is a term where it stands.
type occurrence struct {
	*spelling
	position uint32
}

// maxKnown bounds the terms and the stems of a vocabulary, some 6 MB together;
// a full one is begun anew, before the next document: within one, a term must
// have one entry.
const maxKnown = 50_000

func newVocabulary() *vocabulary {
	return &vocabulary{terms: map[string]*spelling{}, stems: map[string]map[string]*spelling{}}
}

// begin makes room for a document.
func (v *vocabulary) begin() {
	if len(v.terms) >= maxKnown || v.known >= maxKnown {
		clear(v.terms)
		clear(v.stems)
		v.known = 0
	}
}

// analyze is analyze to index. The tokens last until the next call.
func (v *vocabulary) analyze(text []byte) analysis.TokenStream {
	v.reader = analyzer{text: text, purpose: toIndex, slab: v.reader.slab[:0], out: v.reader.out[:0], run: v.reader.run[:0]}
	return v.reader.tokens()
}

// occurrences returns where the terms stand. It lasts until the next call, as
// does that of stemsOf.
func (v *vocabulary) occurrences(tokens analysis.TokenStream) []occurrence {
	v.found = v.found[:0]
	for _, token := range tokens {
		v.found = append(v.found, occurrence{v.term(token.Term), uint32(token.Position)})
	}
	return v.found
}

func (v *vocabulary) term(spelled []byte) *spelling {
	known := v.terms[string(spelled)]
	if known == nil {
		known = &spelling{term: string(spelled)}
		v.terms[known.term] = known
	}
	return known
}

// stemsOf returns the stems of a text's words that are not the words themselves.
func (v *vocabulary) stemsOf(text []byte, tokens analysis.TokenStream, lang string) []occurrence {
	v.found = v.found[:0]
	position := 0
	for _, token := range tokens {
		if token.Position == position || token.Type != analysis.AlphaNumeric {
			continue // a part of a compound
		}
		position = token.Position
		found := v.stem(bytes.TrimSuffix(text[token.Start:token.End], []byte(".")), lang)
		if found.term != string(token.Term) {
			v.found = append(v.found, occurrence{found, uint32(position)})
		}
	}
	return v.found
}

// stem returns the entry of a word's stem.
func (v *vocabulary) stem(word []byte, lang string) *spelling {
	found := v.stems[lang][string(word)]
	if found == nil {
		if v.stems[lang] == nil {
			v.stems[lang] = map[string]*spelling{}
		}
		found = v.term([]byte(stem(word, lang)))
		v.stems[lang][string(word)] = found
		v.known++
	}
	return found
}

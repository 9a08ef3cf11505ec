package search

import (
	"bytes"

	"github.com/blevesearch/bleve/v2/analysis"
)

// A vocabulary keeps the terms and stems that were seen, for one goroutine: a
// few thousand words make most of all texts, so that most words of a text cost
// no memory and no stemming.
type vocabulary struct {
	terms recent[*spelling]
	stems map[string]*recent[string] // by language

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

func newVocabulary() *vocabulary { return &vocabulary{stems: map[string]*recent[string]{}} }

// begin makes room for a document. Within one, a term must have one spelling.
func (v *vocabulary) begin() { v.terms.turn() }

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
	known, ok := v.terms.get(spelled)
	if !ok {
		known = &spelling{term: string(spelled)}
		v.terms.put(known.term, known)
	}
	return known
}

// stemsOf returns the stems of a text's words that are not the words themselves.
func (v *vocabulary) stemsOf(text []byte, tokens analysis.TokenStream, lang string) []occurrence {
	v.found = v.found[:0]
	if v.stems[lang] == nil {
		v.stems[lang] = &recent[string]{}
	}
	stems, position := v.stems[lang], 0
	stems.turn()
	for _, token := range tokens {
		if token.Position == position || token.Type != analysis.AlphaNumeric {
			continue // a part of a compound
		}
		position = token.Position
		word := bytes.TrimSuffix(text[token.Start:token.End], []byte("."))
		found, ok := stems.get(word)
		if !ok {
			found = stem(word, lang)
			stems.put(string(word), found)
		}
		if found != string(token.Term) {
			v.found = append(v.found, occurrence{v.term([]byte(found)), uint32(position)})
		}
	}
	return v.found
}

// recent keeps values by word, those used last in bounded memory: what was not
// used while maxRecent others came is forgotten.
type recent[V any] struct{ young, old map[string]V }

// maxRecent is how many words a generation has; terms and stems of one language
// take some 10 MB then.
const maxRecent = 30_000

func (r *recent[V]) get(word []byte) (V, bool) {
	if value, ok := r.young[string(word)]; ok {
		return value, true
	}
	value, ok := r.old[string(word)]
	if ok {
		r.put(string(word), value)
	}
	return value, ok
}

func (r *recent[V]) put(word string, value V) {
	if r.young == nil {
		r.young = map[string]V{}
	}
	r.young[word] = value
}

// turn begins a new generation when the young one is full.
func (r *recent[V]) turn() {
	if len(r.young) >= maxRecent {
		r.young, r.old = make(map[string]V, maxRecent), r.young
	}
}

package story

import (
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
)

// vocabulary numbers terms and counts in how many documents of its language
// each occurs. A term of one language is another than the same letters in
// another, so that no story is joined by words that happen to be equal.
type vocabulary struct {
	terms     dictionary
	documents []int32 // by term
	language  []uint8 // by term, its place in totals
	languages map[string]uint8
	names     map[string]string // languages, each once
	totals    []float64         // documents by language
	beyond    []int32           // by language: documents with a term that its background has not
	changes   int               // how often documents were counted
	room      room
}

// unread is how many documents, with none of the words that one looks for, a
// language begins with where no background is known: without them the first
// clips' words would all seem common.
const unread = 30

// newVocabulary begins with the background.
func newVocabulary() *vocabulary {
	b := shipped()
	v := bareVocabulary()
	v.languages, v.totals, v.beyond = maps.Clone(b.languages), slices.Clone(b.totals), slices.Clone(b.beyond)
	v.documents, v.language = slices.Clone(b.documents), slices.Clone(b.language)
	v.terms = dictionary{slices.Clone(b.terms.hashes), slices.Clone(b.terms.slots)}
	return v
}

// shipped has the background of English, read once.
var shipped = sync.OnceValue(func() *vocabulary {
	v := bareVocabulary()
	v.tongue("en")
	return v
})

func bareVocabulary() *vocabulary {
	return &vocabulary{languages: map[string]uint8{}, names: map[string]string{}}
}

// interned returns the one string that documents of a language share.
func (v *vocabulary) interned(lang string) string {
	if n, ok := v.names[lang]; ok {
		return n
	}
	v.names[lang] = strings.Clone(lang)
	return v.names[lang]
}

// maxLanguages is how many languages are told apart; more than a library has.
const maxLanguages = 255

// tongue numbers a language. Where none is said it is taken for English.
func (v *vocabulary) tongue(lang string) uint8 {
	if lang == "" {
		lang = "en"
	}
	if n, ok := v.languages[lang]; ok {
		return n
	}
	if len(v.totals) == maxLanguages {
		return 0
	}
	n := uint8(len(v.totals))
	v.languages[lang] = n
	v.totals, v.beyond = append(v.totals, unread), append(v.beyond, 0)
	v.begin(lang, n)
	return n
}

// id numbers a term of a language.
func (v *vocabulary) id(tongue uint8, term string) int32 {
	id, fresh := v.terms.number(hashOf(tongue, term))
	if fresh {
		known := v.beyond[tongue]
		if strings.HasPrefix(term, nameMark) {
			known = 0
		}
		v.documents = append(v.documents, known)
		v.language = append(v.language, tongue)
	}
	return id
}

// idf is ln((N + 1) / (df + 1/2)).
func (v *vocabulary) idf(id int32) float64 {
	return math.Log((v.totals[v.language[id]] + 1) / (float64(v.documents[id]) + 0.5))
}

// rarity is the idf as a share of what a term has that stands in one document
// alone: it means the same in a large library and in a small one.
func (v *vocabulary) rarity(id int32) float64 {
	return max(0, v.idf(id)/math.Log((v.totals[v.language[id]]+1)/1.5))
}

// nameMark keeps names apart from stems.
const nameMark = "\x01"

// lexed is the numbers of a document's words, in the order of the words.
type lexed struct {
	tongue uint8
	terms  []int32
	counts []counts
	number []bool // begins with a digit
	names  []int32
	times  []float64
}

// words numbers the words of a document.
func (v *vocabulary) words(s *Signature) *lexed {
	w := &lexed{tongue: v.tongue(s.Lang), terms: make([]int32, 0, len(s.Terms)), counts: make([]counts, 0, len(s.Terms)), number: make([]bool, 0, len(s.Terms)),
		names: make([]int32, 0, len(s.Names)), times: make([]float64, 0, len(s.Names))}
	for _, term := range sortedKeys(s.Terms) {
		if c := s.Terms[term]; c[0]+c[2] > 0 {
			w.terms, w.counts = append(w.terms, v.id(w.tongue, term)), append(w.counts, c)
			w.number = append(w.number, term[0] >= '0' && term[0] <= '9')
		}
	}
	for _, name := range sortedKeys(s.Names) {
		w.names, w.times = append(w.names, v.id(w.tongue, nameMark+name)), append(w.times, s.Names[name])
	}
	return w
}

func (w *lexed) all() []int32 { return slices.Concat(w.terms, w.names) }

// count adds a document to the frequencies, n being 1, or takes it back, -1.
func (v *vocabulary) count(w *lexed, n int32) { v.countTerms(w.tongue, w.all(), n) }

func (v *vocabulary) countTerms(tongue uint8, terms []int32, n int32) {
	v.totals[tongue] += float64(n)
	for _, id := range terms {
		v.documents[id] += n
	}
	v.changes++
}

// sortedKeys makes numbering, and so everything, deterministic.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

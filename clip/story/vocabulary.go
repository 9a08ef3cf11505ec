package story

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
)

//go:embed frequencies.tsv.gz
var frequencies []byte

// vocabulary numbers terms and counts in how many documents of its language
// each occurs. A term of one language is another than the same letters in
// another, so that no story is joined by words that happen to be equal.
type vocabulary struct {
	ids       map[string]int32 // by key
	documents []float64        // by term
	language  []uint8          // by term, its place in totals
	languages map[string]uint8
	totals    []float64 // documents by language
}

// unread is how many documents, with none of the words that one looks for, a
// language begins with where no background is known: without them the first
// clips' words would all seem common.
const unread = 30

// newVocabulary begins with the background. The embedded data is ours: a fault
// in it shows in every test.
func newVocabulary() *vocabulary {
	v := &vocabulary{ids: map[string]int32{}, languages: map[string]uint8{}}
	english := v.tongue("en")
	unpacked, err := gzip.NewReader(bytes.NewReader(frequencies))
	if err != nil {
		return v
	}
	v.totals[english] = 0
	lines := bufio.NewScanner(unpacked)
	for lines.Scan() {
		term, count, _ := strings.Cut(lines.Text(), "\t")
		n, err := strconv.ParseFloat(count, 64)
		if err != nil {
			continue
		}
		if v.totals[english] == 0 { // the first line holds the number of documents
			v.totals[english] = n
			continue
		}
		v.documents[v.id("en", term)] = n
	}
	return v
}

// maxLanguages is how many languages are told apart; more than a library has.
const maxLanguages = 255

// tongue numbers a language. Where none is said it is taken for English.
func (v *vocabulary) tongue(lang string) uint8 {
	if lang == "" {
		lang = "en"
	}
	n, ok := v.languages[lang]
	if !ok && len(v.totals) < maxLanguages {
		n = uint8(len(v.totals))
		v.languages[lang] = n
		v.totals = append(v.totals, unread)
	}
	return n
}

func (v *vocabulary) id(lang, term string) int32 {
	tongue := v.tongue(lang)
	key := string(rune(tongue)) + term
	if id, ok := v.ids[key]; ok {
		return id
	}
	id := int32(len(v.documents))
	v.ids[key] = id
	v.documents = append(v.documents, 0)
	v.language = append(v.language, tongue)
	return id
}

// idf is ln((N + 1) / (df + 1/2)).
func (v *vocabulary) idf(id int32) float64 {
	return math.Log((v.totals[v.language[id]] + 1) / (v.documents[id] + 0.5))
}

// rarity is the idf as a share of what a term has that stands in one document
// alone: it means the same in a large library and in a small one.
func (v *vocabulary) rarity(id int32) float64 {
	return max(0, v.idf(id)/math.Log((v.totals[v.language[id]]+1)/1.5))
}

// nameMark keeps names apart from stems.
const nameMark = "\x01"

// count adds a document to the frequencies, n being 1, or takes it back, -1.
func (v *vocabulary) count(s *Signature, n float64) {
	v.totals[v.tongue(s.Lang)] += n
	for _, term := range sortedKeys(s.Terms) {
		if c := s.Terms[term]; c[0]+c[2] > 0 {
			v.documents[v.id(s.Lang, term)] += n
		}
	}
	for _, name := range sortedKeys(s.Names) {
		v.documents[v.id(s.Lang, nameMark+name)] += n
	}
}

// vector weighs terms by (1 + ln tf) · idf and keeps the n heaviest.
func (v *vocabulary) vector(lang string, tf map[string]float64, n int) vector {
	var all []weighted
	for _, term := range sortedKeys(tf) {
		id := v.id(lang, term)
		if idf := v.idf(id); idf > 0 {
			all = append(all, weighted{id, (1 + math.Log(tf[term])) * idf})
		}
	}
	if len(all) > n {
		all = heaviest(all, n)
	}
	return unit(all)
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

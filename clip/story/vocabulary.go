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

// vocabulary numbers terms and counts in how many documents each occurs.
type vocabulary struct {
	ids       map[string]int32
	documents []float64 // by term
	total     float64
}

// newVocabulary begins with the background. The embedded data is ours: a fault
// in it shows in every test.
func newVocabulary() *vocabulary {
	v := &vocabulary{ids: map[string]int32{}}
	unpacked, err := gzip.NewReader(bytes.NewReader(frequencies))
	if err != nil {
		return v
	}
	lines := bufio.NewScanner(unpacked)
	for lines.Scan() {
		term, count, _ := strings.Cut(lines.Text(), "\t")
		n, err := strconv.ParseFloat(count, 64)
		if err != nil {
			continue
		}
		if v.total == 0 { // the first line holds the number of documents
			v.total = n
			continue
		}
		v.documents[v.id(term)] = n
	}
	return v
}

func (v *vocabulary) id(term string) int32 {
	if id, ok := v.ids[term]; ok {
		return id
	}
	id := int32(len(v.documents))
	v.ids[term] = id
	v.documents = append(v.documents, 0)
	return id
}

// idf is ln((N + 1) / (df + 1/2)).
func (v *vocabulary) idf(id int32) float64 {
	return math.Log((v.total + 1) / (v.documents[id] + 0.5))
}

// nameMark keeps names apart from stems.
const nameMark = "\x01"

// count adds a document to the frequencies, n being 1, or takes it back, -1.
func (v *vocabulary) count(s *Signature, n float64) {
	v.total += n
	for term, c := range s.Terms {
		if c[0]+c[2] > 0 {
			v.documents[v.id(term)] += n
		}
	}
	for name := range s.Names {
		v.documents[v.id(nameMark+name)] += n
	}
}

// vector weighs terms by (1 + ln tf) · idf and keeps the n heaviest.
func (v *vocabulary) vector(tf map[string]float64, n int) vector {
	var all []weighted
	for _, term := range sortedKeys(tf) {
		id := v.id(term)
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
func sortedKeys(m map[string]float64) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

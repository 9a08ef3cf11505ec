package search

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/search"
)

// stats sums up everything that was ever put into the index. What was removed
// or replaced still counts: BM25 needs only averages, and those move slowly.
type stats struct {
	Documents int64            `json:"documents"`
	Terms     map[string]int64 `json:"terms"`     // by field
	Languages map[string]int64 `json:"languages"` // documents, by language
}

// usualLength is the average length of a field, in terms, as long as nothing
// is known about it (a crash right after the first batch).
const usualLength = 400

func newStats() stats {
	return stats{Terms: map[string]int64{}, Languages: map[string]int64{}}
}

func readStats(data []byte) (stats, error) {
	s := newStats()
	if len(data) == 0 {
		return s, nil
	}
	if err := json.Unmarshal(data, &s); err != nil {
		return s, fmt.Errorf("read index statistics: %w", err)
	}
	return s, nil
}

func (s stats) bytes() []byte {
	data, err := json.Marshal(s)
	if err != nil {
		return nil // cannot happen: numbers under strings
	}
	return data
}

// add returns s with one batch more. s itself stays: searches may hold it.
func (s stats) add(put []Document, counted *counts) stats {
	out := stats{Documents: s.Documents + int64(len(put)), Terms: maps.Clone(s.Terms), Languages: maps.Clone(s.Languages)}
	for i := range put {
		out.Languages[language(put[i].Lang)]++
	}
	counted.mutex.Lock()
	defer counted.mutex.Unlock()
	for field, n := range counted.terms {
		out.Terms[field] += n
	}
	return out
}

// stemmed returns the languages of the index that have a stemmer, the most
// frequent first.
func (s stats) stemmed() []string {
	var out []string
	for lang := range s.Languages {
		if stemmer(lang) != nil {
			out = append(out, lang)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Or(cmp.Compare(s.Languages[b], s.Languages[a]), cmp.Compare(a, b))
	})
	return out
}

// bm25 gives Bleve the true average lengths. By itself it takes the size of
// the dictionary for the number of terms (search_term.go of Bleve 2.6.3).
func (s stats) bm25(documents uint64) *search.BM25Stats {
	out := &search.BM25Stats{DocCount: float64(documents), FieldCardinality: map[string]int{}}
	for _, field := range fieldNames() {
		average := float64(usualLength)
		if s.Documents > 0 && s.Terms[field] > 0 {
			average = float64(s.Terms[field]) / float64(s.Documents)
		}
		out.FieldCardinality[field] = int(average * float64(documents))
	}
	return out
}

// counts sums up the terms of a batch, by field. Bleve analyzes in several
// goroutines.
type counts struct {
	mutex sync.Mutex
	terms map[string]int64
}

// counting is an analyzer that counts what another gives.
type counting struct {
	analysis.Analyzer
	counted *counts
	field   string
}

// Analyze implements analysis.Analyzer.
func (c counting) Analyze(text []byte) analysis.TokenStream {
	var tokens analysis.TokenStream
	if c.Analyzer != nil {
		tokens = c.Analyzer.Analyze(text)
	} else {
		tokens = analysis.TokenStream{{Term: text, End: len(text), Position: 1}}
	}
	c.counted.mutex.Lock()
	defer c.counted.mutex.Unlock()
	if c.counted.terms == nil {
		c.counted.terms = map[string]int64{}
	}
	c.counted.terms[c.field] += int64(len(tokens))
	return tokens
}

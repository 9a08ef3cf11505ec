package search

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
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
func (s stats) add(b *Batch) stats {
	out := stats{Documents: s.Documents + int64(len(b.documents)), Terms: maps.Clone(s.Terms), Languages: maps.Clone(s.Languages)}
	for lang, n := range b.languages {
		out.Languages[lang] += n
	}
	for field, n := range b.terms {
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

// averages returns the average length of each field, in terms.
func (s stats) averages() map[string]float64 {
	out := map[string]float64{}
	for _, field := range fieldNames() {
		out[field] = usualLength
		if s.Documents > 0 && s.Terms[field] > 0 {
			out[field] = float64(s.Terms[field]) / float64(s.Documents)
		}
	}
	return out
}

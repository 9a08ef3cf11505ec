package search

import (
	"cmp"
	"context"
	"slices"
	"unicode/utf8"

	index "github.com/blevesearch/bleve_index_api"
)

// dictionary looks terms up in one state of the index.
type dictionary struct {
	ctx       context.Context
	reader    index.IndexReader
	documents uint64
}

const (
	// maxEntries bounds how much of the dictionary one lookup reads. A prefix
	// of two letters has some 10,000 entries in 100,000 clips.
	maxEntries = 50_000
	// checkEvery is how many entries are read between looks at the context.
	checkEvery = 1024
)

// entry is a term and in how many documents it is.
type entry struct {
	term  string
	count uint64
}

// clips returns how many have the term.
func (d dictionary) clips(field, term string) (uint64, error) {
	reader, err := d.reader.TermFieldReader(d.ctx, []byte(term), field, false, false, false)
	if err != nil {
		return 0, err
	}
	defer reader.Close()
	return reader.Count(), nil
}

// completions returns the terms that begin with prefix, the most frequent
// first, at most n.
func (d dictionary) completions(field, prefix string, n int) ([]string, error) {
	found, err := d.reader.FieldDictPrefix(field, []byte(prefix))
	if err != nil {
		return nil, err
	}
	return d.frequent(found, n)
}

// similar returns the terms one letter away from term (one changed, added,
// missing, or two swapped) with the same first letter, the most frequent
// first, at most n. Long words with none may be two letters away.
func (d dictionary) similar(field, term string, n int) ([]string, error) {
	letters := utf8.RuneCountInString(term)
	fuzzy, ok := d.reader.(index.IndexReaderFuzzy)
	if !ok || letters < minTypo {
		return nil, nil
	}
	_, size := utf8.DecodeRuneInString(term)
	for distance := 1; distance <= 2; distance++ {
		if distance == 2 && letters < minTwoTypos {
			break
		}
		found, err := fuzzy.FieldDictFuzzy(field, term, distance, term[:size])
		if err != nil {
			return nil, err
		}
		terms, err := d.frequent(found, n)
		if err != nil || len(terms) > 0 {
			return terms, err
		}
	}
	return nil, nil
}

const (
	minTypo     = 3 // letters: below, everything is similar to everything
	minTwoTypos = 8
)

// frequent reads a dictionary and closes it.
func (d dictionary) frequent(found index.FieldDict, n int) ([]string, error) {
	defer found.Close()
	var entries []entry
	for len(entries) < maxEntries {
		if len(entries)%checkEvery == 0 && d.ctx.Err() != nil {
			return nil, d.ctx.Err()
		}
		next, err := found.Next()
		if err != nil {
			return nil, err
		}
		if next == nil {
			break
		}
		entries = append(entries, entry{next.Term, next.Count})
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.term, b.term))
	})
	terms := make([]string, min(n, len(entries)))
	for i := range terms {
		terms[i] = entries[i].term
	}
	return terms, nil
}

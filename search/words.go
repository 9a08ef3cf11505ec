package search

import (
	"context"
	"sync"
	"unicode/utf8"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum/levenshtein"
)

// dictionary looks terms up in one state of the index.
type dictionary struct {
	ctx       context.Context
	shards    []*shard
	tables    *tables
	builders  *builders
	documents uint64
}

// builders make the automata for one and two typing errors. Each is made once:
// the second takes 6 ms.
type builders [2]func() (*levenshtein.LevenshteinAutomatonBuilder, error)

func newBuilders() *builders {
	out := &builders{}
	for i := range out {
		out[i] = sync.OnceValues(func() (*levenshtein.LevenshteinAutomatonBuilder, error) {
			return levenshtein.NewLevenshteinAutomatonBuilder(uint8(i+1), true)
		})
	}
	return out
}

// maxEntries bounds how much of a segment's dictionary one lookup reads.
const maxEntries = 50_000

// clips returns how many have the term.
func (d dictionary) clips(field, term string) (n uint64, err error) {
	for _, p := range d.shards {
		l, err := p.list(leaf{field, term})
		if err != nil {
			return 0, err
		}
		n += l.count
	}
	return n, nil
}

// completions returns the terms that begin with prefix, the most frequent
// first, at most n.
func (d dictionary) completions(field, prefix string, n int) ([]string, error) {
	found, whole, err := d.beginning(field, prefix, n, d.tables)
	if err == nil && len(found) < n && !whole { // rare ones count too
		found, _, err = d.beginning(field, prefix, n, nil)
	}
	return terms(found, n), err
}

// beginning returns the terms that begin with prefix and whether those are all;
// from the tables, as far as they are made.
func (d dictionary) beginning(field, prefix string, n int, from *tables) (found map[string]uint64, whole bool, err error) {
	found, whole = map[string]uint64{}, true
	for _, p := range d.shards {
		var table *table
		if from != nil {
			table = from.get(p, field)
		}
		if table != nil {
			whole = false
			for _, e := range table.beginning(prefix, n) {
				found[e.term] += e.count
			}
			continue
		}
		if err := p.entries(field, nil, []byte(prefix), after(prefix), func(term string, count uint64) {
			found[term] += count
		}); err != nil {
			return nil, false, err
		}
	}
	return found, whole, nil
}

// after returns the first key that does not begin with prefix any more; nil:
// there is none.
func after(prefix string) []byte {
	end := []byte(prefix)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i] < 0xff {
			end[i]++
			return end[:i+1]
		}
	}
	return nil
}

// entries visits the terms of a dictionary from start to before end that an
// automaton takes; nil: all.
func (p *shard) entries(field string, automaton segment.Automaton, start, end []byte, visit func(term string, count uint64)) error {
	dictionary, err := p.dictionary(field)
	if err != nil {
		return err
	}
	all := dictionary.AutomatonIterator(automaton, start, end)
	for n := range maxEntries {
		if n%checkEvery == 0 && p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		next, err := all.Next()
		if err != nil || next == nil {
			return err
		}
		visit(next.Term, next.Count)
	}
	return nil
}

// terms returns the n most frequent.
func terms(found map[string]uint64, n int) []string {
	entries := make([]entry, 0, len(found))
	for term, count := range found {
		entries = append(entries, entry{term, count})
	}
	entries = mostFrequent(entries, n)
	out := make([]string, len(entries))
	for i, e := range entries {
		out[i] = e.term
	}
	return out
}

const (
	minTypo     = 3 // letters: below, everything is similar to everything
	minTwoTypos = 8
)

// similar returns the terms one letter away from term (one changed, added,
// missing, or two swapped) with the same first letter, the most frequent
// first, at most n. Long words with none may be two letters away.
func (d dictionary) similar(field, term string, n int) ([]string, error) {
	letters := utf8.RuneCountInString(term)
	for distance := 1; distance <= 2 && (distance == 1 && letters >= minTypo || letters >= minTwoTypos); distance++ {
		found, err := d.within(field, term, distance)
		if err != nil || len(found) > 0 {
			return terms(found, n), err
		}
	}
	return nil, nil
}

// within returns the terms at most so many letters away (Damerau and
// Levenshtein) that begin with the same letter.
func (d dictionary) within(field, term string, distance int) (map[string]uint64, error) {
	builder, err := d.builders[distance-1]()
	if err != nil {
		return nil, err
	}
	automaton, err := builder.BuildDfa(term, uint8(distance))
	if err != nil {
		return nil, err
	}
	_, size := utf8.DecodeRuneInString(term)
	byShard := make([]map[string]uint64, len(d.shards))
	err = each(d.shards, func(i int, p *shard) error {
		byShard[i] = map[string]uint64{}
		return p.entries(field, automaton, []byte(term[:size]), after(term[:size]), func(term string, count uint64) { byShard[i][term] = count })
	})
	found := map[string]uint64{}
	for _, some := range byShard {
		for term, count := range some {
			found[term] += count
		}
	}
	return found, err
}

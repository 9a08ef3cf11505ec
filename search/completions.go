package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Completing a word that is being typed needs the most frequent terms with its
// beginning. The dictionaries in the index are sorted by letters, and a count
// costs a look at the postings: a beginning of three letters has some 10,000
// terms in 100,000 clips, 50 ms. So the frequent terms of each segment are kept
// in memory, from the first search that is typed on: some 20 bytes for each
// term that more than one clip has.

const (
	// maxHead is how long beginnings are, in bytes, whose most frequent terms
	// are known beforehand.
	maxHead = 3
	// headTerms is how many are: twice maxCompletions, since the most frequent
	// terms of a segment are not quite those of all.
	headTerms = 2 * maxCompletions
	// smallSegment is how many documents a segment must have to be worth
	// keeping; smaller ones are read each time.
	smallSegment = 500
	// inTable is how many clips of a segment must have a term for its table.
	inTable = 2
)

// table holds the frequent terms of one field of a segment, sorted.
type table struct {
	terms  []string
	counts []uint32
	heads  map[string][]entry // most frequent first
}

// entry is a term and in how many documents it is.
type entry struct {
	term  string
	count uint64
}

// tableKey names a table.
type tableKey struct {
	segment segment.Segment
	field   string
}

// tables makes and keeps the tables. One goroutine at a time makes them;
// close waits for it.
type tables struct {
	mutex   sync.Mutex
	made    map[tableKey]*table
	making  bool
	closing bool
	working sync.WaitGroup
}

func newTables() *tables { return &tables{made: map[tableKey]*table{}} }

// get returns the table of a shard's field, nil as long as it is not made.
func (t *tables) get(p *shard, field string) *table {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return t.made[tableKey{p.segment, field}]
}

// prepare has the tables made that shards lack, and forgets those of segments
// that are gone. It returns at once.
func (t *tables) prepare(shards []*shard) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.making || t.closing {
		return
	}
	stay := map[tableKey]bool{}
	var missing []tableKey
	for _, p := range shards {
		for _, field := range []string{fieldText, fieldTitle} {
			key := tableKey{p.segment, field}
			stay[key] = true
			if t.made[key] == nil && p.size >= smallSegment {
				key.segment.AddRef() // merged away, its file must stay until then
				missing = append(missing, key)
			}
		}
	}
	maps.DeleteFunc(t.made, func(key tableKey, _ *table) bool { return !stay[key] })
	if len(missing) > 0 {
		t.making = true
		t.working.Go(func() { t.make(missing) })
	}
}

// wait returns when nothing is being made.
func (t *tables) wait() { t.working.Wait() }

func (t *tables) make(missing []tableKey) {
	for _, key := range missing {
		var made *table
		if !t.stopped() {
			_ = guard("read dictionary", func() (err error) { // without a table, the dictionary itself is read
				made, err = newTable(key)
				return err
			})
		}
		t.mutex.Lock()
		if made != nil {
			t.made[key] = made
		}
		t.mutex.Unlock()
		_ = key.segment.DecRef() // closing a file that is only read
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.making = false
}

func (t *tables) stopped() bool {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return t.closing
}

// close waits for what is being made.
func (t *tables) close() {
	t.mutex.Lock()
	t.closing = true
	t.mutex.Unlock()
	t.working.Wait()
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.closing, t.made = false, map[tableKey]*table{}
}

// newTable reads a dictionary from end to end.
func newTable(key tableKey) (*table, error) {
	dictionary, err := key.segment.Dictionary(key.field)
	if err != nil {
		return nil, err
	}
	out := &table{heads: map[string][]entry{}}
	all := dictionary.AutomatonIterator(nil, nil, nil)
	for {
		next, err := all.Next()
		if err != nil {
			return nil, err
		}
		if next == nil {
			break
		}
		if next.Count >= inTable {
			out.terms, out.counts = append(out.terms, strings.Clone(next.Term)), append(out.counts, uint32(next.Count))
		}
	}
	for length := maxHead; length > 0; length-- {
		out.addHeads(length)
	}
	return out, nil
}

// addHeads finds the most frequent terms of each beginning of so many bytes;
// those of longer ones are found already, and no others can be among them.
func (t *table) addHeads(length int) {
	for from := 0; from < len(t.terms); {
		if len(t.terms[from]) < length {
			from++
			continue
		}
		head := t.terms[from][:length]
		var group []entry
		for from < len(t.terms) && strings.HasPrefix(t.terms[from], head) {
			term := t.terms[from]
			if length == maxHead || len(term) == length {
				group = append(group, entry{term, uint64(t.counts[from])})
				from++
				continue
			}
			longer := term[:length+1]
			group = append(group, t.heads[longer]...)
			for from < len(t.terms) && strings.HasPrefix(t.terms[from], longer) {
				from++
			}
		}
		t.heads[head] = mostFrequent(group, headTerms)
	}
}

// mostFrequent sorts entries and keeps n.
func mostFrequent(entries []entry, n int) []entry {
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.term, b.term))
	})
	return slices.Clip(entries[:min(n, len(entries))])
}

// beginning returns the terms that begin with prefix: all that the table has,
// or the most frequent, where n of all segments are wanted.
func (t *table) beginning(prefix string, n int) []entry {
	if len(prefix) <= maxHead && n <= maxCompletions {
		return t.heads[prefix]
	}
	from, _ := slices.BinarySearch(t.terms, prefix)
	var out []entry
	for i := from; i < len(t.terms) && strings.HasPrefix(t.terms[i], prefix); i++ {
		out = append(out, entry{t.terms[i], uint64(t.counts[i])})
	}
	return out
}

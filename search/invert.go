package search

import (
	index "github.com/blevesearch/bleve_index_api"
)

// inverted is a text by its terms: how often each is there and where. Bleve
// wants a map with three objects for each term, some 200 bytes; a batch of those
// is most of the memory of indexing, and the collector's time. So a field keeps
// this instead, 32 bytes a term, and makes Bleve's form when it is asked for it,
// in memory that the fields of a batch share.
type inverted struct {
	terms []occurring
	gaps  []uint64 // of all terms, one term after the other; nil: without positions
}

// occurring is a term of a text.
type occurring struct {
	term  string
	first uint32 // position
	count uint32
	last  uint32 // position
	end   uint32 // of its gaps
}

// invert sums up what occurs in a text, in the order of its positions. All
// positions of a term are told as the first and the differences that follow.
func invert(found []occurrence, withPositions bool, v *vocabulary) inverted {
	v.text++
	var out inverted
	v.counted = v.counted[:0]
	for _, o := range found {
		if o.seen != v.text {
			o.seen, o.at = v.text, uint32(len(v.counted))
			v.counted = append(v.counted, occurring{term: o.term, first: o.position, last: o.position})
		}
		v.counted[o.at].count++
	}
	out.terms = append(make([]occurring, 0, len(v.counted)), v.counted...)
	if withPositions {
		out.locate(found)
	}
	return out
}

// locate fills in the gaps.
func (i *inverted) locate(found []occurrence) {
	var end uint32
	for at := range i.terms {
		i.terms[at].end = end
		end += i.terms[at].count - 1
	}
	i.gaps = make([]uint64, end)
	var begun uint32 // terms whose first position was passed
	for _, o := range found {
		if o.at == begun {
			begun++
			continue
		}
		t := &i.terms[o.at]
		i.gaps[t.end] = uint64(o.position - t.last)
		t.last = o.position
		t.end++
	}
}

// frequencies gives inverted texts Bleve's form, one at a time for each field:
// Bleve reads it before it asks for the next document's.
type frequencies struct {
	made      index.TokenFrequencies
	terms     []index.TokenFreq
	locations []index.TokenLocation
	pointers  []*index.TokenLocation
}

// newFrequencies returns what the fields of a batch share, by name.
func newFrequencies() map[string]*frequencies {
	shared := map[string]*frequencies{fieldDate: {}}
	for _, name := range fieldNames() {
		shared[name] = &frequencies{}
	}
	return shared
}

// oversized is how many times larger than needed the map may be: it is cleared as
// a whole, which after one long text would take longer than to make it anew.
const oversized = 16

// of fills in an inverted text. All positions of a term stand in one location,
// as differences in what Bleve means for positions in arrays: a byte or two each
// instead of eight.
func (f *frequencies) of(text *inverted) index.TokenFrequencies {
	n := len(text.terms)
	if cap(f.terms) < n || cap(f.terms) > oversized*(n+oversized) {
		f.made = make(index.TokenFrequencies, n)
		f.terms, f.locations, f.pointers = make([]index.TokenFreq, n), make([]index.TokenLocation, n), make([]*index.TokenLocation, n)
	}
	clear(f.made)
	terms, locations, pointers := f.terms[:n], f.locations[:n], f.pointers[:n]
	for i := range text.terms {
		t := &text.terms[i]
		terms[i] = index.TokenFreq{}
		terms[i].SetFrequency(int(t.count))
		if text.gaps != nil {
			locations[i] = index.TokenLocation{Position: int(t.first), ArrayPositions: text.gaps[t.end+1-t.count : t.end : t.end]}
			pointers[i] = &locations[i]
			terms[i].Locations = pointers[i : i+1 : i+1]
		}
		f.made[t.term] = &terms[i]
	}
	return f.made
}

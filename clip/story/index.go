package story

import (
	"cmp"
	"slices"
)

// Limits of the index: what a new document is compared with.
const (
	indexedTerms  = 40   // the heaviest of each document
	queriedTerms  = 30   // of a new one
	newestOfTerm  = 2000 // documents read per term, newest first
	windowDays    = 60   // older documents are left alone
	nearest       = 40   // documents
	maxCandidates = 8    // stories
)

// document is a placed signature with its vectors.
type document struct {
	signature             Signature
	all, title, lead, ent vector
	top                   []weighted
	numbers               []int32 // terms of title and lead that are numbers
	number                int
	story                 *group
}

type posting struct {
	document int32
	weight   float32
}

// index finds the documents most like a new one by their heaviest terms.
type index struct {
	postings  map[int32][]posting
	documents []*document
	sums      []float32
}

func (x *index) add(d *document) {
	d.number = len(x.documents)
	x.documents = append(x.documents, d)
	x.sums = append(x.sums, 0)
	for _, w := range d.top {
		x.postings[w.term] = append(x.postings[w.term], posting{int32(d.number), float32(w.weight)})
	}
}

// nearest returns the documents with the highest partial product, best first.
func (x *index) nearest(d *document) []*document {
	var touched []int32
	for _, w := range d.top[:min(queriedTerms, len(d.top))] {
		list := x.postings[w.term]
		for _, p := range slices.Backward(list[max(0, len(list)-newestOfTerm):]) {
			other := x.documents[p.document]
			if other.story == nil || other == d || d.signature.Day != 0 && other.signature.Day != 0 && d.signature.Day-other.signature.Day > windowDays {
				continue
			}
			if x.sums[p.document] == 0 {
				touched = append(touched, p.document)
			}
			x.sums[p.document] += float32(w.weight) * p.weight
		}
	}
	slices.SortFunc(touched, func(a, b int32) int {
		if c := cmp.Compare(x.sums[b], x.sums[a]); c != 0 {
			return c
		}
		return cmp.Compare(b, a)
	})
	var out []*document
	for i, number := range touched {
		x.sums[number] = 0
		if i < nearest {
			out = append(out, x.documents[number])
		}
	}
	return out
}

package story

import (
	"cmp"
	"math"
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

// index finds the documents most like a new one by their heaviest terms.
type index struct {
	postings
	documents []*document
	days      []float64 // by document; gone: no longer there
	sums      []float32
}

// gone is the day of a document that is no longer there.
var gone = math.Inf(-1)

func (x *index) add(d *document) {
	x.enter(d)
	for _, w := range d.top {
		x.post(w.term, posting(d.number, float32(w.weight)))
	}
}

// enter gives a document its number.
func (x *index) enter(d *document) {
	d.number = int32(len(x.documents))
	x.documents, x.days, x.sums = append(x.documents, d), append(x.days, d.day), append(x.sums, 0)
}

// remove takes a document out; its postings stay and lead nowhere.
func (x *index) remove(d *document) { x.days[d.number] = gone }

// putBack takes a document in again that was taken out.
func (x *index) putBack(d *document) { x.days[d.number] = d.day }

// nearest returns the documents with the highest partial product, best first.
func (x *index) nearest(d *document) []*document {
	var touched []int32
	for _, w := range d.top[:min(queriedTerms, len(d.top))] {
		touched = x.sum(w, d.day, touched)
	}
	best := make([]int32, 0, nearest+1)
	for _, number := range touched {
		at, _ := slices.BinarySearchFunc(best, number, func(a, b int32) int {
			return cmp.Or(cmp.Compare(x.sums[b], x.sums[a]), cmp.Compare(b, a))
		})
		if at < nearest {
			best = slices.Insert(best[:min(len(best), nearest-1)], at, number)
		}
	}
	out := make([]*document, 0, len(best))
	for _, number := range best {
		out = append(out, x.documents[number])
	}
	for _, number := range touched {
		x.sums[number] = 0
	}
	return out
}

// sum adds a term's product to those of the documents that have it, and notes
// the documents that had none before.
func (x *index) sum(w weighted, day float64, touched []int32) []int32 {
	left := newestOfTerm
	for at := x.newest(w.term); at > 0 && left > 0; {
		before, block := x.block(at)
		for _, p := range slices.Backward(block[max(0, len(block)-left):]) {
			document := int32(p >> 32)
			other := x.days[document]
			if other == gone || day != 0 && other != 0 && day-other > windowDays {
				continue
			}
			if x.sums[document] == 0 {
				touched = append(touched, document)
			}
			x.sums[document] += float32(w.weight) * math.Float32frombits(uint32(p))
		}
		left -= len(block)
		at = before
	}
	return touched
}

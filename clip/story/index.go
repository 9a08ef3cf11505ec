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

// index finds the documents most like a new one by their heaviest terms. The
// postings of all terms stand in one array, in blocks that double: a library
// has a million terms, most of which are heavy in one or two documents.
type index struct {
	heads     []int32  // by term, the header of its newest block; 0: none
	slots     []uint64 // each block: its header, then its postings
	documents []*document
	days      []float64 // by document; gone: no longer there
	sums      []float32
}

const mostInBlock = 64 // postings

// gone is the day of a document that is no longer there.
var gone = math.Inf(-1)

// A posting is a document and the weight of the term in it.
func posting(document int32, weight float32) uint64 {
	return uint64(document)<<32 | uint64(math.Float32bits(weight))
}

// A header says where the block before is, and how many postings a block has and
// has room for.
func header(before int32, used, room int) uint64 {
	return uint64(before)<<32 | uint64(used)<<16 | uint64(room)
}

func readHeader(slot uint64) (before int32, used, room int) {
	return int32(slot >> 32), int(slot >> 16 & 0xffff), int(slot & 0xffff)
}

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

func (x *index) post(term int32, p uint64) {
	for int(term) >= len(x.heads) {
		x.heads = append(x.heads, 0)
	}
	if len(x.slots) == 0 {
		x.slots = append(x.slots, 0) // 0 is no block
	}
	at := x.heads[term]
	before, used, room := readHeader(x.slots[at])
	if used == room {
		before, used, room = at, 0, min(mostInBlock, max(1, 2*room))
		at = int32(len(x.slots))
		x.heads[term] = at
		x.slots = append(x.slots, make([]uint64, 1+room)...)
	}
	x.slots[int(at)+1+used] = p
	x.slots[at] = header(before, used+1, room)
}

// compact puts each term's postings into one block without room to spare; all
// stay, in their order.
func (x *index) compact() {
	slots := []uint64{0}
	var postings []uint64
	for term, at := range x.heads {
		postings = postings[:0]
		for at > 0 {
			before, used, _ := readHeader(x.slots[at])
			for _, p := range slices.Backward(x.slots[at+1 : int(at)+1+used]) {
				postings = append(postings, p)
			}
			at = before
		}
		slices.Reverse(postings)
		x.heads[term] = 0
		for block := range slices.Chunk(postings, mostCompacted) {
			slots = append(slots, header(x.heads[term], len(block), len(block)))
			x.heads[term] = int32(len(slots) - 1)
			slots = append(slots, block...)
		}
	}
	x.slots = slices.Clip(slots)
}

const mostCompacted = 1<<16 - 1 // postings in a block, as many as its header can say

// remove takes a document out; its postings stay and lead nowhere.
func (x *index) remove(d *document) { x.days[d.number] = gone }

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
	if int(w.term) >= len(x.heads) {
		return touched
	}
	left := newestOfTerm
	for at := x.heads[w.term]; at > 0 && left > 0; {
		before, used, _ := readHeader(x.slots[at])
		block := x.slots[at+1 : int(at)+1+used]
		for _, p := range slices.Backward(block[max(0, used-left):]) {
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
		left -= used
		at = before
	}
	return touched
}

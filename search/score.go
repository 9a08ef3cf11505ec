package search

import (
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Scores are BM25 (Robertson and Zaragoza 2009) with the constants that Bleve
// and Lucene use. Bleve's own scoring takes the size of the dictionary for the
// number of terms, multiplies by the idf twice, and multiplies a disjunction by
// matched ÷ alternatives, which sinks a word the more forms of it are tried.
// Here a term scores weight × idf × saturation, alternatives of a word the best
// of what matched, and words their sum. On known items that is .005 to .02 of
// MRR@10 better.
const (
	saturation    = 1.2  // k1
	lengthDamping = 0.75 // b
)

// weights gives what a term weighs in the whole index.
type weights struct {
	documents float64
	counts    map[leaf]uint64
	damping   map[string]*damping // by field
}

// damping is what a frequency is set against, by the code of the field's
// length.
type damping [maxLengthCode + 1]float64

// newWeights returns weights for an index whose fields have these average
// lengths, in terms.
func newWeights(averages map[string]float64) weights {
	w := weights{counts: map[leaf]uint64{}, damping: map[string]*damping{}}
	for field, average := range averages {
		table := &damping{}
		for code := range table {
			table[code] = saturation * (1 - lengthDamping + lengthDamping*lengthOf(code)/average)
		}
		w.damping[field] = table
	}
	return w
}

// idf is how rare a term is, never below 0.
func (w weights) idf(l leaf) float64 {
	count := float64(w.counts[l])
	return math.Log1p((w.documents - count + .5) / (count + .5))
}

// add counts the lists that a part has read.
func (w *weights) add(p *shard) {
	w.documents += float64(p.size)
	for l, found := range p.lists {
		w.counts[l] += found.count
	}
}

// saturated returns the BM25 of a frequency in a field whose length has a code.
func (d *damping) saturated(frequency float64, code int) float64 {
	return frequency * (saturation + 1) / (frequency + d[code])
}

// sink collects scores of documents.
type sink struct {
	docs   []uint32 // rising
	set    *roaring.Bitmap
	scores []float64
	best   bool // keep the best, not the sum
}

func (s sink) put(i int, score float64) {
	if s.best {
		s.scores[i] = max(s.scores[i], score)
	} else {
		s.scores[i] += score
	}
}

// apart returns a sink for the same documents, with scores of its own.
func (s sink) apart(best bool) sink {
	return sink{s.docs, s.set, make([]float64, len(s.docs)), best}
}

// take puts what another sink for the same documents collected.
func (s sink) take(other sink) {
	for i, score := range other.scores {
		if score > 0 {
			s.put(i, score)
		}
	}
}

// find returns where a document stands from position at on. A few documents
// are looked up, many are walked through.
func (s sink) find(doc uint32, at int, few bool) int {
	if few {
		i, _ := slices.BinarySearch(s.docs[at:], doc)
		return at + i
	}
	for at < len(s.docs) && s.docs[at] < doc {
		at++
	}
	return at
}

// sparse is how many documents there must be for each of a list, for looking
// each up to be faster than walking.
const sparse = 32

func (t term) score(p *shard, w weights, to sink) error {
	l, err := p.list(leaf{t.field, t.text})
	if err != nil || l.count == 0 {
		return err
	}
	weight, damping := t.weight*w.idf(leaf{t.field, t.text}), w.damping[t.field]
	at, few := 0, l.count*sparse < uint64(len(to.docs))
	return p.postings(l, to.set, func(posting segment.Posting) {
		at = to.find(uint32(posting.Number()), at, few)
		to.put(at, weight*damping.saturated(float64(posting.Frequency()), codeOf(posting)))
	})
}

// checkEvery is how many postings are read between looks at the context.
const checkEvery = 4096

// postings visits those of a list that are in set.
func (p *shard) postings(l *list, set *roaring.Bitmap, visit func(segment.Posting)) error {
	among := roaring.And(l.docs, set)
	if among.IsEmpty() {
		return nil
	}
	all := l.postings.Iterator(true, true, false, nil)
	if restricted, ok := all.(segment.OptimizablePostingsIterator); ok && !l.single && among.GetCardinality() < l.count {
		restricted.ReplaceActual(among)
	}
	for n := 1; ; n++ {
		posting, err := all.Next()
		if err != nil || posting == nil {
			return err
		}
		if n%checkEvery == 0 && p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		visit(posting)
	}
}

func (n anyOf) score(p *shard, w weights, to sink) error {
	inner := to
	if to.best == n.sum {
		inner = to.apart(!n.sum)
	}
	for _, part := range n.of {
		if err := part.score(p, w, inner); err != nil {
			return err
		}
	}
	if to.best == n.sum {
		to.take(inner)
	}
	return nil
}

func (n allOf) score(p *shard, w weights, to sink) error {
	return n.among(p, to, func(inner sink) error {
		for _, part := range n {
			if err := part.score(p, w, inner); err != nil {
				return err
			}
		}
		return nil
	})
}

// among has score work on the documents that have all of n: the sum counts
// there alone.
func (n allOf) among(p *shard, to sink, score func(sink) error) error {
	set, err := n.match(p)
	if err != nil {
		return err
	}
	set = roaring.And(set, to.set)
	if set.IsEmpty() {
		return nil
	}
	inner := sink{docs: set.ToArray(), set: set}
	inner.scores = make([]float64, len(inner.docs))
	if err := score(inner); err != nil {
		return err
	}
	at := 0
	for i, doc := range inner.docs {
		at = to.find(doc, at, len(inner.docs)*sparse < len(to.docs))
		to.put(at, inner.scores[i])
	}
	return nil
}

func (n filtered) score(p *shard, w weights, to sink) error {
	for _, part := range n.must {
		if err := part.score(p, w, to); err != nil {
			return err
		}
	}
	if n.lift == nil {
		return nil
	}
	return n.lift.score(p, w, to)
}

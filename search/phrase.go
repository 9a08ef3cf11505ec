package search

import (
	"cmp"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// phrase asks for terms at successive positions.
type phrase struct {
	field string
	terms []string
}

// occurrences is where and how often a phrase is in a part.
type occurrences struct {
	set         *roaring.Bitmap
	frequencies []float64 // of the documents of set
	codes       []int     // of their fields' lengths
}

func (n *phrase) leaves(visit func(leaf) error) error {
	for _, text := range n.terms {
		if err := visit(leaf{n.field, text}); err != nil {
			return err
		}
	}
	return nil
}

func (n *phrase) match(p *shard) (*roaring.Bitmap, error) {
	if found, ok := p.phrases[n]; ok {
		return found.set, nil
	}
	found, err := n.find(p)
	if err != nil {
		return nil, err
	}
	p.phrases[n] = found
	return found.set, nil
}

// find looks where the terms are together, and there at their positions.
func (n *phrase) find(p *shard) (*occurrences, error) {
	out := &occurrences{set: roaring.New()}
	var sets []*roaring.Bitmap
	for _, text := range n.terms {
		l, err := p.list(leaf{n.field, text})
		if err != nil || l.count == 0 {
			return out, err
		}
		sets = append(sets, l.docs)
	}
	together := p.live(intersection(sets))
	if together.IsEmpty() {
		return out, nil
	}
	return out, n.walk(p, together, out)
}

// walk opens the positions of a list in some of its documents.
func (p *shard) walk(l *list, set *roaring.Bitmap) segment.PostingsIterator {
	walk := l.postings.Iterator(true, true, true, nil)
	if restricted, ok := walk.(segment.OptimizablePostingsIterator); ok && !l.single && set.GetCardinality() < l.count {
		restricted.ReplaceActual(set)
	}
	return walk
}

// step is a term of a phrase on its way through the documents.
type step struct {
	at    int // in the phrase
	count uint64
	walk  segment.PostingsIterator
}

// steps opens the terms, the rarest first: where those do not stand right, the
// positions of the others need not be read.
func (n *phrase) steps(p *shard, together *roaring.Bitmap) ([]step, error) {
	var out []step
	for at, text := range n.terms {
		l, err := p.list(leaf{n.field, text})
		if err != nil {
			return nil, err
		}
		out = append(out, step{at, l.count, p.walk(l, together)})
	}
	slices.SortStableFunc(out, func(a, b step) int { return cmp.Compare(a.count, b.count) })
	return out, nil
}

func (n *phrase) walk(p *shard, together *roaring.Bitmap, out *occurrences) error {
	steps, err := n.steps(p, together)
	if err != nil {
		return err
	}
	var first, next []int
	for i, all := 0, together.Iterator(); all.HasNext(); i++ {
		if i%checkEvery == 0 && p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		doc := all.Next()
		var last segment.Posting
		for k, step := range steps {
			posting, err := step.walk.Advance(uint64(doc))
			if err != nil || posting == nil {
				return err
			}
			if last = posting; k == 0 {
				first = positions(posting, first[:0])
				continue
			}
			next = positions(posting, next[:0])
			if first = following(first, next, step.at-steps[0].at); len(first) == 0 {
				break
			}
		}
		if len(first) > 0 {
			out.set.Add(doc)
			out.frequencies = append(out.frequencies, float64(len(first)))
			out.codes = append(out.codes, codeOf(last))
		}
	}
	return nil
}

// following keeps those of first that a position of next follows at a distance,
// which is negative if it stands before.
func following(first, next []int, distance int) []int {
	kept, j := first[:0], 0
	for _, at := range first {
		for j < len(next) && next[j] < at+distance {
			j++
		}
		if j < len(next) && next[j] == at+distance {
			kept = append(kept, at)
		}
	}
	return kept
}

func (n *phrase) score(p *shard, w weights, to sink) error {
	if _, err := n.match(p); err != nil {
		return err
	}
	found, damping := p.phrases[n], w.damping[n.field]
	weight := 0.0
	for _, text := range n.terms {
		weight += w.idf(leaf{n.field, text})
	}
	docs, at := found.set.ToArray(), 0
	for i, doc := range docs {
		if !to.set.Contains(doc) {
			continue
		}
		at = to.find(doc, at, len(docs)*sparse < len(to.docs))
		to.put(at, weight*damping.saturated(found.frequencies[i], found.codes[i]))
	}
	return nil
}

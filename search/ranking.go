package search

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"
	"sync"

	"newsclip/clip"
)

// ranking is what a query matched in all shards, scored; the best are taken
// from it in turn.
type ranking struct {
	shards  []*shard
	weights weights
	total   int
	taken   int
	order   []candidate // the best so far, in order
}

// candidate is a document of a shard.
type candidate struct {
	shard, at int // at: of the shard's docs
	score     float64
}

// rank finds and scores what a query matches.
func rank(ctx context.Context, shards []*shard, q query, averages map[string]float64) (*ranking, error) {
	if err := each(shards, func(_ int, p *shard) error { return p.match(q) }); err != nil {
		return nil, err
	}
	w := newWeights(averages)
	r := &ranking{shards: shards}
	for _, p := range shards {
		w.add(p)
		r.total += len(p.docs)
	}
	r.weights = w
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return r, each(shards, func(_ int, p *shard) error {
		if len(p.docs) == 0 {
			return nil
		}
		return q.score(p, w, sink{docs: p.docs, set: p.set, scores: p.scores})
	})
}

// match reads the lists that a query needs, all of them, for what each weighs,
// and puts them together.
func (p *shard) match(q query) error {
	if err := q.leaves(func(l leaf) error {
		_, err := p.list(l)
		return err
	}); err != nil {
		return err
	}
	set, err := q.match(p)
	if err != nil {
		return err
	}
	p.set = p.live(set)
	p.docs = p.set.ToArray()
	p.scores = make([]float64, len(p.docs))
	return nil
}

// each works on all shards, as many at a time as there are processors.
func each(shards []*shard, work func(int, *shard) error) error {
	errs := make([]error, len(shards))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(shards)) {
		workers.Go(func() {
			for i := range next {
				errs[i] = guard("search", func() error { return work(i, shards[i]) })
			}
		})
	}
	for i := range shards {
		next <- i
	}
	close(next)
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// next returns the n best that were not taken yet, best first; fewer at the
// end.
func (r *ranking) next(n int) []candidate {
	if want := r.taken + n; want > len(r.order) && len(r.order) < r.total {
		r.order = r.best(want)
	}
	from := r.taken
	r.taken = min(from+n, len(r.order))
	return r.order[from:r.taken]
}

// best selects the n best: a buffer of twice as many is cut down whenever it
// is full.
func (r *ranking) best(n int) []candidate {
	var kept []candidate
	least := math.Inf(-1)
	for i, p := range r.shards {
		for at, score := range p.scores {
			if score < least {
				continue
			}
			if kept = append(kept, candidate{i, at, score}); len(kept) == 2*n+firstPage {
				kept = shorten(kept, n)
				least = kept[n-1].score
			}
		}
	}
	return shorten(kept, n)
}

// shorten sorts candidates, best first, and keeps n.
func shorten(candidates []candidate, n int) []candidate {
	slices.SortFunc(candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.shard, b.shard), cmp.Compare(a.at, b.at))
	})
	return candidates[:min(n, len(candidates))]
}

// id returns the clip of a candidate.
func (r *ranking) id(c candidate) (clip.ID, error) {
	p := r.shards[c.shard]
	id, err := p.segment.DocID(uint64(p.docs[c.at]))
	return clip.ID(id), err
}

// stored returns the title and language that the index keeps of a candidate.
func (r *ranking) stored(c candidate) (title, lang string, err error) {
	p := r.shards[c.shard]
	return p.stored(p.docs[c.at])
}

func (p *shard) stored(doc uint32) (title, lang string, err error) {
	err = p.segment.VisitStoredFields(uint64(doc), func(field string, _ byte, value []byte, _ []uint64) bool {
		switch field {
		case fieldTitle:
			title = string(value)
		case fieldLang:
			lang = string(value)
		}
		return true
	})
	return title, lang, err
}

package search

import (
	"cmp"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"newsclip/clip"
)

// query is a query or a part of one: which documents match, and how well.
type query interface {
	// leaves visits the lists that the query needs.
	leaves(visit func(leaf) error) error
	// match returns the documents of p that match, deleted ones among them.
	// The set must not be changed.
	match(p *shard) (*roaring.Bitmap, error)
	// score adds to a sink what the query gives those of its documents that it
	// matches. match was called on every shard before.
	score(p *shard, weights weights, to sink) error
}

// term asks for one term.
type term struct {
	field  string
	text   string
	weight float64
}

func (t term) leaves(visit func(leaf) error) error { return visit(leaf{t.field, t.text}) }

func (t term) match(p *shard) (*roaring.Bitmap, error) {
	l, err := p.list(leaf{t.field, t.text})
	if err != nil {
		return nil, err
	}
	return l.docs, nil
}

// anyOf asks for at least one of several.
type anyOf struct {
	of  []query
	sum bool // score: the sum of what matched, not the best
}

func (n anyOf) leaves(visit func(leaf) error) error { return allOf(n.of).leaves(visit) }

func (n anyOf) match(p *shard) (*roaring.Bitmap, error) {
	if len(n.of) == 1 {
		return n.of[0].match(p)
	}
	var sets []*roaring.Bitmap
	for _, part := range n.of {
		set, err := part.match(p)
		if err != nil {
			return nil, err
		}
		if !set.IsEmpty() {
			sets = append(sets, set)
		}
	}
	return roaring.FastOr(sets...), nil
}

// allOf asks for every one of several.
type allOf []query

func (n allOf) leaves(visit func(leaf) error) error {
	for _, part := range n {
		if err := part.leaves(visit); err != nil {
			return err
		}
	}
	return nil
}

func (n allOf) match(p *shard) (*roaring.Bitmap, error) {
	var sets []*roaring.Bitmap
	for _, part := range n {
		set, err := part.match(p)
		if err != nil || set.IsEmpty() {
			return roaring.New(), err
		}
		sets = append(sets, set)
	}
	return intersection(sets), nil
}

// intersection begins with the smallest sets, so that the others are only
// looked at there.
func intersection(sets []*roaring.Bitmap) *roaring.Bitmap {
	slices.SortFunc(sets, func(a, b *roaring.Bitmap) int { return cmp.Compare(a.GetCardinality(), b.GetCardinality()) })
	out := sets[0]
	for _, set := range sets[1:] {
		out = roaring.And(out, set)
	}
	return out
}

// filtered asks for what must be there and must not, and scores also what only
// lifts.
type filtered struct {
	must allOf // empty: everything
	not  []query
	lift query // nil: none
}

func (n filtered) leaves(visit func(leaf) error) error {
	if err := n.must.leaves(visit); err != nil {
		return err
	}
	if err := allOf(n.not).leaves(visit); err != nil || n.lift == nil {
		return err
	}
	return n.lift.leaves(visit)
}

func (n filtered) match(p *shard) (*roaring.Bitmap, error) {
	out, err := p.all(), error(nil)
	if len(n.must) > 0 {
		if out, err = n.must.match(p); err != nil {
			return nil, err
		}
	}
	for _, without := range n.not {
		set, err := without.match(p)
		if err != nil {
			return nil, err
		}
		out = roaring.AndNot(out, set)
	}
	return out, nil
}

// members asks for clips by their ids; they score nothing.
type members []clip.ID

func (n members) leaves(func(leaf) error) error { return nil }

func (n members) match(p *shard) (*roaring.Bitmap, error) {
	ids := make([]string, len(n))
	for i, id := range n {
		ids[i] = string(id)
	}
	return p.segment.DocNumbers(ids)
}

func (n members) score(*shard, weights, sink) error { return nil }

package search

import (
	"context"
	"errors"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Queries are answered from Bleve's segments themselves, not by its searchers:
// sets of documents are bitmaps, so that AND, OR and NOT of 100,000 clips take
// microseconds; only what matches is scored, and of that only the best are made
// into hits. On the same index that is some ten times as fast, and it leaves
// the two faults of Bleve's scoring behind (see score.go).

// shard is one segment of the index with what a search has read of it. One
// goroutine works on a part at a time.
type shard struct {
	ctx     context.Context
	segment segment.Segment
	deleted *roaring.Bitmap // nil: none
	size    uint32          // documents, deleted ones too

	dates        *dates
	dictionaries map[string]segment.TermDictionary
	lists        map[leaf]*list
	phrases      map[*phrase]*occurrences

	docs   []uint32 // what a query matched, rising
	set    *roaring.Bitmap
	scores []float64 // of docs
}

// leaf names a list.
type leaf struct{ field, text string }

// list is where a term is in a part.
type list struct {
	postings segment.PostingsList
	docs     *roaring.Bitmap // may lie in the index file: never to be changed
	count    uint64
	single   bool // Bleve's packed form of one document with one occurrence
}

// shards opens the segments of one state of the index.
func shards(ctx context.Context, reader index.IndexReader, dates *dates) ([]*shard, error) {
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, errors.New("index of another kind")
	}
	var out []*shard
	for _, s := range snapshot.Segments() {
		out = append(out, &shard{ctx: ctx, segment: s.Segment(), deleted: s.Deleted(), size: uint32(s.FullSize()), dates: dates,
			dictionaries: map[string]segment.TermDictionary{}, lists: map[leaf]*list{}, phrases: map[*phrase]*occurrences{}})
	}
	return out, nil
}

func (p *shard) dictionary(field string) (segment.TermDictionary, error) {
	if found, ok := p.dictionaries[field]; ok {
		return found, nil
	}
	found, err := p.segment.Dictionary(field)
	if err != nil {
		return nil, err
	}
	p.dictionaries[field] = found
	return found, nil
}

// list returns where a term is; an empty list when it is nowhere.
func (p *shard) list(l leaf) (*list, error) {
	if found, ok := p.lists[l]; ok {
		return found, nil
	}
	if err := p.ctx.Err(); err != nil {
		return nil, err
	}
	dictionary, err := p.dictionary(l.field)
	if err != nil {
		return nil, err
	}
	postings, err := dictionary.PostingsList([]byte(l.text), nil, nil)
	if err != nil {
		return nil, err
	}
	out := &list{postings: postings, count: postings.Count()}
	out.docs, out.single = documents(postings)
	p.lists[l] = out
	return out, nil
}

// documents returns the set of a postings list.
func documents(postings segment.PostingsList) (set *roaring.Bitmap, single bool) {
	if packed, ok := postings.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator); ok {
		if number, ok := packed.DocNum1Hit(); ok {
			return roaring.BitmapOf(uint32(number)), true
		}
		if set := packed.ActualBitmap(); set != nil {
			return set, false
		}
	}
	return roaring.New(), false
}

// live leaves deleted documents out of a set.
func (p *shard) live(set *roaring.Bitmap) *roaring.Bitmap {
	if p.deleted == nil || p.deleted.IsEmpty() {
		return set
	}
	return roaring.AndNot(set, p.deleted)
}

// all returns every document that is not deleted.
func (p *shard) all() *roaring.Bitmap {
	set := roaring.New()
	set.AddRange(0, uint64(p.size))
	return p.live(set)
}

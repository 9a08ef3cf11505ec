package search

import (
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"

	"newsclip/clip"
)

// arranged finds every clip and lets the caller put them into an order that the
// index does not know. Where that are few, words may have other forms and near
// spellings as well; texts with only some of the words do not count.
func (r *run) arranged(p *plan, arrange func([]clip.ID) ([]clip.ID, error)) error {
	for _, w := range []width{exact, loose} {
		q, err := p.query(w)
		if err != nil {
			return err
		}
		ids, err := r.all(p.reader, q)
		if err != nil {
			return err
		}
		if ids, err = arrange(ids); err != nil {
			return err
		}
		r.total, r.found = len(ids), nil
		for _, id := range ids[:min(r.limit, len(ids))] {
			r.found = append(r.found, found{id: id})
		}
		if len(ids) >= enough || !p.widens() {
			break
		}
	}
	if len(p.unknown) > 0 && len(r.found) > 0 {
		r.hint = hintSimilar(distinct(p.unknown))
	}
	return nil
}

// all returns the clips that a query matches, unscored and in no order.
func (r *run) all(reader index.IndexReader, q query.Query) ([]clip.ID, error) {
	s, err := q.Searcher(r.ctx, reader, r.index.Mapping(), search.SearcherOptions{Score: "none"})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	pool := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(s.DocumentMatchPoolSize()+1, 0), IndexReader: reader}
	var out []clip.ID
	for {
		if len(out)%checkEvery == 0 && r.ctx.Err() != nil {
			return nil, r.ctx.Err()
		}
		match, err := s.Next(pool)
		if err != nil || match == nil {
			return out, err
		}
		id, err := reader.ExternalID(match.IndexInternalID)
		if err != nil {
			return nil, err
		}
		out = append(out, clip.ID(id))
		pool.DocumentMatchPool.Put(match)
	}
}

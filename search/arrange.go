package search

import "newsclip/clip"

// arranged finds every clip and lets the caller put them into an order that the
// index does not know. Where that are few, words may have other forms and near
// spellings as well; texts with only some of the words do not count.
func (r *run) arranged(p *plan, arrange func([]clip.ID) ([]clip.ID, error)) error {
	for _, w := range []width{exact, loose} {
		q, err := p.query(w)
		if err != nil {
			return err
		}
		ids, err := r.all(q)
		if err != nil {
			return err
		}
		if ids, err = arrange(ids); err != nil {
			return err
		}
		r.total, r.found = len(ids), nil
		for _, id := range ids[:min(r.limit, len(ids))] {
			hit, err := r.hit(id)
			if err != nil {
				return err
			}
			r.found = append(r.found, hit)
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

// dated finds in the order of dates: what has all words or, where that are few,
// forms and near spellings of them too.
func (r *run) dated(p *plan) error {
	for _, w := range []width{exact, loose} {
		r.found, r.seen, r.rejected, r.total = nil, map[clip.ID]bool{}, 0, 0
		if err := r.stage(p, w); err != nil || len(r.found) >= min(enough, r.limit) || !p.widens() {
			return err
		}
	}
	if len(p.unknown) > 0 && len(r.found) > 0 {
		r.hint = hintSimilar(distinct(p.unknown))
	}
	return nil
}

// all returns the clips that a query matches, unscored and in no order.
func (r *run) all(q query) ([]clip.ID, error) {
	if err := each(r.shards, func(_ int, p *shard) error { return p.match(q) }); err != nil {
		return nil, err
	}
	var out []clip.ID
	for _, p := range r.shards {
		for i, doc := range p.docs {
			if i%checkEvery == 0 && r.ctx.Err() != nil {
				return nil, r.ctx.Err()
			}
			id, err := p.segment.DocID(uint64(doc))
			if err != nil {
				return nil, err
			}
			out = append(out, clip.ID(id))
		}
	}
	return out, nil
}

// hit reads what the index keeps of a clip.
func (r *run) hit(id clip.ID) (found, error) {
	out := found{id: id}
	for _, p := range r.shards {
		set, err := p.segment.DocNumbers([]string{string(id)})
		if err != nil {
			return out, err
		}
		if set = p.live(set); !set.IsEmpty() {
			out.title, out.lang, err = p.stored(set.Minimum())
			return out, err
		}
	}
	return out, nil
}

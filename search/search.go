package search

import (
	"context"
	"slices"

	"newsclip/clip"
)

// Result is the answer to a search.
type Result struct {
	Hits  []clip.Hit // best first
	Total int        // how many clips there are; above maxCandidates, about
	Hint  string     // what was done to find something, in a sentence; often empty
	// Corrections are near spellings of words that no clip has, when nothing
	// was found.
	Corrections []Correction
}

const (
	// enough hits end the widening.
	enough = 10
	// firstPage is how many candidates are read at least at a time; each page
	// after it is pageGrowth times as large.
	firstPage  = 100
	pageGrowth = 4
	// maxCandidates bounds how many are read of one query for the sake of its
	// total, once there are as many hits as it asks for.
	maxCandidates = 20_000
)

// Request is a search.
type Request struct {
	Words  Words // of Parse
	Typing bool  // the last word may be unfinished
	Limit  int   // 0: clip.DefaultLimit; CountOnly: no hits
	Shown  int   // how many of the hits come with title and snippet; 0: all
	// Allow returns those of the ids that may be shown, in any order; nil: all.
	Allow func([]clip.ID) ([]clip.ID, error)
	// Order is by the dates of the documents, else best first.
	Order clip.Order
	// Arrange is given all that is found, unscored, puts it into its own order
	// and leaves out what may not be shown; nil: Order, of what Allow allows.
	Arrange func([]clip.ID) ([]clip.ID, error)
	// Passing returns the clips that pass a filter; needed where Words has
	// filters beside words within an OR.
	Passing func(clip.Filter) ([]clip.ID, error)
}

// CountOnly is the limit of a request that wants to know how many there are. It
// goes with Arrange, which sees them all.
const CountOnly = -1

// Search finds the clips for a request's words, best first. Without words it
// finds nothing: lists are the library's.
//
// All words first; if those are few, all words in any form and near spelling;
// then, if there are none and the person is not typing any more, any of the
// words.
func (x *Index) Search(ctx context.Context, q Request) (Result, error) {
	if q.Words.Empty() {
		return Result{}, ctx.Err()
	}
	if q.Limit == 0 {
		q.Limit = clip.DefaultLimit
	}
	q.Limit = max(q.Limit, 0)
	r := &run{ctx: ctx, limit: q.Limit, candidates: x.candidates, allow: q.Allow, order: q.Order, seen: map[clip.ID]bool{}}
	var marks *marks
	err := guard("search", func() (err error) {
		marks, err = x.rank(r, q)
		return err
	})
	if err != nil {
		if ctx.Err() != nil {
			return Result{}, ctx.Err()
		}
		return Result{}, err
	}
	shown := len(r.found)
	if q.Shown > 0 {
		shown = min(q.Shown, shown)
	}
	hits, err := x.show(ctx, r.found[:shown], marks)
	for _, f := range r.found[shown:] {
		hits = append(hits, clip.Hit{ID: f.id, Score: f.score})
	}
	return Result{Hits: hits, Total: r.total, Hint: r.hint, Corrections: r.corrections}, err
}

// found is a hit before it is shown.
type found struct {
	id          clip.ID
	score       float64
	title, lang string
}

// run is one search on its way.
type run struct {
	ctx        context.Context
	shards     []*shard
	averages   map[string]float64
	limit      int
	candidates int // maxCandidates
	allow      func([]clip.ID) ([]clip.ID, error)
	order      clip.Order

	seen     map[clip.ID]bool
	rejected int
	found    []found
	total    int
	hint     string

	corrections []Correction
}

// Warm makes ready what the first typed search would otherwise begin to make: a
// second for 100,000 clips. It may run beside anything else.
func (x *Index) Warm(ctx context.Context) error {
	err := guard("warm index", func() error { return x.prepare(ctx) })
	x.tables.wait()
	return err
}

func (x *Index) prepare(ctx context.Context) error {
	x.mutex.RLock()
	defer x.mutex.RUnlock()
	if x.bleve == nil {
		return errClosed()
	}
	advanced, err := x.bleve.Advanced()
	if err != nil {
		return err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return err
	}
	defer reader.Close()
	open, err := shards(ctx, reader, x.dates)
	if err != nil {
		return err
	}
	x.tables.prepare(open)
	for _, p := range open {
		if _, err := x.dates.read(p); err != nil {
			return err
		}
	}
	return nil
}

// rank runs the cascade. It holds the index open meanwhile.
func (x *Index) rank(r *run, q Request) (*marks, error) {
	x.mutex.RLock()
	defer x.mutex.RUnlock()
	if x.bleve == nil {
		return nil, errClosed()
	}
	advanced, err := x.bleve.Advanced()
	if err != nil {
		return nil, err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	documents, err := reader.DocCount()
	if err != nil || documents == 0 {
		return newMarks(nil), err
	}
	if r.shards, err = shards(r.ctx, reader, x.dates); err != nil {
		return nil, err
	}
	if q.Typing {
		x.tables.prepare(r.shards)
	}
	r.averages = x.stats.averages()
	languages := x.stats.stemmed()
	p := &plan{dictionary: dictionary{r.ctx, r.shards, x.tables, x.builders, documents}, languages: languages, marks: newMarks(languages), typing: q.Typing, passing: q.Passing}
	if err := p.read(q.Words); err != nil {
		return nil, err
	}
	if p.empty() {
		return p.marks, nil
	}
	switch {
	case q.Arrange != nil:
		err = r.arranged(p, q.Arrange)
	case q.Order != clip.ByRank:
		err = r.dated(p)
	default:
		err = r.cascade(p, q.Typing)
	}
	if err == nil && r.total == 0 {
		r.corrections, err = p.corrections()
	}
	return p.marks, err
}

// cascade widens the query until it finds enough.
func (r *run) cascade(p *plan, typing bool) error {
	if err := r.stage(p, exact); err != nil || len(r.found) >= min(enough, r.limit) || !p.widens() {
		return err
	}
	before := len(r.found)
	if err := r.stage(p, loose); err != nil {
		return err
	}
	if len(r.found) > before && len(p.unknown) > 0 {
		r.hint = hintSimilar(distinct(p.unknown))
	}
	if typing || len(r.found) > 0 || p.plain() < 2 {
		return nil
	}
	if err := r.stage(p, some); err != nil {
		return err
	}
	if len(r.found) > 0 {
		r.hint = hintSome
	}
	return nil
}

func distinct(words []string) []string {
	slices.Sort(words)
	return slices.Compact(words)
}

// stage adds the hits of one width after those found before.
func (r *run) stage(p *plan, w width) error {
	q, err := p.query(w)
	if err != nil {
		return err
	}
	limit := r.limit
	if w == some {
		limit = min(limit, max(enough, len(r.found))) // a few: most have one word only
	}
	found, err := rank(r.ctx, r.shards, q, r.averages)
	if err != nil {
		return err
	}
	if r.order == clip.ByRank {
		err = found.nearer(p.near, found.weights)
	} else {
		err = found.byDate(r.order)
	}
	if err != nil {
		return err
	}
	before, read := len(r.found), 0
	for size := max(firstPage, 2*r.limit); read < r.candidates || len(r.found) < limit; size *= pageGrowth {
		page := found.next(size)
		read += len(page)
		if err := r.take(found, page, limit); err != nil {
			return err
		}
		if len(page) < size || len(r.found) >= limit && (r.rejected == 0 || w == some) {
			break
		}
	}
	r.count(w, before, read, found.total)
	return nil
}

// take keeps those candidates that are new and allowed.
func (r *run) take(from *ranking, page []candidate, limit int) error {
	var fresh []candidate
	var ids []clip.ID
	for _, c := range page {
		id, err := from.id(c)
		if err != nil {
			return err
		}
		if r.seen[id] {
			continue
		}
		r.seen[id] = true
		ids, fresh = append(ids, id), append(fresh, c)
	}
	allowed, err := r.allowed(ids)
	if err != nil {
		return err
	}
	for i, c := range fresh {
		switch {
		case !allowed[ids[i]]:
			r.rejected++
		case len(r.found) < limit:
			hit := found{id: ids[i], score: c.score}
			if n := len(r.found); n > 0 { // later stages never score above earlier ones
				hit.score = min(hit.score, r.found[n-1].score)
			}
			if hit.title, hit.lang, err = from.stored(c); err != nil {
				return err
			}
			r.found = append(r.found, hit)
		}
	}
	return nil
}

func (r *run) allowed(ids []clip.ID) (map[clip.ID]bool, error) {
	if r.allow != nil && len(ids) > 0 {
		var err error
		if ids, err = r.allow(ids); err != nil {
			return nil, err
		}
	}
	out := make(map[clip.ID]bool, len(ids))
	for _, id := range ids {
		out[id] = true
	}
	return out, nil
}

// count sets the total after a stage. Each stage finds what those before it
// found. What was not read is taken to be allowed as often as what was.
func (r *run) count(w width, before, read, matched int) {
	if w == some {
		r.total = max(r.total, len(r.found))
		return
	}
	total := matched - r.rejected
	if read < matched && read > 0 && r.rejected > 0 {
		total = matched * max(read-r.rejected, 0) / read
	}
	r.total = max(r.total, total, len(r.found))
}

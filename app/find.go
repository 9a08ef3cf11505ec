package app

import (
	"context"
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/store"
	"newsclip/search"
)

// Row is one line of a list: a clip without its body and, when it was found by
// its text, where.
type Row struct {
	Clip    clip.Clip
	Lead    string // how its text begins
	Score   float64
	Title   []clip.Span
	Snippet []clip.Span
}

// Found is the answer to a search.
type Found struct {
	Rows  []Row
	IDs   []clip.ID // of all hits; in a list of clips without words everything found, whatever the limit
	Total int
	// Passages says that rows beyond those that were to be shown have titles and
	// passages too, which Find gives for a larger Shown.
	Passages bool
	Hint     string // what was not understood, or how to find more; often empty
	// Instead is the query with near spellings of words that no clip has, when
	// nothing was found; else empty.
	Instead string
}

// IDs returns the clips that a query without text asks for, newest first: all
// of them when its Limit is 0. Rows gives their lines.
func (a *App) IDs(ctx context.Context, q clip.Query) ([]clip.ID, error) {
	q, err := a.expand(ctx, q)
	if err != nil {
		return nil, err
	}
	return a.library.IDs(ctx, q)
}

// Rows returns the lines of a list for ids, in their order; clips that are
// gone are left out.
func (a *App) Rows(ctx context.Context, ids []clip.ID) ([]Row, error) {
	clips, err := a.library.Clips(ctx, ids)
	if err != nil {
		return nil, err
	}
	leads, err := a.library.Leads(ctx, ids)
	if err != nil {
		return nil, err
	}
	rows := make([]Row, len(clips))
	for i := range clips {
		rows[i] = Row{Clip: clips[i], Lead: leads[clips[i].ID]}
	}
	return rows, nil
}

// Find answers a query: with words from the index, best first; without from
// the store, newest first.
func (a *App) Find(ctx context.Context, q clip.Query) (Found, error) {
	q, words, hint, err := a.parse(ctx, q)
	if err != nil {
		return Found{}, err
	}
	if q.Limit == 0 {
		q.Limit = clip.DefaultLimit
	}
	if q, err = a.expand(ctx, q); err != nil {
		return Found{}, err
	}
	if q.Order == clip.ByHand && len(q.Arranged()) == 0 {
		q.Order, hint = clip.Newest, strings.TrimSpace(hint+" Only folders are arranged by hand: name one with folder: beside sort:hand.")
	}
	if words.Empty() {
		return a.browse(ctx, q, hint)
	}
	request := a.request(ctx, q, words)
	if request.Order = q.Order; q.Order == clip.ByRank && !words.Rank() {
		request.Order = clip.Newest
	}
	if q.Order == clip.ByHand {
		request.Order, request.Shown = clip.Newest, 0
	}
	result, err := a.index.Search(ctx, request)
	if err != nil {
		return Found{}, err
	}
	if result.Hint != "" {
		hint = strings.TrimSpace(hint + " " + result.Hint)
	}
	if made := a.indexHint(ctx); made != "" {
		hint = strings.TrimSpace(made + " " + hint)
	}
	if q.Order == clip.ByHand {
		if err := a.sortByHand(ctx, q, result.Hits); err != nil {
			return Found{}, err
		}
	}
	ids := make([]clip.ID, len(result.Hits))
	for i, hit := range result.Hits {
		ids[i] = hit.ID
	}
	rows, err := a.hitRows(ctx, result.Hits[:shown(q, len(ids))])
	return Found{Rows: rows, IDs: ids, Passages: true, Total: result.Total, Hint: hint, Instead: search.Corrected(q.Text, result.Corrections)}, err
}

// sortByHand puts hits, which are the newest, in the order in which their
// folders are arranged.
func (a *App) sortByHand(ctx context.Context, q clip.Query, hits []clip.Hit) error {
	q.Limit = 0
	order, err := a.library.IDs(ctx, q)
	if err != nil {
		return err
	}
	places := make(map[clip.ID]int, len(order))
	for i, id := range order {
		places[id] = i
	}
	slices.SortStableFunc(hits, func(a, b clip.Hit) int { return places[a.ID] - places[b.ID] })
	return nil
}

// request asks the index for words, and lets the library say what may be shown.
func (a *App) request(ctx context.Context, q clip.Query, words search.Words) search.Request {
	return search.Request{Words: words, Typing: q.Typing, Limit: q.Limit, Shown: q.Shown,
		Allow: a.allowed(ctx, q),
		Passing: func(f clip.Filter) ([]clip.ID, error) {
			expanded, err := a.expand(ctx, clip.Query{Trash: q.Trash, Where: []clip.Filter{f}})
			if err != nil {
				return nil, err
			}
			return a.library.IDs(ctx, expanded)
		}}
}

// A search asks of its hits whether they pass its filters, page by page. Where of
// the first askedSingly fewer than one in fewPass do, it reads which clips pass:
// they are few, and may be the last of 100,000 hits.
const (
	askedSingly = 2_000
	fewPass     = 10
)

// allowed returns what tells which clips pass a query's filters.
func (a *App) allowed(ctx context.Context, q clip.Query) func([]clip.ID) ([]clip.ID, error) {
	q.Limit, q.Order = 0, clip.Newest
	asked, passed := 0, 0
	var passing map[clip.ID]bool
	return func(ids []clip.ID) (out []clip.ID, err error) {
		if asked += len(ids); asked > askedSingly && passed*fewPass < asked && passing == nil {
			all, err := a.library.IDs(ctx, q)
			if err != nil {
				return nil, err
			}
			passing = setOf(all)
		}
		if passing != nil {
			return slices.DeleteFunc(slices.Clone(ids), func(id clip.ID) bool { return !passing[id] }), nil
		}
		out, err = a.library.Filter(ctx, q, ids)
		passed += len(out)
		return out, err
	}
}

func (a *App) browse(ctx context.Context, q clip.Query, hint string) (Found, error) {
	limit := q.Limit
	q.Limit = 0
	ids, err := a.library.IDs(ctx, q)
	if err != nil {
		return Found{}, err
	}
	rows, err := a.Rows(ctx, ids[:shown(q, min(limit, len(ids)))])
	return Found{Rows: rows, IDs: ids, Total: len(ids), Hint: hint}, err
}

// shown is how many of n hits come with rows.
func shown(q clip.Query, n int) int {
	if q.Shown > 0 {
		return min(q.Shown, n)
	}
	return n
}

func (a *App) hitRows(ctx context.Context, hits []clip.Hit) ([]Row, error) {
	ids := make([]clip.ID, len(hits))
	byID := make(map[clip.ID]clip.Hit, len(hits))
	for i, hit := range hits {
		ids[i], byID[hit.ID] = hit.ID, hit
	}
	rows, err := a.Rows(ctx, ids)
	for i := range rows {
		hit := byID[rows[i].Clip.ID]
		rows[i].Score, rows[i].Title, rows[i].Snippet = hit.Score, hit.Title, hit.Snippet
	}
	return rows, err
}

// withDescendants returns ids with all folders below them.
func withDescendants(folders []clip.Folder, ids []clip.ID) []clip.ID {
	children := map[clip.ID][]clip.ID{}
	for _, f := range folders {
		children[f.Parent] = append(children[f.Parent], f.ID)
	}
	var out []clip.ID
	seen := map[clip.ID]bool{}
	var visit func(id clip.ID)
	visit = func(id clip.ID) {
		if seen[id] {
			return
		}
		seen[id] = true
		out = append(out, id)
		for _, child := range children[id] {
			visit(child)
		}
	}
	for _, id := range ids {
		visit(id)
	}
	return out
}

// Clip returns a clip whole.
func (a *App) Clip(ctx context.Context, id clip.ID) (clip.Clip, error) {
	return a.library.Clip(ctx, id)
}

// Clips returns clips whole, in the order of ids.
func (a *App) Clips(ctx context.Context, ids []clip.ID) ([]clip.Clip, error) {
	var out []clip.Clip
	for _, id := range ids {
		c, err := a.library.Clip(ctx, id)
		if clip.KindOf(err) == clip.ErrNotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// Resolve finds the clip that a person names by id, the beginning of one, or
// the id it had in another program.
func (a *App) Resolve(ctx context.Context, text string) (clip.ID, error) {
	return a.library.Resolve(ctx, text)
}

// Versions returns a clip's versions, oldest first, without bodies.
func (a *App) Versions(ctx context.Context, id clip.ID) ([]clip.Version, error) {
	return a.library.Versions(ctx, id)
}

// Cleaning returns what was left out of a version, what its page offered and
// what a person said of its pieces.
func (a *App) Cleaning(ctx context.Context, version clip.ID) (store.Cleaning, error) {
	return a.library.Cleaning(ctx, version)
}

// Image returns the bytes and media type of an image that the library keeps,
// by its address in a body.
func (a *App) Image(ctx context.Context, url string) ([]byte, string, error) {
	if len(url) <= len(clip.ImageScheme) || url[:len(clip.ImageScheme)] != clip.ImageScheme {
		return nil, "", &clip.Error{Kind: clip.ErrNotFound, Message: "This image was not kept."}
	}
	return a.library.Image(ctx, clip.Hash(url[len(clip.ImageScheme):]))
}

// Original returns the bytes that a capture came from.
func (a *App) Original(ctx context.Context, hash clip.Hash) ([]byte, error) {
	return a.library.Original(ctx, hash)
}

// Folders returns every folder, parents before children.
func (a *App) Folders(ctx context.Context) ([]clip.Folder, error) { return a.library.Folders(ctx) }

// Stories returns the stories that show as folders: those of two clips and
// more, latest first.
func (a *App) Stories(ctx context.Context) ([]clip.Story, error) { return a.library.Stories(ctx, 2) }

// Story returns one story.
func (a *App) Story(ctx context.Context, id clip.ID) (clip.Story, error) {
	return a.library.Story(ctx, id)
}

// Counts returns how many clips stand where.
func (a *App) Counts(ctx context.Context) (store.Counts, error) { return a.library.Counts(ctx) }

// Outlets returns the outlets in use with their counts.
func (a *App) Outlets(ctx context.Context) ([]store.Named, error) { return a.library.Outlets(ctx) }

// Tags returns the tags in use with their counts.
func (a *App) Tags(ctx context.Context) ([]store.Named, error) { return a.library.Tags(ctx) }

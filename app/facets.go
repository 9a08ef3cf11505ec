package app

import (
	"context"

	"newsclip/clip"
	"newsclip/clip/store"
	"newsclip/search"
)

// Facet is a value that clips of a result share.
type Facet struct {
	Name  string // as a person reads it: an outlet, a folder's path, a month as 2026-03
	Term  string // what narrows a search to it: outlet:"Harbour Post"
	Clips int
}

// Facets count what a query finds by what the clips share: outlets the most
// frequent first, months the latest first, folders in their order, each with
// those below it.
type Facets struct {
	Outlets, Folders, Months []Facet
}

// Facets counts everything that a query finds, whatever its limit.
func (a *App) Facets(ctx context.Context, q clip.Query) (Facets, error) {
	q, words, _, err := a.parse(ctx, q)
	if err != nil {
		return Facets{}, err
	}
	if q, err = a.expand(ctx, q); err != nil {
		return Facets{}, err
	}
	var counted store.Facets
	if words.Empty() {
		counted, err = a.library.Facets(ctx, q, a.clock().Location())
	} else {
		request := a.request(ctx, q, words)
		request.Limit = search.CountOnly
		request.Arrange = func(ids []clip.ID) ([]clip.ID, error) {
			counted, err = a.library.FacetsOf(ctx, q, ids, a.clock().Location())
			return ids, err
		}
		_, err = a.index.Search(ctx, request)
	}
	if err != nil {
		return Facets{}, err
	}
	return facets(counted), nil
}

func facets(counted store.Facets) (out Facets) {
	for _, f := range counted.Outlets {
		out.Outlets = append(out.Outlets, Facet{f.Value, search.Term("outlet", f.Value), f.Clips})
	}
	for _, f := range counted.Months {
		out.Months = append(out.Months, Facet{f.Value, "date:" + f.Value, f.Clips})
	}
	for _, f := range counted.Folders {
		if f.Clips > 0 {
			path := folderPath(counted.Folders, f)
			out.Folders = append(out.Folders, Facet{path, search.Term("folder", path), f.Clips})
		}
	}
	return out
}

// CountFound returns how many clips a query finds, whatever its limit.
func (a *App) CountFound(ctx context.Context, q clip.Query) (int, error) {
	q, words, _, err := a.parse(ctx, q)
	if err != nil {
		return 0, err
	}
	if q, err = a.expand(ctx, q); err != nil {
		return 0, err
	}
	if words.Empty() {
		return a.library.Count(ctx, q)
	}
	request := a.request(ctx, q, words)
	request.Limit, request.Arrange = search.CountOnly, request.Allow
	result, err := a.index.Search(ctx, request)
	return result.Total, err
}

package app

import (
	"context"
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// gathering puts the clips of a document together.
type gathering struct {
	app *App
	// load reads clips, in the order of ids: whole for a document, without
	// bodies for one that is only being chosen.
	load func(ctx context.Context, ids []clip.ID) ([]clip.Clip, error)
}

// gather returns the sections of a request, with the clips first that are to
// be, and what the document is called. The error is of kind clip.ErrNotFound
// when there is no clip.
func (g *gathering) gather(ctx context.Context, request ExportRequest) ([]review.Section, string, error) {
	sections, title, err := g.sections(ctx, request)
	if err != nil {
		return nil, "", err
	}
	if len(sections) == 0 {
		return nil, "", &clip.Error{Kind: clip.ErrNotFound, Message: "There is no clip to export.", Next: "Choose a folder, story or selection that has clips."}
	}
	if request.Name != "" {
		title = request.Name
	}
	putFirst(sections, request.First)
	return sections, title, nil
}

// putFirst puts the clips that a person named first in their sections.
func putFirst(sections []review.Section, first []clip.ID) {
	place := func(c clip.Clip) int {
		if i := slices.Index(first, c.ID); i >= 0 {
			return i
		}
		return len(first)
	}
	for _, section := range sections {
		slices.SortStableFunc(section.Clips, func(a, b clip.Clip) int { return place(a) - place(b) })
	}
}

// sections gathers the clips of a request and a title for them, empty where
// there is none better than any other.
func (g *gathering) sections(ctx context.Context, request ExportRequest) ([]review.Section, string, error) {
	a := g.app
	switch {
	case len(request.Clips) > 0:
		return g.oneSection(ctx, request.Clips, "")
	case request.Folder != "":
		return g.folderSections(ctx, request.Folder)
	case request.Story != "":
		story, err := a.library.Story(ctx, request.Story)
		if err != nil {
			return nil, "", err
		}
		ids, err := a.library.IDs(ctx, clip.Query{Stories: []clip.ID{request.Story}})
		if err != nil {
			return nil, "", err
		}
		slices.Reverse(ids) // a story is read from its beginning
		return g.oneSection(ctx, ids, story.Name)
	}
	ids, err := g.found(ctx, request.Query)
	if err != nil {
		return nil, "", err
	}
	title := strings.TrimSpace(request.Query.Text)
	if title != "" {
		words := review.WordsIn(request.Lang)
		title = words.PressReview + words.Colon() + title
	}
	return g.oneSection(ctx, ids, title)
}

// found returns what a query finds, all of it where it sets no limit.
func (g *gathering) found(ctx context.Context, q clip.Query) ([]clip.ID, error) {
	limit := q.Limit
	if limit == 0 {
		all, err := g.app.library.Count(ctx, clip.Query{Where: []clip.Filter{{Is: clip.FilterAny, Of: []clip.Filter{{Is: clip.FilterTrash}, {Is: clip.FilterAll}}}}})
		if err != nil {
			return nil, err
		}
		limit = max(all, 1)
	}
	q.Limit, q.Shown = limit, 1 // rows are read whole later
	found, err := g.app.Find(ctx, q)
	return found.IDs[:min(limit, len(found.IDs))], err
}

func (g *gathering) oneSection(ctx context.Context, ids []clip.ID, title string) ([]review.Section, string, error) {
	clips, err := g.load(ctx, ids)
	if err != nil || len(clips) == 0 {
		return nil, title, err
	}
	return []review.Section{{Title: title, Clips: clips}}, title, nil
}

// folderSections makes a section of a folder and of each folder below it; a
// clip that stands in several appears in the first.
func (g *gathering) folderSections(ctx context.Context, root clip.ID) ([]review.Section, string, error) {
	folders, err := g.app.library.Folders(ctx)
	if err != nil {
		return nil, "", err
	}
	top := slices.IndexFunc(folders, func(f clip.Folder) bool { return f.ID == root })
	if top < 0 {
		return nil, "", &clip.Error{Kind: clip.ErrNotFound, Message: "There is no such folder.", Next: "Choose another folder."}
	}
	w := &folderWalk{gathering: g, folders: folders, seen: map[clip.ID]bool{}}
	err = w.visit(ctx, folders[top], 0)
	return w.sections, folders[top].Name, err
}

type folderWalk struct {
	*gathering
	folders  []clip.Folder
	seen     map[clip.ID]bool
	sections []review.Section
}

func (w *folderWalk) visit(ctx context.Context, folder clip.Folder, depth int) error {
	ids, err := w.app.library.IDs(ctx, clip.Query{Folders: []clip.ID{folder.ID}, Order: clip.ByHand})
	if err != nil {
		return err
	}
	ids = slices.DeleteFunc(ids, func(id clip.ID) bool { return w.seen[id] })
	for _, id := range ids {
		w.seen[id] = true
	}
	clips, err := w.load(ctx, ids)
	if err != nil {
		return err
	}
	if len(clips) > 0 {
		w.sections = append(w.sections, review.Section{Title: folder.Name, Depth: depth, Clips: clips})
	}
	for _, child := range w.folders {
		if child.Parent == folder.ID {
			if err := w.visit(ctx, child, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

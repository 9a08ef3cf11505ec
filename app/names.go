package app

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"sync"

	"newsclip/clip"
	"newsclip/clip/store"
	"newsclip/search"
)

// names keeps what folders, stories, tags, outlets and languages are called,
// for queries and suggestions: a large library has many, and they are asked for
// with each key. A change to the library makes it read them again.
type names struct {
	mutex sync.Mutex
	known map[clip.FilterKind][]search.Name
}

func (n *names) forget() {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	n.known = nil
}

// names returns the names of a kind.
func (a *App) namesOf(ctx context.Context, kind clip.FilterKind) ([]search.Name, error) {
	a.names.mutex.Lock()
	defer a.names.mutex.Unlock()
	if known, ok := a.names.known[kind]; ok {
		return known, nil
	}
	read, err := a.readNames(ctx, kind)
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	if a.names.known == nil {
		a.names.known = map[clip.FilterKind][]search.Name{}
	}
	a.names.known[kind] = read
	return read, nil
}

func (a *App) readNames(ctx context.Context, kind clip.FilterKind) (out []search.Name, err error) {
	var named []store.Named
	switch kind {
	case clip.FilterTag:
		named, err = a.library.Tags(ctx)
	case clip.FilterOutlet:
		named, err = a.library.Outlets(ctx)
	case clip.FilterLang:
		named, err = a.library.Languages(ctx)
	case search.SuggestByline:
		named, err = a.library.Authors(ctx)
	case clip.FilterStory:
		stories, err := a.library.Stories(ctx, 1)
		for _, s := range stories {
			out = append(out, search.NewName(s.ID, s.Name, s.Clips))
		}
		return out, err
	case clip.FilterFolder:
		folders, err := a.library.Folders(ctx)
		for _, f := range folders {
			out = append(out, search.NewName(f.ID, folderPath(folders, f), f.Clips))
		}
		return out, err
	}
	for _, n := range named {
		out = append(out, search.NewName("", n.Name, n.Clips))
	}
	return out, err
}

// folderPath returns a folder's name after those above it, A/B.
func folderPath(folders []clip.Folder, f clip.Folder) string {
	byID := make(map[clip.ID]clip.Folder, len(folders))
	for _, other := range folders {
		byID[other.ID] = other
	}
	path := f.Name
	for range folders { // no deeper than there are folders
		above, ok := byID[f.Parent]
		if !ok {
			break
		}
		path, f = above.Name+"/"+path, above
	}
	return path
}

// parse reads what a person typed into the query's filters; what is left are
// the words for the index.
func (a *App) parse(ctx context.Context, q clip.Query) (clip.Query, search.Words, string, error) {
	var failed error
	parsed := search.Parse(q.Text, search.Context{Now: a.clock(), Typing: q.Typing, Names: a.knownNames(ctx, &failed)})
	q.Where = append(q.Where[:len(q.Where):len(q.Where)], parsed.Where...)
	if parsed.Words.Speaks(clip.FilterTrash) { // then it is looked in too
		trash := clip.Filter{Is: clip.FilterTrash}
		q.Where = append(q.Where, clip.Filter{Is: clip.FilterAny, Of: []clip.Filter{trash, {Is: clip.FilterNot, Of: []clip.Filter{trash}}}})
	}
	if parsed.Order != clip.ByRank {
		q.Order = parsed.Order
	}
	if (clip.Filter{Of: q.Where}).Speaks(clip.FilterDuplicate) || parsed.Words.Speaks(clip.FilterDuplicate) {
		hint, err := a.copiesKnown(ctx)
		parsed.Hint, failed = strings.TrimSpace(hint+" "+parsed.Hint), cmp.Or(failed, err)
	}
	return q, parsed.Words, parsed.Hint, failed
}

// expand adds the subfolders of the query's folders.
func (a *App) expand(ctx context.Context, q clip.Query) (clip.Query, error) {
	if len(q.Folders) == 0 && !(clip.Filter{Of: q.Where}).Speaks(clip.FilterFolder) {
		return q, nil
	}
	folders, err := a.library.Folders(ctx)
	if err != nil {
		return q, err
	}
	q.Folders = withDescendants(folders, q.Folders)
	q.Where = expandFilters(folders, q.Where)
	return q, nil
}

func expandFilters(folders []clip.Folder, in []clip.Filter) []clip.Filter {
	out := make([]clip.Filter, len(in))
	for i, f := range in {
		f.Of = expandFilters(folders, f.Of)
		if f.Is == clip.FilterFolder {
			f.IDs = withDescendants(folders, f.IDs)
		}
		out[i] = f
	}
	return out
}

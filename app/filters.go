package app

import (
	"context"
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/search"
)

// applyFilters puts the filters that a person typed into the query; a folder
// or story that is not there is told by the hint.
func (a *App) applyFilters(ctx context.Context, q clip.Query, p search.Parsed) (clip.Query, string, error) {
	q.Text, q.Unread, q.Starred = p.Text, q.Unread || p.Unread, q.Starred || p.Starred
	q.Single, q.Trash = q.Single || p.Single, q.Trash || p.Trash
	q.Tags = slices.Concat(q.Tags, p.Tags)
	if !p.From.IsZero() {
		q.From = p.From
	}
	if !p.To.IsZero() {
		q.To = p.To
	}
	hints := []string{p.Hint}
	for _, apply := range []func(context.Context, *clip.Query, search.Parsed) (string, error){a.applyFolders, a.applyStories} {
		hint, err := apply(ctx, &q, p)
		if err != nil {
			return q, "", err
		}
		hints = append(hints, hint)
	}
	return q, strings.Join(slices.DeleteFunc(hints, func(h string) bool { return h == "" }), " "), nil
}

func (a *App) applyFolders(ctx context.Context, q *clip.Query, p search.Parsed) (hint string, err error) {
	if len(p.Folders) == 0 {
		return "", nil
	}
	folders, err := a.library.Folders(ctx)
	if err != nil {
		return "", err
	}
	var found []clip.ID
	for _, name := range p.Folders {
		i := slices.IndexFunc(folders, func(f clip.Folder) bool { return strings.EqualFold(f.Name, name) })
		if i < 0 {
			return "There is no folder “" + name + "”: the search looks in all of them.", nil
		}
		found = append(found, folders[i].ID)
	}
	q.Folders = found
	return "", nil
}

// maxStories bounds how many stories a part of a name may mean: each is an
// argument of the store's statement.
const maxStories = 1000

// applyStories finds stories by a part of their name: several may bear it.
func (a *App) applyStories(ctx context.Context, q *clip.Query, p search.Parsed) (hint string, err error) {
	if len(p.Stories) == 0 {
		return "", nil
	}
	stories, err := a.library.Stories(ctx, 1)
	if err != nil {
		return "", err
	}
	var found []clip.ID
	for _, name := range p.Stories {
		before := len(found)
		for _, s := range stories {
			if strings.Contains(strings.ToLower(s.Name), strings.ToLower(name)) {
				found = append(found, s.ID)
			}
		}
		if len(found) == before {
			return "There is no story “" + name + "”: the search looks in all of them.", nil
		}
	}
	if len(found) > maxStories {
		hint = "Very many stories have that name; the search looks in the first of them."
	}
	q.Stories = found[:min(len(found), maxStories)]
	return hint, nil
}

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
	if len(p.Tags) > 0 {
		q.Tag = p.Tags[0]
	}
	if !p.From.IsZero() {
		q.From = p.From
	}
	if !p.To.IsZero() {
		q.To = p.To
	}
	if len(p.Folders) > 0 {
		folders, err := a.library.Folders(ctx)
		if err != nil {
			return q, "", err
		}
		q.Folders = nil
		for _, name := range p.Folders {
			i := slices.IndexFunc(folders, func(f clip.Folder) bool { return strings.EqualFold(f.Name, name) })
			if i < 0 {
				return q, "There is no folder “" + name + "”: the search looks everywhere.", nil
			}
			q.Folders = append(q.Folders, folders[i].ID)
		}
	}
	if len(p.Stories) > 0 {
		name := strings.ToLower(p.Stories[0])
		stories, err := a.library.Stories(ctx, 1)
		if err != nil {
			return q, "", err
		}
		i := slices.IndexFunc(stories, func(s clip.Story) bool { return strings.Contains(strings.ToLower(s.Name), name) })
		if i < 0 {
			return q, "There is no story “" + p.Stories[0] + "”: the search looks everywhere.", nil
		}
		q.Story = stories[i].ID
	}
	return q, p.Hint, nil
}

package view

import (
	"context"
	"slices"
	"strings"

	"newsclip/app"
	"newsclip/clip"
)

// The list of a folder has an order of its own: by hand once somebody arranged
// it, else newest first, until a person wants another while it is open.

// folderOf returns the folder that a query shows, with all its clips; empty:
// it shows none.
func folderOf(q clip.Query) clip.ID {
	if len(q.Folders) != 1 || strings.TrimSpace(q.Text) != "" || len(q.Stories)+len(q.Tags)+len(q.Where) > 0 || q.Unread || q.Starred || q.Single || q.Trash {
		return ""
	}
	return q.Folders[0]
}

// Folder returns the folder that the list shows with all its clips; empty: it
// shows none.
func (l *List) Folder() clip.ID { return folderOf(l.Query()) }

// FolderOrder is the order in which its clips stand.
func (l *List) FolderOrder() clip.Order { return l.sorted }

// SortFolder has them stand in another one until another place is shown.
func (l *List) SortFolder(o clip.Order) {
	if o != l.sort {
		l.sort = o
		l.load(true)
	}
}

// folderOrder is the order that a folder's list has where nobody wants another.
func folderOrder(ctx context.Context, a *app.App, folder clip.ID) (clip.Order, error) {
	arranged, err := a.Arranged(ctx, folder)
	if err != nil || !arranged {
		return clip.Newest, err
	}
	return clip.ByHand, nil
}

// Arrangeable returns those of the clips that can be arranged: in a list by
// hand, those that are in its folder itself. What is not at hand may be.
func (l *List) Arrangeable(ids []clip.ID) []clip.ID {
	folder := l.Folder()
	if folder == "" || l.sorted != clip.ByHand {
		return nil
	}
	var out []clip.ID
	for _, id := range ids {
		if l.in(folder, id) {
			out = append(out, id)
		}
	}
	return out
}

func (l *List) in(folder, id clip.ID) bool {
	row, known := l.rows[id]
	return !known || slices.Contains(row.Clip.Folders, folder)
}

// SpotAt is the spot before clip number i of the list for clips that are moved
// there; behind the folder's own is the last.
func (l *List) SpotAt(i int, moved []clip.ID) app.Spot {
	for _, id := range l.ids[min(max(i, 0), len(l.ids)):] {
		if !slices.Contains(moved, id) {
			if !l.in(l.Folder(), id) {
				break
			}
			return app.Spot{Before: id}
		}
	}
	return app.Spot{Last: true}
}

// SpotBy is the spot one above the first of the clips, for by -1, or one below
// the last of them; false: they stand there already.
func (l *List) SpotBy(by int, moved []clip.ID) (app.Spot, bool) {
	if len(moved) == 0 {
		return app.Spot{}, false
	}
	if by < 0 {
		i := slices.Index(l.ids, moved[0])
		for i >= 0 && slices.Contains(moved, l.ids[i]) {
			i--
		}
		return l.SpotAt(i, moved), i >= 0
	}
	i := slices.Index(l.ids, moved[len(moved)-1])
	for i < len(l.ids) && slices.Contains(moved, l.ids[i]) {
		i++
	}
	if i == len(l.ids) || !l.in(l.Folder(), l.ids[i]) {
		return app.Spot{}, false
	}
	return l.SpotAt(i+1, moved), true
}

package app

import (
	"newsclip/clip"
	"newsclip/clip/archive"
	"newsclip/clip/store"
)

// lists writes the pages by which a person without Newsclip finds a clip.
func (b *backup) lists() error {
	months, err := b.months()
	if err != nil {
		return err
	}
	folders, err := b.folderLists()
	if err != nil {
		return err
	}
	trash := &archive.List{Name: "trash", Title: "Trash"}
	if err := b.list(trash, b.from.ListTrash()); err != nil {
		return err
	}
	return b.to.Index(b.head, months, folders, trash)
}

// months writes a list for each month; they come newest first.
func (b *backup) months() (lists []archive.List, err error) {
	var w *archive.ListWriter
	for item, err := range b.from.List("") {
		if err == nil {
			err = b.ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		month := item.Date.Format("2006-01")
		if w == nil || lists[len(lists)-1].Name != month {
			if err := endList(w); err != nil {
				return nil, err
			}
			lists = append(lists, archive.List{Name: month, Title: item.Date.Format("January 2006")})
			if w, err = b.to.BeginList(&lists[len(lists)-1]); err != nil {
				return nil, err
			}
		}
		lists[len(lists)-1].Clips++
		if err := w.Add(b.item(&item)); err != nil {
			return nil, err
		}
	}
	return lists, endList(w)
}

func endList(w *archive.ListWriter) error {
	if w == nil {
		return nil
	}
	return w.End()
}

// folderLists writes a list for each folder, those below it indented.
func (b *backup) folderLists() (lists []archive.List, err error) {
	folders, err := b.from.Folders()
	if err != nil {
		return nil, err
	}
	depth := map[clip.ID]int{"": -1}
	for _, f := range folders {
		depth[f.ID] = depth[f.Parent] + 1
		list := archive.FolderList(f.ID, f.Name, depth[f.ID])
		if err := b.list(&list, b.from.List(f.ID)); err != nil {
			return nil, err
		}
		lists = append(lists, list)
	}
	return lists, nil
}

// list writes one list.
func (b *backup) list(list *archive.List, items func(func(store.Listed, error) bool)) error {
	w, err := b.to.BeginList(list)
	if err != nil {
		return err
	}
	for item, err := range items {
		if err == nil {
			err = b.ctx.Err()
		}
		if err != nil {
			return err
		}
		list.Clips++
		if err := w.Add(b.item(&item)); err != nil {
			return err
		}
	}
	return w.End()
}

func (b *backup) item(c *store.Listed) *archive.ListItem {
	item := &archive.ListItem{Place: archive.Place{Clip: c.ID, Title: c.Title, Day: c.Day, Trashed: c.Trashed}, Outlet: c.Outlet}
	if name, several := b.stories[c.Story]; several {
		item.Story, item.StoryName = c.Story, name
	}
	return item
}

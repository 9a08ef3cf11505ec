package app

import (
	"context"

	"newsclip/clip"
	"newsclip/clip/story"
)

// entityClips is how many clips of a story are read for its names: the newest;
// reading more takes longer than a page may take to open.
const entityClips = 40

// Entities returns the people, places and bodies that a story's clips name, the
// most frequent first: 0 to 4, none where nothing is sure.
func (a *App) Entities(ctx context.Context, id clip.ID) ([]string, error) {
	ids, err := a.library.IDs(ctx, clip.Query{Stories: []clip.ID{id}, Order: clip.Newest, Limit: entityClips})
	if err != nil {
		return nil, err
	}
	clips, err := a.library.Clips(ctx, ids)
	if err != nil {
		return nil, err
	}
	texts, err := a.library.Texts(ctx, ids)
	if err != nil {
		return nil, err
	}
	documents := make([]story.Document, len(clips))
	for i := range clips {
		v := &clips[i].Version
		documents[i] = story.Document{ID: clips[i].ID, Title: v.Title, Text: texts[clips[i].ID], Outlet: v.Outlet, Lang: v.Lang}
	}
	return story.Entities(documents), nil
}

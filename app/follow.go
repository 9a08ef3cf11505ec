package app

import (
	"context"
	"fmt"
	"time"

	"newsclip/clip"
	"newsclip/clip/store"
	"newsclip/clip/story"
)

// follow brings the index and the grouping, when it stands, up to the journal.
// The caller holds changing.
func (a *App) follow(ctx context.Context) error {
	if err := a.followGrouping(ctx); err != nil {
		return fmt.Errorf("update stories: %w", err)
	}
	return a.followIndex(ctx)
}

// followGrouping tells the grouping what changed, and the library what it then
// knows of copies.
func (a *App) followGrouping(ctx context.Context) error {
	for a.grouper != nil {
		entries, err := a.library.Journal(ctx, a.grouped, followBatch)
		if err != nil || len(entries) == 0 {
			return err
		}
		touched := clipsOf(entries)
		copies, err := a.regroupAll(ctx, touched)
		if err != nil {
			return err
		}
		for _, content := range touched {
			a.unsaved++
			if content {
				a.unsaved += statesPerText
			}
		}
		a.grouped = entries[len(entries)-1].Seq
		if a.grouper.Err() != nil { // its files were damaged; the store has all that they said
			a.dropGrouping()
			return nil
		}
		// A change is kept even if its copies cannot be noted (the disk is full):
		// that is done again after the next reading of what was saved before.
		if a.ReadOnly() == nil && a.library.NoteCopies(ctx, copies) != nil {
			a.dropGrouping()
			return ctx.Err()
		}
		a.saveGrouping(ctx, saveEvery)
	}
	return nil // it will be made of what the store holds by then
}

// regroupAll tells the grouping where clips stand now. Only a text that changed
// is read and analysed again; of those it returns what they are copies of.
func (a *App) regroupAll(ctx context.Context, touched map[clip.ID]bool) (copies []store.Copies, err error) {
	var stood []clip.ID
	for id, content := range touched {
		if !content {
			stood = append(stood, id)
			continue
		}
		if copies, err = a.regroup(ctx, id, copies); err != nil {
			return nil, err
		}
	}
	stories, err := a.library.StoriesOf(ctx, stood)
	if err != nil {
		return nil, err
	}
	var back []clip.ID // they were in the trash when the grouping was made
	for _, id := range stood {
		story, there := stories[id]
		switch {
		case !there:
			a.grouper.Rest(id)
		case !a.grouper.Move(id, story) && !a.grouper.Wake(id, story):
			back = append(back, id)
		}
	}
	if len(back) == 0 {
		return copies, nil
	}
	more, err := a.putSignatures(ctx, a.grouper, back...)
	return append(copies, more...), err
}

// regroup reads a clip and tells the grouping of it, and adds what it is a copy
// of.
func (a *App) regroup(ctx context.Context, id clip.ID, copies []store.Copies) ([]store.Copies, error) {
	c, err := a.library.Clip(ctx, id)
	if clip.KindOf(err) == clip.ErrNotFound || err == nil && !c.Trashed.IsZero() {
		a.grouper.Remove(id)
		return copies, nil
	}
	if err != nil {
		return nil, err
	}
	s := story.Sign(document(id, &c.Version))
	return append(copies, put(a.grouper, &s, c.Story)), nil
}

// put puts a clip into a grouping, and says of which others it has the text.
func put(grouper *story.Grouper, s *story.Signature, in clip.ID) store.Copies {
	grouper.Put(*s, in)
	return store.Copies{Clip: s.ID, Of: grouper.Overlapping(s)}
}

// clipsOf returns the clips that entries touch, and whether their content
// changed.
func clipsOf(entries []store.Entry) map[clip.ID]bool {
	touched := make(map[clip.ID]bool, len(entries))
	for _, entry := range entries {
		if entry.Clip != "" {
			touched[entry.Clip] = touched[entry.Clip] || entry.Content
		}
	}
	return touched
}

// dateOf is the date a clip is listed under: published, else captured.
func dateOf(c *clip.Clip) time.Time {
	if !c.Version.Published.IsZero() {
		return c.Version.Published.Time
	}
	return c.Captured
}

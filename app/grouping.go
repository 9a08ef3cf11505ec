package app

import (
	"context"
	"errors"
	"fmt"

	"newsclip/clip"
	"newsclip/clip/store"
	"newsclip/clip/story"
)

// The grouping lives in memory and is made of the signatures that the store
// keeps. In a large library that takes seconds, so nothing waits for it but
// what places or moves clips: it is made when first needed, or ahead by Warm.
// It is read without changing held, so that changes go on meanwhile; what they
// did is caught up with from the journal.

// Warm makes ready what the first clip and the first search will need. It may
// take seconds, and may run beside anything else.
func (a *App) Warm(ctx context.Context) error {
	return errors.Join(a.index.Warm(ctx), a.needGrouping(ctx))
}

// needGrouping returns when the grouping stands. The caller does not hold
// changing.
func (a *App) needGrouping(ctx context.Context) error {
	a.restoring.Lock()
	defer a.restoring.Unlock()
	if a.hasGrouping() {
		return nil
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(a.open, cancel)()
	seq, err := a.library.Seq(ctx)
	if err != nil {
		return fmt.Errorf("read journal: %w", err)
	}
	grouper, err := a.restoreGrouping(ctx)
	if err != nil {
		return fmt.Errorf("restore grouping: %w", err)
	}
	a.changing.Lock()
	defer a.changing.Unlock()
	a.grouper, a.grouped = grouper, seq
	return a.followGrouping(ctx)
}

func (a *App) hasGrouping() bool {
	a.changing.Lock()
	defer a.changing.Unlock()
	return a.grouper != nil
}

// changeStories is change for what needs the grouping.
func (a *App) changeStories(ctx context.Context, f func() error) error {
	if err := a.needGrouping(ctx); err != nil {
		return err
	}
	return a.change(ctx, f)
}

func (a *App) restoreGrouping(ctx context.Context) (*story.Grouper, error) {
	grouper, err := a.linkedGrouper(ctx)
	if err != nil {
		return nil, err
	}
	made := map[clip.ID][]byte{}
	for kept, err := range a.library.Signatures(ctx) {
		if err != nil {
			return nil, err
		}
		signature, err := a.signature(ctx, kept, made)
		if err != nil {
			return nil, err
		}
		grouper.Restore(signature, kept.Story)
	}
	a.keepSignatures(ctx, made)
	return grouper, nil
}

// linkedGrouper returns an empty grouping that knows the corrections.
func (a *App) linkedGrouper(ctx context.Context) (*story.Grouper, error) {
	grouper, err := story.New(story.Options{})
	if err != nil {
		return nil, err
	}
	links, err := a.library.Links(ctx)
	if err != nil {
		return nil, err
	}
	for _, link := range links {
		tell(grouper, link)
	}
	return grouper, nil
}

// tell tells a grouping of a correction.
func tell(grouper *story.Grouper, link store.Link) {
	if link.Together {
		grouper.MustLink(link.A, link.B)
	} else {
		grouper.CannotLink(link.A, link.B)
	}
}

// madeAtOnce is how many signatures made anew are kept in one transaction; they
// are 3 KB each.
const madeAtOnce = 500

// signature decodes a kept signature; one of another version of the program
// is made anew from the clip, and noted in made.
func (a *App) signature(ctx context.Context, kept store.Signature, made map[clip.ID][]byte) (story.Signature, error) {
	var signature story.Signature
	if signature.UnmarshalBinary(kept.Data) == nil {
		return signature, nil
	}
	c, err := a.library.Clip(ctx, kept.Clip)
	if err != nil {
		return signature, err
	}
	signature = story.Sign(document(c.ID, &c.Version))
	if made[c.Version.ID], err = signature.MarshalBinary(); err != nil {
		return signature, err
	}
	if len(made) >= madeAtOnce {
		a.keepSignatures(ctx, made)
	}
	return signature, nil
}

// keepSignatures keeps signatures so that they need not be made again. That it
// fails is no matter: they are made again.
func (a *App) keepSignatures(ctx context.Context, made map[clip.ID][]byte) {
	if len(made) > 0 {
		_ = a.library.SetSignatures(ctx, made)
		clear(made)
	}
}

// document is what the grouping wants to know of a version.
func document(id clip.ID, v *clip.Version) story.Document {
	return story.Document{ID: id, Title: v.Title, Text: v.Body.Plain(), Outlet: v.Outlet,
		Lang: v.Lang, URL: v.URL, Date: v.Published.Time}
}

func (a *App) followGrouping(ctx context.Context) error {
	for a.grouper != nil {
		entries, err := a.library.Journal(ctx, a.grouped, followBatch)
		if err != nil || len(entries) == 0 {
			return err
		}
		if err := a.regroupAll(ctx, clipsOf(entries)); err != nil {
			return err
		}
		a.grouped = entries[len(entries)-1].Seq
	}
	return nil // it will be made of what the store holds by then
}

// regroupAll tells the grouping where clips stand now. Only a text that changed
// is read and analysed again.
func (a *App) regroupAll(ctx context.Context, touched map[clip.ID]bool) error {
	var stood []clip.ID
	for id, content := range touched {
		if !content {
			stood = append(stood, id)
		} else if err := a.regroup(ctx, id); err != nil {
			return err
		}
	}
	clips, err := a.library.Clips(ctx, stood)
	if err != nil {
		return err
	}
	there := make(map[clip.ID]bool, len(clips))
	for i := range clips {
		c := &clips[i]
		there[c.ID] = c.Trashed.IsZero()
		if there[c.ID] && !a.grouper.Move(c.ID, c.Story) { // it was in the trash
			if err := a.regroup(ctx, c.ID); err != nil {
				return err
			}
		}
	}
	for _, id := range stood {
		if !there[id] {
			a.grouper.Remove(id)
		}
	}
	return nil
}

// regroup reads a clip and tells the grouping of it.
func (a *App) regroup(ctx context.Context, id clip.ID) error {
	c, err := a.library.Clip(ctx, id)
	if clip.KindOf(err) == clip.ErrNotFound || err == nil && !c.Trashed.IsZero() {
		a.grouper.Remove(id)
		return nil
	}
	if err != nil {
		return err
	}
	a.grouper.Put(story.Sign(document(id, &c.Version)), c.Story)
	return nil
}

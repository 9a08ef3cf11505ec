package app

import (
	"context"
	"errors"
	"fmt"

	"newsclip/clip"
	"newsclip/clip/store"
	"newsclip/clip/story"
)

// The grouping is made of the signatures that the store keeps. In a large library
// that takes minutes, so its state is saved in a folder beside the index, with
// the number of the journal that it has reached; both can be lost at any time.
// Nothing waits for it but what places or moves clips: it is read, or made, when
// first needed, or ahead by Warm. That is done without changing held, so that
// changes go on meanwhile; what they did is caught up with from the journal.

// saveEvery is how much the grouping may have followed since it was saved, in
// texts. To follow so many again takes some seconds, to save a large grouping half
// a one, which no change of states alone is to wait for: statesPerText of their
// entries are followed in the time of one text.
const (
	saveEvery     = 5000
	saveAtClose   = 200 // a program that does one thing need not save for it
	statesPerText = 20
)

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
	grouper, seq, unsaved, err := a.loadGrouping(ctx)
	if err != nil {
		return fmt.Errorf("restore grouping: %w", err)
	}
	a.changing.Lock()
	defer a.changing.Unlock()
	a.adoptGrouping(grouper, seq, unsaved)
	if err := a.followGrouping(ctx); err != nil || !a.background {
		return err
	}
	a.changed() // what is a copy of what may be known only now
	return nil
}

// adoptGrouping begins to follow the journal from a number on. The caller holds
// changing.
func (a *App) adoptGrouping(grouper *story.Grouper, seq int64, unsaved int) {
	a.grouper, a.grouped, a.unsaved = grouper, seq, unsaved
	a.compared.Store(true)
}

// loadGrouping reads the grouping as it was saved, or makes it, and says how far
// it has come in the journal and what of that is not saved.
func (a *App) loadGrouping(ctx context.Context) (grouper *story.Grouper, seq int64, unsaved int, err error) {
	if seq, err = a.library.Seq(ctx); err != nil {
		return nil, 0, 0, err
	}
	grouper, mark, err := story.Load(story.Options{Dir: a.groupingDir})
	if err == nil {
		var saved int64
		if saved, err = a.marked(ctx, mark, seq); err == nil {
			return grouper, saved, 0, a.tellLinks(ctx, grouper)
		}
		err = errors.Join(err, grouper.Close())
	}
	if !errors.Is(err, story.ErrNoSnapshot) {
		return nil, 0, 0, err
	}
	grouper, err = a.restoreGrouping(ctx)
	return grouper, seq, int(seq) * statesPerText, err
}

// mark says which entry of the journal a saved grouping has reached: its number
// and its time, since another library put in the place of this one has other
// entries.
func (a *App) mark(ctx context.Context, seq int64) (string, error) {
	at, err := a.library.SeqTime(ctx, seq)
	return fmt.Sprint(seq, " ", at.UnixMilli()), err
}

// marked returns the entry that a mark names, ErrNoSnapshot when it is not of
// this library.
func (a *App) marked(ctx context.Context, mark string, last int64) (seq int64, err error) {
	if _, err := fmt.Sscan(mark, &seq); err != nil || seq > last {
		return 0, story.ErrNoSnapshot
	}
	if want, err := a.mark(ctx, seq); err != nil || want != mark {
		return 0, errors.Join(err, story.ErrNoSnapshot)
	}
	return seq, nil
}

// saveGrouping saves the grouping when it has followed so many texts, or as much
// else, since. That it fails is no matter: the next start takes longer. The caller
// holds changing.
func (a *App) saveGrouping(ctx context.Context, texts int) {
	if a.grouper == nil || a.unsaved < texts*statesPerText {
		return
	}
	if mark, err := a.mark(ctx, a.grouped); err == nil && a.grouper.Save(mark) == nil {
		a.unsaved = 0
	}
}

// place asks the grouping where a clip belongs. One whose files turn out to be
// damaged, or which was dropped since it was needed, is made anew. The caller
// holds changing.
func (a *App) place(ctx context.Context, signature story.Signature) (placement story.Placement, err error) {
	if a.grouper != nil {
		if placement = a.grouper.Place(signature); a.grouper.Err() == nil {
			return placement, nil
		}
		a.dropGrouping()
	}
	seq, err := a.library.Seq(ctx)
	if err != nil {
		return placement, err
	}
	grouper, err := a.restoreGrouping(ctx)
	if err != nil {
		return placement, fmt.Errorf("restore grouping: %w", err)
	}
	a.adoptGrouping(grouper, seq, int(seq)*statesPerText)
	return grouper.Place(signature), nil
}

// copiesKnown has the library know which clips are copies of each other, before a
// search asks for them. A window is not kept waiting for that: it answers by what
// is known, with the hint that is returned.
func (a *App) copiesKnown(ctx context.Context) (hint string, err error) {
	switch {
	case a.compared.Load(), a.ReadOnly() != nil:
		return "", nil
	case a.background:
		return "Texts are still being compared; until then copies may be missing.", nil
	}
	return "", a.needGrouping(ctx)
}

// dropGrouping forgets the grouping; it is made anew when next needed. The caller
// holds changing.
func (a *App) dropGrouping() {
	if a.grouper != nil {
		_ = a.grouper.Close() // nothing in it is needed any more
		a.grouper = nil
		a.compared.Store(false)
	}
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
	grouper, err := story.New(story.Options{Dir: a.groupingDir})
	if err != nil { // a disk that is full or read-only
		if grouper, err = story.New(story.Options{}); err != nil {
			return nil, err
		}
	}
	if err := a.tellLinks(ctx, grouper); err != nil {
		return nil, err
	}
	copies, err := a.putSignatures(ctx, grouper)
	if err == nil && a.ReadOnly() == nil {
		err = a.library.RenewCopies(ctx, copies)
	}
	return grouper, err
}

// putSignatures puts the kept signatures of clips into a grouping; of all, when
// none are given.
func (a *App) putSignatures(ctx context.Context, grouper *story.Grouper, ids ...clip.ID) (copies []store.Copies, err error) {
	made := map[clip.ID][]byte{}
	for kept, err := range a.library.Signatures(ctx, ids...) {
		if err != nil {
			return nil, err
		}
		signature, err := a.signature(ctx, kept, made)
		if err != nil {
			return nil, err
		}
		copies = append(copies, put(grouper, &signature, kept.Story))
	}
	a.keepSignatures(ctx, made)
	return copies, nil
}

// tellLinks tells a grouping of all corrections.
func (a *App) tellLinks(ctx context.Context, grouper *story.Grouper) error {
	links, err := a.library.Links(ctx)
	for _, link := range links {
		tell(grouper, link)
	}
	return err
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

package app

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"newsclip/clip"
	"newsclip/clip/store"
)

// TrashDays is how long the trash keeps a clip.
const TrashDays = 30

// OneStep has all that is done with the context that it returns be one step for
// Undo, as long as nobody does anything else meanwhile; action says what it is,
// to stand after "Undo". A step within a step is a part of the outer one.
func OneStep(ctx context.Context, action string) context.Context {
	if store.Stepped(ctx) {
		return ctx
	}
	return store.InStep(ctx, store.NewStep(action))
}

// organise runs one undoable change.
func (a *App) organise(ctx context.Context, action string, f func(*store.Change) error) error {
	return a.change(ctx, func() error { return a.library.Change(ctx, action, f) })
}

// states edits the state of each clip in one undoable change.
func (a *App) states(ctx context.Context, action string, ids []clip.ID, edit func(*clip.State)) error {
	return a.organise(ctx, action, func(c *store.Change) error {
		for _, id := range ids {
			if err := c.State(id, edit); err != nil {
				return err
			}
		}
		return nil
	})
}

// clipsPhrase returns "1 clip", "3 clips".
func clipsPhrase(n int) string {
	if n == 1 {
		return "1 clip"
	}
	return fmt.Sprintf("%d clips", n)
}

// Trash puts clips into the trash, where they stay for TrashDays.
func (a *App) Trash(ctx context.Context, ids ...clip.ID) error {
	now := a.clock()
	return a.states(ctx, "Delete "+clipsPhrase(len(ids)), ids, func(s *clip.State) { s.Trashed = now })
}

// Restore takes clips out of the trash.
func (a *App) Restore(ctx context.Context, ids ...clip.ID) error {
	return a.states(ctx, "Restore "+clipsPhrase(len(ids)), ids, func(s *clip.State) { s.Trashed = time.Time{} })
}

// expireTrash empties the trash of what has been there for TrashDays. Where that
// fails, the library opens all the same: the next start tries again, and a disk
// that cannot be written will be told of when it has to be.
//
// A clock that jumped years ahead must not empty the trash: where the last
// change lies further back than the trash keeps clips, nothing goes before
// there was another change and another start.
func (a *App) expireTrash(ctx context.Context) {
	before := a.clock().AddDate(0, 0, -TrashDays)
	if last, err := a.library.LastChange(ctx); err != nil || last.Before(before) {
		return
	}
	if due, err := a.library.TrashedBefore(ctx, before); err == nil && due {
		_, _ = a.EmptyTrash(ctx, before)
	}
}

// EmptyTrash removes for good what went into the trash before the time given;
// hashes and a deletion entry stay. It cannot be undone.
func (a *App) EmptyTrash(ctx context.Context, before time.Time) (n int, err error) {
	err = a.change(ctx, func() error {
		n, err = a.library.EmptyTrash(ctx, before)
		return err
	})
	return n, err
}

// SetRead marks clips read or unread; Undo does not take that back.
func (a *App) SetRead(ctx context.Context, read bool, ids ...clip.ID) error {
	return a.change(ctx, func() error { return a.library.SetRead(ctx, read, ids...) })
}

// SetStarred stars clips or takes the star away.
func (a *App) SetStarred(ctx context.Context, starred bool, ids ...clip.ID) error {
	return a.states(ctx, "Star "+clipsPhrase(len(ids)), ids, func(s *clip.State) { s.Starred = starred })
}

// SetNote replaces a clip's note.
func (a *App) SetNote(ctx context.Context, id clip.ID, note string) error {
	return a.states(ctx, "Note", []clip.ID{id}, func(s *clip.State) { s.Note = note })
}

// Tag adds and removes tags.
func (a *App) Tag(ctx context.Context, add, remove []string, ids ...clip.ID) error {
	return a.states(ctx, "Tag "+clipsPhrase(len(ids)), ids, func(s *clip.State) {
		for _, tag := range add {
			if tag = strings.TrimSpace(tag); tag != "" && !slices.Contains(s.Tags, tag) {
				s.Tags = append(s.Tags, tag)
			}
		}
		s.Tags = slices.DeleteFunc(s.Tags, func(tag string) bool { return slices.Contains(remove, tag) })
		slices.Sort(s.Tags)
	})
}

// File puts clips into a folder; what they are in already stays.
func (a *App) File(ctx context.Context, folder clip.ID, ids ...clip.ID) error {
	return a.states(ctx, "Put "+clipsPhrase(len(ids))+" in a folder", ids, func(s *clip.State) {
		s.Folders = withFolder(s.Folders, folder)
	})
}

// Unfile takes clips out of a folder.
func (a *App) Unfile(ctx context.Context, folder clip.ID, ids ...clip.ID) error {
	return a.states(ctx, "Take "+clipsPhrase(len(ids))+" out of a folder", ids, func(s *clip.State) {
		s.Folders = slices.DeleteFunc(s.Folders, func(id clip.ID) bool { return id == folder })
	})
}

// Spot is where clips are put in a folder that is arranged by hand: before all
// others unless it says otherwise.
type Spot = store.Spot

// Arrange puts clips of a folder in a spot among its others, in the order
// given.
func (a *App) Arrange(ctx context.Context, folder clip.ID, spot Spot, ids ...clip.ID) error {
	return a.organise(ctx, "Arrange "+clipsPhrase(len(ids)), func(c *store.Change) error { return c.Arrange(folder, spot, ids...) })
}

// Unarrange has the clips of a folder go by date again.
func (a *App) Unarrange(ctx context.Context, folder clip.ID) error {
	return a.organise(ctx, "Order a folder by date", func(c *store.Change) error { return c.Unarrange(folder) })
}

// Arranged reports whether a person arranged the clips of a folder.
func (a *App) Arranged(ctx context.Context, folder clip.ID) (bool, error) {
	return a.library.Arranged(ctx, folder)
}

// MakeFolder makes a folder below parent, at the top when that is empty.
func (a *App) MakeFolder(ctx context.Context, parent clip.ID, name string) (made clip.Folder, err error) {
	name, err = checkedName(name)
	if err != nil {
		return clip.Folder{}, err
	}
	err = a.organise(ctx, fmt.Sprintf("Make folder “%s”", name), func(c *store.Change) error {
		made, err = c.PutFolder(clip.Folder{Parent: parent, Name: name})
		return err
	})
	return made, err
}

// maxName is the longest name of a folder or story, in runes: a tree shows no
// more.
const maxName = 200

func checkedName(name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	switch n := len([]rune(name)); {
	case n == 0:
		return "", &clip.Error{Kind: clip.ErrInvalid, Message: "The name is empty.", Next: "Type a name."}
	case n > maxName:
		return "", &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("The name has %d characters.", n), Next: fmt.Sprintf("Use at most %d.", maxName)}
	}
	return name, nil
}

// ChangeFolder renames a folder or moves it below another parent.
func (a *App) ChangeFolder(ctx context.Context, folder clip.Folder) error {
	name, err := checkedName(folder.Name)
	if err != nil {
		return err
	}
	folder.Name = name
	return a.organise(ctx, fmt.Sprintf("Change folder “%s”", name), func(c *store.Change) error {
		_, err := c.PutFolder(folder)
		return err
	})
}

// DeleteFolder deletes a folder and those below it, never their clips.
func (a *App) DeleteFolder(ctx context.Context, id clip.ID) error {
	return a.organise(ctx, "Delete folder", func(c *store.Change) error { return c.DeleteFolder(id) })
}

// UseVersion makes one of a clip's versions its current one.
func (a *App) UseVersion(ctx context.Context, id, version clip.ID) error {
	return a.states(ctx, "Use another version", []clip.ID{id}, func(s *clip.State) { s.Current = version })
}

// Undo takes the last change back and says what it was.
func (a *App) Undo(ctx context.Context) (action string, err error) {
	return a.replay(ctx, a.library.Undo)
}

// Redo makes the change that was undone last again.
func (a *App) Redo(ctx context.Context) (action string, err error) {
	return a.replay(ctx, a.library.Redo)
}

func (a *App) replay(ctx context.Context, do func(context.Context) (string, error)) (action string, err error) {
	err = a.change(ctx, func() error {
		before, err := a.library.Links(ctx)
		if err != nil {
			return err
		}
		if action, err = do(ctx); err != nil {
			return err
		}
		if err := a.relearn(ctx, before); err != nil {
			return err
		}
		return a.nameMoved(ctx)
	})
	return action, err
}

// relearn tells the grouping anew what corrections taught, if that is not what
// it was. The caller holds changing.
func (a *App) relearn(ctx context.Context, before []store.Link) error {
	after, err := a.library.Links(ctx)
	if err != nil || a.grouper == nil || slices.Equal(before, after) {
		return err
	}
	a.grouper.Unlink()
	for _, link := range after {
		tell(a.grouper, link)
	}
	times := map[store.Link]int{}
	for _, link := range slices.Concat(before, after) {
		times[link]++
	}
	for link, n := range times {
		if n == 1 { // it came or went
			a.offering.tell(a.grouper.StoryOf(link.A), a.grouper.StoryOf(link.B))
		}
	}
	return nil
}

// nameMoved names anew the stories between which clips have moved since the
// grouping last looked. The caller holds changing.
func (a *App) nameMoved(ctx context.Context) error {
	if a.grouper == nil {
		return nil
	}
	touched := map[clip.ID]bool{}
	for seq := a.grouped; ; {
		entries, err := a.library.Journal(ctx, seq, followBatch)
		if err != nil {
			return err
		}
		if len(entries) == 0 {
			return a.afterMove(ctx, nil, touched)
		}
		stories, err := a.library.StoriesOf(ctx, slices.Collect(maps.Keys(clipsOf(entries))))
		if err != nil {
			return err
		}
		for id, story := range stories {
			if was := a.grouper.StoryOf(id); was != "" && was != story {
				touched[was], touched[story] = true, true
			}
		}
		seq = entries[len(entries)-1].Seq
	}
}

// Undoable returns what Undo and Redo would do; empty: nothing.
func (a *App) Undoable(ctx context.Context) (undo, redo string, err error) {
	return a.library.Undoable(ctx)
}

package app

import (
	"context"
	"fmt"
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

// MoveToStory puts clips into a story and pins them there: grouping never
// moves them again. It remembers that they belong with the story's clips.
func (a *App) MoveToStory(ctx context.Context, to clip.ID, ids ...clip.ID) error {
	return a.changeStories(ctx, func() error {
		return a.moveToStory(ctx, "Move "+clipsPhrase(len(ids)), to, ids, nil)
	})
}

// moveToStory moves clips; first, in the same step, it makes the story when
// made is set.
func (a *App) moveToStory(ctx context.Context, action string, to clip.ID, ids []clip.ID, made *clip.Story) error {
	links, err := a.moveLinks(ctx, to, ids)
	if err != nil {
		return err
	}
	touched := map[clip.ID]bool{to: true}
	err = a.library.Change(ctx, action, func(c *store.Change) error {
		if made != nil {
			if _, err := c.PutStory(*made); err != nil {
				return err
			}
		}
		for _, id := range ids {
			if err := c.State(id, func(s *clip.State) { touched[s.Story] = true; s.Story, s.Pinned = to, true }); err != nil {
				return err
			}
		}
		for _, link := range links {
			if err := c.Link(link.A, link.B, link.Together); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return a.afterMove(ctx, links, touched)
}

// afterMove tells the grouping of new links and names the stories anew.
func (a *App) afterMove(ctx context.Context, links []store.Link, touched map[clip.ID]bool) error {
	for _, link := range links {
		tell(a.grouper, link)
	}
	for id := range touched {
		if err := a.nameStory(ctx, id); err != nil && clip.KindOf(err) != clip.ErrNotFound {
			return err
		}
	}
	return nil
}

// linksPerMove bounds the links that one moved clip leaves behind on each
// side: the nearest few say what all would.
const linksPerMove = 3

// moveLinks returns what a move teaches: together with clips of the new story,
// apart from those that stay behind in the old one.
func (a *App) moveLinks(ctx context.Context, to clip.ID, ids []clip.ID) ([]store.Link, error) {
	there, err := a.library.IDs(ctx, clip.Query{Stories: []clip.ID{to}, Limit: linksPerMove})
	if err != nil {
		return nil, err
	}
	var links []store.Link
	for _, id := range ids {
		moved, err := a.library.Clip(ctx, id)
		if err != nil {
			return nil, err
		}
		if moved.Story == to {
			continue
		}
		for _, other := range there {
			links = append(links, store.Link{A: id, B: other, Together: true})
		}
		left, err := a.library.IDs(ctx, clip.Query{Stories: []clip.ID{moved.Story}, Limit: linksPerMove + len(ids)})
		if err != nil {
			return nil, err
		}
		left = slices.DeleteFunc(left, func(other clip.ID) bool { return slices.Contains(ids, other) })
		for _, other := range left[:min(linksPerMove, len(left))] {
			links = append(links, store.Link{A: id, B: other})
		}
	}
	return links, nil
}

// SplitStory moves clips into a new story of their own; an empty name lets the
// clips suggest one.
func (a *App) SplitStory(ctx context.Context, name string, ids ...clip.ID) (made clip.Story, err error) {
	name = strings.TrimSpace(name)
	made = clip.Story{ID: clip.NewID(), Name: name, Named: name != ""}
	err = a.changeStories(ctx, func() error {
		if made.Name == "" {
			made.Name = "New story"
		}
		return a.moveToStory(ctx, "Split story", made.ID, ids, &made)
	})
	if err != nil {
		return made, err
	}
	return a.library.Story(ctx, made.ID)
}

// MergeStories moves every clip of the story from into the story to.
func (a *App) MergeStories(ctx context.Context, from, to clip.ID) error {
	if from == to {
		return &clip.Error{Kind: clip.ErrInvalid, Message: "A story cannot be merged with itself.", Next: "Choose another story."}
	}
	return a.changeStories(ctx, func() error {
		ids, err := a.library.IDs(ctx, clip.Query{Stories: []clip.ID{from}})
		if err != nil {
			return err
		}
		return a.moveToStory(ctx, "Merge stories", to, ids, nil)
	})
}

// RenameStory gives a story a name that grouping never changes.
func (a *App) RenameStory(ctx context.Context, id clip.ID, name string) error {
	name, err := checkedName(name)
	if err != nil {
		return err
	}
	return a.organise(ctx, fmt.Sprintf("Rename story to “%s”", name), func(c *store.Change) error {
		_, err := c.PutStory(clip.Story{ID: id, Name: name, Named: true})
		return err
	})
}

// Pin keeps clips where they are, or lets grouping decide again.
func (a *App) Pin(ctx context.Context, pinned bool, ids ...clip.ID) error {
	return a.states(ctx, "Pin "+clipsPhrase(len(ids)), ids, func(s *clip.State) { s.Pinned = pinned })
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
		return a.forgetLinks(ctx, before)
	})
	return action, err
}

// forgetLinks has the grouping made anew when next needed if what corrections
// taught is not what it was: a grouping cannot unlearn. The caller holds
// changing.
func (a *App) forgetLinks(ctx context.Context, before []store.Link) error {
	after, err := a.library.Links(ctx)
	if err == nil && !slices.Equal(before, after) {
		a.grouper = nil
	}
	return err
}

// Undoable returns what Undo and Redo would do; empty: nothing.
func (a *App) Undoable(ctx context.Context) (undo, redo string, err error) {
	return a.library.Undoable(ctx)
}

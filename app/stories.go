package app

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/store"
)

// A person's corrections of stories. Each is one step for Undo; what it teaches
// is remembered as links: clips that belong together, and clips that do not.
// Grouping never undoes one.

// MoveToStory puts clips into a story and pins them there: grouping never
// moves them again. It remembers that they belong with the story's clips.
func (a *App) MoveToStory(ctx context.Context, to clip.ID, ids ...clip.ID) error {
	return a.changeStories(ctx, func() error {
		if _, err := a.library.Story(ctx, to); err != nil {
			return err
		}
		return a.moveToStories(ctx, "Move "+clipsPhrase(len(ids)), []transfer{{to: clip.Story{ID: to}, ids: ids}})
	})
}

// SplitStory moves clips into a new story of their own; an empty name lets the
// clips suggest one.
func (a *App) SplitStory(ctx context.Context, name string, ids ...clip.ID) (made clip.Story, err error) {
	if made, err = newStory(name); err != nil {
		return made, err
	}
	err = a.changeStories(ctx, func() error {
		return a.moveToStories(ctx, "Split story", []transfer{{to: made, fresh: true, ids: ids}})
	})
	if err != nil {
		return made, err
	}
	return a.library.Story(ctx, made.ID)
}

// NotSameStory takes clips out of their stories: each gets one of its own, and
// stays apart from those it was with.
func (a *App) NotSameStory(ctx context.Context, ids ...clip.ID) error {
	var all []transfer
	for _, id := range ids {
		made, err := newStory("")
		if err != nil {
			return err
		}
		all = append(all, transfer{to: made, fresh: true, ids: []clip.ID{id}})
	}
	return a.changeStories(ctx, func() error {
		return a.moveToStories(ctx, "Take "+clipsPhrase(len(ids))+" out of the story", all)
	})
}

// MergeStories moves every clip of the story from into the story to.
func (a *App) MergeStories(ctx context.Context, from, to clip.ID) error {
	if from == to {
		return &clip.Error{Kind: clip.ErrInvalid, Message: "A story cannot be merged with itself.", Next: "Choose another story."}
	}
	return a.changeStories(ctx, func() error {
		if _, err := a.library.Story(ctx, to); err != nil {
			return err
		}
		ids, err := a.library.IDs(ctx, clip.Query{Stories: []clip.ID{from}})
		if err != nil {
			return err
		}
		return a.moveToStories(ctx, "Merge stories", []transfer{{to: clip.Story{ID: to}, ids: ids}})
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
	action := "Pin "
	if !pinned {
		action = "Unpin "
	}
	return a.states(ctx, action+clipsPhrase(len(ids)), ids, func(s *clip.State) { s.Pinned = pinned })
}

// newStory returns a story to be made; without a name its clips will name it.
func newStory(name string) (clip.Story, error) {
	if strings.TrimSpace(name) == "" {
		return clip.Story{ID: clip.NewID(), Name: "New story"}, nil
	}
	name, err := checkedName(name)
	return clip.Story{ID: clip.NewID(), Name: name, Named: true}, err
}

// transfer is clips on their way to a story, which is made if it is fresh.
type transfer struct {
	to    clip.Story
	fresh bool
	ids   []clip.ID
}

// moveToStories moves clips in one step. The caller holds changing.
func (a *App) moveToStories(ctx context.Context, action string, all []transfer) error {
	links, err := a.moveLinks(ctx, all)
	if err != nil {
		return err
	}
	touched, err := a.touched(ctx, all)
	if err != nil {
		return err
	}
	err = a.library.Change(ctx, action, func(c *store.Change) error {
		// Their names follow from their clips; Undo puts back those of before.
		for _, s := range touched {
			if _, err := c.PutStory(s); err != nil {
				return err
			}
		}
		for _, t := range all {
			if err := t.move(c); err != nil {
				return err
			}
		}
		return putLinks(c, links)
	})
	if err != nil {
		return err
	}
	ids := map[clip.ID]bool{}
	for _, s := range touched {
		ids[s.ID] = true
	}
	return a.afterMove(ctx, links, ids)
}

// touched returns the stories that clips leave and go to.
func (a *App) touched(ctx context.Context, all []transfer) (out []clip.Story, err error) {
	seen := map[clip.ID]bool{}
	for _, t := range all {
		clips, err := a.library.Clips(ctx, t.ids)
		if err != nil {
			return nil, err
		}
		if t.fresh {
			out = append(out, t.to)
			seen[t.to.ID] = true
		}
		for _, id := range append([]clip.ID{t.to.ID}, slices.Sorted(maps.Keys(byStory(clips)))...) {
			if seen[id] {
				continue
			}
			seen[id] = true
			story, err := a.library.Story(ctx, id)
			if err != nil {
				return nil, err
			}
			out = append(out, story)
		}
	}
	return out, nil
}

func (t *transfer) move(c *store.Change) error {
	for _, id := range t.ids {
		if err := c.State(id, func(s *clip.State) { s.Story, s.Pinned = t.to.ID, true }); err != nil {
			return err
		}
	}
	return nil
}

func putLinks(c *store.Change, links []store.Link) error {
	for _, link := range links {
		if err := c.Link(link.A, link.B, link.Together); err != nil {
			return err
		}
	}
	return nil
}

// afterMove tells the grouping of new links and names the stories anew.
func (a *App) afterMove(ctx context.Context, links []store.Link, touched map[clip.ID]bool) error {
	for _, link := range links {
		if a.grouper != nil { // else it will read them
			tell(a.grouper, link)
		}
	}
	return a.nameStories(ctx, slices.Collect(maps.Keys(touched))...)
}

// nameStories gives stories the names that their clips suggest, but for those
// that a person named. The caller holds changing.
func (a *App) nameStories(ctx context.Context, ids ...clip.ID) error {
	if err := a.followGrouping(ctx); err != nil || a.grouper == nil {
		return err
	}
	names := map[clip.ID]string{}
	for _, id := range ids {
		current, err := a.library.Story(ctx, id)
		switch {
		case clip.KindOf(err) == clip.ErrNotFound, current.Named:
			continue
		case err != nil:
			return err
		}
		if name := a.grouper.Name(id, current.Name); name != "" && name != current.Name {
			names[id] = name
		}
	}
	return a.library.NameStories(ctx, names)
}

// linksPerMove bounds the links that one moved clip leaves behind on each
// side: the newest few say what all would.
const linksPerMove = 3

// moveLinks returns what moves teach: together with clips of the new story,
// apart from those that stay behind in the old one. What was taught before and
// says the opposite is turned round.
func (a *App) moveLinks(ctx context.Context, all []transfer) ([]store.Link, error) {
	taught, err := a.library.Links(ctx)
	if err != nil {
		return nil, err
	}
	var links []store.Link
	for _, t := range all {
		clips, err := a.library.Clips(ctx, t.ids)
		if err != nil {
			return nil, err
		}
		there, err := a.library.IDs(ctx, clip.Query{Stories: []clip.ID{t.to.ID}})
		if err != nil {
			return nil, err
		}
		for from, ids := range byStory(clips) {
			if from == t.to.ID {
				continue
			}
			left, err := a.library.IDs(ctx, clip.Query{Stories: []clip.ID{from}})
			if err != nil {
				return nil, err
			}
			left = slices.DeleteFunc(left, func(id clip.ID) bool { return slices.Contains(ids, id) })
			links = append(links, linksTo(ids, there, true, taught)...)
			links = append(links, linksTo(ids, left, false, taught)...)
		}
	}
	return links, nil
}

func byStory(clips []clip.Clip) map[clip.ID][]clip.ID {
	out := map[clip.ID][]clip.ID{}
	for i := range clips {
		out[clips[i].Story] = append(out[clips[i].Story], clips[i].ID)
	}
	return out
}

// linksTo links clips with the newest of others, and with those of them with
// which they are linked the other way.
func linksTo(ids, others []clip.ID, together bool, taught []store.Link) (out []store.Link) {
	for _, id := range ids {
		for _, other := range others[:min(linksPerMove, len(others))] {
			out = append(out, store.Link{A: id, B: other, Together: together})
		}
	}
	moved, there := setOf(ids), setOf(others)
	for _, link := range taught {
		crosses := moved[link.A] && there[link.B] || moved[link.B] && there[link.A]
		if crosses && link.Together != together {
			out = append(out, store.Link{A: link.A, B: link.B, Together: together})
		}
	}
	return out
}

func setOf(ids []clip.ID) map[clip.ID]bool {
	out := make(map[clip.ID]bool, len(ids))
	for _, id := range ids {
		out[id] = true
	}
	return out
}

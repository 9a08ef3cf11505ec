package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"newsclip/clip"
	"newsclip/clip/store"
	"newsclip/clip/story"
)

// Regrouping is what placing all clips anew would change. Pinned clips stay,
// and what people put together or parted stays so.
type Regrouping struct {
	Clips int // that were placed
	Moves []Regrouped
}

// Regrouped is clips that would go from one story to another.
type Regrouped struct {
	From, To clip.Story // To.ID is new, and its name empty, when they would have one of their own
	Clips    []clip.Clip
}

// Regroup places all clips anew, in the order of their dates, and says what
// that would change. It changes nothing.
func (a *App) Regroup(ctx context.Context, progress func(done, total int)) (Regrouping, error) {
	placed, stories, err := a.placeAnew(ctx, progress)
	if err != nil {
		return Regrouping{}, err
	}
	out := Regrouping{Clips: len(placed)}
	type way struct{ from, to clip.ID }
	at := map[way]int{}
	for _, p := range placed {
		if p.from == p.to {
			continue
		}
		w := way{p.from, p.to}
		if _, ok := at[w]; !ok {
			at[w] = len(out.Moves)
			out.Moves = append(out.Moves, Regrouped{From: stories[p.from], To: cmp.Or(stories[p.to], clip.Story{ID: p.to})})
		}
		c, err := a.library.Clip(ctx, p.id)
		if err != nil {
			return out, err
		}
		out.Moves[at[w]].Clips = append(out.Moves[at[w]].Clips, c)
	}
	slices.SortStableFunc(out.Moves, func(a, b Regrouped) int { return cmp.Compare(len(b.Clips), len(a.Clips)) })
	return out, nil
}

// ApplyRegrouping does what Regroup found, in one step. What has changed since
// stays as it is: a clip that is pinned or elsewhere now is left alone.
func (a *App) ApplyRegrouping(ctx context.Context, r Regrouping) error {
	return a.changeStories(ctx, func() error {
		touched := map[clip.ID]bool{}
		err := a.library.Change(ctx, "Regroup", func(c *store.Change) error {
			for i := range r.Moves {
				if err := applyMove(c, &r.Moves[i], touched); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		return a.afterMove(ctx, nil, touched)
	})
}

func applyMove(c *store.Change, m *Regrouped, touched map[clip.ID]bool) error {
	if m.To.Name == "" {
		if _, err := c.PutStory(clip.Story{ID: m.To.ID, Name: m.Clips[0].Version.Title}); err != nil {
			return err
		}
	}
	for _, moved := range m.Clips {
		err := c.State(moved.ID, func(s *clip.State) {
			if s.Story == m.From.ID && !s.Pinned {
				touched[m.From.ID], touched[m.To.ID] = true, true
				s.Story = m.To.ID
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// anew is where a clip was and would be.
type anew struct{ id, from, to clip.ID }

// placeAnew places all clips in the order of their dates. A story keeps its id
// with the first of its clips that is not drawn into another.
func (a *App) placeAnew(ctx context.Context, progress func(done, total int)) ([]anew, map[clip.ID]clip.Story, error) {
	scratch, err := NewGrouping(nil)
	if err != nil {
		return nil, nil, err
	}
	defer scratch.Close()
	grouper := scratch.grouper
	if err := a.tellLinks(ctx, grouper); err != nil {
		return nil, nil, err
	}
	pinned, stories, err := a.fixed(ctx)
	if err != nil {
		return nil, nil, err
	}
	counts, err := a.library.Counts(ctx)
	if err != nil {
		return nil, nil, err
	}
	pass := regrouping{app: a, grouper: grouper, pinned: pinned, taken: map[clip.ID]bool{}, made: map[clip.ID][]byte{},
		told: func(done int) {
			if progress != nil {
				progress(done, counts.All)
			}
		}}
	// First what stays whatever comes: it says which clips may not join it.
	for _, fixed := range []bool{true, false} {
		if err := pass.run(ctx, fixed); err != nil {
			return nil, nil, err
		}
	}
	a.keepSignatures(ctx, pass.made)
	return pass.placed, stories, grouper.Err()
}

// regrouping is a placing anew under way.
type regrouping struct {
	app     *App
	grouper *story.Grouper
	pinned  map[clip.ID]bool
	taken   map[clip.ID]bool // stories that have clips
	made    map[clip.ID][]byte
	placed  []anew
	told    func(done int)
}

// run places the pinned clips, or all others.
func (r *regrouping) run(ctx context.Context, pinned bool) error {
	if pinned && len(r.pinned) == 0 {
		return nil
	}
	for kept, err := range r.app.library.Signatures(ctx) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if r.pinned[kept.Clip] != pinned {
			continue
		}
		signature, err := r.app.signature(ctx, kept, r.made)
		if err != nil {
			return err
		}
		to := kept.Story
		if !pinned {
			to = newPlace(r.grouper, &signature, kept.Story, r.taken)
		}
		r.taken[to] = true
		r.grouper.Put(signature, to)
		r.placed = append(r.placed, anew{kept.Clip, kept.Story, to})
		r.told(len(r.placed))
	}
	return nil
}

// newPlace is the story that a clip would join; else its own, or, where other
// clips have that already, a new one.
func newPlace(grouper *story.Grouper, s *story.Signature, own clip.ID, taken map[clip.ID]bool) clip.ID {
	if p := grouper.Place(*s); p.Story != "" {
		return p.Story
	}
	if taken[own] {
		return clip.NewID()
	}
	return own
}

// fixed returns the pinned clips and all stories.
func (a *App) fixed(ctx context.Context) (pinned map[clip.ID]bool, stories map[clip.ID]clip.Story, err error) {
	ids, err := a.library.Pinned(ctx)
	if err != nil {
		return nil, nil, err
	}
	pinned = map[clip.ID]bool{}
	for _, id := range ids {
		pinned[id] = true
	}
	all, err := a.library.Stories(ctx, 1)
	if err != nil {
		return nil, nil, fmt.Errorf("read stories: %w", err)
	}
	stories = map[clip.ID]clip.Story{}
	for _, s := range all {
		stories[s.ID] = s
	}
	return pinned, stories, nil
}

package app

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"newsclip/clip"
	"newsclip/clip/store"
	"newsclip/clip/story"
)

// Stories that look like one by now are offered, never joined: a person merges
// them or declines, and either is remembered and can be undone. Which are asked
// about is bounded, so that it costs no more in a large library: at first the
// latest stories, then those that clips have come to.

// Bounds of looking for offers.
const (
	offersAtFirst = 1000 // stories; some 5 ms each
	offersAtOnce  = 1000
	offersShown   = 50 // pairs; whoever has gone through them gets the next
)

// offering is what is known of offers.
type offering struct {
	mutex   sync.Mutex // one goroutine looks
	begun   bool
	seq     int64 // journal number up to which clips were looked at
	waiting []clip.ID
	found   []story.Offer
	// told are stories that corrections or their undoing touched.
	telling sync.Mutex
	told    map[clip.ID]bool
}

// tell has stories asked about again.
func (o *offering) tell(stories ...clip.ID) {
	o.telling.Lock()
	defer o.telling.Unlock()
	if o.told == nil {
		o.told = map[clip.ID]bool{}
	}
	for _, id := range stories {
		o.told[id] = id != ""
	}
}

func (o *offering) heard() (stories []clip.ID) {
	o.telling.Lock()
	defer o.telling.Unlock()
	for id := range o.told {
		stories = append(stories, id)
	}
	o.told = nil
	slices.Sort(stories)
	return stories
}

// Offered is two stories that look like one.
type Offered struct {
	From, To Coverage // To has the more clips
	// Chance, 0 to 1, is that the clips of either would join the other.
	Chance float64
	// Clip is one of From, and Alike a clip of To with what the two share.
	Clip  clip.Clip
	Alike Alike
}

// Offers returns the stories that look like one, the likeliest first. It may
// take seconds the first time, and may run beside anything else.
func (a *App) Offers(ctx context.Context) ([]Offered, error) {
	if err := a.needGrouping(ctx); err != nil {
		return nil, err
	}
	a.offering.mutex.Lock()
	defer a.offering.mutex.Unlock()
	if err := a.askedAbout(ctx); err != nil {
		return nil, err
	}
	if err := a.lookForOffers(ctx); err != nil {
		return nil, err
	}
	var out []Offered
	for i := range a.offering.found[:min(offersShown, len(a.offering.found))] {
		o, err := a.offered(ctx, &a.offering.found[i])
		if clip.KindOf(err) == clip.ErrNotFound { // it went meanwhile
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

// askedAbout adds to the stories that wait for being asked about.
func (a *App) askedAbout(ctx context.Context) error {
	o := &a.offering
	seq, err := a.library.Seq(ctx)
	if err != nil {
		return err
	}
	if !o.begun {
		latest, err := a.library.Stories(ctx, 1)
		if err != nil {
			return err
		}
		for _, s := range latest[:min(offersAtFirst, len(latest))] {
			o.waiting = append(o.waiting, s.ID)
		}
		o.begun, o.seq = true, seq
	}
	touched := o.heard()
	for o.seq < seq {
		entries, err := a.library.Journal(ctx, o.seq, followBatch)
		if err != nil {
			return err
		}
		if len(entries) == 0 {
			break
		}
		o.seq = entries[len(entries)-1].Seq
		touched = append(touched, a.storiesOf(entries)...)
	}
	for _, id := range touched {
		if id != "" && !slices.Contains(o.waiting, id) {
			o.waiting = append(o.waiting, id)
		}
	}
	return nil
}

// storiesOf returns the stories of the clips that entries touch.
func (a *App) storiesOf(entries []store.Entry) (out []clip.ID) {
	a.changing.Lock()
	defer a.changing.Unlock()
	if a.grouper == nil {
		return nil
	}
	for id := range clipsOf(entries) {
		out = append(out, a.grouper.StoryOf(id))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// lookForOffers drops the offers that hold no longer and asks about stories that
// wait. Others may change the library between two stories.
func (a *App) lookForOffers(ctx context.Context) error {
	o := &a.offering
	err := a.withGrouping(ctx, func(g *story.Grouper) {
		o.found = slices.DeleteFunc(o.found, func(offer story.Offer) bool {
			if g.Holds(&offer) {
				return false
			}
			o.waiting = append(o.waiting, offer.From, offer.To)
			return true
		})
	})
	for n := 0; err == nil && len(o.waiting) > 0 && n < offersAtOnce; n++ {
		id := o.waiting[0]
		o.waiting = o.waiting[1:]
		err = a.withGrouping(ctx, func(g *story.Grouper) { o.take(id, g.Offers(id)) })
	}
	return err
}

// withGrouping runs f with the grouping, while nobody changes it.
func (a *App) withGrouping(ctx context.Context, f func(*story.Grouper)) error {
	if err := cmp.Or(ctx.Err(), a.needGrouping(ctx)); err != nil {
		return err
	}
	a.changing.Lock()
	defer a.changing.Unlock()
	if a.grouper != nil {
		f(a.grouper)
	}
	return nil
}

// take puts what is offered of a story in the place of what was.
func (o *offering) take(id clip.ID, offers []story.Offer) {
	same := func(a, b *story.Offer) bool { return a.From == b.From && a.To == b.To }
	o.found = slices.DeleteFunc(o.found, func(old story.Offer) bool {
		return old.From == id || slices.ContainsFunc(offers, func(fresh story.Offer) bool { return same(&old, &fresh) })
	})
	o.found = append(o.found, offers...)
	slices.SortFunc(o.found, func(a, b story.Offer) int {
		return cmp.Or(cmp.Compare(b.Chance, a.Chance), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
}

// offered reads what a person wants to see of an offer.
func (a *App) offered(ctx context.Context, o *story.Offer) (out Offered, err error) {
	out.Chance = o.Chance
	if out.From, err = a.Coverage(ctx, o.From, clip.Oldest); err != nil {
		return out, err
	}
	if out.To, err = a.Coverage(ctx, o.To, clip.Oldest); err != nil {
		return out, err
	}
	if out.Clip, err = a.library.Clip(ctx, o.FromClip); err != nil {
		return out, err
	}
	var near []story.Likeness
	own := story.Sign(document(out.Clip.ID, &out.Clip.Version))
	err = a.withGrouping(ctx, func(g *story.Grouper) {
		if likeness, ok := g.Alike(own, o.ToClip); ok {
			near = append(near, likeness)
		}
	})
	if err != nil {
		return out, err
	}
	alike, err := a.alike(ctx, &out.Clip, near)
	if len(alike) > 0 {
		out.Alike = alike[0]
	}
	return out, err
}

// KeepApart remembers that two stories are two: they are not offered as one
// again.
func (a *App) KeepApart(ctx context.Context, one, other clip.ID) error {
	if one == other {
		return &clip.Error{Kind: clip.ErrInvalid, Message: "A story cannot be kept apart from itself.", Next: "Name two stories."}
	}
	return a.changeStories(ctx, func() error {
		newest := func(id clip.ID) ([]clip.ID, error) {
			if _, err := a.library.Story(ctx, id); err != nil {
				return nil, err
			}
			return a.library.IDs(ctx, clip.Query{Stories: []clip.ID{id}})
		}
		ids, err := newest(one)
		if err != nil {
			return err
		}
		others, err := newest(other)
		if err != nil {
			return err
		}
		links := linksTo(ids[:min(linksPerMove, len(ids))], others, false, nil)
		if err := a.library.Change(ctx, "Keep two stories apart", func(c *store.Change) error { return putLinks(c, links) }); err != nil {
			return err
		}
		return a.afterMove(ctx, links, nil)
	})
}

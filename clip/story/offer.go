package story

import (
	"cmp"
	"slices"

	"newsclip/clip"
)

// An Offer is two stories that look like one by now: more clips have come since
// theirs were placed, or none of them was quite like enough. Whether they are
// one, a person says.
type Offer struct {
	From, To clip.ID // To is the larger
	// Chance, 0 to 1, is that the clips of one would join the other if they came
	// last and their own story were not there: the mean over its clips, and the
	// less likely of the two ways. Both ways must be likely: on the stream of
	// TestOffersOnStream that is right more often than their mean.
	Chance float64
	// FromClip and ToClip are the clips of the two that are most like each other.
	FromClip, ToClip clip.ID
	clips            [2]int // that From and To had
}

// Bounds of looking for offers: the cost of a story is that of placing so many
// clips.
const (
	offerProbes = 4    // clips of a story that are asked of
	offerChance = 0.45 // from which two stories are offered, see TestOffersOnStream
	maxOffers   = 3    // of one story
)

// Offers returns the stories that a story may be one with, the likeliest first.
// It records nothing.
func (g *Grouper) Offers(id clip.ID) []Offer { return g.offers(id, offerChance) }

// Holds reports whether an offer is one still: both stories have as many clips
// as they had, and no person has parted them.
func (g *Grouper) Holds(o *Offer) bool {
	from, to := g.stories[o.From], g.stories[o.To]
	return from != nil && to != nil && o.clips == [2]int{len(from.documents), len(to.documents)} && !g.partedStories(from, to)
}

func (g *Grouper) offers(id clip.ID, least float64) []Offer {
	own := g.stories[id]
	if own == nil {
		return nil
	}
	var out []Offer
	for to, chance := range g.wouldJoin(own) {
		if chance < least || g.partedStories(own, to) {
			continue
		}
		if back := g.wouldJoin(to)[own]; back >= least {
			out = append(out, g.offer(own, to, min(chance, back)))
		}
	}
	slices.SortFunc(out, func(a, b Offer) int {
		return cmp.Or(cmp.Compare(b.Chance, a.Chance), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return out[:min(maxOffers, len(out))]
}

// wouldJoin returns the mean chance with which a story's clips would join each
// other story if their own were not there.
func (g *Grouper) wouldJoin(own *group) map[*group]float64 {
	for _, d := range own.documents { // so that the index passes over them
		g.index.remove(d)
	}
	defer func() {
		for _, d := range own.documents {
			g.index.days[d.number] = d.day
		}
	}()
	out := map[*group]float64{}
	probes := probesOf(own.documents)
	for _, d := range probes {
		g.turn++
		g.look(d)
		near := g.sameLanguage(d, g.index.nearest(d))
		for _, c := range g.vocabulary.candidates(d, near, g) {
			out[c.story] += g.model.Score(c.features[:]) / float64(len(probes))
		}
	}
	return out
}

// probesOf returns the clips that speak for a story: its first and its last by
// date, and between them.
func probesOf(documents []*document) []*document {
	if len(documents) <= offerProbes {
		return documents
	}
	byDay := slices.Clone(documents)
	slices.SortFunc(byDay, func(a, b *document) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.id, b.id))
	})
	var out []*document
	for i := range offerProbes {
		out = append(out, byDay[i*(len(byDay)-1)/(offerProbes-1)])
	}
	return out
}

// partedStories reports whether a person parted a clip of one story from one of
// the other.
func (g *Grouper) partedStories(a, b *group) bool {
	for _, d := range a.documents {
		if g.forbidden(d.id, b) {
			return true
		}
	}
	return false
}

// offer says what two stories have in common: the two clips most like each
// other, of those that speak for them.
func (g *Grouper) offer(a, b *group, chance float64) Offer {
	if len(a.documents) > len(b.documents) || len(a.documents) == len(b.documents) && a.id > b.id {
		a, b = b, a
	}
	g.turn++
	o := Offer{From: a.id, To: b.id, Chance: chance, clips: [2]int{len(a.documents), len(b.documents)}}
	best := -1.0
	for _, d := range probesOf(a.documents) {
		for _, other := range probesOf(b.documents) {
			if like := g.look(d).all.dot(g.look(other).all); like > best {
				best, o.FromClip, o.ToClip = like, d.id, other.id
			}
		}
	}
	return o
}

// Alike says what a clip has in common with another, both of the grouping; own
// is the first one's signature, made of its text.
func (g *Grouper) Alike(own Signature, other clip.ID) (Likeness, bool) {
	d, o := g.documents[own.ID], g.documents[other]
	if d == nil || o == nil {
		return Likeness{}, false
	}
	return g.likeness(d, o, g.vocabulary.spelled(&own)), true
}

package story

import (
	"fmt"
	"math"

	"newsclip/clip"
	"newsclip/clip/boost"
)

// Options are the choices for a Grouper; the zero value is the built-in model.
type Options struct {
	Table []byte // another merge model, as the program train writes it
}

// Grouper puts documents into stories. It is for one goroutine at a time.
type Grouper struct {
	vocabulary *vocabulary
	index      *index
	model      *boost.Table
	documents  map[clip.ID]*document
	stories    map[clip.ID]*group
	sketches   map[uint64][]clip.ID
	apart      map[clip.ID]map[clip.ID]bool
	together   map[clip.ID]map[clip.ID]bool
}

// New returns an empty Grouper; the error is a faulty Table's.
func New(o Options) (*Grouper, error) {
	table := o.Table
	if len(table) == 0 {
		table = builtIn
	}
	m, err := boost.ReadFor(table, featureCount)
	if err != nil {
		return nil, fmt.Errorf("read merge model: %w", err)
	}
	return newGrouper(m), nil
}

// newGrouper returns an empty Grouper; one without a model places nothing.
func newGrouper(m *boost.Table) *Grouper {
	return &Grouper{vocabulary: newVocabulary(), index: &index{postings: map[int32][]posting{}}, model: m,
		documents: map[clip.ID]*document{}, stories: map[clip.ID]*group{}, sketches: map[uint64][]clip.ID{},
		apart: map[clip.ID]map[clip.ID]bool{}, together: map[clip.ID]map[clip.ID]bool{}}
}

// Placement is where a document belongs.
type Placement struct {
	Story clip.ID // empty: in a story of its own
	// Score is the chance for the best story, Runner that for the next.
	Score, Runner float64
	Duplicates    []Duplicate
}

// threshold is the chance from which a document joins a story: high, since a
// folder that mixes two stories costs more trust than two that are one. guard
// raises it by so much for each doubling of a story's size beyond guardSize:
// without it a few stories swallow the rest.
const (
	threshold = 0.75
	guard     = 0.02
	guardSize = 6
	// guardUndated raises it where a date is missing: what recurs, and what is
	// merely of one place, is told apart by its day.
	guardUndated = 0.04
)

// needed is the chance from which a document joins a story; dated: both have a
// date.
func needed(story *group, dated bool) float64 {
	needed := threshold + guard*math.Log2(max(1, float64(len(story.documents))/guardSize))
	if !dated {
		needed += guardUndated
	}
	return min(needed, mostNeeded)
}

// mostNeeded leaves a way into every story.
const mostNeeded = 0.97

// Place says where a document belongs; it records nothing.
func (g *Grouper) Place(s Signature) Placement {
	p := Placement{Duplicates: g.duplicates(&s)}
	if id := g.told(s.ID); id != "" {
		p.Story, p.Score = id, 1
		return p
	}
	var best *candidate
	for _, c := range g.weigh(s) {
		if g.forbidden(s.ID, c.story) {
			continue
		}
		c.chance = g.model.Score(c.features[:])
		if best == nil || c.chance > best.chance {
			if best != nil {
				p.Runner = best.chance
			}
			best = c
		} else {
			p.Runner = max(p.Runner, c.chance)
		}
	}
	if best == nil {
		return p
	}
	p.Score = best.chance
	if best.chance >= needed(best.story, best.features[noDate] == 0) {
		p.Story = best.story.id
	}
	return p
}

// weigh returns the stories that a document may belong to, with their features.
// The frequencies count the document itself, as they do when the model learns.
func (g *Grouper) weigh(s Signature) []*candidate {
	g.vocabulary.count(&s, 1)
	defer g.vocabulary.count(&s, -1)
	d := g.document(s)
	return g.vocabulary.candidates(d, g.sameLanguage(d, g.index.nearest(d)))
}

// told returns the story in which most of the clips are that a person put one
// with; none when a person parted it from another clip there.
func (g *Grouper) told(id clip.ID) clip.ID {
	votes := map[*group]int{}
	for other := range g.together[id] {
		if d := g.documents[other]; d != nil && other != id {
			votes[d.story]++
		}
	}
	var best *group
	for story, n := range votes {
		if !g.forbidden(id, story) && (best == nil || n > votes[best] || n == votes[best] && story.id < best.id) {
			best = story
		}
	}
	if best == nil {
		return ""
	}
	return best.id
}

// sameLanguage keeps the documents of d's language: stories are not joined
// across languages by words that happen to be equal.
func (g *Grouper) sameLanguage(d *document, near []*document) []*document {
	var out []*document
	for _, other := range near {
		a, b := d.signature.Lang, other.signature.Lang
		if a == b || a == "" || b == "" {
			out = append(out, other)
		}
	}
	return out
}

// forbidden reports whether a correction keeps a clip apart from a story.
func (g *Grouper) forbidden(id clip.ID, story *group) bool {
	for _, other := range story.documents {
		if g.apart[id][other.signature.ID] {
			return true
		}
	}
	return false
}

func (g *Grouper) document(s Signature) *document {
	d := &document{signature: s}
	title, lead, all := map[string]float64{}, map[string]float64{}, map[string]float64{}
	for term, c := range s.Terms {
		add := func(to map[string]float64, n float64) {
			if n > 0 {
				to[term] = n
			}
		}
		add(title, float64(c[0]))
		add(lead, float64(c[0]+c[1]))
		add(all, float64(c[0])*titleBoost+float64(c[2]))
	}
	names := map[string]float64{}
	for name, n := range s.Names {
		names[nameMark+name] = n
	}
	v := g.vocabulary
	d.title, d.all, d.lead, d.ent = v.vector(s.Lang, title, 60), v.vector(s.Lang, all, 120), v.vector(s.Lang, lead, 80), v.vector(s.Lang, names, 40)
	for i, t := range d.all.terms {
		d.top = append(d.top, weighted{t, float64(d.all.weights[i])})
	}
	d.top = heaviest(d.top, indexedTerms)
	for _, term := range sortedKeys(lead) {
		if term[0] >= '0' && term[0] <= '9' {
			d.numbers = append(d.numbers, v.id(s.Lang, term))
		}
	}
	return d
}

// Put records that a document is in a story.
func (g *Grouper) Put(s Signature, story clip.ID) {
	if g.documents[s.ID] != nil {
		g.Remove(s.ID)
	}
	g.vocabulary.count(&s, 1)
	d := g.document(s)
	g.documents[s.ID] = d
	g.index.add(d)
	g.group(story).add(d)
	for _, h := range s.Sketch {
		g.sketches[h] = append(g.sketches[h], s.ID)
	}
}

// Restore puts back what the store remembers.
func (g *Grouper) Restore(s Signature, story clip.ID) { g.Put(s, story) }

func (g *Grouper) group(id clip.ID) *group {
	if g.stories[id] == nil {
		g.stories[id] = &group{id: id}
	}
	return g.stories[id]
}

// Move puts a document into another story; false when it is not known.
func (g *Grouper) Move(id, to clip.ID) bool {
	d := g.documents[id]
	if d != nil && d.story.id != to {
		g.leave(d)
		g.group(to).add(d)
	}
	return d != nil
}

func (g *Grouper) leave(d *document) {
	story := d.story
	story.remove(d)
	if len(story.documents) == 0 {
		delete(g.stories, story.id)
	}
}

// Remove forgets a document.
func (g *Grouper) Remove(id clip.ID) {
	d := g.documents[id]
	if d == nil {
		return
	}
	g.leave(d)
	g.vocabulary.count(&d.signature, -1)
	delete(g.documents, id)
	for _, h := range d.signature.Sketch {
		list := g.sketches[h]
		for i, other := range list {
			if other == id {
				g.sketches[h] = append(list[:i:i], list[i+1:]...)
				break
			}
		}
	}
}

// CannotLink remembers that two clips do not belong together.
func (g *Grouper) CannotLink(a, b clip.ID) { link(g.apart, g.together, a, b) }

// MustLink remembers that two clips belong together.
func (g *Grouper) MustLink(a, b clip.ID) { link(g.together, g.apart, a, b) }

func link(in, out map[clip.ID]map[clip.ID]bool, a, b clip.ID) {
	for range 2 {
		if in[a] == nil {
			in[a] = map[clip.ID]bool{}
		}
		in[a][b] = true
		delete(out[a], b)
		a, b = b, a
	}
}

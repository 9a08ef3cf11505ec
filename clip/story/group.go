package story

import (
	"fmt"
	"math"
	"reflect"

	"newsclip/clip"
	"newsclip/clip/boost"
)

// Options are the choices for a Grouper; the zero value is the built-in model.
type Options struct {
	Table []byte // another merge model, as the program train writes it
	// Dir is a folder for what is remembered of the documents; empty: memory,
	// 3 KB each.
	Dir string
}

// Grouper puts documents into stories. It is for one goroutine at a time.
type Grouper struct {
	vocabulary *vocabulary
	index      *index
	prints     *prints
	records    *records
	dir        string
	model      *boost.Table
	documents  map[clip.ID]*document
	resting    map[clip.ID]*document // see Rest
	stories    map[clip.ID]*group
	apart      map[clip.ID]map[clip.ID]bool
	together   map[clip.ID]map[clip.ID]bool
	lookedAt   ring[*document]
	summedUp   ring[*group]
	turn       uint32 // of placing
	placed     *draft // by the last call of Place
	err        error
}

// New returns an empty Grouper; the error is a faulty Table's, or that of the
// folder. Close it when it has one.
func New(o Options) (*Grouper, error) {
	m, err := o.model()
	if err != nil {
		return nil, err
	}
	g := newGrouper(m)
	if o.Dir != "" {
		g.dir = o.Dir
		err = g.begin()
	}
	return g, err
}

func (o Options) model() (*boost.Table, error) {
	table := o.Table
	if len(table) == 0 {
		table = builtIn
	}
	m, err := boost.ReadFor(table, featureCount)
	if err != nil {
		return nil, fmt.Errorf("read merge model: %w", err)
	}
	return m, nil
}

// newGrouper returns an empty Grouper; one without a model places nothing.
func newGrouper(m *boost.Table) *Grouper {
	return &Grouper{vocabulary: newVocabulary(), index: &index{}, prints: &prints{}, records: &records{}, model: m,
		documents: map[clip.ID]*document{}, resting: map[clip.ID]*document{}, stories: map[clip.ID]*group{},
		apart: map[clip.ID]map[clip.ID]bool{}, together: map[clip.ID]map[clip.ID]bool{}}
}

// Err is what went wrong with the folder, nil when nothing did. A Grouper with
// an error knows too little: make another of what the store holds.
func (g *Grouper) Err() error { return g.err }

func (g *Grouper) fail(err error) {
	if g.err == nil {
		g.err = err
	}
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
	guard     = 0.03
	guardSize = 6
	// guardUndated raises it where a date is missing: what recurs, and what is
	// merely of one place, is told apart by its day.
	guardUndated = 0.02
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
	if best.chance >= needed(best.story, best.features[noDate] == 0) && g.borneOut(best) {
		p.Story = best.story.id
	}
	return p
}

// While a library is small nothing tells that all of it is of one town or one
// person's: a name that each clip has seems as rare as a story's own. Until there
// are smallLibrary clips a text must have evidence besides the two terms that do
// most for it, and a headline alone be all but sure.
const (
	smallLibrary = 30
	evidence     = 0.08 // of cosine
	sure         = 0.965
)

// borneOut reports whether more than a name or two speaks for a story.
func (g *Grouper) borneOut(c *candidate) bool {
	switch {
	case len(g.documents) >= smallLibrary:
		return true
	case c.features[noBody] == 1:
		return c.chance >= sure
	}
	return c.features[besides] >= evidence
}

// weigh returns the stories that a document may belong to, with their features.
// The frequencies count the document itself, as they do when the model learns.
func (g *Grouper) weigh(s Signature) []*candidate {
	g.turn++
	d := g.vocabulary.analyse(&s)
	terms := d.terms
	tongue := g.vocabulary.tongue(s.Lang)
	g.vocabulary.countTerms(tongue, terms, 1)
	near := g.sameLanguage(&d.document, g.index.nearest(&d.document))
	out := g.vocabulary.candidates(&d.document, near, g)
	g.vocabulary.countTerms(tongue, terms, -1)
	d.counts, g.placed = g.vocabulary.changes, d
	return out
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
		a, b := d.lang, other.lang
		if a == b || a == "" || b == "" {
			out = append(out, other)
		}
	}
	return out
}

// forbidden reports whether a correction keeps a clip apart from a story.
func (g *Grouper) forbidden(id clip.ID, story *group) bool {
	for other := range g.apart[id] {
		if d := g.documents[other]; d != nil && d.story == story {
			return true
		}
	}
	return false
}

// Put records that a document is in a story.
func (g *Grouper) Put(s Signature, story clip.ID) {
	g.Remove(s.ID)
	g.turn++ // what was put before may be forgotten
	d := g.drafted(&s)
	g.vocabulary.countTerms(g.vocabulary.tongue(s.Lang), d.terms, 1)
	record, err := g.records.append(d.analysis, &d.counted)
	if err != nil {
		g.fail(err)
	}
	kept := &document{id: s.ID, lang: g.vocabulary.interned(s.Lang), day: s.Day, prints: int32(len(s.Prints)), record: record, analysis: d.analysis}
	g.documents[s.ID] = kept
	g.index.add(kept)
	g.prints.add(kept.number, s.Prints)
	g.group(story).add(kept)
	g.keep(kept)
}

// drafted returns what Place made of the same signature, when nothing was
// counted since.
func (g *Grouper) drafted(s *Signature) *draft {
	d := g.placed
	g.placed = nil
	if d != nil && d.counts == g.vocabulary.changes && d.signature.same(s) {
		return d
	}
	return g.vocabulary.analyse(s)
}

// same reports whether two signatures are one.
func (s *Signature) same(o *Signature) bool {
	return s.ID == o.ID && reflect.ValueOf(s.Terms).Pointer() == reflect.ValueOf(o.Terms).Pointer() && s.Title == o.Title && s.Day == o.Day
}

// Restore puts back what the store remembers.
func (g *Grouper) Restore(s Signature, story clip.ID) { g.Put(s, story) }

func (g *Grouper) group(id clip.ID) *group {
	if g.stories[id] == nil {
		g.stories[id] = &group{id: id}
	}
	return g.stories[id]
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

package story

import (
	"cmp"
	"maps"
	"slices"

	"newsclip/clip"
)

// Why says what speaks for a clip's place.
type Why struct {
	Story clip.ID // that it is in
	Alone bool    // no other clip is in it
	// Chance, 0 to 1, is that it belongs with the rest of its story, as the
	// model sees it today; Needed is what it takes to join by itself.
	Chance, Needed float64
	// Next is the other story that it is most like, empty for none.
	Next       clip.ID
	NextChance float64
	Near       []Likeness // the clips of its story most like it
	Together   []clip.ID  // clips of its story that a person put it with
	Apart      []clip.ID  // clips that a person parted it from
}

// Likeness is what two clips have in common.
type Likeness struct {
	Clip        clip.ID
	Words       []string // stems of both, the most telling first
	Names       []string // names of both, in lower case
	Containment float64  // of the smaller text in the larger, 0 to 1
	Days        float64  // between them; -1: one has no date
}

// Bounds of what is said.
const (
	nearSaid  = 3 // clips
	wordsSaid = 8
	namesSaid = 5
)

// Why explains where a clip is, as if it came last; false when it is not known.
// own is the clip's signature, made of its text.
func (g *Grouper) Why(own Signature) (Why, bool) {
	d := g.documents[own.ID]
	if d == nil {
		return Why{}, false
	}
	story := d.story
	order := slices.Clone(story.documents)
	g.leave(d)
	g.index.remove(d)
	defer func() {
		g.index.days[d.number] = d.day
		story.documents, d.story, g.stories[story.id] = order, story, story
		story.settle()
	}()
	w := Why{Story: story.id, Alone: g.stories[story.id] == nil, Needed: threshold}
	if !w.Alone {
		w.Needed = needed(story, story.dated && d.day != 0)
		w.Near = g.likenesses(d, story, &own)
		w.Together = g.linked(g.together[own.ID], story)
	}
	w.Apart = slices.Sorted(maps.Keys(g.apart[own.ID]))
	for _, c := range g.weigh(own) {
		chance := g.model.Score(c.features[:])
		switch {
		case c.story == story:
			w.Chance = chance
		case chance > w.NextChance:
			w.Next, w.NextChance = c.story.id, chance
		}
	}
	return w, true
}

func (g *Grouper) linked(to map[clip.ID]bool, story *group) []clip.ID {
	var out []clip.ID
	for _, d := range story.documents {
		if to[d.id] {
			out = append(out, d.id)
		}
	}
	slices.Sort(out)
	return out
}

// likenesses returns the documents of a story most like one, the most first.
func (g *Grouper) likenesses(d *document, story *group, own *Signature) []Likeness {
	type near struct {
		document *document
		cosine   float64
	}
	a := g.look(d)
	all := make([]near, len(story.documents))
	for i, other := range story.documents {
		all[i] = near{other, a.all.dot(g.read(other).all)}
	}
	slices.SortStableFunc(all, func(a, b near) int { return cmp.Compare(b.cosine, a.cosine) })
	words := g.vocabulary.spelled(own)
	var out []Likeness
	for _, n := range all[:min(nearSaid, len(all))] {
		out = append(out, g.likeness(d, n.document, words))
	}
	return out
}

// spelled returns the words and names of a document by their numbers.
func (v *vocabulary) spelled(s *Signature) map[int32]string {
	out := make(map[int32]string, len(s.Terms)+len(s.Names))
	tongue := v.tongue(s.Lang)
	for _, term := range sortedKeys(s.Terms) {
		out[v.id(tongue, term)] = term
	}
	for _, name := range sortedKeys(s.Names) {
		out[v.id(tongue, nameMark+name)] = name
	}
	return out
}

func (g *Grouper) likeness(d, other *document, words map[int32]string) Likeness {
	a, b := g.look(d), g.look(other)
	l := Likeness{Clip: other.id, Containment: overlap(g.shingles(d), g.shingles(other)), Days: -1}
	if d.day != 0 && other.day != 0 {
		l.Days = max(d.day-other.day, other.day-d.day)
	}
	l.Words = heaviestShared(a.all, b.all, wordsSaid, words)
	l.Names = heaviestShared(a.ent, b.ent, namesSaid, words)
	return l
}

// heaviestShared returns the terms that do most for the product of two vectors.
func heaviestShared(a, b vector, n int, words map[int32]string) []string {
	var all []weighted
	for i, j := 0, 0; i < len(a.terms) && j < len(b.terms); {
		switch {
		case a.terms[i] == b.terms[j]:
			all = append(all, weighted{a.terms[i], float64(a.weights[i]) * float64(b.weights[j])})
			i++
			j++
		case a.terms[i] < b.terms[j]:
			i++
		default:
			j++
		}
	}
	var out []string
	for _, w := range heaviest(all, n) {
		if word := words[w.term]; word != "" {
			out = append(out, word)
		}
	}
	return out
}

// Surfaces returns, for each stem of a text, the word that has it most often.
func Surfaces(text, lang string) map[string]string {
	often := map[string]map[string]int{}
	for _, t := range tokens(firstBytes(text, bodyTokens*40)) {
		if !telling(t.lower, lang) {
			continue
		}
		key := stem(t.lower, lang)
		if often[key] == nil {
			often[key] = map[string]int{}
		}
		often[key][t.surface]++
	}
	out := make(map[string]string, len(often))
	for key, words := range often {
		out[key] = slices.MaxFunc(slices.Sorted(maps.Keys(words)), func(a, b string) int { return cmp.Compare(words[a], words[b]) })
	}
	return out
}

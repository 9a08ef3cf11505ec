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
func (g *Grouper) Why(id clip.ID) (Why, bool) {
	d := g.documents[id]
	if d == nil {
		return Why{}, false
	}
	own := d.story.id
	g.leave(d)
	defer func() { g.group(own).add(d) }()
	w := Why{Story: own, Alone: g.stories[own] == nil, Needed: threshold}
	if rest := g.stories[own]; rest != nil {
		w.Needed = needed(rest, rest.dated && d.signature.Day != 0)
		w.Near = g.likenesses(d, rest)
		w.Together = g.linked(g.together[id], rest)
	}
	w.Apart = slices.Sorted(maps.Keys(g.apart[id]))
	for _, c := range g.weigh(d.signature) {
		chance := g.model.Score(c.features[:])
		switch {
		case c.story.id == own:
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
		if to[d.signature.ID] {
			out = append(out, d.signature.ID)
		}
	}
	slices.Sort(out)
	return out
}

// likenesses returns the documents of a story most like one, the most first.
func (g *Grouper) likenesses(d *document, story *group) []Likeness {
	near := slices.Clone(story.documents)
	slices.SortStableFunc(near, func(a, b *document) int { return cmp.Compare(d.all.dot(b.all), d.all.dot(a.all)) })
	var out []Likeness
	for _, other := range near[:min(nearSaid, len(near))] {
		out = append(out, g.likeness(&d.signature, &other.signature))
	}
	return out
}

func (g *Grouper) likeness(a, b *Signature) Likeness {
	l := Likeness{Clip: b.ID, Containment: containment(a.Sketch, b.Sketch), Days: -1}
	if a.Day != 0 && b.Day != 0 {
		l.Days = max(a.Day-b.Day, b.Day-a.Day)
	}
	weigh := func(term string) float64 { return g.vocabulary.idf(g.vocabulary.id(a.Lang, term)) }
	l.Words = heaviestShared(a.Terms, b.Terms, wordsSaid, func(term string, x, y counts) float64 {
		return weigh(term) * float64(min(titleBoost*x[0]+x[2], titleBoost*y[0]+y[2]))
	})
	l.Names = heaviestShared(a.Names, b.Names, namesSaid, func(name string, x, y float64) float64 {
		return weigh(nameMark+name) * min(x, y)
	})
	return l
}

// heaviestShared returns the keys that two maps share, the heaviest first.
func heaviestShared[V any](a, b map[string]V, n int, weight func(key string, x, y V) float64) []string {
	type shared struct {
		key    string
		weight float64
	}
	var all []shared
	for key, x := range a {
		if y, ok := b[key]; ok {
			all = append(all, shared{key, weight(key, x, y)})
		}
	}
	slices.SortFunc(all, func(a, b shared) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.key, b.key))
	})
	var out []string
	for _, s := range all[:min(n, len(all))] {
		out = append(out, s.key)
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

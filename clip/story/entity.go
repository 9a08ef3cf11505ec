package story

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"newsclip/clip"
)

// What a story is about is shown by the names that recur in its clips: runs of
// capitalised words within sentences, and, where a script has no capitals, the
// words beside the nouns that mark a place or a body (mark.go) and what the clips
// repeat (term.go). Only what is sure is told: a name stands in several clips of
// the story.

const (
	maxEntities    = 4  // told of a story
	maxEntityRunes = 40 // a longer run is a heading
	// entityShare of a story's clips have a name that is told of it.
	entityShare = 0.4
	// aloneMentions is how often a name stands in a story of one clip.
	aloneMentions = 3
)

// Entities returns the names of people, places and bodies that a story's clips
// share, as they write them, the most frequent first: 0 to 4.
func Entities(documents []Document) []string {
	c := &census{found: map[string]*mention{}, reaches: map[string]int{}, goes: map[string]map[rune]int{}, texts: len(documents)}
	for _, d := range documents {
		if marks, ok := placeMarks[tongue(d.Lang)]; ok {
			c.reach(seen(d), marks)
		}
	}
	for _, d := range documents {
		lang, text := tongue(d.Lang), seen(d)
		if marks, ok := placeMarks[lang]; ok {
			c.marked(d.ID, text, lang, marks)
		} else {
			c.capitalised(d, text, lang)
		}
	}
	for lang := range placeMarks {
		c.repeated(slices.DeleteFunc(slices.Clone(documents), func(d Document) bool { return tongue(d.Lang) != lang }), lang)
	}
	c.settle()
	return c.told(documents)
}

// tongue is a language without its region.
func tongue(lang string) string {
	lang, _, _ = strings.Cut(lang, "-")
	return lang
}

// seen is what of a document is looked at for names.
func seen(d Document) string { return d.Title + "\n" + firstBytes(d.Text, bodyTokens*40) }

// mention is a name with how it is written and where.
type mention struct {
	key     string
	written map[string]int
	clips   map[clip.ID]bool
	times   int
	title   bool
	sure    bool // stood within a sentence
	term    bool // nothing but its use tells that it is a name (term.go)
	words   int
}

// census gathers the names of a story.
type census struct {
	found map[string]*mention
	// Of what stands before the nouns of mark.go, noun and all: how often it does,
	// and what follows.
	reaches map[string]int
	goes    map[string]map[rune]int
	texts   int
}

func (c *census) add(id clip.ID, key, written string, sure, title bool) {
	m := c.found[key]
	if m == nil {
		m = &mention{key: key, written: map[string]int{}, clips: map[clip.ID]bool{}, words: len(strings.Fields(key))}
		c.found[key] = m
	}
	m.written[written]++
	m.clips[id] = true
	m.times++
	m.sure, m.title = m.sure || sure, m.title || title
}

// capitalised counts the runs of capitalised words of a text.
func (c *census) capitalised(d Document, text, lang string) {
	inTitle := len(d.Title)
	shouted := titleCase(tokens(d.Title), lang)
	for _, run := range capitalRuns(text, lang) {
		title := run.at < inTitle
		key := make([]string, len(run.words))
		for i, w := range run.words {
			key[i] = stem(strings.ToLower(w), lang)
		}
		c.add(d.ID, strings.Join(key, " "), strings.Join(run.words, " "), run.sure && !(title && shouted), title)
	}
}

// settle counts the forms of one name together: “Wren” as “Tomas Wren”, “Harbour
// Master Tomas Wren” and “Tomas Wren of Brennick” too.
func (c *census) settle() {
	var all []*mention
	for _, m := range c.found {
		if m.words > 1 {
			all = append(all, m)
		}
	}
	slices.SortFunc(all, byWeight)
	for _, other := range slices.SortedFunc(maps.Values(c.found), byWeight) {
		for _, m := range all {
			if m != other && c.found[m.key] != nil && m.covers(other) {
				m.take(other)
				delete(c.found, other.key)
				break
			}
		}
	}
}

// covers reports whether another is a longer form of a name of several words, or
// its last word.
func (m *mention) covers(other *mention) bool {
	if other.words == 1 {
		return strings.HasSuffix(m.key, " "+other.key) && 2*len(m.clips) >= len(other.clips)
	}
	rest, longer := strings.CutPrefix(other.key, m.key+" ")
	joint, _, _ := strings.Cut(rest, " ")
	return longer && joints[joint] || strings.HasSuffix(other.key, " "+m.key)
}

func (m *mention) take(short *mention) {
	for id := range short.clips {
		m.clips[id] = true
	}
	m.times += short.times
	m.title, m.sure, m.term = m.title || short.title, m.sure || short.sure, m.term && short.term
}

func byWeight(a, b *mention) int {
	return cmp.Or(cmp.Compare(len(b.clips), len(a.clips)), cmp.Compare(b.times, a.times), cmp.Compare(a.key, b.key))
}

// told returns the names that are sure.
func (c *census) told(documents []Document) []string {
	outlets := map[string]bool{}
	for _, d := range documents {
		outlets[strings.ToLower(d.Outlet)] = true
	}
	var all []*mention
	for _, m := range c.found {
		if best := m.best(); best != "" && m.sure && c.enough(m) && !outlets[strings.ToLower(best)] {
			all = append(all, m)
		}
	}
	slices.SortFunc(all, func(a, b *mention) int {
		if a.term != b.term && a.term {
			return 1
		} else if a.term != b.term {
			return -1
		}
		return byWeight(a, b)
	})
	var out []string
	for _, m := range all {
		if best := m.best(); len(out) < maxEntities && !slices.ContainsFunc(out, func(told string) bool { return partOf(told, best) || partOf(best, told) }) {
			out = append(out, best)
		}
	}
	return out
}

// partOf reports whether a name in a script without capitals stands in another:
// 临江 in 临江市.
func partOf(name, other string) bool {
	return strings.Contains(other, name) && strings.ContainsFunc(name, isIdeograph)
}

func (c *census) enough(m *mention) bool {
	if c.texts == 1 {
		return m.times >= aloneMentions || m.times == aloneMentions-1 && m.title
	}
	return len(m.clips) >= 2 && float64(len(m.clips)) >= entityShare*float64(c.texts)
}

// best returns how a name is written most often; of two, the shorter. A Russian
// name must stand in the nominative somewhere; "" when it does not.
func (m *mention) best() string {
	best := ""
	for written, n := range m.written {
		if oblique(written) {
			continue
		}
		if best == "" || cmp.Or(cmp.Compare(m.written[best], n), cmp.Compare(len(written), len(best)), cmp.Compare(written, best)) < 0 {
			best = written
		}
	}
	return best
}

// oblique reports whether a Russian name ends as no nominative does, or as few.
func oblique(name string) bool {
	return slices.ContainsFunc(strings.Fields("у ю ом ем ём ой ей ою ею ы и ах ях ам ям ами ями ого его ому ему"), func(end string) bool {
		return strings.HasSuffix(name, end)
	})
}

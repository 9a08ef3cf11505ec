package story

import (
	"cmp"
	_ "embed"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsclip/clip"
)

// What a story is about is shown by the names that recur in its clips: runs of
// capitalised words within sentences, and, where a script has no capitals, the
// words beside the nouns that mark a place or a body (mark.go). Only what is
// sure is told: a name stands in several clips of the story.

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
	c := &census{found: map[string]*mention{}, reaches: map[string]int{}, texts: len(documents)}
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
	words   int
}

// census gathers the names of a story.
type census struct {
	found   map[string]*mention
	reaches map[string]int // mark.go
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
	m.title, m.sure = m.title || short.title, m.sure || short.sure
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
	slices.SortFunc(all, byWeight)
	var out []string
	for _, m := range all[:min(maxEntities, len(all))] {
		out = append(out, m.best())
	}
	return out
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

// run is capitalised words in a row.
type run struct {
	words []string
	at    int // byte in the text
	sure  bool
}

//go:embed names.txt
var nameWords string

// The lists of names.txt: words that are in no name, that are none alone, that
// stand before a person's, that join two parts of one, and ends of words for
// people of a country.
var notNames, noneAlone, jobs, joints, demonyms = listed("not"), listed("alone"), listed("job"), listed("joint"), strings.Fields(section("demonym"))

func listed(name string) map[string]bool { return set(section(name)) }

// section returns the lines below a heading of names.txt.
func section(name string) string {
	_, rest, _ := strings.Cut(nameWords, "["+name+"]\n")
	text, _, _ := strings.Cut(rest, "\n[")
	return text
}

// spelled is a word with what stands before it.
type spelled struct {
	text, lower string
	at          int
	start       bool // begins a sentence
	joined      bool // only a space stands between it and the word before
	capital     bool
}

// spell splits a text into words; hyphens and apostrophes within are theirs.
func spell(text string) []spelled {
	var out []spelled
	start, joined, begin := true, false, -1
	end := func(to int) {
		if begin < 0 {
			return
		}
		word := strings.TrimRight(text[begin:to], "-'’")
		if base, ok := strings.CutSuffix(strings.ReplaceAll(word, "’", "'"), "'s"); ok {
			word = base
		}
		out = append(out, spelled{text: word, lower: strings.ToLower(word), at: begin, start: start, joined: joined, capital: capital(word)})
		start, joined, begin = false, true, -1
	}
	gap := 0
	for i, r := range text {
		within := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || begin >= 0 && (r == '-' || r == '\'' || r == '’')
		if within {
			if begin < 0 {
				begin = i
			}
			gap = 0
			continue
		}
		end(i)
		gap++
		switch {
		case unicode.IsSpace(r) && r != '\n':
			joined = joined && gap == 1
		case r == '.' && len(out) > 0 && abbreviated(out[len(out)-1]):
			gap = 0 // “J. Wren”, “Dr. Wren”
		default:
			joined = false
			start = start || !strings.ContainsRune(",()/&%$€£", r)
		}
	}
	end(len(text))
	return out
}

// abbreviated reports whether the point after a word ends no sentence.
func abbreviated(w spelled) bool {
	return w.capital && utf8.RuneCountInString(w.text) == 1 || jobs[w.lower] && len(w.lower) <= 4
}

// capitalRuns returns the names of a text that capitals tell.
func capitalRuns(text, lang string) []run {
	words := spell(text)
	within := map[string]int{} // capitalised inside a sentence
	small := map[string]bool{} // written small somewhere
	for _, w := range words {
		if w.capital && !w.start {
			within[w.lower]++
		} else if !w.capital {
			small[w.lower] = true
		}
	}
	var out []run
	for i := 0; i < len(words); {
		n := runLength(words[i:], lang)
		if n == 0 {
			i++
			continue
		}
		if r, ok := nameOf(words, i, n, lang, within, small); ok {
			out = append(out, r)
		}
		i += n
	}
	return out
}

// runLength returns how many words from the first make one capitalised run.
func runLength(words []spelled, lang string) int {
	n := 0
	for n < len(words) && (n == 0 || words[n].joined) {
		switch {
		case named(words[n], lang):
			n++
		case n > 0 && joints[words[n].text] && !(lang == "de" && commonEnding(words[n-1].lower)) && n+1 < len(words) && words[n+1].joined && named(words[n+1], lang):
			n += 2 // “Bank of England”
		default:
			return n
		}
	}
	return n
}

func named(w spelled, lang string) bool {
	return w.capital && telling(w.lower, lang) && !notNames[w.lower]
}

// nameOf makes a name of the words from i on, when they are one.
func nameOf(words []spelled, i, n int, lang string, within map[string]int, small map[string]bool) (run, bool) {
	start := words[i].start
	for n > 0 {
		w := words[i]
		opens := start && within[w.lower] == 0 && (n == 1 || small[w.lower] || joints[words[i+1].text]) // “Lock of Brennick closed”
		if !opens && !jobs[w.lower] && !joints[w.text] {
			break
		}
		start = start && joints[w.text]
		i++
		n--
	}
	if n == 0 || n > maxEntity {
		return run{}, false
	}
	r := run{at: words[i].at, sure: !start || within[words[i].lower] > 0}
	for _, w := range words[i : i+n] {
		r.words = append(r.words, w.text)
	}
	if n == 1 && !single(words, i, lang, small) || utf8.RuneCountInString(strings.Join(r.words, " ")) > maxEntityRunes {
		return run{}, false
	}
	return r, true
}

// single reports whether one capitalised word alone is a name. German writes
// all nouns so: there it must stand as only names do, after a preposition
// without an article.
func single(words []spelled, i int, lang string, small map[string]bool) bool {
	w := words[i]
	if small[w.lower] || noneAlone[w.lower] || utf8.RuneCountInString(w.text) < 2 || slices.ContainsFunc(demonyms, func(end string) bool { return strings.HasSuffix(w.lower, end) }) {
		return false
	}
	if lang != "de" || w.text == strings.ToUpper(w.text) {
		return true
	}
	return i > 0 && w.joined && beforeNames[words[i-1].lower] && !commonEnding(w.lower)
}

var beforeNames = set("in nach aus von bei gegen für mit um nahe bis")

// commonEnding reports whether a German word ends as common nouns do.
func commonEnding(word string) bool {
	return slices.ContainsFunc(strings.Fields("ung ungen heit heiten keit keiten schaft schaften tion tionen tät nis tum ismus ur en ern er n e s"), func(end string) bool {
		return strings.HasSuffix(word, end)
	})
}

package paste

import (
	"math"

	"newsclip/clip/extract/lexicon"
)

// The first judgement's numbers of a line: what it looks like, what its words
// are worth, where it stands, what stands around it, and what else in the
// paste is like it. None depends on a language.

// far is the distance beyond which lines do not matter.
const far = 60

// around are the lines beside a line whose looks it is told, by place.
var around = [...]int{-4, -3, -2, -1, 1, 2, 3, 4}

// worth is what the lexicon says of a line.
type worth struct {
	mean, least, most        float32 // of its words
	first, pair, whole, last float32
	known                    float32 // share of its words
}

// describer holds what is counted once for a paste.
type describer struct {
	lines  []line
	worth  []worth
	terms  []terms
	size   []float64 // runes before line i
	prose  []float64 // runes of running text before line i
	value  []float64 // summed worth times words before line i
	words  []float64 // words before line i
	before []int     // lines back to the last running text, up to far
	after  []int
	tidy   []tidiness // of lines before line i
	chain  []chain
	head   headline
	forms  *forms
	groups []group // of running text, by line
}

// chain says where in a broken paragraph a line stands.
type chain struct {
	size  int // runes, all lines
	lines int
	place int
}

func describe(lines []line, known lexicon.Values) *describer {
	n := len(lines)
	d := &describer{lines: lines, worth: make([]worth, n), terms: make([]terms, n), size: make([]float64, n+1), prose: make([]float64, n+1),
		value: make([]float64, n+1), words: make([]float64, n+1), chain: make([]chain, n)}
	for i := range lines {
		d.terms[i] = termsOf(lines[i].text)
		d.worth[i] = worthOf(&d.terms[i], known)
	}
	d.findChains()
	for i := range lines {
		l := &lines[i]
		d.size[i+1] = d.size[i] + float64(l.size)
		d.words[i+1] = d.words[i] + float64(l.look.words)
		d.value[i+1] = d.value[i] + float64(l.look.words)*float64(d.worth[i].mean)
		d.prose[i+1] = d.prose[i]
		if d.running(i) {
			d.prose[i+1] += float64(l.size)
		}
	}
	d.measureDistances()
	d.countTidiness()
	d.findGroups()
	d.findHeadline()
	d.forms = findForms(d)
	return d
}

// running reports whether a line is running text, alone or with the lines that
// it was broken from.
func (d *describer) running(i int) bool {
	return d.lines[i].times == 1 && (d.lines[i].size >= longLine || d.chain[i].size >= longLine)
}

func worthOf(t *terms, known lexicon.Values) worth {
	var w worth
	count := 0
	for _, h := range t.words[:min(len(t.words), lexiconWords)] {
		v, ok := known.Value(h)
		if !ok {
			continue
		}
		count++
		w.mean += v
		w.least, w.most = min(w.least, v), max(w.most, v)
	}
	if count > 0 {
		w.mean /= float32(count)
		w.known = float32(count) / float32(min(len(t.words), lexiconWords))
	}
	w.first, _ = known.Value(t.first)
	w.pair, _ = known.Value(t.pair)
	w.whole, _ = known.Value(t.whole)
	w.last, _ = known.Value(t.last)
	return w
}

// lexiconWords is how many words of a line are asked for their worth.
const lexiconWords = 30

func (d *describer) findChains() {
	for i := 0; i < len(d.lines); {
		end, size := i, d.lines[i].size
		for d.lines[end].joined && end+1 < len(d.lines) {
			end++
			size += d.lines[end].size + 1
		}
		for j := i; j <= end; j++ {
			d.chain[j] = chain{size: size, lines: end - i + 1, place: j - i}
		}
		i = end + 1
	}
}

// measureDistances measures how far each line is from running text.
func (d *describer) measureDistances() {
	n := len(d.lines)
	d.before, d.after = make([]int, n), make([]int, n)
	at := far
	for i := range n {
		d.before[i] = at
		if at = min(at+1, far); d.running(i) {
			at = 1
		}
	}
	at = far
	for i := n - 1; i >= 0; i-- {
		d.after[i] = at
		if at = min(at+1, far); d.running(i) {
			at = 1
		}
	}
}

// tidiness counts how paragraphs of an article are set: apart, and ended as
// sentences. Long headlines and teasers one below the other are not.
type tidiness struct{ lines, apart, long, ended, indent float32 }

func (d *describer) countTidiness() {
	d.tidy = make([]tidiness, len(d.lines)+1)
	for i := range d.lines {
		l := &d.lines[i]
		t := d.tidy[i]
		t.lines++
		t.apart += bit(l.gap > 0)
		t.indent += bit(l.indent)
		if l.size >= longLine/2 {
			t.long++
			t.ended += bit(l.sentence)
		}
		d.tidy[i+1] = t
	}
}

// tidyReaches are how many lines on each side are looked at together.
var tidyReaches = [...]int{3, 10}

func (d *describer) ofTidiness(i int, f []float32) []float32 {
	for _, reach := range tidyReaches {
		a, b := d.tidy[max(0, i-reach)], d.tidy[min(len(d.lines), i+reach+1)]
		f = append(f, (b.apart-a.apart)/(b.lines-a.lines), (b.ended-a.ended)/(b.long-a.long+0.5), (b.indent-a.indent)/(b.lines-a.lines), b.long-a.long)
	}
	return f
}

// group is a stretch of running text with little else in between.
type group struct {
	from, to int     // lines
	prose    float64 // runes
	rank     int     // 0: the largest
}

// groupGap is how many lines of something else end a group.
const groupGap = 6

// findGroups gives each line the group that it is in, or the nearest before it,
// or the first.
func (d *describer) findGroups() {
	var all []group
	of := make([]int, len(d.lines))
	for i := range d.lines {
		if d.running(i) {
			if len(all) == 0 || i-all[len(all)-1].to > groupGap {
				all = append(all, group{from: i})
			}
			g := &all[len(all)-1]
			g.to = i
			g.prose += float64(d.lines[i].size)
		}
		of[i] = max(0, len(all)-1)
	}
	if len(all) == 0 {
		all = append(all, group{})
	}
	best := 0
	for i := range all {
		if all[i].prose > all[best].prose {
			best = i
		}
	}
	for i := range all {
		all[i].rank = i - best
	}
	d.groups = make([]group, len(d.lines))
	for i := range d.lines {
		if g := of[i]; g+1 < len(all) && i > all[g].to && all[g+1].from-i < i-all[g].to {
			of[i]++
		}
		d.groups[i] = all[of[i]]
	}
}

func part(a, b int32) float32 { return float32(a) / float32(max(b, 1)) }

func bit(yes bool) float32 {
	if yes {
		return 1
	}
	return 0
}

func logOf(x float64) float32 { return float32(math.Log1p(max(x, 0))) }

// numbers appends the numbers of line i to f.
func (d *describer) numbers(i int, f []float32) []float32 {
	f = d.ofLook(i, f)
	f = d.ofWorth(i, f)
	f = d.ofPlace(i, f)
	f = d.ofHeadline(i, f)
	for _, o := range around {
		f = d.ofNeighbour(i+o, f)
	}
	f = d.ofTidiness(i, d.ofWindows(i, f))
	return d.forms.numbers(d, i, f)
}

func (d *describer) ofLook(i int, f []float32) []float32 {
	l := &d.lines[i]
	k := &l.look
	return append(f, float32(l.size), float32(k.words), part(k.runes, k.words), part(k.letters, k.runes), part(k.upper, k.letters),
		part(k.digits, k.runes), part(k.commas, k.words), part(k.stops, k.words), float32(k.commas), float32(k.stops), part(k.short, k.words),
		part(k.capital, k.words), part(k.wide, k.runes), float32(k.quotes), float32(k.signs), part(k.signs, k.words), float32(k.glued),
		k.firstKind(), k.lastKind(), bit(l.sentence), bit(k.copyright), bit(k.address), bit(l.duration), bit(l.relative != ""),
		bit(l.bullet), bit(l.indent), bit(l.trail), float32(l.gap), d.gapAfter(i), float32(l.times),
		float32(d.chain[i].size), float32(d.chain[i].lines), float32(d.chain[i].place))
}

func (d *describer) gapAfter(i int) float32 {
	if i+1 < len(d.lines) {
		return float32(d.lines[i+1].gap)
	}
	return 1
}

func (d *describer) ofWorth(i int, f []float32) []float32 {
	w := &d.worth[i]
	return append(f, w.mean, w.least, w.most, w.first, w.pair, w.whole, w.last, w.known)
}

func (d *describer) ofPlace(i int, f []float32) []float32 {
	n := len(d.lines)
	g := &d.groups[i]
	all := d.prose[n]
	outside := 0
	if i < g.from {
		outside = i - g.from
	} else if i > g.to {
		outside = i - g.to
	}
	return append(f, float32(i), float32(n-i), float32(i)/float32(n), float32(d.size[i]/(d.size[n]+1)), float32(n), logOf(all),
		float32(all/(d.size[n]+1)), float32(d.prose[i]/(all+1)), float32((all-d.prose[i+1])/(all+1)), logOf(d.prose[i]), logOf(all-d.prose[i+1]),
		float32(d.before[i]), float32(d.after[i]), float32(g.prose/(all+1)), float32(g.rank), float32(outside),
		float32((d.prose[i]-d.prose[g.from])/(g.prose+1)), logOf(g.prose))
}

func (d *describer) ofNeighbour(j int, f []float32) []float32 {
	if j < 0 || j >= len(d.lines) {
		return append(f, -1, -1, -1, -1, -1, -1)
	}
	l := &d.lines[j]
	return append(f, float32(l.size), bit(l.sentence), part(l.look.capital, l.look.words), d.worth[j].mean, d.worth[j].whole, float32(min(l.times, 5)))
}

// windows are how many lines on each side are looked at together.
var windows = [...]int{3, 8, 25}

func (d *describer) ofWindows(i int, f []float32) []float32 {
	n := len(d.lines)
	for _, reach := range windows {
		lo, hi := max(0, i-reach), min(n, i+reach+1)
		words := d.words[hi] - d.words[lo]
		f = append(f, float32((d.prose[i]-d.prose[lo])/(d.size[i]-d.size[lo]+1)), float32((d.prose[hi]-d.prose[i+1])/(d.size[hi]-d.size[i+1]+1)),
			float32(words)/float32(hi-lo), float32((d.value[hi]-d.value[lo])/(words+1)))
	}
	return append(f, d.evenness(i), d.stamps(i-stampReach, i), d.stamps(i+1, i+stampReach+1))
}

// stampReach is how many lines before and after are looked at for stamps.
const stampReach = 6

// stamps counts short lines with a date or time among lines from to to-1: they
// stand over comments and teasers.
func (d *describer) stamps(from, to int) float32 {
	n := 0
	for i := max(0, from); i < min(to, len(d.lines)); i++ {
		if l := &d.lines[i]; l.size < 60 && (l.relative != "" || l.look.digits >= 4) {
			n++
		}
	}
	return float32(n)
}

// evenness is how alike in length the lines around are: lists are even.
func (d *describer) evenness(i int) float32 {
	lo, hi := max(0, i-3), min(len(d.lines), i+4)
	mean := (d.size[hi] - d.size[lo]) / float64(hi-lo)
	spread := 0.0
	for j := lo; j < hi; j++ {
		spread += math.Abs(float64(d.lines[j].size) - mean)
	}
	return float32(spread / float64(hi-lo) / (mean + 1))
}

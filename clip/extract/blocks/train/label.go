package main

import (
	"strings"
	"unicode"

	"newsclip/clip/extract/blocks"
)

// label says of each block how much of it belongs to the known text, and how
// much it counts. Where only snippets are known, only their blocks count.
func label(cut *blocks.Page, p *page) (labels, weights []float32) {
	labels, weights = make([]float32, len(cut.Blocks)), make([]float32, len(cut.Blocks))
	if p.Text == "" {
		labelSnippets(cut, p, labels, weights)
		return labels, weights
	}
	labelText(cut, p.Text, labels)
	truth := len(words(p.Text))
	if len(cut.Blocks) > 0 && !reachable(cut, p.Text, labels) {
		return labels, weights // all unknown
	}
	for i := range cut.Blocks {
		w := float32(cut.Blocks[i].Words()+3) / float32(truth+100) * 100
		weights[i] = min(max(w, 0.3), 20)
	}
	return labels, weights
}

// leastReach is how much of a known text must be found on its page, in F1 of
// words, for the page to be learnt from.
const leastReach = 0.7

func reachable(cut *blocks.Page, truth string, labels []float32) bool {
	var text strings.Builder
	for i, y := range labels {
		if y > 0.5 {
			text.WriteString(cut.Blocks[i].Text + "\n")
		}
	}
	hit, extra, missed := bagMatch(strings.ToLower(truth), strings.ToLower(text.String()))
	return harmonic(ratio(hit, extra), ratio(hit, missed)) >= leastReach
}

// snippetWeight is what a block counts of which one snippet is known.
const snippetWeight = 2

func labelSnippets(cut *blocks.Page, p *page, labels, weights []float32) {
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }
	with, without := make([]string, len(p.With)), make([]string, len(p.Without))
	for i, s := range p.With {
		with[i] = fold(s)
	}
	for i, s := range p.Without {
		without[i] = fold(s)
	}
	holds := func(text string, snippets []string) bool {
		for _, s := range snippets {
			if s != "" && strings.Contains(text, s) {
				return true
			}
		}
		return false
	}
	for i := range cut.Blocks {
		text := fold(cut.Blocks[i].Text)
		switch {
		case holds(text, without):
			weights[i] = snippetWeight
		case holds(text, with):
			labels[i], weights[i] = 1, snippetWeight
		}
	}
}

// shortWords is the length below which a block is judged together with what
// stands before and after it: "Photo" alone is found in many a text.
const shortWords = 6

// labelText holds the page's words against the text's. A long block counts by
// the runs of three words within it that the text has; of a short one, those of
// its words count that stand in such a run, which may reach into its
// neighbours.
func labelText(cut *blocks.Page, truth string, labels []float32) {
	g := newGrams(words(truth))
	share := make([]float32, len(cut.Blocks))
	var all []string
	begin := make([]int, len(cut.Blocks)+1)
	for i := range cut.Blocks {
		w := words(cut.Blocks[i].Text)
		share[i] = g.cover(w)
		all = append(all, w...)
		begin[i+1] = len(all)
	}
	held := g.held(all)
	for i := range cut.Blocks {
		labels[i] = share[i]
		if cut.Blocks[i].Words() < shortWords {
			labels[i] = held.share(begin[i], begin[i+1])
		}
		if labels[i] < 0.3 {
			labels[i] = 0
		}
	}
	dropCopies(cut, truth, share, labels)
}

// marks says of each word whether it stands in a run of the text.
type marks []bool

func (m marks) share(from, to int) float32 {
	n := 0
	for _, yes := range m[from:to] {
		if yes {
			n++
		}
	}
	return float32(n) / float32(max(1, to-from))
}

// held marks the words that stand in a run of three which the set has.
func (g *grams) held(w []string) marks {
	out := make(marks, len(w))
	for i := 0; i+3 <= len(w); i++ {
		if g.runs[strings.Join(w[i:i+3], " ")] {
			out[i], out[i+1], out[i+2] = true, true, true
		}
	}
	return out
}

// dropCopies leaves, of blocks with the same text, as many as the known text
// has: those with the most text around them.
func dropCopies(cut *blocks.Page, truth string, share, labels []float32) {
	places := map[string][]int{}
	for i := range cut.Blocks {
		if labels[i] > 0.5 {
			key := strings.ToLower(cut.Blocks[i].Text)
			places[key] = append(places[key], i)
		}
	}
	low := strings.ToLower(strings.Join(strings.Fields(truth), " "))
	for text, at := range places {
		if len(at) < 2 || strings.Count(low, text) >= len(at) {
			continue
		}
		best, most := at[0], -1
		for _, i := range at {
			around := 0
			for j := max(0, i-6); j < min(len(share), i+7); j++ {
				if j != i && share[j] > 0.7 && cut.Blocks[j].Words() >= shortWords {
					around++
				}
			}
			if around > most {
				best, most = i, around
			}
		}
		for _, i := range at {
			if i != best {
				labels[i] = 0
			}
		}
	}
}

// words cuts a text into words in small letters; a character of a script
// without spaces is a word.
func words(text string) []string {
	var out []string
	begin := -1
	text = strings.ToLower(text)
	end := func(i int) {
		if begin >= 0 {
			out = append(out, text[begin:i])
			begin = -1
		}
	}
	for i, r := range text {
		switch {
		case r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			end(i)
			out = append(out, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if begin < 0 {
				begin = i
			}
		default:
			end(i)
		}
	}
	end(len(text))
	return out
}

// grams is a set of runs of three words, with the whole text for shorter ones.
type grams struct {
	runs map[string]bool
	text string
}

func newGrams(w []string) *grams {
	g := &grams{runs: map[string]bool{}, text: " " + strings.Join(w, " ") + " "}
	for i := 0; i+3 <= len(w); i++ {
		g.runs[strings.Join(w[i:i+3], " ")] = true
	}
	return g
}

func (g *grams) cover(w []string) float32 {
	if len(w) < 3 {
		if len(w) > 0 && strings.Contains(g.text, " "+strings.Join(w, " ")+" ") {
			return 1
		}
		return 0
	}
	hits := 0
	for i := 0; i+3 <= len(w); i++ {
		if g.runs[strings.Join(w[i:i+3], " ")] {
			hits++
		}
	}
	return float32(hits) / float32(len(w)-2)
}

package main

import (
	"slices"
	"strings"
	"unicode"

	"newsclip/clip/extract/paste"
)

// labelled labels the lines of a page's paste, or of another form of it.
func labelled(p *page, text string) paste.Example {
	lines := paste.Lines(text)
	e := paste.Example{Text: text, Domain: p.domain(), Label: make([]float32, len(lines)), Weight: make([]float32, len(lines))}
	if p.Text == "" {
		labelSnippets(lines, p, &e)
		return e
	}
	labelText(lines, p.Text, e.Label)
	truth := len(words(p.Text))
	for i, line := range lines {
		w := float32(len(words(line))+3) / float32(truth+100) * 100
		e.Weight[i] = min(max(w, 0.3), 20) * p.weight()
	}
	capOthers(e)
	return e
}

// capOthers bounds what a page's lines that are no text count together: beyond
// some, more of them spoil an answer no further.
func capOthers(e paste.Example) {
	const most = 2 // times what the text counts
	text, others := float32(0), float32(0)
	for i, w := range e.Weight {
		text += w * e.Label[i]
		others += w * (1 - e.Label[i])
	}
	if others <= most*text || text == 0 {
		return
	}
	for i := range e.Weight {
		e.Weight[i] *= e.Label[i] + (1-e.Label[i])*most*text/others
	}
}

// snippetWeight is what a line counts of which one snippet is known.
const snippetWeight = 2

func labelSnippets(lines []string, p *page, e *paste.Example) {
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }
	holds := func(text string, snippets []string) bool {
		for _, s := range snippets {
			if s = fold(s); s != "" && strings.Contains(text, s) {
				return true
			}
		}
		return false
	}
	for i, line := range lines {
		switch text := fold(line); {
		case holds(text, p.Without):
			e.Weight[i] = snippetWeight
		case holds(text, p.With):
			e.Label[i], e.Weight[i] = 1, snippetWeight
		}
	}
}

// shortWords is the length below which a line is judged together with what
// stands before and after it: "Photo" alone is found in many a text.
const shortWords = 6

// labelText holds the paste's words against the text's. A long line counts by
// the runs of three words within it that the text has; of a short one, those of
// its words count that stand in such a run, which may reach into its
// neighbours.
func labelText(lines []string, truth string, labels []float32) {
	g := newGrams(words(truth))
	var all []string
	begin := make([]int, len(lines)+1)
	for i, line := range lines {
		all = append(all, words(line)...)
		begin[i+1] = len(all)
	}
	held := g.held(all)
	for i := range lines {
		w := all[begin[i]:begin[i+1]]
		if len(w) < shortWords {
			labels[i] = held.share(begin[i], begin[i+1])
		} else {
			labels[i] = g.cover(w)
		}
		if labels[i] < 0.3 {
			labels[i] = 0
		}
	}
	dropCopies(lines, truth, labels)
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
func (g grams) held(w []string) marks {
	out := make(marks, len(w))
	for i := 0; i+3 <= len(w); i++ {
		if g[strings.Join(w[i:i+3], " ")] {
			out[i], out[i+1], out[i+2] = true, true, true
		}
	}
	return out
}

// dropCopies leaves, of lines with the same text, as many as the known text
// has: those with the most text around them.
func dropCopies(lines []string, truth string, labels []float32) {
	before := slices.Clone(labels)
	places := map[string][]int{}
	for i, line := range lines {
		if labels[i] > 0.5 {
			key := strings.Join(words(line), " ")
			places[key] = append(places[key], i)
		}
	}
	low := strings.Join(words(truth), " ")
	for text, at := range places {
		if len(at) < 2 || strings.Count(low, text) >= len(at) {
			continue
		}
		best, most := at[0], -1
		for _, i := range at {
			if n := textAround(lines, before, i); n > most {
				best, most = i, n
			}
		}
		for _, i := range at {
			if i != best {
				labels[i] = 0
			}
		}
	}
}

// textAround counts the long lines of the text near line i.
func textAround(lines []string, labels []float32, i int) int {
	n := 0
	for j := max(0, i-6); j < min(len(lines), i+7); j++ {
		if j != i && labels[j] > 0.7 && len(lines[j]) > 80 {
			n++
		}
	}
	return n
}

// grams is a set of runs of three words.
type grams map[string]bool

func newGrams(w []string) grams {
	g := grams{}
	for i := 0; i+3 <= len(w); i++ {
		g[strings.Join(w[i:i+3], " ")] = true
	}
	return g
}

// cover is the share of runs that the set has.
func (g grams) cover(w []string) float32 {
	hits := 0
	for i := 0; i+3 <= len(w); i++ {
		if g[strings.Join(w[i:i+3], " ")] {
			hits++
		}
	}
	return float32(hits) / float32(max(1, len(w)-2))
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

package main

import (
	"slices"
	"strings"

	"newsclip/clip/extract/paste"
	"newsclip/clip/extract/truth"
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
	length := len(truth.Words(p.Text))
	for i, line := range lines {
		w := float32(len(truth.Words(line))+3) / float32(length+100) * 100
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
	for i, line := range lines {
		if belongs, known := p.Snippet(line); known {
			e.Weight[i] = snippetWeight
			if belongs {
				e.Label[i] = 1
			}
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
func labelText(lines []string, known string, labels []float32) {
	runs := truth.RunsOf(truth.Words(known))
	var all []string
	begin := make([]int, len(lines)+1)
	for i, line := range lines {
		all = append(all, truth.Words(line)...)
		begin[i+1] = len(all)
	}
	held := runs.Mark(all)
	for i := range lines {
		w := all[begin[i]:begin[i+1]]
		if len(w) < shortWords {
			labels[i] = held.Share(begin[i], begin[i+1])
		} else {
			labels[i] = runs.Cover(w)
		}
		if labels[i] < 0.3 {
			labels[i] = 0
		}
	}
	dropCopies(lines, known, labels)
}

// dropCopies leaves, of lines with the same text, as many as the known text
// has: those with the most text around them.
func dropCopies(lines []string, known string, labels []float32) {
	before := slices.Clone(labels)
	places := map[string][]int{}
	for i, line := range lines {
		if labels[i] > 0.5 {
			key := strings.Join(truth.Words(line), " ")
			places[key] = append(places[key], i)
		}
	}
	low := strings.Join(truth.Words(known), " ")
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

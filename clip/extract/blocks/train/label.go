package main

import (
	"strings"

	"newsclip/clip/extract/blocks"
	"newsclip/clip/extract/truth"
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
	length := len(truth.Words(p.Text))
	if len(cut.Blocks) > 0 && !reachable(cut, p.Text, labels) {
		return labels, weights // all unknown
	}
	for i := range cut.Blocks {
		w := float32(cut.Blocks[i].Words()+3) / float32(length+100) * 100
		weights[i] = min(max(w, 0.3), 20)
	}
	return labels, weights
}

// leastReach is how much of a known text must be found on its page, in F1 of
// words, for the page to be learnt from.
const leastReach = 0.7

func reachable(cut *blocks.Page, known string, labels []float32) bool {
	var text strings.Builder
	for i, y := range labels {
		if y > 0.5 {
			text.WriteString(cut.Blocks[i].Text + "\n")
		}
	}
	return truth.MatchWords(known, text.String()).F1() >= leastReach
}

// snippetWeight is what a block counts of which one snippet is known.
const snippetWeight = 2

func labelSnippets(cut *blocks.Page, p *page, labels, weights []float32) {
	for i := range cut.Blocks {
		if belongs, known := p.Snippet(cut.Blocks[i].Text); known {
			weights[i] = snippetWeight
			if belongs {
				labels[i] = 1
			}
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
func labelText(cut *blocks.Page, known string, labels []float32) {
	runs := truth.RunsOf(truth.Words(known))
	share := make([]float32, len(cut.Blocks))
	var all []string
	begin := make([]int, len(cut.Blocks)+1)
	for i := range cut.Blocks {
		w := truth.Words(cut.Blocks[i].Text)
		share[i] = runs.Cover(w)
		all = append(all, w...)
		begin[i+1] = len(all)
	}
	held := runs.Mark(all)
	for i := range cut.Blocks {
		labels[i] = share[i]
		if cut.Blocks[i].Words() < shortWords {
			labels[i] = held.Share(begin[i], begin[i+1])
		}
		if labels[i] < 0.3 {
			labels[i] = 0
		}
	}
	dropCopies(cut, known, share, labels)
}

// dropCopies leaves, of blocks with the same text, as many as the known text
// has: those with the most text around them.
func dropCopies(cut *blocks.Page, known string, share, labels []float32) {
	places := map[string][]int{}
	for i := range cut.Blocks {
		if labels[i] > 0.5 {
			key := strings.ToLower(cut.Blocks[i].Text)
			places[key] = append(places[key], i)
		}
	}
	low := strings.ToLower(strings.Join(strings.Fields(known), " "))
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

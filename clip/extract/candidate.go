package extract

import (
	"slices"

	"golang.org/x/net/html"

	"newsclip/clip"
	"newsclip/clip/extract/blocks"
)

// body finds the article's text on a page: it judges the page's blocks, chooses
// among them, and lets what is chosen through the one door.
func (x *extraction) body(doc *html.Node) clip.Body {
	cut := blocks.Cut(doc)
	if len(cut.Blocks) == 0 {
		return x.payload(scripts(doc), nil)
	}
	chances, chosen := x.judge(doc, cut)
	x.correct(cut, chosen)
	if chosenWords(cut, chosen) <= wallWords {
		x.gate = gate(doc, cut, chosen)
	}
	data := scripts(doc) // carving takes them away
	x.carve(doc, cut, chances, chosen)
	return x.payload(data, x.blocks(doc, count(chosen)))
}

// maxJudged is how many blocks the trees judge, in a few tenths of a second.
// The largest known page has 9,000.
const maxJudged = 20_000

// judge returns each block's chance and whether it is taken. On a page beyond
// all measure a plain rule has to do.
func (x *extraction) judge(doc *html.Node, cut *blocks.Page) (chances []float64, chosen []bool) {
	if len(cut.Blocks) > maxJudged {
		chosen = cut.Main()
		if chosenWords(cut, chosen) == 0 { // links are all it has
			chosen = slices.Repeat([]bool{true}, len(cut.Blocks))
		}
		return make([]float64, len(cut.Blocks)), chosen
	}
	chances = x.model.Judge(cut)
	return chances, choose(doc, cut, chances)
}

// unsure is the expected F1 below which other candidates are heard: cross-
// validated, the learnt choice is better than the others above it.
const unsure = 0.7

// choose is the one place where a page's candidates are weighed. Where the trees
// expect to be right, theirs is taken. Where they do not, the one of three
// candidates that agrees most with the other two is taken (the medoid): theirs,
// Readability's, and that of a plain rule.
func choose(doc *html.Node, cut *blocks.Page, chances []float64) []bool {
	learnt := blocks.Choose(cut, chances)
	if f1, _ := blocks.Expect(cut, chances); f1 >= unsure {
		return learnt
	}
	candidates := [][]bool{learnt, cut.Readable(doc), cut.Main()}
	best, most := learnt, -1.0
	for i, a := range candidates {
		agreement := 0.0
		for j, b := range candidates {
			if i != j {
				agreement += cut.Agree(a, b)
			}
		}
		if agreement > most {
			best, most = a, agreement
		}
	}
	return best
}

func chosenWords(cut *blocks.Page, chosen []bool) int {
	words := 0
	for i, yes := range chosen {
		if yes {
			words += cut.Blocks[i].Words()
		}
	}
	return words
}

func count(chosen []bool) int {
	n := 0
	for _, yes := range chosen {
		if yes {
			n++
		}
	}
	return n
}

// correct does what people said of pieces like these; a later word wins.
func (x *extraction) correct(cut *blocks.Page, chosen []bool) {
	if len(x.page.Corrections) == 0 {
		return
	}
	for i := range cut.Blocks {
		if keep, said := x.said(cut.Form(i), cut.Blocks[i].Text); said {
			chosen[i] = keep
		}
	}
}

// said returns what people said of a piece, if anything.
func (x *extraction) said(form, text string) (keep, said bool) {
	for _, c := range x.page.Corrections {
		if c.About(form, text) {
			keep, said = c.Keep, true
		}
	}
	return keep, said
}

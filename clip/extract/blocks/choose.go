package blocks

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// Choose picks the blocks that are taken, given each one's chance.
//
// The threshold is where the expected F1, in words, is greatest (Lewis,
// Evaluating and optimizing autonomous text classification systems, 1995: half
// of the F1 that can be expected; the expectation is approximated by the ratio
// of expectations), raised a little, because a word too many bothers a reader
// more than one too few: near .55 where a page is clear, lower where nothing is
// sure, so that a page never comes out empty. Then lists and tables are taken
// whole or not at all, of long blocks with the same text the first, and of
// articles stacked below the page's own none.
func Choose(p *Page, chances []float64) []bool {
	chosen := make([]bool, len(p.Blocks))
	at := threshold(p, chances)
	for i, chance := range chances {
		chosen[i] = chance >= at
	}
	p.takeTables(chosen)
	p.takeWhole(chosen)
	p.dropCopies(chosen)
	p.dropFurther(chosen)
	return chosen
}

// Constants of the threshold, found by cross-validation.
const (
	raise         = 1.1
	lowThreshold  = 0.10
	highThreshold = 0.60
)

func threshold(p *Page, chances []float64) float64 {
	_, half := Expect(p, chances)
	raised := min(max(half*raise, lowThreshold), highThreshold)
	if len(chances) > 0 && half >= lowThreshold && slices.Max(chances) < raised {
		return half // else nothing would be taken
	}
	return raised
}

// Expect returns the greatest expected F1 of a choice, 0 to 1, and the lowest
// chance that this choice takes.
func Expect(p *Page, chances []float64) (f1, lowest float64) {
	order := make([]int, len(chances))
	likely := 0.0
	for i, chance := range chances {
		order[i] = i
		likely += chance * float64(p.Blocks[i].look.words)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case chances[a] > chances[b]:
			return -1
		case chances[a] < chances[b]:
			return 1
		}
		return 0
	})
	taken, right := 0.0, 0.0
	lowest = 0.5
	for _, i := range order {
		words := float64(p.Blocks[i].look.words)
		taken += words
		right += words * chances[i]
		if f := 2 * right / (taken + likely); f > f1 {
			f1, lowest = f, chances[i]
		}
	}
	return f1, lowest
}

// Bounds for a table that stands within the text: how much of it may be links,
// and how far up its text's element may be.
const (
	tableLinks = 0.3
	tableReach = 3
)

// takeTables takes data tables that stand within the text, between two blocks
// that were chosen: a cell alone says too little to be chosen for itself.
func (p *Page) takeTables(chosen []bool) {
	for i := 0; i < len(p.Blocks); {
		table := p.tableOf(p.Blocks[i].block)
		end := i + 1
		for end < len(p.Blocks) && table != none && p.tableOf(p.Blocks[end].block) == table {
			end++
		}
		if table != none && i > 0 && end < len(p.Blocks) && chosen[i-1] && chosen[end] && p.isData(table) &&
			p.near(p.Blocks[i-1].block, table) && p.near(p.Blocks[end].block, table) {
			for k := i; k < end; k++ {
				chosen[k] = true
			}
		}
		i = end
	}
}

func (p *Page) tableOf(at int32) int32 {
	for ; at != none; at = p.elements[at].parent {
		if p.elements[at].node.DataAtom == atom.Table {
			return at
		}
	}
	return none
}

func (p *Page) isData(table int32) bool {
	e := &p.elements[table]
	return e.blocks > 1 && float32(e.linked) <= tableLinks*float32(e.chars)
}

// near reports whether a block's element and a table stand in one element not
// far above both.
func (p *Page) near(block, table int32) bool {
	above := p.common(block, table)
	return above != none && p.elements[table].depth-p.elements[above].depth <= tableReach && p.elements[block].depth-p.elements[above].depth <= tableReach
}

// leastItems is from how many blocks on a list or table is taken as one.
const leastItems = 3

// takeWhole takes lists and tables whole when more than half of their words
// were chosen, and leaves them otherwise. Only the innermost counts: pages are
// laid out with lists and tables too.
func (p *Page) takeWhole(chosen []bool) {
	type sum struct{ blocks, words, taken int }
	sums := map[int32]*sum{}
	within := make([]int32, len(p.Blocks))
	for i := range p.Blocks {
		within[i] = p.listOf(p.Blocks[i].block)
		if within[i] == none {
			continue
		}
		s := sums[within[i]]
		if s == nil {
			s = &sum{}
			sums[within[i]] = s
		}
		words := p.Blocks[i].Words()
		s.blocks++
		s.words += words
		if chosen[i] {
			s.taken += words
		}
	}
	for i, at := range within {
		if at == none {
			continue
		}
		if s := sums[at]; s.blocks >= leastItems {
			chosen[i] = s.taken*2 > s.words
		}
	}
}

// listOf returns the innermost list or table around an element.
func (p *Page) listOf(at int32) int32 {
	for ; at != none; at = p.elements[at].parent {
		switch p.elements[at].node.DataAtom {
		case atom.Ul, atom.Ol, atom.Table:
			return at
		}
	}
	return none
}

// copyWords is from how many words on a text is not expected twice.
const copyWords = 10

func (p *Page) dropCopies(chosen []bool) {
	seen := map[string]bool{}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if !chosen[i] || b.look.words < copyWords {
			continue
		}
		chosen[i] = !seen[b.Text]
		seen[b.Text] = true
	}
}

// dropFurther drops articles that are stacked below the page's own: elements
// beside the one that has the page's title as heading, each with a linked
// heading of its own.
func (p *Page) dropFurther(chosen []bool) {
	own, at := int32(none), int32(none)
	for i := range p.Blocks {
		if isHeading(&p.Blocks[i]) && p.isTitle(p.Blocks[i].Text) {
			own = p.articleOf(p.Blocks[i].block)
			break
		}
	}
	if own == none {
		return
	}
	since, further := 0, false
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if article := p.articleOf(b.block); article != at {
			at, since, further = article, 0, false
		}
		if at > own && since < leadBlocks && isHeading(b) && b.Links() > mostlyLink {
			further = true
		}
		since++
		chosen[i] = chosen[i] && !further
	}
}

// leadBlocks is within how many blocks an article's heading stands.
const leadBlocks = 4

// mostlyLink is the share of a heading's characters that are a link's where it
// leads to another page.
const mostlyLink = 0.8

func isHeading(b *Block) bool {
	switch b.Element.DataAtom {
	case atom.H1, atom.H2, atom.H3:
		return true
	}
	return false
}

// isTitle reports whether a text is the first line of the page's title, which
// may go on with the outlet.
func (p *Page) isTitle(text string) bool {
	title := strings.ToLower(strings.Join(strings.Fields(p.head.title), " "))
	return text != "" && strings.HasPrefix(title, strings.ToLower(text))
}

// articleOf returns the outermost article around an element.
func (p *Page) articleOf(at int32) int32 {
	outermost := int32(none)
	for ; at != none; at = p.elements[at].parent {
		if p.elements[at].node.DataAtom == atom.Article {
			outermost = at
		}
	}
	return outermost
}

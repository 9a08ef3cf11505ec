package paste

import (
	"math"
	"slices"

	"newsclip/clip/extract/lexicon"
)

// counts holds, for each word, on how many domains it was seen and how much of
// what it stood in belonged to the article there.
type counts struct {
	own   map[seen]tally // per domain
	total map[lexicon.Hash]total
}

type seen struct {
	hash   lexicon.Hash
	domain string
}

type tally struct{ yes, all float32 }

// share is in millionths: sums of them are the same in any order.
func (t tally) share() int { return int(math.Round(float64(t.yes/t.all) * 1e6)) }

type total struct{ shares, domains int }

func countWords(examples []Example, pages []*page) *counts {
	c := &counts{own: map[seen]tally{}, total: map[lexicon.Hash]total{}}
	for i := range examples {
		e := &examples[i]
		for at := range pages[i].lines {
			if e.Weight[at] > 0 {
				c.add(e.Domain, termsOf(pages[i].lines[at].text), e.Label[at])
			}
		}
	}
	for key, t := range c.own {
		sum := c.total[key.hash]
		c.total[key.hash] = total{sum.shares + t.share(), sum.domains + 1}
	}
	return c
}

func (c *counts) add(domain string, t terms, label float32) {
	words := slices.Clone(t.words[:min(len(t.words), lexiconWords)])
	slices.Sort(words)
	for _, h := range append(slices.Compact(words), t.first, t.pair, t.whole, t.last) {
		if h != 0 {
			key := seen{h, domain}
			s := c.own[key]
			c.own[key] = tally{s.yes + label, s.all + 1}
		}
	}
}

func (t total) evidence() lexicon.Evidence {
	return lexicon.Evidence{Shares: float64(t.shares) / 1e6, Domains: t.domains}
}

// table keeps the words that say most.
func (c *counts) table(most int) *lexicon.Table {
	return lexicon.Learn(func(yield func(lexicon.Hash, lexicon.Evidence) bool) {
		for h, t := range c.total {
			if !yield(h, t.evidence()) {
				return
			}
		}
	}, most)
}

// without is the lexicon as it would be without one domain: what a paste of
// that domain may know when others learn from it.
type without struct {
	counts *counts
	words  *lexicon.Table
	domain string
}

func (w without) Value(h lexicon.Hash) (float32, bool) {
	v, known := w.words.Value(h)
	if !known {
		return 0, false
	}
	own, here := w.counts.own[seen{h, w.domain}]
	if !here {
		return v, true
	}
	t := w.counts.total[h]
	return total{t.shares - own.share(), t.domains - 1}.evidence().Value()
}

package paste

import (
	"cmp"
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

// The lexicon's constants: on how many domains a word must stand, how many
// domains of the average it is mixed with, what share of lines counts as the
// average, and how sure a value can get.
const (
	leastDomains = 5
	priorDomains = 3
	average      = 0.4
	maxValue     = 5
)

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

func (t total) logOdds() float64 {
	p := (float64(t.shares)/1e6 + priorDomains*average) / float64(t.domains+priorDomains)
	p = min(max(p, 0.002), 0.998)
	v := math.Log(p/(1-p)) - math.Log(average/(1-average))
	return min(max(v, -maxValue), maxValue)
}

// leastValue is the value below which a word says nothing.
const leastValue = 0.2

// table keeps the words that say most: by value and by number of domains.
func (c *counts) table(most int) *lexicon.Table {
	type entry struct {
		hash          lexicon.Hash
		value, weight float64
	}
	var all []entry
	for h, t := range c.total {
		if v := t.logOdds(); t.domains >= leastDomains && math.Abs(v) >= leastValue {
			all = append(all, entry{h, v, math.Abs(v) * math.Sqrt(float64(t.domains))})
		}
	}
	slices.SortFunc(all, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.hash, b.hash))
	})
	all = all[:min(len(all), most)]
	keys, values := make([]lexicon.Hash, len(all)), make([]int8, len(all))
	for i, e := range all {
		keys[i], values[i] = e.hash, lexicon.Step(e.value)
	}
	return lexicon.NewTable(keys, values)
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
	t = total{t.shares - own.share(), t.domains - 1}
	if t.domains < leastDomains {
		return 0, false
	}
	return lexicon.Stored(t.logOdds()), true
}

package lexicon

import (
	"cmp"
	"iter"
	"math"
	"slices"
)

// Evidence is what was seen of a word: on how many domains, and the sum of the
// shares, 0 to 1, of what it stood at there that belonged to the article.
type Evidence struct {
	Shares  float64
	Domains int
}

// On how many domains a word must stand, how many domains of the average it is
// mixed with, what share counts as the average, and how sure a value can get.
const (
	leastDomains = 5
	priorDomains = 3
	average      = 0.4
	maxValue     = 5
)

// leastValue is the value below which a word says nothing.
const leastValue = 0.2

// Value is the value that a table would hold; it is not known when the word was
// seen too seldom.
func (e Evidence) Value() (value float32, known bool) {
	if e.Domains < leastDomains {
		return 0, false
	}
	return stored(e.logOdds()), true
}

func (e Evidence) logOdds() float64 {
	p := (e.Shares + priorDomains*average) / float64(e.Domains+priorDomains)
	p = min(max(p, 0.002), 0.998)
	v := math.Log(p/(1-p)) - math.Log(average/(1-average))
	return min(max(v, -maxValue), maxValue)
}

// Learn keeps the words that say most, by value and by number of domains.
func Learn(seen iter.Seq2[Hash, Evidence], most int) *Table {
	type entry struct {
		key           Hash
		value, weight float64
	}
	var all []entry
	for key, e := range seen {
		if v := e.logOdds(); e.Domains >= leastDomains && math.Abs(v) >= leastValue {
			all = append(all, entry{key, v, math.Abs(v) * math.Sqrt(float64(e.Domains))})
		}
	}
	slices.SortFunc(all, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.key, b.key))
	})
	all = all[:min(len(all), most)]
	keys, steps := make([]Hash, len(all)), make([]int8, len(all))
	for i, e := range all {
		keys[i], steps[i] = e.key, stepOf(e.value)
	}
	return NewTable(keys, steps)
}

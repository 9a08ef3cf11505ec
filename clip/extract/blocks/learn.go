package blocks

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"slices"

	"newsclip/clip/boost"
	"newsclip/clip/extract/lexicon"
)

// An Example is a page whose text is known.
type Example struct {
	Page   *Page
	Domain string    // pages of one domain are never on both sides of a judgement
	Label  []float32 // per block: its share, 0 to 1, that belongs to the text
	Weight []float32 // per block: how much it counts; 0: unknown
}

// LearnOptions steer learning; the zero value is what the embedded table was
// learnt with.
type LearnOptions struct {
	First, Second boost.Options
	Words         int // entries of the lexicon; 0: 9000
	Progress      func(step string)
}

func (o LearnOptions) withDefaults() LearnOptions {
	if o.Words == 0 {
		o.Words = 9000
	}
	if o.First.Trees == 0 {
		o.First = boost.Options{Trees: 150, Rows: 0.5, Columns: 0.3}
	}
	if o.Second.Trees == 0 {
		o.Second = boost.Options{Trees: 225, Rows: 0.6, Columns: 0.3, Rate: 0.07}
	}
	return o
}

// innerFolds is how many parts the examples are cut into, so that the second
// judgement learns from first judgements of pages that those had not seen.
const innerFolds = 4

// Learn learns a model. The same examples and options give the same model, bit
// for bit, on amd64. Beside it stands what a page was judged.
func Learn(ctx context.Context, examples []Example, o LearnOptions) (*Model, error) {
	o = o.withDefaults()
	say := o.Progress
	if say == nil {
		say = func(string) {}
	}
	say("counting words and names")
	c := countWords(examples)
	m := &Model{words: lexicon.Learn(c.evidence, o.Words)}
	rows := make([][]float32, len(examples))
	described := make([]*describer, len(examples))
	boost.Each(len(examples), func(i int) {
		described[i] = describe(examples[i].Page, without{c, m.words, examples[i].Domain})
		for b := range examples[i].Page.Blocks {
			rows[i] = described[i].numbers(b, rows[i])
		}
	})
	chances := make([][]float64, len(examples))
	for fold := range innerFolds {
		say(fmt.Sprintf("first judgement, part %d of %d", fold+1, innerFolds+1))
		in := func(i int) bool { return foldOf(examples[i].Domain) == fold }
		first, err := fit(ctx, examples, rows, firstNumbers, o.First, func(i int) bool { return !in(i) })
		if err != nil {
			return nil, err
		}
		boost.Each(len(examples), func(i int) {
			if in(i) {
				chances[i] = score(first, rows[i], firstNumbers)
			}
		})
	}
	say(fmt.Sprintf("first judgement, part %d of %d", innerFolds+1, innerFolds+1))
	all := func(int) bool { return true }
	var err error
	if m.first, err = fit(ctx, examples, rows, firstNumbers, o.First, all); err != nil {
		return nil, err
	}
	boost.Each(len(examples), func(i int) {
		c := newSurroundings(described[i], chances[i])
		var out []float32
		for b := range examples[i].Page.Blocks {
			row := append([]float32(nil), rows[i][b*firstNumbers:(b+1)*firstNumbers]...)
			out = append(out, c.numbers(b, row)...)
		}
		rows[i] = out
	})
	say("second judgement")
	m.second, err = fit(ctx, examples, rows, secondNumbers, o.Second, all)
	return m, err
}

func foldOf(domain string) int {
	h := fnv.New32a()
	h.Write([]byte(domain))
	return int(h.Sum32() >> 3 % innerFolds)
}

func score(t *boost.Table, rows []float32, n int) []float64 {
	out := make([]float64, len(rows)/n)
	for i := range out {
		out[i] = t.Score(rows[i*n : (i+1)*n])
	}
	return out
}

// Easy blocks, short ones with nothing of the article near, are most of all:
// one in easyShare is learnt from, and counts for the others.
const (
	easyWords = 15
	easyReach = 4
	easyShare = 4
)

func fit(ctx context.Context, examples []Example, rows [][]float32, n int, o boost.Options, use func(i int) bool) (*boost.Table, error) {
	set := boost.NewExamples(n)
	for i := range examples {
		if !use(i) {
			continue
		}
		e := &examples[i]
		for b := range e.Page.Blocks {
			weight := e.Weight[b]
			if weight == 0 {
				continue
			}
			if e.easy(b) {
				if b%easyShare != 0 {
					continue
				}
				weight *= easyShare
			}
			set.Add(rows[i][b*n:(b+1)*n], e.Label[b], weight)
		}
	}
	return boost.Train(ctx, set, o)
}

func (e *Example) easy(b int) bool {
	if e.Page.Blocks[b].look.words >= easyWords {
		return false
	}
	for i := max(0, b-easyReach); i < min(len(e.Label), b+easyReach+1); i++ {
		if e.Label[i] > 0 {
			return false
		}
	}
	return true
}

// counts holds, for each word or name, on how many domains it was seen and how
// much of what it stood at belonged to the article there.
type counts struct {
	own   map[seen]part // per domain
	total map[lexicon.Hash]sum
}

type seen struct {
	hash   lexicon.Hash
	domain string
}

// part is how much of what a word stood at belonged to the article.
type part struct{ yes, all float32 }

// share is in millionths: sums of them are the same in any order.
func (p part) share() int { return int(math.Round(float64(p.yes/p.all) * 1e6)) }

// sum is a word's shares on all domains.
type sum struct{ shares, domains int }

func (s sum) evidence() lexicon.Evidence {
	return lexicon.Evidence{Shares: float64(s.shares) / 1e6, Domains: s.domains}
}

func (c *counts) evidence(yield func(lexicon.Hash, lexicon.Evidence) bool) {
	for h, s := range c.total {
		if !yield(h, s.evidence()) {
			return
		}
	}
}

func countWords(examples []Example) *counts {
	c := &counts{own: map[seen]part{}, total: map[lexicon.Hash]sum{}}
	for i := range examples {
		c.addPage(&examples[i])
	}
	for key, s := range c.own {
		if s.all > 0 {
			t := c.total[key.hash]
			c.total[key.hash] = sum{t.shares + s.share(), t.domains + 1}
		}
	}
	return c
}

// nameWeight bounds what one block adds to the names above it, in words.
const nameWeight = 50

func (c *counts) addPage(e *Example) {
	p := e.Page
	for b := range p.Blocks {
		block := &p.Blocks[b]
		if e.Weight[b] == 0 {
			continue
		}
		label := e.Label[b]
		add := func(h lexicon.Hash, weight float32) {
			if h != 0 {
				key := seen{h, e.Domain}
				s := c.own[key]
				s.yes += label * weight
				s.all += weight
				c.own[key] = s
			}
		}
		t := termsOf(block.Text, nil)
		words := slices.Clone(t.words[:min(len(t.words), lexiconWords)])
		slices.Sort(words)
		for _, h := range slices.Compact(words) {
			add(h, 1)
		}
		for _, h := range [...]lexicon.Hash{t.first, t.pair, t.whole, t.last} {
			add(h, 1)
		}
		weight := float32(min(block.look.words, nameWeight))
		depth := 0
		for at := block.inner; at != none && depth < nameLevels; at = p.elements[at].parent {
			for _, a := range p.elements[at].node.Attr {
				if nameAttribute(a.Key) {
					eachName(a.Val[:min(len(a.Val), maxName)], func(h lexicon.Hash) { add(h, weight) })
				}
			}
			depth++
		}
	}
}

// without is the lexicon as it would be without one domain: what a page of
// that domain may know when others learn from it.
type without struct {
	counts *counts
	table  *lexicon.Table
	domain string
}

func (w without) Value(h lexicon.Hash) (float32, bool) {
	v, known := w.table.Value(h)
	if !known {
		return 0, false
	}
	own, here := w.counts.own[seen{h, w.domain}]
	if !here || own.all == 0 {
		return v, true
	}
	s := w.counts.total[h]
	return sum{s.shares - own.share(), s.domains - 1}.evidence().Value()
}

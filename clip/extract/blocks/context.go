package blocks

import "newsclip/clip/extract/lexicon"

// The second judgement. A block that looks like text among others that do not
// is seldom the article, and the other way round: so the numbers of the first
// judgement are joined by what it said of the block, of its neighbours, of what
// shares its element or form, and of the page.

// neighbours are whose first chances a block is told, by place.
var neighbours = [...]int{-4, -3, -2, -1, 1, 2, 3, 4}

// surroundings are what the second judgement needs of the first.
type surroundings struct {
	d       *describer
	chances []float64
	sum     []float64 // of words that are likely the article's, before block i
	words   []float64 // all words before block i
	element []expected
	form    map[lexicon.Hash]*expected
	all     float64
	before  []float32 // blocks back to the last likely long block
	after   []float32
}

// expected sums words, and words times chances.
type expected struct{ words, likely float64 }

func (e *expected) add(words, chance float64) {
	e.words += words
	e.likely += words * chance
}

func (e *expected) share() float32 { return float32(e.likely / (e.words + 1)) }

func newSurroundings(d *describer, chances []float64) *surroundings {
	p := d.page
	n := len(p.Blocks)
	c := &surroundings{d: d, chances: chances, sum: make([]float64, n+1), words: make([]float64, n+1),
		element: make([]expected, len(p.elements)), form: map[lexicon.Hash]*expected{}}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		words := float64(b.look.words)
		c.sum[i+1], c.words[i+1] = c.sum[i]+words*chances[i], c.words[i]+words
		for at := b.block; at != none; at = p.elements[at].parent {
			c.element[at].add(words, chances[i])
		}
		form := d.forms[i]
		if c.form[form] == nil {
			c.form[form] = &expected{}
		}
		c.form[form].add(words, chances[i])
	}
	c.all = c.sum[n]
	c.findLikely()
	return c
}

// findLikely measures how far each block is from a long one that likely
// belongs.
func (c *surroundings) findLikely() {
	n := len(c.chances)
	c.before, c.after = make([]float32, n), make([]float32, n)
	likely := func(i int) bool { return c.chances[i] >= 0.5 && c.d.page.Blocks[i].look.words >= 12 }
	at := float32(far)
	for i := range n {
		c.before[i] = at
		if at = min(at+1, far); likely(i) {
			at = 1
		}
	}
	at = far
	for i := n - 1; i >= 0; i-- {
		c.after[i] = at
		if at = min(at+1, far); likely(i) {
			at = 1
		}
	}
}

// around is the share of likely words among the blocks from i-reach to i+reach,
// without block i.
func (c *surroundings) around(i, reach int) float32 {
	lo, hi := max(0, i-reach), min(len(c.chances), i+reach+1)
	words := c.words[hi] - c.words[lo] - (c.words[i+1] - c.words[i])
	likely := c.sum[hi] - c.sum[lo] - (c.sum[i+1] - c.sum[i])
	return float32(likely / (words + 1))
}

// numbers appends the numbers of block i's second judgement to f, which holds
// those of the first.
func (c *surroundings) numbers(i int, f []float32) []float32 {
	p := c.d.page
	b := &p.Blocks[i]
	f = append(f, float32(c.chances[i]))
	for _, o := range neighbours {
		chance := float32(-1)
		if j := i + o; j >= 0 && j < len(c.chances) {
			chance = float32(c.chances[j])
		}
		f = append(f, chance)
	}
	f = append(f, c.around(i, 3), c.around(i, 8), c.around(i, 25), c.before[i], c.after[i])
	f = c.ofElements(b, f)
	form := *c.form[c.d.forms[i]]
	f = append(f, form.share())
	form.add(-float64(b.look.words), c.chances[i])
	f = append(f, form.share(), float32(form.likely/(c.all+1)))
	return append(f, float32(c.all), float32(c.all/(c.words[len(c.chances)]+1)), float32(c.sum[i]/(c.all+1)),
		float32((c.all-c.sum[i+1])/(c.all+1)))
}

// contextLevels is how many elements above a block are looked at.
const contextLevels = 5

func (c *surroundings) ofElements(b *Block, f []float32) []float32 {
	at := b.block
	for range contextLevels {
		if at == none {
			f = append(f, -1, -1)
			continue
		}
		e := &c.element[at]
		f = append(f, e.share(), float32(e.likely/(c.all+1)))
		at = c.d.page.elements[at].parent
	}
	return f
}

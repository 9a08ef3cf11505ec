package blocks

import (
	"math"
	"net/url"
	"strings"

	"golang.org/x/net/html/atom"

	"newsclip/clip/extract/lexicon"
)

// ancestors are the elements whose distance above a block is a number of it.
var ancestors = [...]atom.Atom{atom.Nav, atom.Aside, atom.Footer, atom.Header, atom.Form, atom.Table, atom.Ul, atom.Article, atom.Main,
	atom.Figure, atom.Blockquote, atom.Section, atom.Ol, atom.Dl, atom.Noscript}

// describer turns the blocks of one page into numbers.
type describer struct {
	page     *Page
	lex      lexicon.Values
	terms    []terms
	forms    []lexicon.Hash // of each block: its element's tag and class, and of two above
	form     map[lexicon.Hash]*sums
	texts    map[lexicon.Hash]int // how often a text stands on the page
	articles map[int32]int32
	best     int32 // the element most like a container of paragraphs
	first    int   // its first and last long block
	last     int
	headline int // the block of the first h1, or none
	long     distances
	title    grams
	lead     grams
	bodies   grams
	before   []int32 // how many words stand before a block
	words    int32   // of the page
	kind     []float32
}

// sums over the blocks of one form.
type sums struct{ blocks, words, linked, chars, sentences int32 }

// distances, in blocks, to the nearest long block before and after.
type distances struct{ before, after []float32 }

// far is the distance when there is none.
const far = 99

func describe(p *Page, lex lexicon.Values) *describer {
	d := &describer{page: p, lex: lex, form: map[lexicon.Hash]*sums{}, texts: map[lexicon.Hash]int{}, articles: map[int32]int32{},
		title: grams{}, lead: grams{}, bodies: grams{}, headline: none}
	d.title.add(p.head.title)
	d.lead.add(p.head.description)
	for _, body := range p.head.bodies {
		d.bodies.add(body)
	}
	d.readBlocks()
	d.findContainer()
	d.long = longDistances(p)
	d.kind = d.ofKind()
	return d
}

func (d *describer) readBlocks() {
	p := d.page
	n := len(p.Blocks)
	d.terms, d.forms, d.before = make([]terms, n), make([]lexicon.Hash, n), make([]int32, n)
	for i := range p.Blocks {
		b := &p.Blocks[i]
		d.terms[i] = termsOf(b.Text, nil)
		d.before[i] = d.words
		d.words += b.look.words
		d.texts[textHash(b.Text)]++
		form := p.formOf(b.block)
		d.forms[i] = form
		s := d.form[form]
		if s == nil {
			s = &sums{}
			d.form[form] = s
		}
		s.add(&b.look)
		for at := b.inner; at != none; at = p.elements[at].parent {
			e := &p.elements[at]
			if !e.named {
				p.name(e, d.lex)
			}
			if e.node.DataAtom == atom.H1 && d.headline == none {
				d.headline = i
			}
			if e.node.DataAtom == atom.Article {
				if _, ok := d.articles[at]; !ok {
					d.articles[at] = int32(len(d.articles))
				}
			}
		}
	}
}

func (s *sums) add(l *look) {
	s.blocks++
	s.words += l.words
	s.linked += l.linked
	s.chars += l.chars
	s.sentences += l.sentences
}

func textHash(text string) lexicon.Hash {
	h := lexicon.NewHash(kindWhole)
	for i := range len(text) {
		h = h.Add(text[i])
	}
	return h
}

// formOf hashes tag and first class of an element and of two above it: blocks
// that a page's maker made alike are of one form.
func (p *Page) formOf(at int32) lexicon.Hash {
	h := lexicon.NewHash('s')
	for range 3 {
		if at == none {
			break
		}
		n := p.elements[at].node
		for i := range len(n.Data) {
			h = h.Add(n.Data[i])
		}
		h = h.Add('.')
		class := attribute(n, "class")
		for i := range len(class) {
			if class[i] == ' ' && i > 0 {
				break
			}
			h = h.Add(class[i])
		}
		at = p.elements[at].parent
	}
	return h
}

// longWords is from how many words on a block is long.
const longWords = 20

func isLong(b *Block) bool { return b.look.words >= longWords && b.Links() < 0.35 }

func longDistances(p *Page) distances {
	n := len(p.Blocks)
	d := distances{make([]float32, n), make([]float32, n)}
	at := float32(far)
	for i := range n {
		d.before[i] = at
		if at = min(at+1, far); isLong(&p.Blocks[i]) {
			at = 1
		}
	}
	at = far
	for i := n - 1; i >= 0; i-- {
		d.after[i] = at
		if at = min(at+1, far); isLong(&p.Blocks[i]) {
			at = 1
		}
	}
	return d
}

// findContainer scores elements as Readability does: a paragraph gives its
// points to the element around it, half to the next above, a sixth to the third.
func (d *describer) findContainer() {
	p := d.page
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.look.words < 10 {
			continue
		}
		points := (1 + float32(b.look.marks)/2 + min(float32(b.look.chars)/100, 3)) * (1 - float32(b.Links()))
		at := p.elements[b.block].parent
		for _, share := range [...]float32{1, 2, 6} {
			if at == none {
				break
			}
			p.elements[at].score += points / share
			at = p.elements[at].parent
		}
	}
	d.best = none
	most := float32(-1)
	for i := range p.elements {
		e := &p.elements[i]
		if s := e.score * (1 - float32(e.linked)/float32(e.chars+1)); e.score > 0 && s > most {
			most, d.best = s, int32(i)
		}
	}
	d.first, d.last = len(p.Blocks), none
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.look.words >= 15 && p.levels(b.block, d.best) >= 0 {
			d.first, d.last = min(d.first, i), i
		}
	}
}

// levels is how many elements stand between an element and one above it, -1
// when it is not above.
func (p *Page) levels(at, above int32) float32 {
	for n := float32(0); at != none; at = p.elements[at].parent {
		if at == above {
			return n
		}
		n++
	}
	return -1
}

func log(n int32) float32 { return float32(math.Log1p(float64(n))) }

func share(a, b int32) float32 { return float32(a) / float32(b+1) }

func yes(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// numbers appends the numbers of block i's first judgement to f.
func (d *describer) numbers(i int, f []float32) []float32 {
	b := &d.page.Blocks[i]
	f = append(f, tagClass(b.Element))
	f = d.ofLook(b, f)
	f = d.ofWords(i, f)
	f = d.ofAncestors(b, f)
	f = d.ofPlace(i, f)
	f = d.ofNeighbours(i, f)
	f = d.ofContainers(b, f)
	f = d.ofForm(i, f)
	f = d.ofHead(i, f)
	return append(f, d.kind...)
}

func (d *describer) ofLook(b *Block, f []float32) []float32 {
	l := &b.look
	return append(f, log(l.words), log(l.chars), share(l.linked, l.chars), float32(l.links), share(l.letters, l.words), share(l.marks, l.words),
		yes(l.endsSentence()), yes(l.first >= 'A' && l.first <= 'Z'), share(l.digits, l.chars), share(l.upper, l.letters), float32(l.signs),
		yes(l.copyright), share(l.short, l.words), yes(l.last == ':'), yes(l.address), share(l.wide, l.chars), float32(l.quotes),
		share(l.capital, l.words), float32(l.sentences), float32(l.first), float32(l.last))
}

// ofWords sums up what the lexicon says of a text's words.
func (d *describer) ofWords(i int, f []float32) []float32 {
	t := &d.terms[i]
	sum, low, high, known := float32(0), float32(0), float32(0), float32(0)
	for _, h := range t.words[:min(len(t.words), lexiconWords)] {
		if v, ok := d.lex.Value(h); ok {
			sum, low, high, known = sum+v, min(low, v), max(high, v), known+1
		}
	}
	f = append(f, sum, sum/(known+1), low, high)
	for _, h := range [...]lexicon.Hash{t.first, t.pair, t.whole, t.last} {
		v, _ := d.lex.Value(h)
		f = append(f, v)
	}
	return f
}

// Limits on how far up names are looked at, and what stands for "not there".
const (
	nameLevels = 14
	noGroup    = 15
)

func (d *describer) ofAncestors(b *Block, f []float32) []float32 {
	p := d.page
	var above [len(ancestors)]float32
	var group [groupCount]float32
	for k := range group {
		group[k] = noGroup
	}
	var names nameSums
	depth := 0
	for at := b.inner; at != none; at = p.elements[at].parent {
		e := &p.elements[at]
		for k, tag := range ancestors {
			if e.node.DataAtom == tag && above[k] == 0 {
				above[k] = float32(depth + 1)
			}
		}
		if depth < nameLevels {
			for k := range group {
				if group[k] == noGroup && e.names.groups&(1<<k) != 0 {
					group[k] = float32(depth)
				}
			}
			names.add(&e.names, depth)
		}
		depth++
	}
	e := &p.elements[b.inner]
	f = append(f, float32(depth), yes(e.hidden), yes(e.articleBody), yes(b.inner != b.block))
	f = append(f, above[:]...)
	f = append(f, group[:]...)
	return append(f, names.nearLow, names.nearHigh, names.low3, names.high3, names.low, names.high, names.sum/(names.known+1), names.sum)
}

// nameSums gathers the learnt values of the names above a block.
type nameSums struct{ nearLow, nearHigh, low3, high3, low, high, sum, known float32 }

func (s *nameSums) add(n *names, depth int) {
	if !n.isKnown {
		return
	}
	if s.known == 0 {
		s.nearLow, s.nearHigh = n.low, n.high
	}
	if depth < 4 {
		s.low3, s.high3 = min(s.low3, n.low), max(s.high3, n.high)
	}
	s.low, s.high = min(s.low, n.low), max(s.high, n.high)
	s.sum += n.low + n.high
	s.known++
}

func (d *describer) ofPlace(i int, f []float32) []float32 {
	p := d.page
	n := len(p.Blocks)
	return append(f, float32(i)/float32(n), share(d.before[i], d.words), log(int32(n)), log(d.words))
}

func (d *describer) ofNeighbours(i int, f []float32) []float32 {
	p := d.page
	b := &p.Blocks[i]
	for _, o := range [...]int{-2, -1, 1, 2} {
		j := i + o
		if j < 0 || j >= len(p.Blocks) {
			f = append(f, -1, -1, -1, -1, -1)
			continue
		}
		x := &p.Blocks[j]
		f = append(f, log(x.look.words), share(x.look.linked, x.look.chars), tagClass(x.Element), yes(x.look.endsSentence()),
			yes(x.block == b.block || p.elements[x.block].parent == p.elements[b.block].parent))
	}
	return append(f, d.long.before[i], d.long.after[i])
}

func (d *describer) ofContainers(b *Block, f []float32) []float32 {
	p := d.page
	at := b.block
	for range 4 {
		if at != none {
			at = p.elements[at].parent
		}
		if at == none {
			f = append(f, -1, -1, -1, -1, -1)
			continue
		}
		e := &p.elements[at]
		f = append(f, log(e.words), share(e.linked, e.chars), log(e.paragraphs), share(e.words, e.blocks), share(e.sentences, e.blocks))
	}
	return d.ofArticle(b, f)
}

// ofArticle says in which article element a block stands: pages with further
// articles below have several.
func (d *describer) ofArticle(b *Block, f []float32) []float32 {
	p := d.page
	for at := b.block; at != none; at = p.elements[at].parent {
		if number, ok := d.articles[at]; ok {
			return append(f, float32(number), float32(len(d.articles)), share(p.elements[at].words, d.words))
		}
	}
	return append(f, -1, float32(len(d.articles)), -1)
}

func (d *describer) ofForm(i int, f []float32) []float32 {
	s := d.form[d.forms[i]]
	return append(f, log(s.blocks), log(s.words), share(s.linked, s.chars), share(s.words, d.words), share(s.sentences, s.blocks),
		float32(min(d.texts[textHash(d.page.Blocks[i].Text)], 20)))
}

func (d *describer) ofHead(i int, f []float32) []float32 {
	p := d.page
	b := &p.Blocks[i]
	down, past := float32(max(0, d.first-i)), float32(0)
	if i > d.last {
		past = float32(i - d.last)
	}
	headline := float32(-1)
	if d.headline != none {
		headline = float32(i - d.headline)
	}
	container := float32(0)
	if d.best != none {
		container = share(p.elements[d.best].words, d.words)
	}
	words := d.terms[i].words
	return append(f, p.levels(b.block, d.best), down, past, container, headline, d.title.cover(words), d.lead.cover(words),
		yes(len(p.head.bodies) > 0), d.bodies.cover(words))
}

// ofKind is what tells an article's page from a list, a shop or a forum: on
// those, teasers and items are the text; on the first they stand beside it.
func (d *describer) ofKind() []float32 {
	h := &d.page.head
	depth, dashes, digits := addressShape(h.address)
	long, longWords, linked, chars := int32(0), int32(0), int32(0), int32(0)
	for i := range d.page.Blocks {
		b := &d.page.Blocks[i]
		if isLong(b) {
			long++
			longWords += b.look.words
		}
		linked += b.look.linked
		chars += b.look.chars
	}
	f := []float32{yes(strings.HasPrefix(h.kind, "article")), yes(h.kind == "website"), yes(h.published), depth, dashes, digits,
		log(long), share(longWords, d.words), share(linked, chars), log(int32(len(d.articles)))}
	for i := range schemaKinds {
		f = append(f, yes(h.schema&(1<<i) != 0))
	}
	return f
}

// addressShape counts the parts of an address's path, and the dashes and digits
// of the last: articles have long names.
func addressShape(address string) (depth, dashes, digits float32) {
	u, err := url.Parse(address)
	if err != nil {
		return -1, -1, -1
	}
	path := strings.Trim(u.Path, "/")
	if path == "" {
		return 0, 0, 0
	}
	last := path[strings.LastIndexByte(path, '/')+1:]
	for _, r := range last {
		switch {
		case r == '-' || r == '_':
			dashes++
		case r >= '0' && r <= '9':
			digits++
		}
	}
	return float32(strings.Count(path, "/") + 1), dashes, digits
}

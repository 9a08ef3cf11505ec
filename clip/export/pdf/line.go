package pdf

import (
	"math"
	"slices"
	"strings"
)

// Lines are chosen for the paragraph as a whole (Knuth and Plass, "Breaking
// Paragraphs into Lines", 1981): every way to break it has demerits, which grow
// steeply with the stretch or shrink that its lines need, with hyphens, and
// with a last line of one word; the least sum wins. Breakpoints from which
// the next line is already too full leave the list of active ones, so the cost
// is about the number of breakpoints by the number of them in one line.

// A line is a part of a paragraph's clusters and how it is set.
type line struct {
	clusters []cluster
	indent   float64 // from the left edge of the paragraph
	natural  float64 // width before justification, with the hyphen
	perSpace float64 // what justification adds to each space
	perSign  float64 // and after each East Asian letter and each Thai word
	hyphen   bool
	above    float64 // of the baseline
	below    float64
}

func (l *line) height() float64 { return l.above + l.below }

const (
	spaceStretch = 0.55 // of a space's width
	spaceShrink  = 0.28
	signStretch  = 0.06 // of an East Asian letter's
	signShrink   = 0.01
	wordStretch  = 0.1  // of the size, after a Thai word
	raggedRoom   = 0.12 // of the line: what may stay empty in ragged text at badness 100

	doubleHyphen   = 20000  // demerits of two hyphenated lines in a row
	shortLast      = 150000 // of a last line of one word, or below shortLastWidth
	shortLastWidth = 0.12   // of the line
	partLast       = 90000  // more, when it is a part of a word
	overfull       = 1e14
	maxRatio       = 20 // of stretch; above, all is equally bad
)

// sums are running totals, so that a line's width is one difference.
type sums struct{ width, stretch, shrink []float64 }

// of counts the clusters in the place of those before.
func (s *sums) of(clusters []cluster) {
	n := len(clusters) + 1
	for _, list := range []*[]float64{&s.width, &s.stretch, &s.shrink} {
		*list = slices.Grow((*list)[:0], n)[:n]
		(*list)[0] = 0
	}
	for i := range clusters {
		c := &clusters[i]
		stretch, shrink := 0.0, 0.0
		switch {
		case c.space:
			stretch, shrink = c.advance*spaceStretch, c.advance*spaceShrink
		case c.square:
			stretch, shrink = c.advance*signStretch, c.advance*signShrink
		case c.joint:
			stretch = c.style.size * wordStretch
		}
		s.width[i+1] = s.width[i] + c.advance
		s.stretch[i+1] = s.stretch[i] + stretch
		s.shrink[i+1] = s.shrink[i] + shrink
	}
}

// A node is a breakpoint with the best way to it.
type node struct {
	before  int // the cluster that begins the next line
	end     int // the line's last cluster, white space left out
	kind    breakKind
	penalty float64
	hyphen  float64 // width of the hyphen

	demerits float64
	previous int
}

// breaker is one paragraph being broken. Its lists serve the next one too.
type breaker struct {
	clusters  []cluster
	sums      sums
	width     float64
	justified bool
	nodes     []node
	active    []int
}

// paragraph breaks spans into lines of the width.
func (ty *typesetter) paragraph(spans []span, width float64, align alignment, leading float64) (*shaped, []line) {
	t := ty.shaper.shape(spans, ty.lang)
	if len(t.clusters) == 0 {
		return t, nil
	}
	if align == justified && hasLongWords(ty.lang) {
		align = left
	}
	b := &ty.breaker
	b.clusters, b.width, b.justified = t.clusters, width, align == justified
	points := ty.breaks(t, width, b.justified)
	b.sums.of(t.clusters)
	b.collect(points)
	b.choose()
	return t, b.lines(t, align, leading)
}

// hasLongWords reports whether a language has words of a third of a line that
// nothing here divides: justified, every other line would have holes.
func hasLongWords(lang string) bool {
	main, _, _ := strings.Cut(lang, "-")
	return slices.Contains([]string{"ta", "ml", "te", "kn"}, main)
}

// balance is paragraph for titles: as few lines, but none much shorter than the
// others.
func (ty *typesetter) balance(spans []span, width, leading float64) (*shaped, []line) {
	const narrowest, step = 0.6, 0.04 // of the width
	t, lines := ty.paragraph(spans, width, left, leading)
	if len(lines) < 2 {
		return t, lines
	}
	least := max(width*narrowest, t.widestWord())
	for narrow := width * (1 - step); narrow > least; narrow -= width * step {
		_, next := ty.paragraph(spans, narrow, left, leading)
		if len(next) > len(lines) {
			break
		}
		for i := range next {
			if t.rightToLeft {
				next[i].indent += width - narrow
			}
		}
		lines = next
	}
	return t, lines
}

func (t *shaped) widestWord() (widest float64) {
	word := 0.0
	for i := range t.clusters {
		word += t.clusters[i].advance
		if t.clusters[i].white || t.clusters[i].square {
			word = 0
		}
		widest = max(widest, word)
	}
	return widest
}

func (b *breaker) collect(points []breakpoint) {
	b.nodes = append(b.nodes[:0], node{kind: forcedBreak})
	for i := 1; i <= len(b.clusters); i++ {
		point := points[i]
		if point.kind == noBreak {
			continue
		}
		n := node{before: i, end: i, kind: point.kind, penalty: point.penalty}
		for n.end > 0 && b.clusters[n.end-1].white {
			n.end--
		}
		if point.kind == hyphenBreak {
			n.hyphen = b.clusters[i-1].hyphenWidth()
		}
		b.nodes = append(b.nodes, n)
	}
}

// hyphen returns the glyph that ends a line broken after the cluster.
func (c *cluster) hyphen() glyph {
	id, _ := c.face.font.NominalGlyph('-')
	return glyph{id: id, advance: c.face.advance(id) * c.style.size}
}

func (c *cluster) hyphenWidth() float64 { return c.hyphen().advance }

func (b *breaker) choose() {
	b.active = append(b.active[:0], 0)
	for i := 1; i < len(b.nodes); i++ {
		best, bestDemerits := -1, math.Inf(1)
		keep := b.active[:0]
		for k, from := range b.active {
			last := k == len(b.active)-1
			demerits, tooFull := b.demerits(from, i)
			if tooFull && !(last && best < 0 && len(keep) == 0) {
				continue // it stays too full for every later break
			}
			if demerits < bestDemerits {
				best, bestDemerits = from, demerits
			}
			if !tooFull {
				keep = append(keep, from)
			}
		}
		b.active = keep
		b.nodes[i].previous, b.nodes[i].demerits = best, bestDemerits
		if b.nodes[i].kind == forcedBreak {
			b.active = b.active[:0]
		}
		if best >= 0 {
			b.active = append(b.active, i)
		}
	}
}

// start is the first cluster of the line after a break: past white space,
// unless the text itself began the line there.
func (b *breaker) start(from, to int) int {
	start := b.nodes[from].before
	if b.nodes[from].kind == forcedBreak {
		return min(start, b.nodes[to].end)
	}
	for start < b.nodes[to].end && b.clusters[start].white {
		start++
	}
	return min(start, b.nodes[to].end)
}

func (b *breaker) natural(from, to int) float64 {
	start, end := b.start(from, to), b.nodes[to].end
	width := b.sums.width[end] - b.sums.width[start] + b.nodes[to].hyphen
	if start < end {
		width -= b.clusters[start].lead + b.clusters[end-1].trail
	}
	return width
}

func (b *breaker) demerits(from, to int) (demerits float64, tooFull bool) {
	n := &b.nodes[to]
	natural := b.natural(from, to)
	ratio := b.ratio(natural, b.start(from, to), n.end)
	tooFull = ratio < -1
	if n.kind == forcedBreak && ratio > 0 {
		ratio = 0
	}
	badness := 100 * math.Pow(min(math.Abs(ratio), maxRatio), 3)
	demerits = (1+badness)*(1+badness) + n.penalty*n.penalty + b.nodes[from].demerits
	if tooFull {
		demerits += overfull
	}
	if n.kind == hyphenBreak && b.nodes[from].kind == hyphenBreak {
		demerits += doubleHyphen
	}
	if to == len(b.nodes)-1 && from > 0 && b.short(from, to, natural) {
		demerits += shortLast
		if b.nodes[from].kind == hyphenBreak {
			demerits += partLast
		}
	}
	return demerits, tooFull
}

// short reports whether a last line is hardly one: a word has nothing that
// stretches.
func (b *breaker) short(from, to int, natural float64) bool {
	return natural < b.width*shortLastWidth || b.sums.stretch[b.nodes[to].end] == b.sums.stretch[b.start(from, to)]
}

// ratio is how far the line must stretch (above 0) or shrink, 1 being what it
// does gladly.
func (b *breaker) ratio(natural float64, start, end int) float64 {
	const rounding = 0.01
	spare := b.width - natural
	switch {
	case spare < -rounding && b.justified:
		return spare / max(b.sums.shrink[end]-b.sums.shrink[start], rounding)
	case spare < -rounding:
		return -maxRatio
	case spare < 0:
		return 0
	case b.justified:
		return spare / max(b.sums.stretch[end]-b.sums.stretch[start], rounding)
	}
	return spare / (b.width * raggedRoom)
}

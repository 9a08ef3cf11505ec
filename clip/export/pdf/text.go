package pdf

import (
	"math"
	"slices"
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// visual returns the clusters from left to right (UAX 9, L2).
func visual(clusters []cluster) []cluster {
	highest := uint8(0)
	for i := range clusters {
		highest = max(highest, clusters[i].level)
	}
	if highest == 0 {
		return clusters
	}
	out := append([]cluster(nil), clusters...)
	for level := highest; level > 0; level-- {
		for i := 0; i < len(out); i++ {
			j := i
			for j < len(out) && out[j].level >= level {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				out[a], out[b] = out[b], out[a]
			}
			i = max(i, j-1)
		}
	}
	return out
}

// Marks that show nothing and have a direction.
const (
	leftToRightMark = '\u200E'
	rightToLeftMark = '\u200F'
)

// markEdges parts with a mark what Poppler and PDFium would join: they guess
// the order of a line from the places of its glyphs, and take the space behind
// a number or a comma among Arabic letters for a part of it.
func (t *shaped) markEdges(clusters []cluster) {
	if len(clusters) > 0 && t.rightToLeft && t.weak(&clusters[0]) && !t.latin(&clusters[0]) {
		clusters[0].edge = rightToLeftMark // something may stand beside the line
	}
	for i := 1; i < len(clusters); i++ {
		before, c := &clusters[i-1], &clusters[i]
		switch {
		case before.level&1 == 0: // what runs to the right ends by itself
		case t.rightToLeft && t.weak(c) && !t.leftwards(before):
			c.edge = rightToLeftMark
		case !t.rightToLeft && c.level&1 == 0:
			before.edge = leftToRightMark
		}
	}
}

// weak reports whether a cluster begins with a Latin letter, a digit or a mark
// that goes with digits.
func (t *shaped) weak(c *cluster) bool {
	switch bidiClass(t.runes[c.start]) {
	case bidi.L, bidi.EN, bidi.AN, bidi.ES, bidi.ET, bidi.CS:
		return true
	}
	return false
}

func (t *shaped) latin(c *cluster) bool { return bidiClass(t.runes[c.start]) == bidi.L }

// leftwards reports whether a cluster is a letter of a script that runs so.
func (t *shaped) leftwards(c *cluster) bool {
	class := bidiClass(t.runes[c.start])
	return class == bidi.R || class == bidi.AL
}

// A paragraph is text that has been broken into lines, ready to be drawn.
type paragraph struct {
	text  *shaped
	lines []line
	tag   *element           // nil: an artifact
	links map[*link]*element // the Link tags opened so far
}

// draw draws line number i with the left edge of the paragraph at x and the
// line's top at top.
func (t *paragraph) draw(p *page, i int, x, top float64) {
	l := &t.lines[i]
	x += l.indent
	baseline := top - l.above
	clusters := visual(l.clusters)
	t.text.markEdges(clusters)
	if l.hyphen && len(clusters) > 0 {
		clusters = append([]cluster(nil), clusters...)
		last := clusters[len(clusters)-1]
		last.glyphs = []glyph{last.hyphen()}
		last.advance, last.space, last.square = last.glyphs[0].advance, false, false
		last.start, last.end = -1, -1 // not of the text
		clusters = append(clusters, last)
	}
	for from := 0; from < len(clusters); {
		to := from + 1
		for to < len(clusters) && clusters[to].style == clusters[from].style && clusters[to].face == clusters[from].face {
			to++
		}
		x = t.run(p, l, clusters[from:to], x, baseline)
		from = to
	}
}

// run draws clusters of one style and face and returns where it ended.
func (t *paragraph) run(p *page, l *line, clusters []cluster, x, baseline float64) float64 {
	style := clusters[0].style
	width := 0.0
	for i := range clusters {
		width += clusters[i].advance + l.extra(&clusters[i])
	}
	if style.mark {
		p.bar(x, baseline+style.size*0.9, width, style.size*1.2, yellow)
	}
	if style.framed {
		p.frame(x+style.size*0.06, baseline+style.size*0.95, width-style.size*0.12, style.size*1.2)
	}
	tag := t.tag
	if style.link != nil && tag != nil && !p.silent {
		tag = t.linkTag(p, style.link)
	}
	p.begin(tag)
	if clusters[0].face.bitmap {
		t.emoji(p, l, clusters, x, baseline)
	} else {
		w := writer{page: p, paragraph: t, line: l, style: style, face: clusters[0].face}
		w.write(clusters, x, baseline)
	}
	p.end()
	if style.link != nil {
		p.link(x, baseline-style.size*0.25, x+width, baseline+style.size*0.85, style.link, tag)
	}
	return x + width
}

func (t *paragraph) linkTag(p *page, target *link) *element {
	if e := t.links[target]; e != nil {
		return e
	}
	if t.links == nil {
		t.links = map[*link]*element{}
	}
	e := p.book.tree.element("Link", t.tag)
	t.links[target] = e
	return e
}

// extra is what justification adds after a cluster.
func (l *line) extra(c *cluster) float64 {
	switch {
	case c.space:
		return l.perSpace
	case (c.square || c.joint) && c.start != l.clusters[len(l.clusters)-1].start: // the last one ends the line
		return l.perSign
	}
	return 0
}

// textOf returns what a cluster stands for. The hyphen at the end of a line
// stands for a soft hyphen, so that the word is whole when it is copied.
func (t *paragraph) textOf(c *cluster) string {
	const softHyphen, noBreakSpace = "\u00AD", "\u00A0"
	if c.start < 0 {
		return softHyphen
	}
	return strings.ReplaceAll(string(t.text.runes[c.start:c.end]), noBreakSpace, " ")
}

// writer writes the operators of one run of text.
type writer struct {
	page      *page
	paragraph *paragraph
	line      *line
	style     *style
	face      *face

	open  bool    // within a TJ array
	shift float64 // to the left, thousandths of the size, not yet written
	rise  float64
}

func (w *writer) write(clusters []cluster, x, baseline float64) {
	w.page.printf("BT %s rg /%s %.2f Tf 1 0 0 1 %.2f %.2f Tm ", w.style.color, w.page.use(w.face), w.style.size, x, baseline+w.style.rise)
	for i := range clusters {
		w.cluster(&clusters[i])
	}
	w.close()
	if w.rise != 0 {
		w.page.content.WriteString(" 0 Ts")
	}
	w.page.content.WriteString(" ET\n")
}

func (w *writer) cluster(c *cluster) {
	if len(c.glyphs) == 1 && c.edge == 0 && w.simple(c) {
		return
	}
	text := w.paragraph.textOf(c)
	if c.level&1 == 1 {
		text = reversed(text)
	}
	switch c.edge {
	case rightToLeftMark:
		text = string(c.edge) + text
	case leftToRightMark:
		text += string(c.edge)
	}
	w.compound(c, text)
	w.move(-w.line.extra(c))
}

// simple writes a cluster of one glyph that stands for its text wherever it
// is used.
func (w *writer) simple(c *cluster) bool {
	g, text := &c.glyphs[0], w.paragraph.textOf(c)
	if g.id == 0 { // .notdef stands for no text
		return false
	}
	code, same := w.face.code(g.id, text)
	if !same {
		return false
	}
	w.move(-g.x)
	w.show(code, g.y)
	w.move(g.x + w.face.advance(g.id)*w.style.size - g.advance - w.line.extra(c))
	return true
}

// compound writes a cluster that says itself what it stands for. Readers take
// the text's place from the first glyph's start to the last one's end, and a
// glyph that is raised for one on another line; so the letters carry the text,
// and the marks on them come after, with none. The text of what runs leftwards
// is given as it stands on the line, because readers turn round the line as a
// whole (so do Poppler and PDFium).
func (w *writer) compound(c *cluster, text string) {
	if len(c.glyphs) == 0 {
		return
	}
	var letters, marks []int
	for i := range c.glyphs {
		if c.glyphs[i].advance > 0 {
			letters = append(letters, i)
		} else {
			marks = append(marks, i)
		}
	}
	if len(letters) == 0 {
		letters, marks = marks, nil
	}
	pen := 0.0 // where the writing stands, from the cluster's left end
	for i, list := range [][]int{letters, marks} {
		if len(list) == 0 {
			continue
		}
		w.close()
		if i > 0 {
			text = ""
		}
		w.page.printf("/Span<</ActualText %s>>BDC ", textString(text))
		for _, k := range list {
			pen = w.place(c, k, pen)
		}
		w.close()
		w.page.content.WriteString("EMC ")
	}
	w.move(pen - c.advance)
}

// place writes glyph number k of a cluster and returns where the writing
// stands then.
func (w *writer) place(c *cluster, k int, pen float64) float64 {
	x := c.glyphs[k].x
	for i := range c.glyphs[:k] {
		x += c.glyphs[i].advance
	}
	g := &c.glyphs[k]
	w.move(pen - x)
	code, _ := w.face.code(g.id, "")
	w.show(code, g.y)
	return x + w.face.advance(g.id)*w.style.size
}

func reversed(s string) string {
	runes := []rune(s)
	slices.Reverse(runes)
	return string(runes)
}

// move shifts what follows to the left by distance.
func (w *writer) move(distance float64) { w.shift += distance / w.style.size * 1000 }

func (w *writer) show(code uint16, rise float64) {
	const visible = 0.01 // points
	if math.Abs(rise-w.rise) > visible {
		w.close()
		w.page.printf(" %.2f Ts ", rise)
		w.rise = rise
	}
	out := &w.page.content
	if !w.open {
		out.WriteByte('[')
	}
	if math.Abs(w.shift) >= 0.5 {
		if w.open {
			out.WriteByte('>')
		}
		w.page.printf("%.0f", w.shift)
		w.shift -= math.Round(w.shift)
		out.WriteByte('<')
	} else if !w.open {
		out.WriteByte('<')
	}
	w.open = true
	const hex = "0123456789ABCDEF"
	out.Write([]byte{hex[code>>12], hex[code>>8&15], hex[code>>4&15], hex[code&15]})
}

func (w *writer) close() {
	if w.open {
		w.page.content.WriteString(">]TJ ")
		w.open = false
	}
}

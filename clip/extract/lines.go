package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// line is a run of text between the borders of block elements.
type line struct {
	text    string
	pieces  []string     // its text nodes
	node    *html.Node   // the nearest block element
	heading *html.Node   // the h1, h2 or h3 around it, if any
	links   []*html.Node // the a elements that begin in it
	times   []string     // datetime attributes of its time elements
}

// maxLines bounds the lines of a page.
const maxLines = 20_000

// outsideHead are elements whose lines are about the site, not the article.
var outsideHead = map[string]bool{"script": true, "style": true, "noscript": true, "template": true, "svg": true, "head": true, "nav": true,
	"footer": true, "select": true, "textarea": true, "iframe": true, "figure": true, "figcaption": true}

// lines cuts the page into lines, in document order.
func lines(doc *html.Node) []line {
	cut := cutter{}
	cut.visit(doc, doc, nil)
	cut.flush(nil, nil)
	return cut.out
}

// cutter is a page being cut into lines.
type cutter struct {
	out     []line
	current line
}

func (c *cutter) flush(node, heading *html.Node) {
	c.current.text = strings.Join(strings.Fields(strings.Join(c.current.pieces, "")), " ")
	if (c.current.text != "" || len(c.current.times) > 0) && len(c.out) < maxLines {
		c.out = append(c.out, c.current)
	}
	c.current = line{node: node, heading: heading}
}

func (c *cutter) visit(n, block, heading *html.Node) {
	switch {
	case len(c.out) >= maxLines:
		return
	case n.Type == html.TextNode:
		if c.current.node == nil {
			c.current.node = block
		}
		c.current.pieces = append(c.current.pieces, n.Data)
		return
	case n.Type == html.ElementNode && (outsideHead[n.Data] || attribute(n, "id") == "wm-ipp-base"): // the Internet Archive's bar
		return
	case n.Data == "br":
		c.flush(block, heading)
		return
	case n.Data == "h1", n.Data == "h2", n.Data == "h3":
		heading = n
	case n.Data == "a":
		c.current.links = append(c.current.links, n)
	case n.Data == "time":
		if value := attribute(n, "datetime"); value != "" {
			c.current.times = append(c.current.times, value)
		}
	}
	borders := n.Type == html.ElementNode && !inline[n.Data]
	if borders {
		c.flush(n, heading)
		block = n
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.visit(child, block, heading)
	}
	if borders {
		outer := heading
		if n == heading {
			outer = nil
		}
		c.flush(block.Parent, outer)
	}
}

// parted returns the line's text with a bar where two elements stand without
// a space between them, as "By" and "Ida Marlow" in "ByIda Marlow" do.
func (l line) parted() string {
	var out strings.Builder
	for _, piece := range l.pieces {
		if glued(out.String(), piece) {
			out.WriteString(" | ")
		}
		out.WriteString(piece)
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// glued reports whether a word would run on into another one: a letter or digit
// before a capital or a digit.
func glued(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return (unicode.IsLetter(last) || unicode.IsDigit(last)) && (unicode.IsUpper(first) || unicode.IsDigit(first))
}

// units returns the words of a text in lower case; in scripts without spaces
// each character is one.
func units(text string) []string {
	var out []string
	begin := -1
	for i, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		single := r > unicode.MaxLatin1 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
		if begin >= 0 && (!letter || single) {
			out = append(out, strings.ToLower(text[begin:i]))
			begin = -1
		}
		switch {
		case single:
			out = append(out, string(r))
		case letter && begin < 0:
			begin = i
		}
	}
	if begin >= 0 {
		out = append(out, strings.ToLower(text[begin:]))
	}
	return out
}

// similarity is the F1 measure of two texts' words: 1 for the same words, 0
// for none in common.
func similarity(a, b string) float64 {
	wordsA, wordsB := units(a), units(b)
	there := map[string]int{}
	for _, word := range wordsB {
		there[word]++
	}
	shared := 0
	for _, word := range wordsA {
		if there[word] > 0 {
			there[word]--
			shared++
		}
	}
	if shared == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(len(wordsA)+len(wordsB))
}

// within reports whether an element is of a kind or stands in one.
func within(n *html.Node, name string) bool {
	for ; n != nil; n = n.Parent {
		if n.Data == name {
			return true
		}
	}
	return false
}

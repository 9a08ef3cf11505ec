package blocks

import (
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Other candidates for a page on which the trees are not sure: what Readability
// takes, and what a plain rule does. Both err in other ways than trees do.
// Readability works on a copy without what no reader sees, which is half of its
// time.

// readable returns the texts that Readability takes, without the white space
// around them.
func readable(doc *html.Node) (texts map[string]bool) {
	defer func() {
		if recover() != nil { // a fault of the library on a strange page is no reason to give up the page
			texts = nil
		}
	}()
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	article, err := parser.ParseAndMutate(bareCopy(doc), &url.URL{Scheme: "http", Host: "localhost"})
	if err != nil || article.Node == nil {
		return nil
	}
	texts = map[string]bool{}
	for n := range article.Node.Descendants() {
		if n.Type == html.TextNode {
			if text := strings.TrimSpace(n.Data); text != "" {
				texts[text] = true
			}
		}
	}
	return texts
}

// noscriptText is from how many bytes of text on a noscript is taken for a part
// of the page and not for a notice.
const noscriptText = 200

// bareCopy copies a page without comments and unseen elements.
func bareCopy(n *html.Node) *html.Node {
	out := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: append([]html.Attribute(nil), n.Attr...)}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.CommentNode, c.Type == html.ElementNode && unseen[c.DataAtom] && c.DataAtom != atom.Head:
			continue
		case c.DataAtom == atom.Noscript:
			if textLength(c) < noscriptText {
				continue
			}
		}
		child := bareCopy(c)
		if c.DataAtom == atom.Noscript {
			child.Data, child.DataAtom = "div", atom.Div
		}
		out.AppendChild(child)
	}
	return out
}

func textLength(n *html.Node) int {
	length := 0
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			length += len(strings.TrimSpace(c.Data))
		}
	}
	return length
}

// Readable returns which blocks Readability takes: those of which it takes more
// than half. doc is the parsed page that was cut; it is not changed.
func (p *Page) Readable(doc *html.Node) []bool {
	texts := readable(doc)
	taken := make([]bool, len(p.Blocks))
	for i := range p.Blocks {
		in, all := 0, 0
		for _, n := range p.Blocks[i].Texts {
			text := strings.TrimSpace(n.Data)
			all += len(text)
			if texts[text] {
				in += len(text)
			}
		}
		taken[i] = in*2 > all
	}
	return taken
}

// Main returns what a plain rule takes: in the article or main element with the
// most text, or in the whole body, what is not mostly links and does not stand
// in navigation, an aside, a footer or a form.
func (p *Page) Main() []bool {
	main := int32(none)
	for i := range p.elements {
		e := &p.elements[i]
		if isMain(e) && (main == none || e.words > p.elements[main].words) {
			main = int32(i)
		}
	}
	taken := make([]bool, len(p.Blocks))
	for i := range p.Blocks {
		b := &p.Blocks[i]
		taken[i] = b.Links() < 0.5 && p.stands(b.block, main)
	}
	return taken
}

func isMain(e *element) bool {
	return e.node.DataAtom == atom.Article || e.node.DataAtom == atom.Main || attribute(e.node, "role") == "main" ||
		strings.EqualFold(attribute(e.node, "itemprop"), "articleBody")
}

// stands reports whether an element stands within another, or anywhere when
// that is none, and in nothing that goes around a text.
func (p *Page) stands(at, within int32) bool {
	for ; at != none; at = p.elements[at].parent {
		if at == within {
			return true
		}
		switch p.elements[at].node.DataAtom {
		case atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Button:
			return false
		}
	}
	return within == none
}

// Agree is how much two choices have in common, 0 to 1: twice the words that
// both take, over the words of each.
func (p *Page) Agree(a, b []bool) float64 {
	both, all := 0, 0
	for i := range p.Blocks {
		words := p.Blocks[i].Words()
		if a[i] {
			all += words
		}
		if b[i] {
			all += words
		}
		if a[i] && b[i] {
			both += 2 * words
		}
	}
	return float64(both) / float64(max(1, all))
}

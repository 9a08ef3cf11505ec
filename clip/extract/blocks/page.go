package blocks

import (
	"bytes"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A Page is a parsed page cut into blocks: runs of text between the borders of
// block elements, or between two line breaks in a row.
type Page struct {
	Blocks   []Block
	elements []element
	head     head
}

// A Block is one run of text.
type Block struct {
	Texts   []*html.Node // its text nodes, in order
	Element *html.Node   // the block element around it
	Text    string       // white space folded
	look    look
	block   int32 // Element's place in Page.elements
	inner   int32 // the lowest element that holds all of the text
}

// Words is how many words a block has; in scripts without spaces two
// characters count as one.
func (b *Block) Words() int { return int(b.look.words) }

// Links is the share of a block's characters that stand in links, 0 to 1.
func (b *Block) Links() float64 { return float64(b.look.linked) / float64(b.look.chars+1) }

// element is an element that holds text, with sums over what is below it.
type element struct {
	node        *html.Node
	parent      int32
	depth       int32
	names       names
	named       bool
	hidden      bool
	articleBody bool
	words       int32
	chars       int32
	linked      int32
	paragraphs  int32
	blocks      int32
	sentences   int32
	score       float32 // as a container of paragraphs
}

// head is what the page's head says of the article.
type head struct {
	title, description string
	address            string   // its own, as canonical link or og:url
	kind               string   // og:type
	published          bool     // a time of publication is given
	bodies             []string // JSON-LD articleBody
	schema             uint16   // bit i: JSON-LD speaks of schemaKinds[i]
}

const none = -1

// inlines are the elements that stand within a line of text.
var inlines = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true, atom.Cite: true, atom.Code: true,
	atom.Data: true, atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Ins: true, atom.Kbd: true,
	atom.Label: true, atom.Mark: true, atom.Q: true, atom.Rp: true, atom.Rt: true, atom.Ruby: true, atom.S: true, atom.Samp: true,
	atom.Small: true, atom.Span: true, atom.Strike: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true,
	atom.Tt: true, atom.U: true, atom.Var: true, atom.Wbr: true, atom.Img: true, atom.Button: true,
}

// unseen are the elements whose text a reader never sees on the page.
var unseen = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Svg: true, atom.Iframe: true, atom.Select: true,
	atom.Textarea: true, atom.Head: true, atom.Object: true, atom.Video: true, atom.Audio: true, atom.Canvas: true, atom.Datalist: true,
}

// Inline reports whether an element stands within a line of text. Unknown
// elements of the page's own making do not: they hold blocks more often.
func Inline(n *html.Node) bool { return inlines[n.DataAtom] }

// Parse parses a page as a browser without scripts does: what stands in
// noscript is part of it, as forums put their posts there.
func Parse(r io.Reader) (*html.Node, error) {
	return html.ParseWithOptions(r, html.ParseOptionEnableScripting(false))
}

// Cut cuts a page into blocks. The page is not changed.
func Cut(doc *html.Node) *Page {
	c := &cutter{page: &Page{}, block: none, inner: none}
	elements, texts := count(doc)
	c.page.elements = make([]element, 0, elements)
	c.page.Blocks = make([]Block, 0, min(elements, texts))
	c.visit(doc, none, none, false)
	c.flush()
	c.page.readHead(doc)
	c.page.sum()
	return c.page
}

// count counts the elements and texts of a page, for room at once: where it is
// found by and by, huge pages are copied again and again.
func count(n *html.Node) (elements, texts int) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch child.Type {
		case html.ElementNode:
			e, t := count(child)
			elements, texts = elements+e+1, texts+t
		case html.TextNode:
			texts++
		}
	}
	return elements, texts
}

// cutter walks a page. A run of text is open while block is not none.
type cutter struct {
	page   *Page
	text   []byte
	folded []byte // room for folding text
	texts  []*html.Node
	block  int32
	inner  int32
	linked int32
	links  int32
}

func (c *cutter) flush() {
	if c.block != none && len(c.texts) > 0 {
		text := c.fold()
		if l := lookAt(text); l.words > 0 {
			l.linked, l.links = min(c.linked, l.chars), c.links
			e := c.page.elements[c.block].node
			c.page.Blocks = append(c.page.Blocks, Block{Texts: c.texts, Element: e, Text: text, look: l, block: c.block, inner: c.inner})
		}
	}
	c.text = c.text[:0]
	c.texts, c.block, c.inner, c.linked, c.links = nil, none, none, 0, 0
}

// fold returns the open text with its white space folded to single spaces.
func (c *cutter) fold() string {
	c.folded = c.folded[:0]
	for i := 0; i < len(c.text); {
		if b := c.text[i]; b > ' ' && b < utf8.RuneSelf { // most of most texts
			c.folded = append(c.folded, b)
			i++
			continue
		}
		r, size := utf8.DecodeRune(c.text[i:])
		switch {
		case !unicode.IsSpace(r):
			c.folded = append(c.folded, c.text[i:i+size]...)
		case len(c.folded) > 0 && c.folded[len(c.folded)-1] != ' ':
			c.folded = append(c.folded, ' ')
		}
		i += size
	}
	return string(bytes.TrimSuffix(c.folded, []byte{' '}))
}

// visit walks n, which stands in the element parent, within the block element
// block.
func (c *cutter) visit(n *html.Node, parent, block int32, link bool) {
	switch n.Type {
	case html.TextNode:
		c.add(n, parent, block, link)
		return
	case html.ElementNode:
		if n.DataAtom == atom.Br {
			c.lineBreak(n)
			return
		}
		if unseen[n.DataAtom] && !shadowRoot(n) {
			return
		}
		if n.DataAtom == atom.A {
			link = true
			if c.block != none {
				c.links++
			}
		}
		parent = c.page.enter(n, parent)
	case html.CommentNode, html.DoctypeNode:
		return
	}
	borders := n.Type == html.ElementNode && !inlines[n.DataAtom]
	if borders {
		c.flush()
		block = parent
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.visit(child, parent, block, link)
	}
	if borders {
		c.flush()
	}
}

// shadowRoot reports whether a template is one that browsers show.
func shadowRoot(n *html.Node) bool {
	if n.DataAtom != atom.Template {
		return false
	}
	for _, a := range n.Attr {
		if a.Key == "shadowrootmode" || a.Key == "shadowroot" {
			return true
		}
	}
	return false
}

func (c *cutter) add(n *html.Node, parent, block int32, link bool) {
	blank := strings.TrimSpace(n.Data) == ""
	if block == none || c.block == none && blank {
		return
	}
	if c.block == none {
		c.block, c.inner = block, parent
		if link {
			c.links = 1
		}
	}
	c.text = append(c.text, n.Data...)
	c.texts = append(c.texts, n)
	if blank {
		return
	}
	if link {
		c.linked += runeCount(n.Data)
	}
	c.inner = c.page.common(c.inner, parent)
}

// lineBreak ends a block at the second of two line breaks.
func (c *cutter) lineBreak(n *html.Node) {
	c.text = append(c.text, ' ')
	next := n.NextSibling
	for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	if next != nil && next.DataAtom == atom.Br {
		c.flush()
	}
}

func (p *Page) enter(n *html.Node, parent int32) int32 {
	e := element{node: n, parent: parent}
	if parent != none {
		above := &p.elements[parent]
		e.depth, e.hidden, e.articleBody = above.depth+1, above.hidden, above.articleBody
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			e.hidden = true
		case "aria-hidden":
			e.hidden = e.hidden || a.Val == "true"
		case "style":
			e.hidden = e.hidden || hiding(a.Val)
		case "itemprop":
			e.articleBody = e.articleBody || strings.Contains(strings.ToLower(a.Val), "articlebody")
		}
	}
	p.elements = append(p.elements, e)
	return int32(len(p.elements) - 1)
}

// hiding reports whether a style hides its element.
func hiding(style string) bool {
	if len(style) < len("display:none") {
		return false
	}
	style = strings.ToLower(strings.ReplaceAll(style, " ", ""))
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// common returns the lowest element that holds both.
func (p *Page) common(a, b int32) int32 {
	for a != b && a != none && b != none {
		if p.elements[a].depth >= p.elements[b].depth {
			a = p.elements[a].parent
		} else {
			b = p.elements[b].parent
		}
	}
	return a
}

// sum adds up what stands below each element.
func (p *Page) sum() {
	for i := range p.Blocks {
		b := &p.Blocks[i]
		for at := b.block; at != none; at = p.elements[at].parent {
			e := &p.elements[at]
			e.words += b.look.words
			e.chars += b.look.chars
			e.linked += b.look.linked
			e.sentences += b.look.sentences
			e.blocks++
			if b.Element.DataAtom == atom.P {
				e.paragraphs++
			}
		}
	}
}

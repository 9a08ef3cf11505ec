package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsclip/clip/extract/blocks"
)

// Carving takes away from the parsed page all that was not chosen, so that what
// is left can go through the one door as it stands: lists stay lists, tables
// tables. Pictures have no words by which to choose them; they stay where they
// stand among chosen text.

// tally counts, below an element, the words that stay and go, and the pictures.
type tally struct {
	kept, dropped, linked int // words; linked are of the dropped ones
	pictures              int
	first                 int // the first block below it, or -1
}

type carver struct {
	x       *extraction
	cut     *blocks.Page
	chosen  []bool
	chances []float64
	block   map[*html.Node]int // of each text node
	tallies map[*html.Node]*tally
	headed  map[*html.Node]bool // elements that hold a headline
	figures map[*html.Node]bool // made here of a picture and its caption
	inside  *html.Node          // the lowest element that holds nearly all that stays
	first   int                 // the first and last chosen blocks
	last    int
	room    []tally // not yet given out
}

// carve leaves of the page what was chosen, with its pictures.
func (x *extraction) carve(doc *html.Node, cut *blocks.Page, chances []float64, chosen []bool) {
	c := &carver{x: x, cut: cut, chosen: chosen, chances: chances, block: make(map[*html.Node]int, len(cut.Blocks)), tallies: make(map[*html.Node]*tally, len(cut.Blocks)), headed: headlines(doc), figures: map[*html.Node]bool{}, first: -1}
	for i := range cut.Blocks {
		for _, text := range cut.Blocks[i].Texts {
			c.block[text] = i
		}
		if chosen[i] {
			if c.first < 0 {
				c.first = i
			}
			c.last = i
		}
	}
	all := c.count(doc)
	c.inside = c.container(doc, all.kept)
	c.prune(doc, false)
}

// pictures are kept or dropped as a whole, and so are posts from elsewhere.
var pictures = map[string]bool{"img": true, "video": true, "audio": true, "iframe": true, "embed": true, "picture": true}

func isPicture(n *html.Node) bool { return pictures[n.Data] || isPost(n) }

func (c *carver) count(n *html.Node) *tally {
	t := c.newTally()
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch child.Type {
		case html.TextNode:
			c.countText(t, child)
		case html.ElementNode:
			if isPicture(child) {
				t.pictures++
			}
			below := c.count(child)
			t.kept += below.kept
			t.dropped += below.dropped
			t.linked += below.linked
			t.pictures += below.pictures
			if t.first < 0 {
				t.first = below.first
			}
		}
	}
	if n.Type == html.ElementNode && (t.kept > 0 || t.pictures > 0) {
		c.tallies[n] = t
	}
	return t
}

// newTally returns a tally of nothing. They are made many at once: huge pages
// have a hundred thousand.
func (c *carver) newTally() *tally {
	if len(c.room) == 0 {
		c.room = make([]tally, 256)
	}
	t := &c.room[0]
	c.room = c.room[1:]
	t.first = -1
	return t
}

// countText counts a block once, at its first text.
func (c *carver) countText(t *tally, n *html.Node) {
	i, ok := c.block[n]
	if !ok || c.cut.Blocks[i].Texts[0] != n {
		if ok && c.chosen[i] {
			t.kept++ // the block began in another element
		}
		return
	}
	if t.first < 0 {
		t.first = i
	}
	b := &c.cut.Blocks[i]
	if c.chosen[i] {
		t.kept += max(1, b.Words())
		return
	}
	t.dropped += b.Words()
	t.linked += int(float64(b.Words()) * b.Links())
}

// containerShare is how much of the kept words the container holds.
const containerShare = 0.9

func (c *carver) container(n *html.Node, all int) *html.Node {
	for {
		var next *html.Node
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			if t := c.tallies[child]; t != nil && float64(t.kept) >= containerShare*float64(all) && all > 0 {
				next = child
			}
		}
		if next == nil {
			return n
		}
		n = next
	}
}

// prune removes what does not stay. within is whether n stands in the container.
func (c *carver) prune(n *html.Node, within bool) {
	within = within || n == c.inside
	for child := n.FirstChild; child != nil; {
		if child.Type == html.ElementNode {
			child = c.captioned(n, child)
		}
		next := child.NextSibling
		switch child.Type {
		case html.TextNode:
			if i, ok := c.block[child]; ok && !c.chosen[i] {
				c.x.drop(c, i)
				takeAwayText(n, child)
			}
		case html.ElementNode:
			c.pruneElement(n, child, within)
		}
		child = next
	}
}

func (c *carver) pruneElement(parent, n *html.Node, within bool) {
	t := c.tallies[n]
	switch {
	case isPost(n) && t != nil && t.kept > 0: // as a whole
	case isPost(n) && c.belongs(parent, n, nil, within):
		c.lastLine(n)
	case c.figures[n]:
	case n.Data == "br", n.Data == "wbr", n.Data == "hr" && within:
	case t != nil && t.kept > 0, parent.Data == "tr": // an empty cell holds its column's place
		c.prune(n, within)
	case (isPicture(n) || t != nil && t.pictures > 0) && c.portrait(n, t):
		c.dropPortrait(parent, n)
	case (isPicture(n) || t != nil && t.pictures > 0) && c.belongs(parent, n, t, within):
		c.picture(parent, n, t)
	default:
		c.dropAll(n)
		takeAway(parent, n)
	}
}

// takeAwayText removes a text. What stood on its two sides were other blocks, so
// a border stays: two line breaks, as a block would end an inline parent.
func takeAwayText(parent, n *html.Node) {
	if inline[parent.Data] || n.PrevSibling != nil && n.NextSibling != nil {
		for range 2 {
			parent.InsertBefore(&html.Node{Type: html.ElementNode, DataAtom: atom.Br, Data: "br"}, n)
		}
	}
	parent.RemoveChild(n)
}

// takeAway removes an element. Where a block stood between two texts its border
// stays, so that their words do not run together.
func takeAway(parent, n *html.Node) {
	if partsLines(n) && (inline[parent.Data] || n.PrevSibling != nil && n.NextSibling != nil) {
		parent.InsertBefore(&html.Node{Type: html.ElementNode, Data: "div"}, n)
	}
	parent.RemoveChild(n)
}

// partsLines reports whether an element is a block or has text in one.
func partsLines(n *html.Node) bool {
	if n.Type != html.ElementNode || never[n.Data] {
		return false
	}
	if !inline[n.Data] {
		return true
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if partsLines(child) && textOf(child) != "" {
			return true
		}
	}
	return false
}

// Bounds for a picture that is kept: how many words may go with it (a teaser
// has more), how much of them may be links, and how many blocks may stand
// between it and the text when it stands before.
const (
	maxPictureWords = 80
	maxPictureLinks = 0.5
	maxLeadBlocks   = 12
)

// belongs reports whether pictures without chosen text beside them are the
// article's.
func (c *carver) belongs(parent, n *html.Node, t *tally, within bool) bool {
	if c.first < 0 || t == nil && !isPicture(n) {
		return false
	}
	if t != nil && t.dropped > 0 && t.first >= 0 && advertises[c.cut.Subject(t.first)] {
		return false
	}
	if t != nil && (t.dropped > maxPictureWords || t.dropped > 3 && float64(t.linked) > maxPictureLinks*float64(t.dropped)) {
		return false
	}
	at := c.next(n)
	if at > c.last+1 {
		return false
	}
	if within {
		return true
	}
	return at <= c.first && c.first-at <= maxLeadBlocks && n.Data != "iframe" && c.besideHeadline(parent)
}

// advertises are the subjects whose pictures are not the article's.
var advertises = map[string]bool{blocks.Related: true, blocks.Share: true, blocks.Comments: true, blocks.Calls: true, blocks.Navigation: true}

// next is the number of the first block at or after a node.
func (c *carver) next(n *html.Node) int {
	for ; n != nil; n = n.Parent {
		for at := n; at != nil; at = at.NextSibling {
			if i := c.firstBlock(at); i >= 0 {
				return i
			}
		}
	}
	return len(c.cut.Blocks)
}

func (c *carver) firstBlock(n *html.Node) int {
	if i, ok := c.block[n]; ok {
		return i
	}
	if t := c.tallies[n]; t != nil && t.first >= 0 {
		return t.first
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if i := c.firstBlock(child); i >= 0 {
			return i
		}
	}
	return -1
}

// besideHeadline reports whether a picture outside of the text's element stands
// with the headline: in the same article, main or header.
func (c *carver) besideHeadline(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		switch n.Data {
		case "article", "main", "header":
			return c.headed[n]
		case "body", "aside", "nav", "footer":
			return false
		}
	}
	return false
}

// headlines returns the elements around the page's headlines.
func headlines(doc *html.Node) map[*html.Node]bool {
	headed := map[*html.Node]bool{}
	walk(doc, func(n *html.Node) bool {
		for at := n.Parent; n.Data == "h1" && at != nil && !headed[at]; at = at.Parent {
			headed[at] = true
		}
		return true
	})
	return headed
}

func (c *carver) dropAll(n *html.Node) {
	if i, ok := c.block[n]; ok {
		c.x.drop(c, i)
	}
	if n.Type == html.ElementNode && pictures[n.Data] && n.Data != "picture" {
		c.x.dropPicture(n, "no text of the article beside it")
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.dropAll(child)
	}
}

package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"newsclip/clip"
)

// Captions go with their picture: what the page calls one, and the few words
// that stand with a picture among the text.

// picture keeps an element for its pictures; what words it has become their
// caption, unless it is the head of the page with headline and navigation.
func (c *carver) picture(parent, n *html.Node, t *tally) {
	switch {
	case t == nil || t.dropped == 0:
	case find(n, "img") == nil:
		c.prune(n, true)
	case n.Data == "figure" || t.pictures > 1 || find(n, "figcaption") != nil || c.headed[n] || find(n, "nav") != nil:
		c.pruneCaptions(n)
	default:
		c.makeFigure(parent, n, n)
	}
}

// makeFigure puts a figure in the place of n, of the image in n and of the
// caption, which may be n itself.
func (c *carver) makeFigure(parent, n, caption *html.Node) *html.Node {
	figure := &html.Node{Type: html.ElementNode, Data: "figure"}
	words := &html.Node{Type: html.ElementNode, Data: "figcaption"}
	image := n
	if n.Data != "img" {
		image = find(n, "img")
	}
	parent.InsertBefore(figure, n)
	parent.RemoveChild(n)
	if image.Parent != nil {
		image.Parent.RemoveChild(image)
	}
	if caption != n {
		caption.Parent.RemoveChild(caption)
	}
	caption.Data, caption.DataAtom = "span", 0
	words.AppendChild(caption)
	figure.AppendChild(image)
	figure.AppendChild(words)
	c.figures[figure] = true
	return figure
}

// maxCaptionWords is how many words a caption has that is no figcaption.
const maxCaptionWords = 60

// captioned returns a figure in the place of an element that holds a picture
// with its caption, or that stands before its caption; else the element. The
// caption is known by the names that people gave it: chosen or not, it goes with
// its picture.
func (c *carver) captioned(parent, n *html.Node) *html.Node {
	t := c.tallies[n]
	if n.Data == "figure" || isPost(n) || !c.onlyPicture(n, t) || c.portrait(n, t) || !c.belongs(parent, n, t, true) {
		return n
	}
	if t != nil && t.kept+t.dropped > 0 {
		if find(n, "figure") == nil && c.captions(n, t.first) {
			return c.makeFigure(parent, n, n)
		}
		return n
	}
	caption := n.NextSibling
	for caption != nil && caption.Type == html.TextNode && strings.TrimSpace(caption.Data) == "" {
		caption = caption.NextSibling
	}
	if caption == nil || caption.Type != html.ElementNode || find(caption, "img") != nil || find(caption, "iframe") != nil {
		return n
	}
	if !c.captions(caption, c.firstBlock(caption)) {
		return n
	}
	return c.makeFigure(parent, n, caption)
}

// lastLine leaves of a post that was not chosen its last block, which says whose
// it is.
func (c *carver) lastLine(n *html.Node) {
	last := -1
	texts := []*html.Node{}
	for below := range n.Descendants() {
		if i, ok := c.block[below]; ok {
			last, texts = i, append(texts, below)
		}
	}
	for _, text := range texts {
		if i := c.block[text]; i != last {
			c.x.drop(c, i)
			text.Parent.RemoveChild(text)
		}
	}
}

// onlyPicture reports whether an element is or holds one image and nothing else
// to look at.
func (c *carver) onlyPicture(n *html.Node, t *tally) bool {
	if n.Data == "img" {
		return n.Parent.Data != "figure" && n.Parent.Data != "picture"
	}
	return t != nil && (t.pictures == 1 || t.pictures == 2 && find(n, "picture") != nil) && find(n, "img") != nil
}

// captions reports whether all text below an element, from block first on,
// stands in elements that are called captions or credits.
func (c *carver) captions(n *html.Node, first int) bool {
	words := 0
	for i := first; i >= 0 && i < len(c.cut.Blocks); i++ {
		b := &c.cut.Blocks[i]
		if !holds(n, b.Texts[0]) {
			break
		}
		words += b.Words()
		if words > maxCaptionWords || !c.cut.IsCaption(i) {
			return false
		}
	}
	return words > 0
}

func holds(n, below *html.Node) bool {
	for ; below != nil; below = below.Parent {
		if below == n {
			return true
		}
	}
	return false
}

// pruneCaptions leaves of the words among pictures those that caption them.
func (c *carver) pruneCaptions(n *html.Node) {
	if n.Data == "figcaption" || n.Data == "figure" && find(n, "figcaption") == nil && find(n, "img") != nil {
		c.wrapCaption(n)
		return
	}
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		if i, ok := c.block[child]; ok {
			c.x.drop(c, i)
			n.RemoveChild(child)
		} else if child.Type == html.ElementNode && c.portrait(child, c.tallies[child]) {
			c.dropPortrait(n, child)
		} else if child.Type == html.ElementNode {
			c.pruneCaptions(child)
		}
		child = next
	}
}

// wrapCaption gives a figure without figcaption one that holds its words.
func (c *carver) wrapCaption(n *html.Node) {
	if n.Data == "figcaption" {
		return
	}
	caption := &html.Node{Type: html.ElementNode, Data: "figcaption"}
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		if child.Data != "img" && find(child, "img") == nil && textOf(child) != "" {
			n.RemoveChild(child)
			caption.AppendChild(child)
		}
		child = next
	}
	n.AppendChild(caption)
}

// credits begin the line that says whose a picture is, in several languages;
// it stands right below the picture.
var credits = []string{"photo:", "photo by", "photo credit", "photos:", "photograph:", "photograph by", "picture:", "image:", "image credit", "image source", "credit:", "credits:",
	"courtesy of", "©", "foto:", "fotos:", "bild:", "bildquelle", "quelle:", "crédit", "crédits", "photo :", "imagen:", "crédito", "immagine:", "imagem:", "фото:", "zdjęcie:", "fot.",
	"图片来源", "图源", "图：", "圖：", "写真：", "写真提供", "사진=", "사진:", "الصورة:", "صورة:"}

// agencies end such a line.
var agencies = []string{"getty images", "getty", "/ap", "ap photo", "reuters", "afp", "epa", "shutterstock", "istock", "alamy", "imago", "picture alliance", "dpa", "unsplash", "pexels", "adobe stock", "wireimage", "zuma"}

// maxCredit is the longest such line, in runes.
const maxCredit = 100

func isCredit(block clip.Block) bool {
	plain := clip.PlainInlines(block.Inlines)
	if block.Kind != clip.Paragraph || utf8.RuneCountInString(plain) > maxCredit {
		return false
	}
	lower := strings.TrimLeft(strings.ToLower(plain), "([ ")
	return slices.ContainsFunc(credits, func(label string) bool { return strings.HasPrefix(lower, label) }) ||
		slices.ContainsFunc(agencies, func(name string) bool { return strings.HasSuffix(strings.TrimRight(lower, ")]. "), name) })
}

package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"newsclip/clip"
)

// The one door: here foreign elements become blocks, and what no block can say
// stays outside.

// inline are the elements that stand within a line of text.
var inline = map[string]bool{
	"a": true, "abbr": true, "acronym": true, "b": true, "bdi": true, "bdo": true, "big": true, "br": true, "cite": true, "code": true,
	"data": true, "del": true, "dfn": true, "em": true, "font": true, "i": true, "ins": true, "kbd": true, "label": true, "mark": true,
	"q": true, "rp": true, "rt": true, "ruby": true, "s": true, "samp": true, "small": true, "span": true, "strike": true, "strong": true,
	"sub": true, "sup": true, "time": true, "tt": true, "u": true, "var": true, "wbr": true,
}

// blocks returns the blocks of an element's content, in normal form. expected
// is about how many there are.
func (x *extraction) blocks(n *html.Node, expected int) clip.Body {
	return clip.Body(x.flow(make([]clip.Block, 0, expected), n)).Normal()
}

// flow appends an element's children as blocks: runs of inline content become
// paragraphs, two line breaks in a row part them.
func (x *extraction) flow(out []clip.Block, n *html.Node) []clip.Block {
	var line []clip.Inline
	flush := func() {
		if blank(line) { // the white space between elements
			line = line[:0]
			return
		}
		out = paragraphs(out, line)
		line = nil
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			line = append(line, clip.Inline{Kind: clip.Text, Text: c.Data})
		case c.Type != html.ElementNode:
		case isIcon(c), inline[c.Data] && !holdsBlocks(c):
			line = append(line, x.inline(c)...)
		default:
			flush()
			out = x.element(out, c)
		}
	}
	flush()
	return out
}

func blank(line []clip.Inline) bool {
	for _, in := range line {
		if in.Kind != clip.Text || strings.TrimSpace(in.Text) != "" {
			return false
		}
	}
	return true
}

// holdsBlocks reports whether an inline element has block content, as links
// around whole teasers have.
func holdsBlocks(n *html.Node) bool {
	found := false
	walk(n, func(c *html.Node) bool {
		found = found || !inline[c.Data] && !isIcon(c)
		return !found
	})
	return found
}

// paragraphs appends a line as paragraphs, parted where two Breaks follow each
// other.
func paragraphs(out []clip.Block, line []clip.Inline) []clip.Block {
	begin, breaks := 0, 0
	for i, in := range line {
		switch {
		case in.Kind == clip.Break:
			breaks++
		case in.Kind == clip.Text && strings.TrimSpace(in.Text) == "":
		default:
			if breaks > 1 {
				out = append(out, clip.Block{Kind: clip.Paragraph, Inlines: line[begin:i:i]})
				begin = i
			}
			breaks = 0
		}
	}
	return append(out, clip.Block{Kind: clip.Paragraph, Inlines: line[begin:]})
}

// element appends one block element as blocks.
func (x *extraction) element(out []clip.Block, n *html.Node) []clip.Block {
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return append(out, clip.Block{Kind: clip.Heading, Level: int(n.Data[1] - '0'), Inlines: x.inlines(n)})
	case "ul", "ol", "menu":
		start, _ := strconv.Atoi(attribute(n, "start"))
		return append(out, clip.Block{Kind: clip.List, Ordered: n.Data == "ol", Start: start, Blocks: x.items(n)})
	case "dl":
		return x.definitions(out, n)
	case "blockquote":
		if isPost(n) {
			return append(out, x.post(n))
		}
		return append(out, clip.Block{Kind: clip.Quote, Blocks: x.flow(nil, n)})
	case "pre":
		return append(out, clip.Block{Kind: clip.Code, Text: verbatim(n)})
	case "table":
		return x.table(out, n)
	case "figure":
		return append(out, x.figure(n)...)
	case "img":
		return append(out, x.image(n, nil)...)
	case "iframe", "video", "audio", "embed":
		return append(out, x.embed(n)...)
	case "hr":
		return append(out, clip.Block{Kind: clip.Rule})
	case "figcaption":
		x.remove(textOf(n), "caption without image", "element figcaption")
		return out
	}
	if never[n.Data] && !shadowRoot(n) {
		return out
	}
	return x.flow(out, n)
}

// shadowRoot reports whether a template is one that browsers show.
func shadowRoot(n *html.Node) bool {
	return n.Data == "template" && attribute(n, "shadowrootmode")+attribute(n, "shadowroot") != ""
}

func (x *extraction) items(n *html.Node) []clip.Block {
	out := make([]clip.Block, 0, children(n))
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode: // faulty, and shown all the same
			out = append(out, clip.NewParagraph(c.Data))
		case c.Type != html.ElementNode:
		case c.Data == "li":
			out = append(out, clip.Block{Kind: clip.Item, Blocks: x.flow(nil, c)})
		default:
			out = append(out, clip.Block{Kind: clip.Item, Blocks: x.alone(c)})
		}
	}
	return out
}

func children(n *html.Node) int {
	count := 0
	for range n.ChildNodes() {
		count++
	}
	return count
}

// alone returns the blocks of one element that stands where none belongs.
func (x *extraction) alone(n *html.Node) []clip.Block {
	if inline[n.Data] {
		return []clip.Block{{Kind: clip.Paragraph, Inlines: x.inline(n)}}
	}
	return x.element(nil, n)
}

// definitions appends a definition list as paragraphs, terms strong.
func (x *extraction) definitions(out []clip.Block, n *html.Node) []clip.Block {
	walk(n, func(c *html.Node) bool {
		switch c.Data {
		case "dt":
			out = append(out, clip.Block{Kind: clip.Paragraph, Inlines: []clip.Inline{{Kind: clip.Strong, Inlines: x.inlines(c)}}})
			return false
		case "dd":
			out = x.flow(out, c)
			return false
		}
		return true
	})
	return out
}

func verbatim(n *html.Node) string {
	var out strings.Builder
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			out.WriteString(n.Data)
		case n.Data == "br":
			out.WriteByte('\n')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(n)
	return out.String()
}

// table appends a table as one, unless it only lays out the page: a table of
// one column, or with tables in it.
func (x *extraction) table(out []clip.Block, n *html.Node) []clip.Block {
	table := clip.Block{Kind: clip.Table}
	widest := 0
	walk(n, func(c *html.Node) bool {
		switch c.Data {
		case "caption":
			table.Inlines = x.inlines(c)
			return false
		case "tr":
			row := x.row(c)
			widest = max(widest, len(row.Blocks))
			table.Blocks = append(table.Blocks, row)
			return false
		}
		return true
	})
	if widest < 2 || find(n, "table") != nil {
		return x.flow(out, n)
	}
	return append(out, table)
}

func (x *extraction) row(n *html.Node) clip.Block {
	row := clip.Block{Kind: clip.Row}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (c.Data == "td" || c.Data == "th") {
			across, _ := strconv.Atoi(attribute(c, "colspan"))
			down, _ := strconv.Atoi(attribute(c, "rowspan"))
			row.Blocks = append(row.Blocks, clip.Block{Kind: clip.Cell, Header: c.Data == "th", ColSpan: across, RowSpan: down, Blocks: x.flow(nil, c)})
		}
	}
	return row
}

func (x *extraction) inlines(n *html.Node) []clip.Inline {
	var out []clip.Inline
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			out = append(out, clip.Inline{Kind: clip.Text, Text: c.Data})
		case html.ElementNode:
			part := x.inline(c)
			if !inline[c.Data] { // its border parts words
				space := clip.Inline{Kind: clip.Text, Text: " "}
				part = append(append([]clip.Inline{space}, part...), space)
			}
			out = append(out, part...)
		}
	}
	return out
}

// spans are the inline elements that a body can say.
var spans = map[string]clip.InlineKind{
	"em": clip.Emphasis, "i": clip.Emphasis, "cite": clip.Emphasis, "dfn": clip.Emphasis, "var": clip.Emphasis,
	"strong": clip.Strong, "b": clip.Strong, "sub": clip.Sub, "sup": clip.Sup, "mark": clip.Mark,
}

func (x *extraction) inline(n *html.Node) []clip.Inline {
	switch n.Data {
	case "br":
		return []clip.Inline{{Kind: clip.Break}}
	case "wbr", "rp", "rt":
		return nil
	case "img":
		return x.icon(n)
	case "code", "kbd", "samp", "tt":
		return []clip.Inline{{Kind: clip.CodeSpan, Text: textOf(n)}}
	case "a":
		return []clip.Inline{{Kind: clip.Link, URL: x.absolute(attribute(n, "href")), Inlines: x.inlines(n)}}
	case "q":
		return append(append([]clip.Inline{{Kind: clip.Text, Text: "“"}}, x.inlines(n)...), clip.Inline{Kind: clip.Text, Text: "”"})
	}
	if never[n.Data] {
		return nil
	}
	if kind, ok := spans[n.Data]; ok {
		return []clip.Inline{{Kind: kind, Inlines: x.inlines(n)}}
	}
	return x.inlines(n)
}

// absolute resolves an address against the page's; empty when it leads
// nowhere that a clip may point to.
func (x *extraction) absolute(address string) string {
	address = strings.TrimSpace(address)
	if address == "" || strings.HasPrefix(address, "#") {
		return ""
	}
	u, err := x.base.Parse(address)
	if err != nil {
		return ""
	}
	switch u.Scheme {
	case "http", "https", "mailto":
		return u.String()
	}
	return ""
}

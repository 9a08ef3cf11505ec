package extract

import (
	"context"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"

	"newsclip/clip"
	"newsclip/clip/extract/blocks"
	"newsclip/clip/language"
)

// Page is a page as it came.
type Page struct {
	URL       string // empty when unknown
	Data      []byte
	MediaType string    // as the server said, perhaps with a charset
	Fetched   time.Time // zero: not fetched just now
	// Corrections are what people said of pieces of this page or site; they
	// win over what was learnt.
	Corrections []clip.Correction
}

// Limits on a page; beyond them nothing readable is left.
const (
	maxPage  = 32 << 20 // bytes
	maxNodes = 600_000  // elements and texts; the largest known page has 180,000
	maxDepth = 512      // nesting; browsers stop at 512 too
)

// Limits on what is read of one element; the rest of it is no use to anyone.
const (
	maxAttributes = 256  // attributes; known elements have less than 100
	maxNameLength = 4096 // bytes of a class, id or style
	// A tag of so many bytes is read up to so many spaces in it; to have more
	// attributes parsed and then left out would take a second.
	longTag      = 1 << 20
	maxTagSpaces = 10_000
)

// A Cleaner cleans pages by a learnt table. It is safe for use from several
// goroutines.
type Cleaner struct{ model *blocks.Model }

// NewCleaner returns a cleaner with another table than the built-in one, as the
// program clip/extract/blocks/train writes it. A damaged table is an error.
func NewCleaner(table []byte) (*Cleaner, error) {
	model, err := blocks.ReadModel(table)
	if err != nil {
		return nil, err
	}
	return &Cleaner{model}, nil
}

// Builtin returns the cleaner with the built-in table.
func Builtin() *Cleaner { return &Cleaner{blocks.Builtin()} }

// HTML cleans a page with the built-in table.
func HTML(ctx context.Context, page Page) (clip.Extract, error) { return Builtin().HTML(ctx, page) }

// HTML cleans a page. It answers with its best text for every page and says
// what kind of page it is; whether that is worth a clip the caller decides.
// Errors are only for what is empty, cannot be decoded or exceeds a limit.
func (c *Cleaner) HTML(ctx context.Context, page Page) (clip.Extract, error) {
	doc, err := read(page)
	if err != nil {
		return clip.Extract{}, err
	}
	x := &extraction{base: baseURL(doc, page.URL), page: page, model: c.model}
	x.metadata(doc)
	restoreLazyImages(doc)
	if err := ctx.Err(); err != nil {
		return clip.Extract{}, err
	}
	x.out.Body = x.clean(x.body(doc))
	x.finish()
	return x.out, ctx.Err()
}

// read decodes and parses a page.
func read(page Page) (*html.Node, error) {
	if len(page.Data) > maxPage {
		return nil, &clip.Error{Kind: clip.ErrTooLarge, Message: "The page is larger than 32 MiB.", Next: "Copy the part that you need and paste it."}
	}
	text, err := Decode(page.Data, page.MediaType)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(text) == "" {
		return nil, &clip.Error{Kind: clip.ErrInvalid, Message: "The page is empty.", Next: "Copy the text that you see and paste it."}
	}
	return parse(text)
}

// extraction is one page on its way.
type extraction struct {
	page  Page
	model *blocks.Model
	base  *url.URL
	gate  string // what may stand in the article's way
	out   clip.Extract
}

// parse parses a page and holds it against the limits. html.Parse itself is
// not recursive; what follows is, so depth is cut here, too.
func parse(text string) (*html.Node, error) {
	if len(text) > longTag {
		text = trimTags(text)
	}
	doc, err := parseText(text)
	if err != nil {
		return nil, &clip.Error{Kind: clip.ErrInvalid, Message: "The page cannot be read as HTML.", Next: "Copy the text that you see and paste it.", Err: err}
	}
	type at struct {
		node  *html.Node
		depth int
	}
	stack, nodes := []at{{doc, 0}}, 0
	for len(stack) > 0 {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if nodes++; nodes > maxNodes {
			return nil, &clip.Error{Kind: clip.ErrTooLarge, Message: "The page has too many elements.", Next: "Copy the part that you need and paste it."}
		}
		trimAttributes(top.node)
		for c := top.node.FirstChild; c != nil; {
			next := c.NextSibling
			if top.depth >= maxDepth && c.FirstChild != nil {
				top.node.RemoveChild(c)
			} else {
				stack = append(stack, at{c, top.depth + 1})
			}
			c = next
		}
	}
	return doc, nil
}

// trimTags shortens tags that are beyond all measure. It looks at what stands
// between one > and the next alone, so it costs no more than finding those.
func trimTags(text string) string {
	var out strings.Builder
	for rest := text; ; {
		end := strings.IndexByte(rest, '>')
		if end < 0 {
			end = len(rest)
		}
		out.WriteString(trimTag(rest[:end]))
		if end == len(rest) {
			return out.String()
		}
		out.WriteByte('>')
		rest = rest[end+1:]
	}
}

func trimTag(text string) string {
	open := strings.IndexByte(text, '<')
	if len(text) < longTag || open < 0 {
		return text
	}
	quote, spaces := byte(0), 0
	for i := open; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == ' ' || c == '\n' || c == '\t':
			if spaces++; spaces > maxTagSpaces {
				return text[:i]
			}
		}
	}
	return text
}

func trimAttributes(n *html.Node) {
	n.Attr = n.Attr[:min(len(n.Attr), maxAttributes)]
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "class", "id", "style":
			a.Val = a.Val[:min(len(a.Val), maxNameLength)]
		}
	}
}

func baseURL(doc *html.Node, address string) *url.URL {
	base, err := url.Parse(address)
	if err != nil || base.Host == "" {
		base = &url.URL{}
	}
	if node := find(doc, "base"); node != nil {
		if u, err := base.Parse(attribute(node, "href")); err == nil && u.Host != "" {
			return u
		}
	}
	return base
}

// finish fills in what needs the text.
func (x *extraction) finish() {
	m := &x.out.Metadata
	if m.Lang == "" {
		m.Lang = language.Detect(m.Title + "\n" + plainUpTo(x.out.Body, telling))
	}
	words := wordsUpTo(x.out.Body, listWords)
	if words <= wallWords {
		x.out.Wall = x.gate
	}
	switch {
	case x.out.Wall != "":
		m.Kind = clip.KindWall
	case words == 0:
		m.Kind = clip.KindNone
	case linkHeavy(x.out.Body) && words < listWords:
		m.Kind = clip.KindList
	case m.Kind == "":
		m.Kind = clip.KindArticle
	}
}

// telling is how much text tells its language, in bytes.
const telling = 64 << 10

// plainUpTo returns a body's text, no further than the block in which it is
// enough.
func plainUpTo(body clip.Body, enough int) string {
	var out strings.Builder
	for i := range body {
		if out.Len() >= enough {
			break
		}
		out.WriteString(body[i:i+1].Plain() + "\n")
	}
	return out.String()
}

// listWords is from how many words on a page is no mere list of links.
const listWords = 400

// wordsUpTo counts a body's words, no further than it is asked for.
func wordsUpTo(body clip.Body, enough int) int {
	words := 0
	for i := range body {
		if words += body[i : i+1].Words(); words >= enough {
			break
		}
	}
	return words
}

// linkHeavy reports whether most of the text is links.
func linkHeavy(body clip.Body) bool {
	linked, all := linkedText(body)
	return linked*2 > all
}

package clip

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// MaxXHTML is the longest text that ParseXHTML reads, in bytes: some ten times
// the longest article known.
const MaxXHTML = 32 << 20

// ParseXHTML reads what Body.XHTML prints. An element or attribute outside
// the subset, or nesting beyond what a normal body can have, is an error: the
// stored form comes from us alone.
func ParseXHTML(text string) (Body, error) {
	if len(text) > MaxXHTML {
		return nil, fmt.Errorf("parse body: %d bytes, more than %d", len(text), MaxXHTML)
	}
	p := &parser{decoder: xml.NewDecoder(strings.NewReader("<body>" + text + "</body>"))}
	if _, err := p.decoder.Token(); err != nil {
		return nil, fmt.Errorf("parse body: %w", err)
	}
	blocks, err := p.flow()
	if err != nil {
		return nil, fmt.Errorf("parse body: %w", err)
	}
	if _, err := p.decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("parse body: text after its end")
	}
	return blocks, nil
}

type parser struct {
	decoder *xml.Decoder
	depth   int
}

// maxElements bounds the nesting of elements: MaxDepth blocks of up to three
// elements each (table, tr, td) and as many inlines.
const maxElements = 5 * MaxDepth

// flow reads blocks, or inlines that make a paragraph, up to the end tag.
func (p *parser) flow() ([]Block, error) {
	if p.depth++; p.depth > maxElements {
		return nil, errors.New("nested too deep")
	}
	defer func() { p.depth-- }()
	var blocks []Block
	var inlines []Inline
	for {
		token, err := p.decoder.Token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if strings.TrimSpace(PlainInlines(inlines)) != "" {
				blocks = append(blocks, Block{Kind: Paragraph, Inlines: inlines})
			}
			return blocks, nil
		case xml.CharData:
			if len(inlines) > 0 || strings.TrimSpace(string(t)) != "" {
				inlines = append(inlines, Inline{Kind: Text, Text: string(t)})
			}
		case xml.StartElement:
			if in, ok := startInline(t); ok {
				if in, err = p.inline(in, t); err != nil {
					return nil, err
				}
				inlines = append(inlines, in)
				continue
			}
			block, err := p.block(t)
			if err != nil {
				return nil, err
			}
			blocks = append(blocks, block)
		}
	}
}

func startInline(t xml.StartElement) (Inline, bool) {
	switch t.Name.Local {
	case "code":
		return Inline{Kind: CodeSpan}, true
	case "br":
		return Inline{Kind: Break}, true
	case "a":
		return Inline{Kind: Link, URL: attribute(t, "href")}, true
	}
	for kind, tag := range inlineTags {
		if tag == t.Name.Local {
			return Inline{Kind: kind}, true
		}
	}
	return Inline{}, false
}

// inline completes in, whose start tag was t.
func (p *parser) inline(in Inline, t xml.StartElement) (Inline, error) {
	content, err := p.inlines(t.Name.Local)
	switch in.Kind {
	case CodeSpan:
		in.Text = PlainInlines(content)
	case Break:
	default:
		in.Inlines = content
	}
	return in, err
}

// inlines reads inlines up to the end tag of the element within.
func (p *parser) inlines(within string) ([]Inline, error) {
	if p.depth++; p.depth > maxElements {
		return nil, errors.New("nested too deep")
	}
	defer func() { p.depth-- }()
	var out []Inline
	for {
		token, err := p.decoder.Token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return out, nil
		case xml.CharData:
			out = append(out, Inline{Kind: Text, Text: string(t)})
		case xml.StartElement:
			in, ok := startInline(t)
			if !ok {
				return nil, fmt.Errorf("<%s> within <%s>", t.Name.Local, within)
			}
			if in, err = p.inline(in, t); err != nil {
				return nil, err
			}
			out = append(out, in)
		}
	}
}

func (p *parser) block(t xml.StartElement) (b Block, err error) {
	switch name := t.Name.Local; name {
	case "p":
		return p.paragraph(t)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		b = Block{Kind: Heading, Level: int(name[1] - '0')}
		b.Inlines, err = p.inlines(name)
	case "pre":
		return p.code()
	case "figure":
		return p.image()
	case "table":
		return p.table()
	case "hr":
		b.Kind = Rule
		_, err = p.inlines(name)
	default:
		return p.container(t)
	}
	return b, err
}

// containers are the elements of the blocks that hold blocks.
var containers = map[string]BlockKind{
	"ul": List, "ol": List, "li": Item, "blockquote": Quote, "tr": Row, "td": Cell, "th": Cell,
}

func (p *parser) container(t xml.StartElement) (Block, error) {
	name := t.Name.Local
	kind, ok := containers[name]
	if !ok {
		return Block{}, fmt.Errorf("<%s> is not part of a body", name)
	}
	b := Block{Kind: kind, Ordered: name == "ol", Header: name == "th",
		Start: integer(t, "start"), ColSpan: integer(t, "colspan"), RowSpan: integer(t, "rowspan")}
	var err error
	b.Blocks, err = p.flow()
	return b, err
}

func (p *parser) paragraph(t xml.StartElement) (Block, error) {
	inlines, err := p.inlines("p")
	if attribute(t, "class") == "embed" && len(inlines) == 1 && inlines[0].Kind == Link {
		return Block{Kind: Embed, URL: inlines[0].URL, Text: PlainInlines(inlines)}, err
	}
	return Block{Kind: Paragraph, Inlines: inlines}, err
}

// next returns the next start tag; ok is false at the end tag.
func (p *parser) next() (t xml.StartElement, ok bool, err error) {
	for {
		token, err := p.decoder.Token()
		if err != nil {
			return t, false, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			return t, true, nil
		case xml.EndElement:
			return xml.StartElement{}, false, nil
		}
	}
}

func (p *parser) code() (Block, error) {
	b := Block{Kind: Code}
	for {
		t, ok, err := p.next()
		if err != nil || !ok {
			return b, err
		}
		b.Lang = strings.TrimPrefix(attribute(t, "class"), "language-")
		inlines, err := p.inlines("code")
		if err != nil {
			return b, err
		}
		b.Text = PlainInlines(inlines)
	}
}

func (p *parser) image() (Block, error) {
	b := Block{Kind: Image}
	for {
		t, ok, err := p.next()
		if err != nil || !ok {
			return b, err
		}
		switch t.Name.Local {
		case "img":
			b.URL, b.Alt = attribute(t, "src"), attribute(t, "alt")
			b.Width, b.Height = integer(t, "width"), integer(t, "height")
			_, err = p.inlines("img")
		case "figcaption":
			b.Inlines, err = p.inlines("figcaption")
		default:
			err = fmt.Errorf("<%s> within <figure>", t.Name.Local)
		}
		if err != nil {
			return b, err
		}
	}
}

func (p *parser) table() (Block, error) {
	b := Block{Kind: Table}
	for {
		t, ok, err := p.next()
		if err != nil || !ok {
			return b, err
		}
		if t.Name.Local == "caption" {
			b.Inlines, err = p.inlines("caption")
		} else {
			var row Block
			row, err = p.container(t)
			b.Blocks = append(b.Blocks, row)
		}
		if err != nil {
			return b, err
		}
	}
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func integer(t xml.StartElement, name string) int {
	n, _ := strconv.Atoi(attribute(t, name))
	return n
}

package blocks

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits on what is read from JSON-LD.
const (
	maxJSONDepth = 8
	leastBody    = 200 // bytes; shorter articleBody values are teasers
)

// readHead reads what the page says of its article where no reader sees it.
func (p *Page) readHead(doc *html.Node) {
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Title:
			if n.FirstChild != nil && p.head.title == "" && n.Parent.DataAtom != atom.Svg {
				p.head.title = n.FirstChild.Data
			}
		case atom.Meta:
			p.readMeta(n)
		case atom.Script:
			if n.FirstChild != nil && strings.Contains(attribute(n, "type"), "ld+json") {
				p.readSchema(n.FirstChild.Data)
			}
		case atom.Link:
			if attribute(n, "rel") == "canonical" {
				p.head.address = attribute(n, "href")
			}
		}
	}
}

// schemaKinds are the kinds of thing by which JSON-LD tells what a page is.
var schemaKinds = [...][]string{
	{`Article"`, `"BlogPosting"`, `"Report"`},
	{`"Product"`, `"Offer"`},
	{`"ItemList"`, `"CollectionPage"`},
	{`"DiscussionForumPosting"`, `"QAPage"`, `"Question"`},
	{`"VideoObject"`},
}

func (p *Page) readSchema(text string) {
	for i, kinds := range schemaKinds {
		for _, kind := range kinds {
			if strings.Contains(text, kind) {
				p.head.schema |= 1 << i
			}
		}
	}
	p.head.bodies = append(p.head.bodies, ArticleBodies(text)...)
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func (p *Page) readMeta(n *html.Node) {
	switch attribute(n, "property") + attribute(n, "name") {
	case "og:title", "twitter:title":
		p.head.title += "\n" + attribute(n, "content")
	case "og:description", "description", "twitter:description":
		p.head.description += "\n" + attribute(n, "content")
	case "article:published_time", "og:article:published_time", "pubdate", "datePublished", "parsely-pub-date", "date":
		p.head.published = true
	case "og:type":
		p.head.kind = attribute(n, "content")
	case "og:url":
		if p.head.address == "" {
			p.head.address = attribute(n, "content")
		}
	}
}

// ArticleBodies returns the articleBody values of a piece of JSON-LD, markup
// and all.
func ArticleBodies(text string) []string {
	if !strings.Contains(text, `"articleBody"`) {
		return nil
	}
	text = strings.Map(func(r rune) rune { // line breaks within strings are common, and wrong
		if r < ' ' {
			return ' '
		}
		return r
	}, text)
	var value any
	if json.Unmarshal([]byte(strings.Trim(text, " ;")), &value) != nil {
		return nil
	}
	return articleBodies(value, 0, nil)
}

func articleBodies(value any, depth int, out []string) []string {
	if depth > maxJSONDepth {
		return out
	}
	switch v := value.(type) {
	case map[string]any:
		if s, ok := v["articleBody"].(string); ok && len(s) >= leastBody {
			out = append(out, s)
		}
		for key, item := range v {
			if key != "articleBody" {
				out = articleBodies(item, depth+1, out)
			}
		}
	case []any:
		for _, item := range v {
			out = articleBodies(item, depth+1, out)
		}
	}
	return out
}

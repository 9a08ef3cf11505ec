package extract

import (
	"strings"

	"golang.org/x/net/html"
)

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// walk calls visit for each element in document order; false skips its
// children.
func walk(n *html.Node, visit func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling // visit may take c away
		if c.Type == html.ElementNode {
			if visit(c) {
				walk(c, visit)
			}
		}
		c = next
	}
}

func find(n *html.Node, name string) (found *html.Node) {
	walk(n, func(c *html.Node) bool {
		if found == nil && c.Data == name {
			found = c
		}
		return found == nil
	})
	return found
}

func textOf(n *html.Node) string {
	var out strings.Builder
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.TextNode {
			out.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
		if n.Type == html.ElementNode && !inline[n.Data] {
			out.WriteByte(' ')
		}
	}
	visit(n)
	return strings.Join(strings.Fields(out.String()), " ")
}

// never are the elements that no article's text contains.
var never = map[string]string{
	"script": "script", "style": "style", "template": "template", "nav": "navigation", "form": "form", "button": "control",
	"input": "control", "select": "control", "textarea": "control", "dialog": "dialog", "svg": "drawing", "canvas": "drawing",
	"object": "plug-in", "applet": "plug-in", "link": "link", "meta": "meta", "head": "head",
}

// prune takes away what is never part of an article, and what is hidden.
func (x *extraction) prune(doc *html.Node) {
	restoreLazyImages(doc)
	walk(doc, func(n *html.Node) bool {
		reason, gone := never[n.Data]
		if !gone && hidden(n) {
			reason, gone = "hidden", true
		}
		if n.Data == "form" && len(textOf(n)) > 2000 { // pages that stand in one form
			gone = false
		}
		if gone && n.Parent != nil {
			if n.Data == "nav" || reason == "hidden" {
				x.remove(textOf(n), reason, "element "+n.Data)
			}
			n.Parent.RemoveChild(n)
			return false
		}
		return true
	})
}

func hidden(n *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(attribute(n, "style")), " ", "")
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return true
		}
	}
	return attribute(n, "aria-hidden") == "true" && n.Data != "img" && len(textOf(n)) < 200 ||
		strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// restoreLazyImages gives images that a script would load their addresses, and
// takes those out of noscript that have no other.
func restoreLazyImages(doc *html.Node) {
	walk(doc, func(n *html.Node) bool {
		switch n.Data {
		case "img":
			if src := lazySource(n); src != "" {
				setAttribute(n, "src", src)
			}
		case "noscript":
			unwrapNoscript(n)
		}
		return true
	})
}

func lazySource(n *html.Node) string {
	src := attribute(n, "src")
	if src != "" && !strings.HasPrefix(src, "data:") && !strings.Contains(src, "placeholder") {
		return ""
	}
	for _, name := range []string{"data-src", "data-original", "data-lazy-src", "data-hi-res-src", "data-url"} {
		if v := attribute(n, name); v != "" {
			return v
		}
	}
	for _, name := range []string{"srcset", "data-srcset"} {
		if v := largestSource(attribute(n, name)); v != "" {
			return v
		}
	}
	if n.Parent != nil && n.Parent.Data == "picture" {
		for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
			if v := largestSource(attribute(c, "srcset")); c.Type == html.ElementNode && v != "" {
				return v
			}
		}
	}
	return ""
}

// largestSource returns the last candidate of a srcset: they ascend.
func largestSource(set string) string {
	candidates := strings.Split(set, ", ")
	fields := strings.Fields(candidates[len(candidates)-1])
	if len(fields) == 0 {
		return ""
	}
	return strings.TrimSuffix(fields[0], ",")
}

func setAttribute(n *html.Node, name, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}

func unwrapNoscript(n *html.Node) {
	if n.FirstChild == nil || n.FirstChild.Type != html.TextNode || !strings.Contains(n.FirstChild.Data, "<img") {
		return
	}
	nodes, err := html.ParseFragment(strings.NewReader(n.FirstChild.Data), &html.Node{Type: html.ElementNode, Data: "div"})
	if err != nil {
		return
	}
	n.RemoveChild(n.FirstChild)
	n.Data, n.DataAtom = "div", 0
	for _, node := range nodes {
		n.AppendChild(node)
	}
}

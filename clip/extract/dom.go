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

// never are the elements that show no text of an article, whatever they hold.
var never = map[string]bool{"script": true, "style": true, "template": true, "svg": true, "canvas": true, "object": true, "applet": true,
	"select": true, "textarea": true, "input": true, "datalist": true, "head": true, "link": true, "meta": true}

// restoreLazyImages gives images that a script would load their addresses, and
// takes away what stands for them in a noscript beside them.
func restoreLazyImages(doc *html.Node) {
	walk(doc, func(n *html.Node) bool {
		switch n.Data {
		case "img":
			if src := lazySource(n); src != "" {
				setAttribute(n, "src", src)
			}
		case "noscript":
			dropSubstitute(n)
			return n.Parent != nil
		}
		return true
	})
}

// dropSubstitute removes a noscript that shows an image once more, after giving
// the image beside it the address if it has none.
func dropSubstitute(n *html.Node) {
	substitute := find(n, "img")
	if substitute == nil || textOf(n) != "" {
		return
	}
	for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
		image := c
		if c.Data != "img" {
			image = find(c, "img")
		}
		if c == n || image == nil {
			continue
		}
		if src := attribute(image, "src"); src == "" || strings.HasPrefix(src, "data:") {
			setAttribute(image, "src", attribute(substitute, "src"))
		}
		n.Parent.RemoveChild(n)
		return
	}
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

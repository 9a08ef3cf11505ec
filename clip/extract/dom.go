package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
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
		case "amp-img", "amp-iframe", "amp-video", "amp-youtube", "amp-twitter", "amp-instagram":
			plainElement(n)
		}
		switch n.Data {
		case "img", "iframe":
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

// components are the elements of AMP that show what HTML has an element for;
// those that give only a number have the address before and the attribute's name.
var components = map[string]struct{ name, address, number string }{
	"amp-img":       {"img", "", ""},
	"amp-iframe":    {"iframe", "", ""},
	"amp-video":     {"video", "", ""},
	"amp-youtube":   {"iframe", "https://www.youtube.com/embed/", "data-videoid"},
	"amp-twitter":   {"iframe", "https://twitter.com/i/status/", "data-tweetid"},
	"amp-instagram": {"iframe", "https://www.instagram.com/p/", "data-shortcode"},
}

// plainElement makes an element of AMP one of HTML; what it holds is a
// substitute for it.
func plainElement(n *html.Node) {
	c := components[n.Data]
	if number := attribute(n, c.number); c.number != "" && number != "" {
		setAttribute(n, "src", c.address+number)
	}
	n.Data, n.DataAtom = c.name, atom.Lookup([]byte(c.name))
	for n.FirstChild != nil && c.name != "video" {
		n.RemoveChild(n.FirstChild)
	}
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
	if src != "" && src != "about:blank" && !strings.HasPrefix(src, "data:") && !strings.Contains(src, "placeholder") {
		return ""
	}
	for _, name := range []string{"data-src", "data-original", "data-lazy-src", "data-hi-res-src", "data-url"} {
		if v := attribute(n, name); v != "" {
			return v
		}
	}
	if v := sourceSet(n); v != "" {
		return v
	}
	if n.Parent != nil && n.Parent.Data == "picture" {
		for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
			if v := sourceSet(c); c.Type == html.ElementNode && v != "" {
				return v
			}
		}
	}
	return ""
}

func sourceSet(n *html.Node) string {
	for _, name := range []string{"srcset", "data-srcset", "data-lazy-srcset"} {
		if v := largestSource(attribute(n, name)); v != "" && !strings.HasPrefix(v, "data:") {
			return v
		}
	}
	return ""
}

// largestSource returns the widest candidate of a srcset, "address 640w" or
// "address 2x" each; of several that are alike the last.
func largestSource(set string) string {
	best, most := "", 0.0
	for len(set) > 0 {
		set = strings.TrimLeft(set, " \t\n\r\f,")
		end := strings.IndexAny(set, " \t\n\r\f")
		if end < 0 {
			end = len(set)
		}
		address := set[:end]
		set = set[end:]
		width := 0.0
		if !strings.HasSuffix(address, ",") { // else nothing describes it
			described := ""
			described, set, _ = strings.Cut(set, ",")
			width, _ = strconv.ParseFloat(strings.TrimRight(strings.TrimSpace(described), "wx"), 64)
		}
		if address = strings.TrimRight(address, ","); address != "" && width >= most {
			best, most = address, width
		}
	}
	return best
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

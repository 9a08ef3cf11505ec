package main

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// Of pages whose copy no browser made, render makes one: what innerText gives
// for a page without its style sheets (HTML Living Standard, section 3.2.7,
// "The innerText and outerText properties").

// blockElements break the line before and after them.
var blockElements = nameSet(`address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure
	footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre search
	section summary table tbody tfoot thead caption tr ul xmp`)

// unseenElements show nothing, or nothing that can be copied.
var unseenElements = nameSet(`area audio base basefont canvas datalist head iframe img input link math meta noembed noframes noscript
	object param rp script source style svg template textarea title track video`)

func nameSet(names string) map[string]bool {
	out := map[string]bool{}
	for _, name := range strings.Fields(names) {
		out[name] = true
	}
	return out
}

// renderer writes text as it is laid out.
type renderer struct {
	out    strings.Builder
	breaks int  // line breaks that are due before the next text
	space  bool // a space is due
	styles styles
	wrote  bool
}

// render returns a page's text.
func render(page string) (string, error) {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return "", err
	}
	r := renderer{styles: readStyles(doc)}
	r.node(doc, false)
	return r.out.String(), nil
}

func (r *renderer) node(n *html.Node, verbatim bool) {
	switch {
	case n.Type == html.TextNode:
		r.text(n.Data, verbatim)
		return
	case n.Type == html.ElementNode && (unseenElements[n.Data] || r.styles.hidden(n)):
		return
	case n.Data == "br":
		r.flush()
		r.out.WriteByte('\n')
		r.space = false
		return
	}
	due := 0
	switch {
	case n.Data == "p":
		due = 2
	case blockElements[n.Data]:
		due = 1
	}
	r.due(due)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if n.Data == "details" && !hasAttribute(n, "open") && c.Data != "summary" {
			continue
		}
		r.node(c, verbatim || n.Data == "pre")
	}
	r.due(due)
	if (n.Data == "td" || n.Data == "th") && moreCells(n) {
		r.flush()
		r.out.WriteByte('\t')
		r.space = false
	}
}

func (r *renderer) due(breaks int) {
	if breaks > 0 {
		r.breaks, r.space = max(r.breaks, breaks), false
	}
}

// flush writes the line breaks that are due.
func (r *renderer) flush() {
	if r.breaks > 0 && r.wrote {
		r.out.WriteString("\n\n"[:r.breaks])
	}
	r.breaks = 0
}

func (r *renderer) text(text string, verbatim bool) {
	if verbatim {
		r.flush()
		r.out.WriteString(text)
		r.wrote = r.wrote || text != ""
		return
	}
	for _, c := range text {
		if c != '\u00a0' && unicode.IsSpace(c) {
			r.space = true
			continue
		}
		if r.breaks > 0 {
			r.flush()
		} else if r.space && r.wrote {
			r.out.WriteByte(' ')
		}
		r.space, r.wrote = false, true
		r.out.WriteRune(c)
	}
}

func moreCells(n *html.Node) bool {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Data == "td" || s.Data == "th" {
			return true
		}
	}
	return false
}

func hasAttribute(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// styles are the names that a page's own style rules hide.
type styles struct{ classes, ids map[string]bool }

func readStyles(doc *html.Node) styles {
	s := styles{map[string]bool{}, map[string]bool{}}
	for n := range doc.Descendants() {
		if n.Data == "style" && n.FirstChild != nil && attribute(n, "media") != "print" {
			s.read(n.FirstChild.Data)
		}
	}
	return s
}

// read looks for rules of a plain class or id that hide; rules within other
// rules (media queries) are left out.
func (s styles) read(sheet string) {
	depth, begin, open := 0, 0, 0
	for i := 0; i < len(sheet); i++ {
		switch sheet[i] {
		case '{':
			if depth == 0 {
				open = i
			}
			depth++
		case '}':
			if depth--; depth <= 0 {
				if open > begin {
					s.rule(sheet[begin:open], sheet[open+1:i])
				}
				depth, begin = 0, i+1
			}
		}
	}
}

func (s styles) rule(selectors, declarations string) {
	if strings.HasPrefix(strings.TrimSpace(selectors), "@") || !hides(declarations) {
		return
	}
	for selector := range strings.SplitSeq(selectors, ",") {
		selector = strings.TrimSpace(selector)
		if selector == "" || strings.ContainsAny(selector[1:], " .#:>[+~*") {
			continue
		}
		switch selector[0] {
		case '.':
			s.classes[selector[1:]] = true
		case '#':
			s.ids[selector[1:]] = true
		}
	}
}

func hides(declarations string) bool {
	squeezed := strings.ToLower(strings.Join(strings.Fields(declarations), ""))
	return strings.Contains(squeezed, "display:none") || strings.Contains(squeezed, "visibility:hidden")
}

func (s styles) hidden(n *html.Node) bool {
	if hasAttribute(n, "hidden") || n.Data == "dialog" && !hasAttribute(n, "open") || hides(attribute(n, "style")) || s.ids[attribute(n, "id")] {
		return true
	}
	for class := range strings.FieldsSeq(attribute(n, "class")) {
		if s.classes[class] {
			return true
		}
	}
	return false
}

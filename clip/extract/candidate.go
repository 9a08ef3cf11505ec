package extract

import (
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// candidate returns the element that holds the article: readability's; where
// that finds next to nothing, the page's own main element.
func (x *extraction) candidate(doc *html.Node) *html.Node {
	main := mainElement(doc)
	parser := readability.NewParser()
	parser.DisableJSONLD = true // metadata has its own table
	article, err := parser.ParseDocument(doc, x.base)
	if err != nil || article.Node == nil || len(textOf(article.Node)) < minCandidate {
		return main
	}
	return article.Node
}

// minCandidate is the shortest text, in bytes, for which readability is
// believed; below it the page's own main element is taken.
const minCandidate = 140

// mainElement returns the article or main element with the most text, else the
// body.
func mainElement(doc *html.Node) *html.Node {
	best, length := find(doc, "body"), 0
	if best == nil {
		best = doc
	}
	walk(doc, func(n *html.Node) bool {
		if n.Data == "article" || n.Data == "main" || attribute(n, "role") == "main" || strings.Contains(attribute(n, "itemprop"), "articleBody") {
			if l := len(textOf(n)); l > length {
				best, length = n, l
			}
		}
		return true
	})
	return best
}

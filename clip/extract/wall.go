package extract

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"newsclip/clip/extract/blocks"
)

// wallWords is the length up to which a page may be a wall rather than an
// article that speaks of one.
const wallWords = 150

// gates are the forms by which a page shows that it stands in the way of an
// article; the first that is there counts.
var gates = []struct{ wall, selector string }{
	{"robot", `[id*="captcha" i], [class*="captcha" i], [src*="captcha" i], [id*="challenge-form" i], [class*="cf-challenge" i]`},
	{"login", `input[type="password"]`},
	{"consent", `form[action*="consent" i], form[id*="consent" i], form[class*="consent" i], form[id*="cookie" i], form[class*="cookie" i]`},
}

// paywall are the elements that may ask for a subscription. Pages call the text
// behind it so too.
const paywall = `[class*="paywall" i], [id*="paywall" i], [class*="regwall" i], [id*="regwall" i]`

// paywallWords is how many words ask at least.
const paywallWords = 5

// gate tells what stands in the way of an article, if anything.
func gate(doc *html.Node, cut *blocks.Page, chosen []bool) string {
	page := goquery.NewDocumentFromNode(doc)
	for _, g := range gates {
		if page.Find(g.selector).Length() > 0 {
			return g.wall
		}
	}
	around := map[*html.Node]bool{} // the elements around chosen text
	for i := range cut.Blocks {
		for n := cut.Blocks[i].Element; chosen[i] && n != nil && !around[n]; n = n.Parent {
			around[n] = true
		}
	}
	for _, n := range page.Find(paywall).Nodes {
		if !around[n] && !hidden(n) && len(strings.Fields(textOf(n))) >= paywallWords {
			return "paywall"
		}
	}
	return ""
}

// hidden reports whether an element hides itself.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" {
			return true
		}
	}
	return unshown(n)
}

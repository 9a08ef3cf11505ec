// Package truth is pages whose text is known, and how well a program found that
// text: for the programs that learn the tables, never for the one that cleans.
//
//	page.go     a page, and what is known of its text
//	read.go     the folder that such pages stand in
//	words.go    words, and which runs of them a text has
//	match.go    how well one text agrees with another
//	figures.go  the scores of a set of pages
package truth

import (
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// A Page is a page of which the whole text is known or, where Text is empty,
// snippets alone.
type Page struct {
	ID       string   `json:"id"`
	URL      string   `json:"url"`
	Title    string   `json:"title"`
	Text     string   `json:"text"`
	With     []string `json:"with"`    // snippets that belong to the text
	Without  []string `json:"without"` // snippets that do not
	PageType string   `json:"page_type"`
	Set      string   `json:"-"` // the collection that it is from
	Fold     string   `json:"-"` // pages of one domain have one fold
}

// Group names the group in which a page is counted: its set, or a kind of page
// within it.
func (p *Page) Group() string {
	if p.PageType != "" {
		return p.Set + " " + p.PageType
	}
	return p.Set
}

// Domain is the registered domain of a page, or its host; "" without an
// address.
func (p *Page) Domain() string {
	u, err := url.Parse(p.URL)
	if err != nil || u.Hostname() == "" {
		return ""
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(u.Hostname()); err == nil {
		return domain
	}
	return u.Hostname()
}

// Snippet says whether a part of the page belongs to its text, by the snippets
// that it holds; known is false when it holds none.
func (p *Page) Snippet(part string) (belongs, known bool) {
	part = fold(part)
	holds := func(snippets []string) bool {
		for _, s := range snippets {
			if s = fold(s); s != "" && strings.Contains(part, s) {
				return true
			}
		}
		return false
	}
	if holds(p.Without) {
		return false, true
	}
	belongs = holds(p.With)
	return belongs, belongs
}

// fold leaves out what two copies of a snippet may differ in: white space and
// capitals.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }

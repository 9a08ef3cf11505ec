package intake

import (
	"regexp"
	"strings"
)

// xmlRoot finds the first element of XML, after the declaration, comments,
// processing instructions and a document type.
var xmlRoot = regexp.MustCompile(`^\s*(?:(?:<\?[^>]*>|<!--(?s:.*?)-->|<![A-Za-z][^>\[]*>)\s*)*<([A-Za-z][\w:.-]*)`)

// xmlFormat tells XML that is no page: feeds by their first element, other
// data by its declaration.
func xmlFormat(text string) (format, bool) {
	found := xmlRoot.FindStringSubmatch(text[:min(len(text), sniffLength)])
	if found == nil {
		return format{}, false
	}
	switch strings.ToLower(found[1]) {
	case "html":
		return format{}, false
	case "rss", "feed", "rdf:rdf":
		return format{name: "a news feed (RSS or Atom)", next: "Open its articles and give their addresses."}, true
	}
	declared := strings.HasPrefix(strings.TrimSpace(text[:min(len(text), sniffLength)]), "<?xml")
	return format{name: "data for programs (XML)", next: nextPage}, declared && !looksLikeHTML(text)
}

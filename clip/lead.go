package clip

import "strings"

// leadLength is how much a lead holds, in runes: two lines of a list.
const leadLength = 180

// LeadOf returns how a text begins: the first words of its first paragraph.
// xhtml is the beginning of a Body's XHTML form, cut off anywhere, so that
// lists need not read whole bodies.
func LeadOf(xhtml string) string {
	if i := strings.Index(xhtml, "<p>"); i >= 0 {
		xhtml = xhtml[i:]
	}
	paragraph, _, _ := strings.Cut(xhtml, "</p>")
	lead := strings.Join(strings.Fields(PlainOf(whole(paragraph))), " ")
	if runes := []rune(lead); len(runes) > leadLength {
		return string(runes[:leadLength]) + "…"
	}
	return lead
}

// whole drops a tag or reference that is cut off at the end.
func whole(xhtml string) string {
	if i := strings.LastIndexByte(xhtml, '<'); i > strings.LastIndexByte(xhtml, '>') {
		xhtml = xhtml[:i]
	}
	if i := strings.LastIndexByte(xhtml, '&'); i > strings.LastIndexByte(xhtml, ';') {
		xhtml = xhtml[:i]
	}
	return xhtml
}

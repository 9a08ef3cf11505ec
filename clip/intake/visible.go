package intake

import (
	"html"
	"slices"
	"strings"
)

// hidden are the elements whose content is not shown.
var hidden = []string{"script", "style", "head", "title", "noscript", "template"}

// visibleText is roughly what HTML shows, for telling whether it shows
// anything: words parted by single spaces. It is one pass without a parser,
// which would have no more to say here.
func visibleText(markup string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(markup, "<")
		out.WriteString(before)
		if !found {
			break
		}
		if !startsTag(rest) {
			out.WriteByte('<')
			markup = rest
			continue
		}
		after, closed := skipTag(rest)
		if !closed { // no tag ends from here on
			out.WriteString("<" + rest)
			break
		}
		out.WriteByte(' ')
		markup = after
	}
	return strings.Join(strings.Fields(html.UnescapeString(out.String())), " ")
}

// startsTag reports whether what follows a "<" is a tag or a comment.
func startsTag(rest string) bool {
	if rest == "" {
		return false
	}
	c := rest[0] | 0x20 // lower case
	return (c >= 'a' && c <= 'z') || strings.IndexByte("/!?", rest[0]) >= 0
}

// skipTag returns what follows a tag, a comment or a hidden element; closed
// is false when the tag has no end. As in browsers, a comment or a hidden
// element without end goes on to the end of the page.
func skipTag(rest string) (after string, closed bool) {
	if strings.HasPrefix(rest, "!--") {
		_, after, _ = strings.Cut(rest, "-->")
		return after, true
	}
	_, after, closed = strings.Cut(rest, ">")
	if name := tagName(rest); closed && slices.Contains(hidden, name) {
		return skipElement(after, name), true
	}
	return after, closed
}

// tagName returns the name at the start of a tag in lower case.
func tagName(rest string) string {
	const longest = 16 // bytes: longer than the names that matter
	head := rest[:min(len(rest), longest)]
	if end := strings.IndexAny(head, " \t\r\n/>"); end >= 0 {
		head = head[:end]
	}
	return strings.ToLower(head)
}

// skipElement returns what follows the closing tag of name.
func skipElement(rest, name string) string {
	for {
		_, after, found := strings.Cut(rest, "</")
		if !found {
			return ""
		}
		if rest = after; tagName(after) == name {
			_, after, _ = strings.Cut(after, ">")
			return after
		}
	}
}

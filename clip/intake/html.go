package intake

import (
	"bytes"
	"html"
	"regexp"
	"strings"
)

var (
	// pageStart is how a page begins, after comments and an XML declaration.
	pageStart = regexp.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*|<!--(?s:.*?)-->\s*)*<(?:!doctype\s+html|html|head|body)\b`)
	// fragmentStart is how a piece of a page begins.
	fragmentStart = regexp.MustCompile(`(?i)^\s*(?:<!--(?s:.*?)-->\s*)*<(?:meta|title|link|style|script|noscript|base|article|main|section|header|nav|aside|div|p|h[1-6]|ul|ol|dl|table|blockquote|figure|pre|span|a|b|i|em|strong|img|font|center|br|hr)(?:\s[^<>]*)?/?>`)
	// closing counts what only HTML has in number.
	closing = regexp.MustCompile(`(?i)</(?:p|div|h[1-6]|ul|ol|li|table|article|section|blockquote|figure|a)\s*>`)
)

// sniffLength is how much of a text tells whether it is HTML, in bytes: the
// comments that programs put before a page stay below.
const sniffLength = 16 << 10

// closingTags is how many closing tags of blocks and links make a text HTML
// that begins with words.
const closingTags = 3

// isHTML reports whether a text is HTML, by extension or content.
func isHTML(extension, text string) bool {
	switch extension {
	case ".html", ".htm", ".xhtml", ".xht", ".shtml":
		return true
	case ".md", ".markdown", ".jsonl", ".ndjson":
		return false // these carry HTML without being it
	}
	return looksLikeHTML(text)
}

// looksLikeHTML reports whether a text is a page or a fragment of one.
func looksLikeHTML(text string) bool {
	text = strings.TrimSpace(text[:min(len(text), sniffLength)])
	if pageStart.MatchString(text) {
		return true
	}
	if fragmentStart.MatchString(text) {
		return strings.Contains(text, "</") || isVoid(text)
	}
	return !strings.HasPrefix(text, "{") && len(closing.FindAllStringIndex(text, closingTags)) == closingTags &&
		strings.Contains(text, "<p") // tags quoted in a text rarely come with paragraphs
}

// isVoid reports whether nothing but one tag is there, as when a picture is
// copied.
func isVoid(text string) bool {
	return strings.Count(text, "<") == 1 && strings.HasSuffix(text, ">")
}

// page makes the input of an HTML page. Bytes stay as they came, but for
// UTF-16, and for a byte order mark, which says more than the page.
func page(data []byte, text string) Input {
	in := Input{Kind: KindHTML, URL: savedFrom(text), Data: data, MediaType: "text/html"}
	if hasMark(data) || bytes.IndexByte(data, 0) >= 0 {
		in.Data, in.MediaType = []byte(text), htmlUTF8
	}
	return in
}

// savedLength is how far from its start a saved page says where it is from.
const savedLength = 8 << 10

// savedMarks are the comments that programs leave in the pages they save.
var savedMarks = []*regexp.Regexp{
	// Browsers: <!-- saved from url=(0033)https://… -->, the number is the length.
	regexp.MustCompile(`(?i)<!--\s*saved from url=\(\d+\)(\S+?)\s*-->`),
	// SingleFile writes "url: …" on a line of its comment.
	regexp.MustCompile(`(?i)<!--\s*Page saved with SingleFile\s+url:\s*(\S+)`),
	// HTTrack leaves the scheme out.
	regexp.MustCompile(`(?i)<!--\s*Mirrored from (\S+) by HTTrack`),
}

// savedFrom returns the address that a saved page carries, or "".
func savedFrom(text string) string {
	head := text[:min(len(text), savedLength)]
	for _, mark := range savedMarks {
		if found := mark.FindStringSubmatch(head); found != nil {
			if address, ok := address(html.UnescapeString(found[1])); ok {
				return address
			}
		}
	}
	return ""
}

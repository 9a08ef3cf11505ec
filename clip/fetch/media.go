package fetch

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"regexp"
	"strings"

	"newsclip/clip"
)

// sniffLength is how many bytes tell the type of a content, as in
// https://mimesniff.spec.whatwg.org/.
const sniffLength = 512

// unsupported names the answers that are no pages, by the start of their
// media type; the first that fits counts.
var unsupported = []struct{ prefix, name, next string }{
	{"application/pdf", "a PDF document", "Open it, copy the text and paste it here."},
	{typeFeed, "a news feed (RSS or Atom)", "Open one of its articles and give that address."},
	{"application/rss", "a news feed (RSS or Atom)", "Open one of its articles and give that address."},
	{"application/atom", "a news feed (RSS or Atom)", "Open one of its articles and give that address."},
	{"application/feed+json", "a news feed (JSON)", "Open one of its articles and give that address."},
	{typeData, "data for programs (XML)", "Give the address of the page that shows it."},
	{"image/", "a picture", "Give the address of the page that shows it."},
	{"video/", "a video", "Give the address of the page that shows it."},
	{"audio/", "a sound recording", "Give the address of the page that plays it."},
	{"application/zip", "an archive", "Unpack it and add the files in it."},
	{"application/x-gzip", "an archive", "Unpack it and add the files in it."},
	{"application/json", "data for programs (JSON)", "Give the address of the page that shows it."},
}

// Types of our own for XML that servers declare as all sorts of things.
const (
	typeFeed = "x-newsclip/feed"
	typeData = "x-newsclip/data"
)

// xmlRoot finds the first element of XML, after a byte order mark, the
// declaration, comments, processing instructions and a document type.
var xmlRoot = regexp.MustCompile(`^\x{FEFF}?\s*(?:(?:<\?[^>]*>|<!--(?s:.*?)-->|<![A-Za-z][^>\[]*>)\s*)*<([A-Za-z][\w:.-]*)`)

// rootLength is how far from its start XML names its first element, in bytes:
// style sheets and licences stand before it.
const rootLength = 8 << 10

// xmlType tells feeds and other data from pages by the first element; "" for
// what may be a page.
func xmlType(data []byte, declared string) string {
	found := xmlRoot.FindSubmatch(data[:min(len(data), rootLength)])
	if found == nil {
		return ""
	}
	switch root := strings.ToLower(string(found[1])); {
	case root == "rss", root == "feed", root == "rdf:rdf":
		return typeFeed
	case root == "html", strings.HasSuffix(root, ":html"):
		return ""
	case declared == "text/xml", declared == "application/xml":
		return typeData
	}
	return ""
}

// pageType tells the type and character set of a page, and refuses what is no
// page. What the server says counts unless the content plainly says otherwise.
func pageType(r reply) (mediaType, charset string, err error) {
	declared, charset := declaredType(r.header.Get("Content-Type"))
	seen := sniff(r.data)
	switch {
	case seen == "application/pdf":
		declared = seen
	case declared == "application/octet-stream", declared == "", declared == "unknown/unknown":
		declared = seen
	case declared == "text/plain" && seen == "text/html":
		// Servers that know no type of a file say text/plain.
		declared = seen
	}
	if xml := xmlType(r.data, declared); xml != "" {
		declared = xml
	}
	if isPage(declared) {
		return declared, charset, nil
	}
	return "", "", notPageError(r, declared)
}

func isPage(mediaType string) bool {
	switch mediaType {
	case "text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml", "text/markdown":
		return true
	}
	return false
}

func notPageError(r reply, mediaType string) error {
	host := hostOf(r.final)
	for _, u := range unsupported {
		if strings.HasPrefix(mediaType, u.prefix) {
			return failure(clip.ErrUnsupported, u.next, nil, "%s sent %s, not a page.", host, u.name)
		}
	}
	return failure(clip.ErrUnsupported, "Give the address of a page.", nil, "%s sent a file of the type %s, not a page.", host, fmt.Sprintf("%q", shorten(mediaType)))
}

// declaredType reads a Content-Type leniently: of a broken one, what stands
// before the parameters counts.
func declaredType(header string) (mediaType, charset string) {
	mediaType, params, err := mime.ParseMediaType(header)
	if err != nil && mediaType == "" {
		mediaType, _, _ = strings.Cut(header, ";")
	}
	return strings.ToLower(strings.TrimSpace(mediaType)), strings.ToLower(strings.Trim(params["charset"], " '\""))
}

// sniff tells the type of a content by its first bytes.
func sniff(data []byte) string {
	data = bytes.TrimLeft(data, " \t\r\n")
	if bytes.HasPrefix(data, []byte("%PDF-")) {
		return "application/pdf"
	}
	mediaType, _, _ := strings.Cut(http.DetectContentType(data[:min(len(data), sniffLength)]), ";")
	return mediaType
}

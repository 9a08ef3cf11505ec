package clip

import (
	"encoding/xml"
	"strings"
)

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
	decoder := xml.NewDecoder(strings.NewReader(paragraph))
	var out strings.Builder
	for {
		token, err := decoder.Token()
		if err != nil { // the end, or the cut
			break
		}
		switch token := token.(type) {
		case xml.CharData:
			out.Write(token)
		case xml.StartElement:
			if token.Name.Local == "br" {
				out.WriteByte(' ')
			}
		}
	}
	lead := strings.Join(strings.Fields(out.String()), " ")
	if runes := []rune(lead); len(runes) > leadLength {
		return string(runes[:leadLength]) + "…"
	}
	return lead
}

package pdf

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

const producer = "Newsclip"

// writeInfo writes the document's information dictionary (14.3.3).
func (b *book) writeInfo() ref {
	id := b.doc.alloc()
	body := "<</Title " + textString(b.title()) + "/Producer " + textString(producer) + "/Creator " + textString(producer)
	if subject := oneLine(b.review.Subtitle); subject != "" {
		body += "/Subject " + textString(subject)
	}
	if !b.review.Created.IsZero() {
		date := pdfDate(b.review.Created)
		body += "/CreationDate(" + date + ")/ModDate(" + date + ")"
	}
	b.doc.object(id, body+">>")
	return id
}

// pdfDate writes a time as 7.9.4 says: D:20060102150405+01'00'.
func pdfDate(t time.Time) string {
	return t.Format("D:20060102150405") + strings.Replace(t.Format("-07:00"), ":", "'", 1) + "'"
}

// writeMetadata writes the same as XMP (ISO 16684-1).
func (b *book) writeMetadata() ref {
	var out strings.Builder
	out.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">`)
	fmt.Fprintf(&out, `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>`, escape(b.title()))
	fmt.Fprintf(&out, `<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>`, escape(b.lang()))
	if subject := oneLine(b.review.Subtitle); subject != "" {
		fmt.Fprintf(&out, `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>`, escape(subject))
	}
	if !b.review.Created.IsZero() {
		date := b.review.Created.Format(time.RFC3339)
		fmt.Fprintf(&out, "<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>", date, date)
	}
	fmt.Fprintf(&out, "<xmp:CreatorTool>%s</xmp:CreatorTool><pdf:Producer>%s</pdf:Producer>", producer, producer)
	out.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
	id := b.doc.alloc()
	b.doc.rawStream(id, "/Type/Metadata/Subtype/XML", []byte(out.String())) // bare, so that any program finds it
	return id
}

func escape(s string) string {
	var out strings.Builder
	xml.EscapeText(&out, []byte(s)) // into memory: cannot fail
	return out.String()
}

package extract

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"

	"newsclip/clip"
)

// maxJSONLD bounds a JSON-LD script, in bytes.
const maxJSONLD = 2 << 20

// jsonLD takes what the page's JSON-LD says of its article.
func (x *extraction) jsonLD(doc *html.Node) {
	walk(doc, func(n *html.Node) bool {
		if n.Data != "script" || !strings.Contains(attribute(n, "type"), "ld+json") || n.FirstChild == nil {
			return true
		}
		text := n.FirstChild.Data
		if len(text) > maxJSONLD {
			return false
		}
		if v, ok := readJSON(text); ok {
			x.jsonValue(v, 0)
		}
		return false
	})
}

// readJSON reads JSON with the faults that pages have: line breaks within
// strings, a comment around it, quotes escaped as in HTML.
func readJSON(text string) (v any, ok bool) {
	oneLine := strings.Join(strings.Fields(text), " ")
	bare := strings.TrimSuffix(strings.TrimPrefix(oneLine, "/*<![CDATA[*/"), "/*]]>*/")
	bare = strings.Trim(strings.TrimSpace(bare), ";")
	for _, attempt := range []string{text, oneLine, bare, html.UnescapeString(bare)} {
		if json.Unmarshal([]byte(attempt), &v) == nil {
			return v, true
		}
	}
	return nil, false
}

// jsonDepth bounds the nesting that is searched for an article.
const jsonDepth = 6

func (x *extraction) jsonValue(v any, depth int) {
	if depth > jsonDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			x.jsonValue(item, depth+1)
		}
	case map[string]any:
		if isArticle(v["@type"]) || v["headline"] != nil && v["datePublished"] != nil {
			x.jsonArticle(v)
			return
		}
		for _, date := range jsonStrings(v["datePublished"]) {
			x.evidence(clip.FieldPublished, sourceJSONPage, date)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			x.jsonValue(v[key], depth+1)
		}
	}
}

func isArticle(kind any) bool {
	for _, name := range jsonStrings(kind) {
		switch {
		case strings.HasSuffix(name, "Article"), name == "BlogPosting", name == "LiveBlogPosting", name == "Report":
			return true
		}
	}
	return false
}

func (x *extraction) jsonArticle(v map[string]any) {
	for _, title := range jsonStrings(v["headline"]) {
		x.evidence(clip.FieldTitle, sourceJSONLD, title)
	}
	for _, name := range jsonPersons(v["author"]) {
		x.evidence(clip.FieldAuthors, sourceJSONLD, name)
	}
	for _, name := range jsonStrings(v["publisher"]) {
		x.evidence(clip.FieldOutlet, sourceJSONLD, name)
	}
	for _, date := range jsonStrings(v["datePublished"]) {
		x.evidence(clip.FieldPublished, sourceJSONLD, date)
	}
	for _, date := range jsonStrings(v["dateModified"]) {
		x.evidence(fieldModified, sourceJSONLD, date)
	}
	for _, address := range jsonStrings(v["image"]) {
		x.evidence(clip.FieldImage, sourceJSONLD, address)
	}
	for _, section := range jsonStrings(v["articleSection"]) {
		if x.out.Metadata.Section == "" {
			x.out.Metadata.Section = section
		}
	}
	x.out.Metadata.Kind = clip.KindArticle
}

// jsonPersons returns the names of an author value, without those that it says
// are organisations.
func jsonPersons(v any) []string {
	switch v := v.(type) {
	case []any:
		var out []string
		for _, item := range v {
			out = append(out, jsonPersons(item)...)
		}
		return out
	case map[string]any:
		for _, kind := range jsonStrings(v["@type"]) {
			if strings.HasSuffix(kind, "Organization") {
				return nil
			}
		}
		return jsonStrings(v["name"])
	}
	return jsonStrings(v)
}

// jsonStrings returns the strings of a value: itself, its name or url, or
// those of its items.
func jsonStrings(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, item := range v {
			out = append(out, jsonStrings(item)...)
		}
		return out
	case map[string]any:
		for _, key := range []string{"name", "url", "@id"} {
			if s, ok := v[key].(string); ok && s != "" {
				return []string{s}
			}
		}
	}
	return nil
}

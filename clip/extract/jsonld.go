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
func (x *reading) jsonLD(doc *html.Node) {
	var values []any
	walk(doc, func(n *html.Node) bool {
		if n.Data != "script" || !strings.Contains(attribute(n, "type"), "ld+json") || n.FirstChild == nil {
			return true
		}
		if text := n.FirstChild.Data; len(text) <= maxJSONLD {
			if v, ok := readJSON(text); ok {
				values = append(values, v)
			}
		}
		return false
	})
	graph := jsonGraph{named: map[string]map[string]any{}}
	for _, v := range values {
		graph.gather(v, 0)
	}
	x.jsonArticles(graph)
}

// jsonGraph is the JSON-LD of a page: its objects by @id, the articles among
// them, and the pages.
type jsonGraph struct {
	named    map[string]map[string]any
	articles []map[string]any
	pages    []map[string]any
}

// jsonDepth bounds the nesting that is searched.
const jsonDepth = 6

func (g *jsonGraph) gather(v any, depth int) {
	if depth > jsonDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			g.gather(item, depth+1)
		}
	case map[string]any:
		g.add(v)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			g.gather(v[key], depth+1)
		}
	}
}

func (g *jsonGraph) add(v map[string]any) {
	if id, ok := v["@id"].(string); ok && len(v) > 2 {
		g.named[id] = v
	}
	switch {
	case isArticle(v["@type"]), v["headline"] != nil && v["datePublished"] != nil:
		g.articles = append(g.articles, v)
	case v["datePublished"] != nil || v["author"] != nil:
		g.pages = append(g.pages, v)
	}
}

// resolve returns the objects that references by @id stand for.
func (g *jsonGraph) resolve(v any) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = g.resolve(item)
		}
		return out
	case map[string]any:
		if id, ok := v["@id"].(string); ok && v["name"] == nil && g.named[id] != nil {
			return g.named[id]
		}
	}
	return v
}

// jsonArticles takes the article that the page is about, where JSON-LD has
// several, and after it what is said of the page.
func (x *reading) jsonArticles(graph jsonGraph) {
	titles := x.saidTitles()
	best, likeness := 0, -1.0
	for i, v := range graph.articles {
		like := 0.0
		for _, headline := range jsonStrings(v["headline"]) {
			for _, title := range titles {
				like = max(like, similarity(headline, title))
			}
		}
		if like > likeness {
			best, likeness = i, like
		}
	}
	for i, v := range graph.articles {
		if i == best || same(v["headline"], graph.articles[best]["headline"]) {
			x.jsonArticle(&graph, v)
		}
	}
	for _, v := range graph.pages {
		x.jsonPage(&graph, v)
	}
}

func same(a, b any) bool {
	s, ok := a.(string)
	t, ok2 := b.(string)
	return ok && ok2 && s == t
}

func (x *reading) jsonPage(graph *jsonGraph, v map[string]any) {
	for _, date := range jsonStrings(v["datePublished"]) {
		x.evidence(clip.FieldPublished, sourceJSONPage, date)
	}
	for _, name := range jsonPersons(graph.resolve(v["author"])) {
		x.evidence(clip.FieldAuthors, sourceJSONPage, name)
	}
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

func isArticle(kind any) bool {
	for _, name := range jsonStrings(kind) {
		switch {
		case strings.HasSuffix(name, "Article"), name == "BlogPosting", name == "LiveBlogPosting", name == "Report":
			return true
		}
	}
	return false
}

func (x *reading) jsonArticle(graph *jsonGraph, v map[string]any) {
	for _, title := range jsonStrings(v["headline"]) {
		x.evidence(clip.FieldTitle, sourceJSONLD, title)
	}
	for _, name := range jsonPersons(graph.resolve(v["author"])) {
		x.evidence(clip.FieldAuthors, sourceJSONLD, name)
	}
	for _, name := range jsonStrings(graph.resolve(v["publisher"])) {
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
		x.evidence(fieldSection, sourceJSONLD, section)
	}
	x.evidence(fieldKeywords, sourceJSONLD, strings.Join(jsonStrings(v["keywords"]), ", "))
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
		names, given, family := jsonStrings(v["name"]), jsonStrings(v["givenName"]), jsonStrings(v["familyName"])
		if len(given) == 1 && len(family) == 1 && (len(names) == 0 || !strings.Contains(names[0], " ")) {
			return []string{given[0] + " " + family[0]}
		}
		return names
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

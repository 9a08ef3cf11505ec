package extract

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"newsclip/clip"
	"newsclip/clip/extract/blocks"
)

// Some pages carry their text as data for a script, and next to none of it as
// elements. Where what was found on the page is thin, that data is searched:
// JSON-LD's articleBody first, then any JSON the page's scripts hold. It is a
// fallback only: where the page shows its text, the data is often cut short.

// Bounds of the fallback.
const (
	thinWords      = 40      // of text found on the page, below which data is searched
	payloadGain    = 3       // how many times as many words the data must give
	payloadWords   = 60      // and at least so many
	maxPayload     = 8 << 20 // bytes of one script
	maxPayloadDeep = 24      // nesting of JSON
	proseBytes     = 60      // shortest string that is taken for a paragraph
)

// payload returns the text in the data of the page's scripts where the body is
// thin, else the body.
func (x *extraction) payload(scripts []string, body clip.Body) clip.Body {
	words := wordsUpTo(body, thinWords)
	if words >= thinWords {
		return body
	}
	found := x.articleBody(scripts)
	if found.Words() < payloadWords {
		found = x.scriptData(scripts)
	}
	if n := found.Words(); n < payloadWords || n < payloadGain*words {
		return body
	}
	for _, leaf := range body.Leaves() {
		x.remove(leaf.Text, "stands for the article", "the page's data has its text")
	}
	return found
}

// articleBody returns the longest articleBody of the page's JSON-LD.
func (x *extraction) articleBody(scripts []string) clip.Body {
	longest := ""
	for _, text := range scripts {
		for _, body := range blocks.ArticleBodies(text) {
			if len(body) > len(longest) {
				longest = body
			}
		}
	}
	return x.fromText(longest)
}

// scripts returns the texts of the page's scripts.
func scripts(doc *html.Node) []string {
	var out []string
	walk(doc, func(n *html.Node) bool {
		if n.Data == "script" && n.FirstChild != nil && len(n.FirstChild.Data) <= maxPayload {
			out = append(out, n.FirstChild.Data)
		}
		return true
	})
	return out
}

// fromText makes a body of a text that may be markup or plain.
func (x *extraction) fromText(text string) clip.Body {
	if strings.Contains(text, "&lt;") && !strings.Contains(text, "<") {
		text = html.UnescapeString(text)
	}
	if !strings.Contains(text, "</") && !strings.Contains(text, "<br") {
		return clip.FromPlain(html.UnescapeString(text))
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil
	}
	return x.blocks(doc, 0)
}

// scriptData returns the text of the data in the page's scripts: of all that
// reads as prose, what stands together at one place and is longest.
func (x *extraction) scriptData(scripts []string) clip.Body {
	p := prose{groups: map[string]*group{}}
	for i, text := range scripts {
		if value, ok := dataOf(text); ok {
			p.search(value, fmt.Sprint(i), "", 0)
		}
	}
	var best *group
	for _, key := range p.order {
		if g := p.groups[key]; best == nil || g.size > best.size {
			best = g
		}
	}
	if best == nil {
		return nil
	}
	var body clip.Body
	for _, text := range best.texts {
		body = append(body, x.fromText(text)...)
	}
	return body.Normal()
}

// dataOf reads a script that is JSON, or that begins by assigning some.
func dataOf(text string) (value any, ok bool) {
	text = strings.TrimSpace(text)
	if !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "[") {
		name, rest, found := strings.Cut(text, "=")
		if !found || len(name) > 80 || strings.ContainsAny(name, "(){};") {
			return nil, false
		}
		text = strings.TrimSpace(rest)
		if !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "[") {
			return nil, false
		}
	}
	err := json.NewDecoder(strings.NewReader(text)).Decode(&value) // what follows the value is no matter
	return value, err == nil
}

// prose gathers strings that read as text, by where in the data they stand.
type prose struct {
	groups map[string]*group
	order  []string // keys, as they were first met
}

type group struct {
	texts []string
	size  int // bytes
}

// search walks a value. Paragraphs that are items of one list, or the same
// member of its items, are of one group; a text of several paragraphs is one by
// itself: the list may be one of articles.
func (p *prose) search(value any, path, list string, depth int) {
	if depth > maxPayloadDeep {
		return
	}
	switch v := value.(type) {
	case string:
		p.add(v, path, list)
	case []any:
		for i, item := range v {
			p.search(item, fmt.Sprintf("%s/%d", path, i), path+"/*", depth+1)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			within := list
			if list != "" {
				within = list + "/" + key
			}
			p.search(v[key], path+"/"+key, within, depth+1)
		}
	}
}

func (p *prose) add(text, path, list string) {
	whole := strings.Count(text, "</p>") > 1 || strings.Count(text, "\n\n") > 1
	if !whole && !readsAsProse(text) {
		return
	}
	key := list
	if whole || list == "" {
		key = path
	}
	g := p.groups[key]
	if g == nil {
		g = &group{}
		p.groups[key], p.order = g, append(p.order, key)
	}
	g.texts = append(g.texts, text)
	g.size += len(text)
}

// readsAsProse reports whether a string looks like a paragraph: words with
// spaces between, an end of a sentence, no code and no address.
func readsAsProse(text string) bool {
	if len(text) < proseBytes || strings.HasPrefix(text, "http") || strings.ContainsAny(text, "{}") {
		return false
	}
	wide := strings.ContainsAny(text, "。、，") // scripts without spaces
	return wide || strings.Count(text, " ")*12 >= len(text) && strings.ContainsAny(text, ".!?।؟…”»")
}

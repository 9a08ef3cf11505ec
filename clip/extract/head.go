package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"newsclip/clip"
)

// A page shows headline, byline and date at one place, its head: the lines
// around the headline, up to the running text. What stands there speaks of
// this article; the same words elsewhere may speak of another.

// line is a run of text between the borders of block elements.
type line struct {
	text  string
	node  *html.Node // the nearest block element
	times []string   // datetime attributes of its time elements
}

// Limits of the head, in lines, and of what is running text, in words.
const (
	headBefore   = 8
	headAfter    = 16
	runningWords = 35
	maxLines     = 20_000
)

// outsideHead are elements whose lines are about the site, not the article.
var outsideHead = map[string]bool{"script": true, "style": true, "noscript": true, "template": true, "svg": true, "head": true, "nav": true,
	"footer": true, "select": true, "textarea": true, "iframe": true, "figure": true, "figcaption": true}

// lines cuts the page into lines, in document order.
func lines(doc *html.Node) []line {
	var out []line
	var current line
	var text strings.Builder
	flush := func(next *html.Node) {
		if t := strings.Join(strings.Fields(text.String()), " "); (t != "" || len(current.times) > 0) && len(out) < maxLines {
			current.text = t
			out = append(out, current)
		}
		text.Reset()
		current = line{node: next}
	}
	var visit func(n, block *html.Node)
	visit = func(n, block *html.Node) {
		switch {
		case n.Type == html.TextNode:
			if current.node == nil {
				current.node = block
			}
			text.WriteString(n.Data)
			return
		case n.Type == html.ElementNode && outsideHead[n.Data]:
			return
		case n.Data == "br":
			flush(block)
			return
		case n.Data == "time":
			if value := attribute(n, "datetime"); value != "" {
				current.times = append(current.times, value)
			}
		}
		borders := n.Type == html.ElementNode && !inline[n.Data]
		if borders {
			flush(n)
			block = n
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c, block)
		}
		if borders {
			flush(block.Parent)
		}
	}
	visit(doc, doc)
	flush(nil)
	return out
}

// head finds the headline and what is shown around it.
func (x *extraction) head(doc *html.Node) {
	all := lines(doc)
	at := x.headline(all)
	if at < 0 {
		return
	}
	x.evidence(clip.FieldTitle, sourceHead, all[at].text)
	after := all[at+1 : min(len(all), at+1+headAfter)]
	for i, l := range after {
		if len(units(l.text)) > runningWords {
			after = after[:i]
			break
		}
	}
	before := all[max(0, at-headBefore):at]
	x.headDates(before, after)
	x.headByline(before, after)
}

// headline returns the line of the headline, -1 when none can be told: the h1
// most like what the page calls itself elsewhere, or the only one; where no h1
// is, a lower heading that is nearly the same.
func (x *extraction) headline(all []line) int {
	const (
		alike  = 0.3 // share of the words
		same   = 0.7 // for a lower heading, which may be another article's
		least  = 3   // words of an only h1 that is like nothing else
		levels = "h1 h2 h3"
	)
	for _, level := range strings.Fields(levels) {
		best, likeness, headings := x.likestHeading(all, level)
		switch {
		case likeness >= same, level == "h1" && likeness >= alike:
			return best
		case level == "h1" && headings == 1 && len(units(all[best].text)) >= least && !sameOutlet(all[best].text, x.base.Hostname()):
			return best
		}
	}
	return -1
}

// likestHeading returns the heading of a level that is most like the titles
// that the page gives elsewhere, how like it is, and how many there are.
func (x *extraction) likestHeading(all []line, level string) (best int, likeness float64, headings int) {
	best = -1
	for i, l := range all {
		if !within(l.node, level) {
			continue
		}
		headings++
		like := 0.0
		for _, e := range x.out.Metadata.Evidence {
			if e.Field == clip.FieldTitle && e.Source != sourcePage {
				like = max(like, similarity(l.text, e.Value))
			}
		}
		if best < 0 || like > likeness {
			best, likeness = i, like
		}
	}
	return best, likeness, headings
}

// within reports whether an element is of a kind or stands in one.
func within(n *html.Node, name string) bool {
	for ; n != nil; n = n.Parent {
		if n.Data == name {
			return true
		}
	}
	return false
}

// units returns the words of a text in lower case; in scripts without spaces
// each character is one.
func units(text string) []string {
	var out []string
	begin := -1
	for i, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		single := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
		if begin >= 0 && (!letter || single) {
			out = append(out, strings.ToLower(text[begin:i]))
			begin = -1
		}
		switch {
		case single:
			out = append(out, string(r))
		case letter && begin < 0:
			begin = i
		}
	}
	if begin >= 0 {
		out = append(out, strings.ToLower(text[begin:]))
	}
	return out
}

// similarity is the share of the shorter text's words that the other has.
func similarity(a, b string) float64 {
	wordsA, wordsB := units(a), units(b)
	if len(wordsA) > len(wordsB) {
		wordsA, wordsB = wordsB, wordsA
	}
	if len(wordsA) == 0 {
		return 0
	}
	there := map[string]bool{}
	for _, word := range wordsB {
		there[word] = true
	}
	shared := 0
	for _, word := range wordsA {
		if there[word] {
			shared++
		}
	}
	return float64(shared) / float64(len(wordsA))
}

// headDates takes the dates that stand with the headline: those below it
// first, and those that speak of an update for Modified.
func (x *extraction) headDates(before, after []line) {
	for _, l := range append(append([]line{}, after...), reversed(before)...) {
		if len(units(l.text)) > runningWords {
			continue
		}
		field := clip.FieldPublished
		if speaksOfUpdate(l.text) {
			field = fieldModified
		}
		for _, value := range l.times {
			if _, ok := parseDate(value); ok {
				x.evidence(field, sourceHead, value)
			}
		}
		if date, ok := dateInText(l.text); ok {
			x.evidence(field, sourceHead, date.String())
		}
	}
}

func reversed(lines []line) []line {
	out := make([]line, 0, len(lines))
	for i := len(lines) - 1; i >= 0; i-- {
		out = append(out, lines[i])
	}
	return out
}

// updates are words by which pages mark the date of a change.
var updates = []string{"updated", "update:", "modified", "aktualisiert", "zuletzt geändert", "mis à jour", "modifié", "actualizado", "actualizada",
	"aggiornato", "aggiornamento", "atualizado", "atualizada", "bijgewerkt", "uppdaterad", "opdateret", "oppdatert", "обновлено", "aktualizacja", "更新", "تحديث"}

func speaksOfUpdate(text string) bool {
	text = strings.ToLower(text)
	for _, word := range updates {
		if strings.Contains(text, word) {
			// "Published …, updated …" on one line speaks of both.
			return !strings.Contains(text, "publi") && !strings.Contains(text, "veröffentlicht")
		}
	}
	return false
}

// headByline takes the authors that stand with the headline.
func (x *extraction) headByline(before, after []line) {
	for _, l := range append(append([]line{}, after...), before...) {
		if len(units(l.text)) > runningWords {
			continue
		}
		if _, by := withoutBy(l.text); by || namesAuthor(l.node) {
			x.evidence(clip.FieldAuthors, sourceHead, l.text)
		}
	}
}

// authorWords in a class or id say that an element holds a byline.
var authorWords = []string{"byline", "author", "contributor", "writer", "autor", "auteur", "redacteur", "journalist", "firma", "verfasser"}

// authorDepth is how far above a line its byline's element may stand.
const authorDepth = 3

func namesAuthor(n *html.Node) bool {
	for range authorDepth {
		if n == nil || n.Data == "body" || n.Data == "article" || n.Data == "main" {
			return false
		}
		if attribute(n, "rel") == "author" || strings.Contains(attribute(n, "itemprop"), "author") {
			return true
		}
		names := strings.ToLower(attribute(n, "class") + " " + attribute(n, "id"))
		for _, word := range authorWords {
			if strings.Contains(names, word) {
				return true
			}
		}
		n = n.Parent
	}
	return false
}

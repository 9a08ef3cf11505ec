package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"newsclip/clip"
)

// headByline takes the authors that stand with the headline: after a word like
// "By", in an element or link that says that it is an author's, or beside the
// date. Whom the head names for other work is remembered as no author.
func (x *reading) headByline(around pageHead) {
	lines := around.lines()
	last := -1 // line with an author; a later one near the headline is another article's
	for i, l := range lines {
		if last >= 0 && i-last > bylineGap {
			return
		}
		if len(units(l.text)) > runningWords && len(l.links) == 0 {
			continue
		}
		text := l.parted()
		if credit, ok := otherCredit(text); ok {
			if credit == "" && i+1 < len(lines) {
				credit = lines[i+1].text
			}
			x.credited = append(x.credited, people(credit, x.siteName())...)
			continue
		}
		by, found := afterBy(text)
		switch {
		case found && by == "" && i+1 < len(lines):
			by = lines[i+1].parted()
			fallthrough
		case found && by != "":
			by = beforeDate(by)
			x.evidence(clip.FieldAuthors, sourceByline, by)
			found = len(people(by, x.siteName())) > 0 || isDesk(by, x.siteName())
		}
		if x.authorElement(l, text) || found {
			last = i
		}
		if i < nearHeadline && i < len(around.after) {
			x.besideDate(l, text)
			x.besideDateLine(around.after, i)
		}
	}
}

// bylineGap is how many lines may stand between the lines of one byline.
const bylineGap = 3

// nearHeadline is how many lines below the headline a name may stand beside the
// date without any other sign that it is an author's.
const nearHeadline = 6

// authorElement takes the authors of a line that stands in an author's element
// or holds links to their pages.
func (x *reading) authorElement(l line, text string) (found bool) {
	const longest = 12 // words; more is about the author
	linked := false
	for _, link := range l.links {
		if leadsToAuthor(link) {
			linked, found = true, true
			x.evidence(clip.FieldAuthors, sourceAuthorLink, linkText(link))
		}
	}
	if !linked && len(units(text)) <= longest && namesAuthor(l.node) && !startsWithRole(text) {
		if by, ok := afterBy(text); ok {
			text = by
		}
		text = beforeDate(text)
		x.evidence(clip.FieldAuthors, sourceAuthorElement, text)
		found = len(people(text, x.siteName())) > 0
	}
	return found
}

// besideDate takes what a line says beside a date, when that is a name and
// nothing else.
func (x *reading) besideDate(l line, text string) {
	rest, ok := withoutDate(text)
	if !ok || len(l.links) > 1 || strings.IndexFunc(rest, isEastAsian) >= 0 {
		return
	}
	for part := range strings.FieldsFuncSeq(rest, func(r rune) bool { return strings.ContainsRune("|•·–—/,", r) }) {
		part = strings.Trim(part, " -:")
		if names := people(part, x.siteName()); len(names) == 1 && names[0] == part && len(strings.Fields(part)) <= 3 {
			x.evidence(clip.FieldAuthors, sourceBesideDate, part)
			return
		}
	}
}

// besideDateLine takes a line that is a name and nothing else, where the line
// before or after it is a date and nothing else.
func (x *reading) besideDateLine(lines []line, i int) {
	names := people(lines[i].text, x.siteName())
	if len(names) != 1 || names[0] != lines[i].text || len(lines[i].links) > 0 {
		return
	}
	if i > 0 && isDateLine(lines[i-1].text) || i+1 < len(lines) && isDateLine(lines[i+1].text) {
		x.evidence(clip.FieldAuthors, sourceBesideDate, names[0])
	}
}

// isDateLine reports whether a line is a date, perhaps with a time and a label,
// and nothing else.
func isDateLine(text string) bool {
	const longest = 60 // bytes
	if len(text) > longest || len(text) < len("1.1.26") {
		return false
	}
	rest, ok := withoutDate(text)
	return ok && len(units(rest)) <= 3
}

// otherCredit returns whom a line names for other work than writing.
func otherCredit(text string) (names string, ok bool) {
	for _, words := range bylineTable["other work"] {
		if len(text) >= len(words) && strings.EqualFold(text[:len(words)], words) {
			return strings.TrimLeft(text[len(words):], " :|"), true
		}
	}
	return "", false
}

// linkText is a link's text with a bar between texts that run on into each
// other.
func linkText(link *html.Node) string {
	l := line{}
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.TextNode {
			l.pieces = append(l.pieces, n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(link)
	return l.parted()
}

// beforeDate cuts a byline where its names end: at a date or a bar, or at a
// word like "on" or "in".
func beforeDate(byline string) string {
	byline = strings.Map(westernDigit, byline)
	if _, at, ok := cutDate(byline); ok && at[0] > 0 {
		byline = byline[:at[0]]
	}
	byline, _, _ = strings.Cut(byline, " |")
	words := strings.Fields(byline)
	for i, word := range words {
		if i > 0 && afterName[word] {
			words = words[:i]
			break
		}
	}
	return strings.Join(words, " ")
}

// afterBy returns what stands in a line after "By", "Von", "Written by" …; the
// words may follow a date or a label.
func afterBy(text string) (rest string, found bool) {
	if isBy(text) {
		return "", true
	}
	if rest, ok := withoutBy(text); ok {
		return rest, true
	}
	for _, word := range bylineTable["by anywhere"] {
		if _, names, ok := strings.Cut(text, word); ok {
			return names, true
		}
	}
	for _, word := range bylineTable["by within"] {
		i := indexFold(text, " "+word+" ")
		if i < 0 || !isLabel(text[:i]) {
			continue
		}
		return text[i+len(word)+2:], true
	}
	return "", false
}

// isBy reports whether a line is a word like "By" and nothing else, so that the
// next line has the names.
func isBy(text string) bool {
	text = strings.ToLower(strings.Trim(text, " :："))
	return slices.Contains(bylineTable["by"], text) || slices.Contains(bylineTable["by"], text+":")
}

// isLabel reports whether the words before "by" are those of a byline: a date,
// or "Posted", "Veröffentlicht am".
func isLabel(text string) bool {
	const most = 12 // words
	words := units(text)
	if len(words) > most {
		return false
	}
	if strings.ContainsAny(text, "0123456789") {
		return true
	}
	return slices.ContainsFunc(words, func(word string) bool { return labelWords[word] })
}

var labelWords = set("labels")

// indexFold finds a text in another whatever its case, -1 where it is not.
func indexFold(s, sub string) int {
	lower := strings.ToLower(s)
	if len(lower) != len(s) { // folding changed lengths: rare, leave it
		return strings.Index(s, sub)
	}
	return strings.Index(lower, sub)
}

// startsWithRole reports whether a line is what an author is, not who.
func startsWithRole(text string) bool {
	first, _, _ := strings.Cut(text, ",")
	words := strings.Fields(strings.ToLower(first))
	return len(words) > 0 && (roleWords[words[0]] || roleWords[words[len(words)-1]])
}

// authorWords in a class or id say that an element holds a byline.
var authorWords = []string{"byline", "author", "contributor", "writer", "autor", "auteur", "redacteur", "journalist", "firma", "verfasser"}

// notAuthors in a class or id say that an element is about somebody else.
var notAuthors = []string{"comment", "kommentar", "related", "teaser"}

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
		for _, word := range notAuthors {
			if strings.Contains(names, word) {
				return false
			}
		}
		for _, word := range authorWords {
			if strings.Contains(names, word) {
				return true
			}
		}
		n = n.Parent
	}
	return false
}

// authorPaths are parts of the address of a page about an author.
var authorPaths = []string{"/author/", "/authors/", "/autor/", "/autoren/", "/autorin/", "/auteur/", "/auteurs/", "/autore/", "/autores/", "/redaktion/",
	"/journalist/", "/journalists/", "/columnist/", "/columnists/", "/contributor/", "/contributors/", "/writer/", "/writers/", "/profile/", "/profil/",
	"/people/", "/person/", "/staff/", "/reporter/", "/reporters/", "/by/", "/byline/", "/firmas/", "/newsteam/", "/bio/"}

// leadsToAuthor reports whether a link leads to an author's page.
func leadsToAuthor(link *html.Node) bool {
	if attribute(link, "rel") == "author" {
		return true
	}
	href := strings.ToLower(attribute(link, "href")) + "/"
	return slices.ContainsFunc(authorPaths, func(part string) bool { return strings.Contains(href, part) })
}

// elsewhere takes authors from lines anywhere that stand in an author's element
// and are a name and nothing else.
func (x *reading) elsewhere(l line) {
	const longest = 60 // bytes
	if len(l.text) > longest || !namesAuthor(l.node) || within(l.node, "aside") {
		return
	}
	text, _ := withoutBy(beforeDate(l.parted()))
	x.evidence(clip.FieldAuthors, sourceElsewhere, text)
}

// signature takes the author from a line below the running text that says so:
// "Text: Ida Marlow", "Author: Ida Marlow".
func (x *reading) signature(all []line) {
	for i, l := range all {
		const longest = 120 // bytes
		if len(l.text) > longest || i == 0 {
			continue
		}
		x.elsewhere(l)
		for _, word := range bylineTable["signature"] {
			if len(l.text) <= len(word) || !strings.EqualFold(l.text[:len(word)], word) {
				continue
			}
			after, _ := utf8.DecodeRuneInString(l.text[len(word):])
			if unicode.IsLetter(after) {
				continue
			}
			rest := strings.TrimLeft(l.text[len(word):], " :：|")
			x.evidence(clip.FieldAuthors, sourceSignature, rest)
		}
	}
}

package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"newsclip/clip"
)

// titleSeparators part a title from the outlet's name, or from a kicker.
var titleSeparators = []string{" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « ", " › ", " ‹ ", " / ", " l ", ": ", "_", "｜", "|", " -- "}

// cleanTitle takes the outlet off the end or the beginning of a title, where a
// dash or bar parts it, and a day before it.
func (x *reading) cleanTitle(title string) string {
	title = strings.TrimSpace(title)
	for again := true; again; {
		again = false
		for _, separator := range titleSeparators {
			if rest, ok := x.withoutOutlet(title, separator); ok {
				title, again = rest, true
			}
		}
	}
	return withoutDay(withoutSections(title))
}

// withoutSections takes from a Chinese title what portals put behind the
// headline, headline_section_site or headline--section--site: neither mark is
// Chinese punctuation.
func withoutSections(title string) string {
	const shortest = 6 // characters of a headline
	for _, mark := range []string{"_", "--"} {
		head, _, ok := strings.Cut(title, mark)
		if head = strings.TrimSpace(head); ok && hanLetters(head) >= shortest {
			title = head
		}
	}
	return title
}

func hanLetters(text string) (n int) {
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

// withoutOutlet takes the outlet's name off a title.
func (x *reading) withoutOutlet(title, separator string) (string, bool) {
	if i := strings.LastIndex(title, separator); i > 0 && separator != ": " {
		if head, tail := strings.TrimSpace(title[:i]), title[i+len(separator):]; x.isOutlet(tail) && len(head) > 1 {
			return head, true
		}
	}
	if head, tail, ok := strings.Cut(title, separator); ok && x.isOutlet(head) && len(strings.TrimSpace(tail)) > 1 && separator != " / " {
		return strings.TrimSpace(tail), true
	}
	return title, false
}

// isOutlet reports whether a text is the name of the page's outlet.
func (x *reading) isOutlet(text string) bool {
	return sameOutlet(text, x.out.Metadata.Outlet) || sameOutlet(text, registered(x.host()))
}

// withoutDay takes a day and the dash behind it off the beginning of a title.
func withoutDay(title string) string {
	end := strings.IndexFunc(title, func(r rune) bool { return !strings.ContainsRune("0123456789./", r) })
	if end < len("1.1.2026") {
		return title
	}
	if _, ok := parseDate(title[:end]); !ok {
		return title
	}
	return strings.TrimLeft(title[end:], " -–—:|")
}

// hostEndings are the endings that a name keeps when it is that of a host.
var hostEndings = []string{".com", ".org", ".net", ".co.uk", ".com.au", ".de", ".fr", ".es", ".it", ".cn", ".at", ".ch", ".eu", ".pl", ".info", ".tv", ".news"}

// sameOutlet reports whether two names are the same but for case, spaces,
// dots and an ending like .com.
func sameOutlet(a, b string) bool {
	a, b = foldedOutlet(a), foldedOutlet(b)
	const least = 4 // bytes; a shorter name may be part of another by chance
	return a != "" && b != "" && (a == b || longPart(a, b, least) || longPart(b, a, least))
}

// longPart reports whether a name is more than half of another one.
func longPart(part, whole string, least int) bool {
	return len(part) >= least && len(part)*2 > len(whole) && strings.Contains(whole, part)
}

func foldedOutlet(name string) string {
	name = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "www.")
	for _, ending := range hostEndings {
		name = strings.TrimSuffix(name, ending)
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .-_'’!:&+", r) {
			return -1
		}
		return r
	}, strings.TrimPrefix(name, "the "))
}

// archived returns the address of which an address of the Internet Archive has
// the copy; any other address as it is.
func archived(address string) string {
	_, rest, ok := strings.Cut(address, "://web.archive.org/web/")
	if !ok {
		return address
	}
	_, rest, _ = strings.Cut(rest, "/")
	if !strings.Contains(rest, "://") {
		rest = "http://" + rest
	}
	return rest
}

// host is the host of the page, or of the page that it is a copy of.
func (x *reading) host() string {
	if u, err := url.Parse(archived(x.page.URL)); err == nil && u.Host != "" {
		return u.Hostname()
	}
	return x.base.Hostname()
}

// registered returns a host without the names of machines before its name.
func registered(host string) string {
	parts := strings.Split(strings.TrimPrefix(host, "www."), ".")
	for len(parts) > 2 && len(parts[len(parts)-2]) > 3 {
		parts = parts[1:]
	}
	return strings.Join(parts, ".")
}

// heading is an h1, h2 or h3 with its lines.
type heading struct {
	node        *html.Node
	first, last int // of its lines
	text        string
	pieces      []string
}

// headings gathers the headings of a page from its lines.
func headings(all []line) []heading {
	var out []heading
	for i, l := range all {
		if l.heading == nil || l.text == "" {
			continue
		}
		if len(out) == 0 || out[len(out)-1].node != l.heading {
			out = append(out, heading{node: l.heading, first: i})
		}
		h := &out[len(out)-1]
		h.last = i
		h.pieces = append(h.pieces, l.pieces...)
		h.pieces = append(h.pieces, " ")
		h.text = strings.TrimSpace(h.text + " " + strings.ReplaceAll(l.parted(), " | ", " "))
	}
	return out
}

// headline returns the heading that is the article's: the h1 most like what
// the page calls itself elsewhere, or the only one; where no h1 is, a lower
// heading that is nearly the same.
func (x *reading) headline(all []line) (heading, bool) {
	const (
		alike = 0.3 // similarity
		same  = 0.7 // for a lower heading, which may be another article's
		least = 3   // words of an only h1 that is like nothing else
	)
	titles, found := x.saidTitles(), headings(all)
	for _, level := range []string{"h1", "h2", "h3"} {
		best, likeness, number := x.likest(found, titles, level)
		switch {
		case likeness >= same, level == "h1" && likeness >= alike:
			return best, true
		case level == "h1" && number == 1 && len(units(best.text)) >= least:
			return best, true
		}
	}
	return x.plainHeadline(all, titles)
}

// likest returns the heading of a level that is most like a title, how like it
// is, and how many there are. The site's name is none of them.
func (x *reading) likest(found []heading, titles []string, level string) (best heading, likeness float64, number int) {
	for _, h := range found {
		if h.node.Data != level || x.isOutlet(h.text) || x.leadsHome(h.node) {
			continue
		}
		number++
		like := 0.0
		for _, title := range titles {
			like = max(like, similarity(h.text, title))
		}
		if number == 1 || like > likeness {
			best, likeness = h, like
		}
	}
	return best, likeness, number
}

// plainHeadline finds the line that is a title word by word where no heading
// is one, as on pages made without headings.
func (x *reading) plainHeadline(all []line, titles []string) (heading, bool) {
	const least = 3 // words
	var wanted [][]string
	for _, title := range titles {
		if words := units(title); len(words) >= least && len(words) <= runningWords {
			wanted = append(wanted, words)
		}
	}
	if len(wanted) == 0 {
		return heading{}, false
	}
	for i, l := range all {
		words := units(l.text)
		equal := func(title []string) bool { return slices.Equal(words, title) }
		if slices.ContainsFunc(wanted, equal) && !x.isOutlet(l.text) {
			return heading{node: l.node, first: i, last: i, text: l.text, pieces: l.pieces}, true
		}
	}
	return heading{}, false
}

// leadsHome reports whether a heading is a link to the site's front page, as
// the site's name is.
func (x *reading) leadsHome(n *html.Node) bool {
	link := find(n, "a")
	for outer := n.Parent; link == nil && outer != nil; outer = outer.Parent {
		if outer.Data == "a" {
			link = outer
		}
	}
	if link == nil {
		return false
	}
	here, err := url.Parse(archived(x.page.URL))
	u, err2 := url.Parse(archived(x.absolute(attribute(link, "href"))))
	if err != nil || err2 != nil || u.RawQuery != "" || u.Fragment != "" || strings.Trim(here.Path, "/") == "" {
		return false
	}
	return registered(u.Hostname()) == registered(here.Hostname()) && strings.Trim(u.Path, "/") == ""
}

// saidTitles returns what the page's metadata calls it, without the outlet.
func (x *reading) saidTitles() []string {
	var out []string
	for _, e := range x.out.Metadata.Evidence {
		if e.Field != clip.FieldTitle || e.Source == sourcePage {
			continue
		}
		if title := x.cleanTitle(e.Value); title != "" && !slices.Contains(out, title) {
			out = append(out, title)
		}
	}
	return out
}

// headlineText returns a headline without kicker and the like: where a part of
// it between elements is the title that the metadata gives, that part alone.
func headlineText(h heading, titles []string) string {
	best := h.text
	var pieces []string
	for _, piece := range h.pieces {
		if piece = strings.TrimSpace(piece); piece != "" {
			pieces = append(pieces, piece)
		}
	}
	const most = 8 // pieces; a headline of more is broken up for its looks
	if len(pieces) < 2 || len(pieces) > most {
		return best
	}
	length := 0
	for from := range pieces {
		for to := from + 1; to <= len(pieces); to++ {
			part := strings.Join(pieces[from:to], " ")
			i := slices.IndexFunc(titles, func(title string) bool { return slices.Equal(units(part), units(title)) })
			if len(part) <= length || i < 0 {
				continue
			}
			best, length = part, len(part)
			if strings.ReplaceAll(part, " ", "") == strings.ReplaceAll(titles[i], " ", "") {
				best = titles[i] // which knows where a part of a word is set in italics
			}
		}
	}
	return best
}

// titleEnd takes the outlet from a title that is the headline, a dash or bar,
// and one more name.
func (x *reading) titleEnd(headline string) {
	const longest = 40 // bytes
	for _, e := range x.out.Metadata.Evidence {
		if e.Field != clip.FieldTitle || e.Source != sourceMeta {
			continue
		}
		end, ok := strings.CutPrefix(e.Value, headline)
		for _, separator := range []string{" | ", " - ", " – ", " — ", " · ", "｜", "_"} {
			name, after := strings.CutPrefix(end, separator)
			if separator == "_" { // behind the sections
				name = name[strings.LastIndex(name, separator)+1:]
			}
			if ok && after && len(name) <= longest && !strings.ContainsAny(name, "|–—·") {
				x.evidence(clip.FieldOutlet, sourceTitleEnd, name)
				return
			}
		}
	}
}

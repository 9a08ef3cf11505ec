package story

import (
	"strings"

	"newsclip/clip"
)

// Name returns what a story's headlines suggest: the one nearest to all of
// them, with penalties for length, questions and quotes. Empty for a story
// that is not there.
func (g *Grouper) Name(story clip.ID) string {
	group := g.stories[story]
	if group == nil {
		return ""
	}
	g.sum(group)
	best, score := "", -10.0
	for _, d := range group.documents {
		a := g.read(d)
		title := headline(a.headline, a.outlet)
		if title == "" {
			continue
		}
		s := group.title.cosine(a.title) + group.lead.cosine(a.lead) - penalty(title)
		if s > score || s == score && title < best {
			best, score = title, s
		}
	}
	return best
}

// penalty is what makes a headline a worse name, found on editors' own names.
func penalty(title string) float64 {
	words := len(tokens(title))
	p := 0.04 * float64(max(0, words-12))
	if strings.ContainsAny(title, "?？؟") {
		p += 0.2
	}
	if strings.ContainsAny(title, "\"“”„«»「") || strings.Contains(title, " '") || strings.Contains(title, " ‘") {
		p += 0.1
	}
	if words < 4 {
		p += 0.2
	}
	return p
}

// kickers are labels before a headline, to their colon.
var kickers = set("live updated update watch exclusive breaking video opinion analysis explainer")

// headline takes the outlet and a kicker off a title.
func headline(title, outlet string) string {
	title = strings.Join(strings.Fields(title), " ")
	for _, separator := range []string{" | ", " - ", " – ", " — "} {
		if i := strings.LastIndex(title, separator); i > 0 && outlet != "" && strings.EqualFold(strings.TrimSpace(title[i+len(separator):]), outlet) {
			title = title[:i]
		}
	}
	if kicker, rest, ok := strings.Cut(title, ":"); ok && kickers[strings.ToLower(kicker)] {
		title = strings.TrimSpace(rest)
	}
	return title
}

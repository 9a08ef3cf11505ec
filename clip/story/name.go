package story

import (
	"strings"

	"newsclip/clip"
)

// keeps is by how much another headline must be better for a story to change its
// name: a name that flickers as clips come is not found again. It was chosen so
// that names change half as often and fit as well (bench names).
const keeps = 0.15

// Name returns what a story's headlines suggest: the one nearest to all of
// them, with penalties for length, questions and quotes. The name that it has
// now stays while it is one of them and none is clearly better. Empty for a
// story that is not there.
func (g *Grouper) Name(story clip.ID, now string) string {
	group := g.stories[story]
	if group == nil {
		return ""
	}
	g.turn++
	g.sum(group)
	best, score, nowScore := "", -10.0, -10.0
	for _, d := range group.documents {
		a := g.read(d)
		title := headline(a.headline, a.outlet)
		if title == "" {
			continue
		}
		s := group.title.cosine(a.title) + group.lead.cosine(a.lead) - penalty(title)
		if comments(title, a.headline, d.lang) {
			s -= commenting
		}
		if title == now {
			nowScore = max(nowScore, s)
		}
		if s > score || s == score && title < best {
			best, score = title, s
		}
	}
	if nowScore > score-keeps {
		return now
	}
	return best
}

// commenting is what one that comments loses.
const commenting = 0.2

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

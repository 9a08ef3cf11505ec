package paste

import (
	"newsclip/clip/extract"
	"newsclip/clip/extract/lexicon"
)

// findTitle takes the title from the lines before the text: the one whose words
// the text uses again, that stands more than once, and is near.
func (p *page) findTitle() {
	p.titleAt = -1
	first := p.firstText()
	used := p.bodyWords(first)
	best := 0.0
	for i := max(0, first-titleReach); i < first; i++ {
		score := p.titleScore(i, first, used)
		if p.titleAt >= 0 && i-p.titleAt <= standfirstReach {
			score -= standfirstMargin
		}
		if score > best {
			best, p.titleAt = score, i
		}
	}
	if p.titleAt < 0 {
		return
	}
	p.title = p.lines[p.titleAt].text
	for i := range first {
		if p.lines[i].text == p.title {
			p.lines[i].use = inTitle
		}
	}
}

// What follows a title, standfirst or caption, uses the text's words as well: it
// must be better by this much.
const (
	standfirstReach  = 10 // lines
	standfirstMargin = 2
)

// titleReach is how many lines before the text the title is looked for in.
const titleReach = 60

// bodyWords are the words of the text from line first on.
func (p *page) bodyWords(first int) map[lexicon.Hash]bool {
	used := map[lexicon.Hash]bool{}
	for i := first; i < len(p.lines); i++ {
		if p.lines[i].use == inBody {
			for _, h := range termsOf(p.lines[i].text).words {
				used[h] = true
			}
		}
	}
	return used
}

// Limits of a title, in runes; wide ones count double.
const (
	leastTitle = 8
	mostTitle  = 260
	longTitle  = 100 // few are longer
)

// titleScore weighs what speaks for line i; up to 0 it is no title.
func (p *page) titleScore(i, first int, used map[lexicon.Hash]bool) float64 {
	l := &p.lines[i]
	if l.duration || l.relative != "" || l.use == inRelated || l.size < leastTitle || l.size > mostTitle || l.look.letters == 0 {
		return 0
	}
	t := termsOf(l.text)
	long, shared := 0, 0
	for k, h := range t.words {
		if t.long[k] || l.look.wide > 0 {
			long++
			if used[h] {
				shared++
			}
		}
	}
	score := min(float64(shared), 8) + 4*float64(shared)/float64(max(long, 1)) + min(float64(l.look.words), 10)/2 - max(0, float64(first-i)-15)/8
	if l.times > 1 && l.size >= 20 {
		score += 3
	}
	if l.sentence {
		score -= 3
	}
	if l.look.words < 4 {
		score -= 4
	}
	score -= max(0, float64(l.size-longTitle)) / 12
	if l.look.stops > 1 || extract.Byline(l.text) != nil {
		score -= 4
	}
	if l.use == inBody {
		score-- // a heading or standfirst, perhaps
	}
	return score
}

// firstText is where running text begins.
func (p *page) firstText() int {
	for i := range p.lines {
		if l := &p.lines[i]; l.use == inBody && (l.sentence || l.joined || l.size >= longLine) {
			return i
		}
	}
	return p.firstBody()
}

// firstBody is where the text begins.
func (p *page) firstBody() int {
	for i := range p.lines {
		if p.lines[i].use == inBody {
			return i
		}
	}
	return min(1, len(p.lines))
}

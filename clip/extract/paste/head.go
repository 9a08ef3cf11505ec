package paste

import (
	"strings"

	"newsclip/clip"
	"newsclip/clip/extract"
)

// Byline and date stand between the title and the text, seldom right above the
// title, or behind a standfirst. The same words elsewhere may speak of another article, so nothing is
// looked for there.

// Limits of the head, in lines, and of what can be a byline or date, in runes.
const (
	headBefore   = 4
	headAfter    = 25
	headWithin   = 6 // behind a standfirst
	longHeadLine = 160
)

func (p *page) findHead(m *clip.Metadata) {
	if p.titleAt < 0 {
		return
	}
	to := min(p.firstText()+headWithin, p.titleAt+headAfter, len(p.lines))
	for i := max(0, p.titleAt-headBefore); i < to; i++ {
		l := &p.lines[i]
		if l.use != unused && l.use != inBody || l.size > longHeadLine || l.use == inBody && l.sentence {
			continue
		}
		readDate(l, m)
		p.readByline(i, to, m)
		if l.note != "" {
			l.use = unused
		}
	}
}

// readByline reads line i, and the next when line i says no more than "By".
func (p *page) readByline(i, to int, m *clip.Metadata) {
	text := p.lines[i].text
	people := extract.Byline(text)
	if people == nil && i+1 < to && p.lines[i].look.words <= 2 {
		text += " " + p.lines[i+1].text
		people = extract.Byline(text)
	}
	if people == nil {
		return
	}
	p.lines[i].note = "byline"
	m.Evidence = append(m.Evidence, clip.Evidence{Field: clip.FieldAuthors, Value: text, Source: "byline", Chosen: m.Authors == nil})
	if m.Authors == nil {
		m.Authors = people
	}
}

// readDate reads the date of a line; a relative one is evidence, no more.
func readDate(l *line, m *clip.Metadata) {
	if l.relative != "" {
		m.Evidence = append(m.Evidence, clip.Evidence{Field: clip.FieldPublished, Value: strings.TrimSpace(l.relative), Source: "text"})
		return
	}
	date, ok := extract.DateIn(l.text)
	if !ok {
		return
	}
	l.note = "date"
	m.Evidence = append(m.Evidence, clip.Evidence{Field: clip.FieldPublished, Value: l.text, Source: "text", Chosen: m.Published.IsZero()})
	if m.Published.IsZero() {
		m.Published = date
	}
}

package paste

import (
	"slices"
	"strings"

	"newsclip/clip"
)

// record is another article on the page, lines[from:to].
type record struct{ from, to int }

// findRecords finds stretches of one shape: a title that stands several times,
// a relative time near it, then a text. The article itself can have that shape
// too: what was judged to be the text, with no text before it, is no record.
func (p *page) findRecords() {
	seen := 0 // running text judged to be the article's, in runes
	for i := 0; i < len(p.lines); i++ {
		l := &p.lines[i]
		if l.use == inBody {
			seen += l.size
		}
		if l.times < 2 || l.relative != "" || l.duration || l.look.words < 3 && l.size < 12 {
			continue
		}
		if r, ok := p.recordAt(i); ok && (seen >= longLine || !p.holdsBody(r)) {
			p.records = append(p.records, r)
			for j := r.from; j < r.to; j++ {
				p.lines[j].use = inRelated
			}
			i = r.to - 1
		}
	}
	if seen >= longLine && len(p.records) > 0 {
		p.endAt(p.records)
	}
}

// endAt ends the text at the first record that has text before it.
func (p *page) endAt(records []record) {
	seen, next := 0, 0
	for i := range p.lines {
		if next < len(records) && i == records[next].from {
			if next++; seen >= longLine {
				p.dropFrom(i)
				return
			}
		}
		if p.lines[i].use == inBody {
			seen += p.lines[i].size
		}
	}
}

func (p *page) dropFrom(i int) {
	for ; i < len(p.lines); i++ {
		if p.lines[i].use == inBody {
			p.lines[i].use = unused
		}
	}
}

func (p *page) holdsBody(r record) bool {
	return slices.ContainsFunc(p.lines[r.from:r.to], func(l line) bool { return l.use == inBody })
}

// recordLines bounds how far from its title a record's text begins.
const recordLines = 10

func (p *page) recordAt(i int) (record, bool) {
	title := p.lines[i].text
	dated := false
	for j := i + 1; j < len(p.lines) && j <= i+recordLines; j++ {
		l := &p.lines[j]
		switch {
		case l.relative != "":
			dated = true
		case l.prose():
			if !dated {
				return record{}, false
			}
			to := j + 1
			for to < len(p.lines) && p.lines[to].prose() {
				to++
			}
			return record{i, to}, true
		case l.times > 1 && l.text != title && l.size > 60 && dated:
			return record{i, j}, true // the next title: this record has no text
		}
	}
	return record{}, false
}

// related makes offers of the records. A line that all of them repeat, or that
// stands twice in one, is the outlet; what follows the relative time is text.
func (p *page) related(out *clip.Extract) []clip.Related {
	var all []clip.Related
	for _, r := range p.records {
		offer := clip.Related{Title: p.lines[r.from].text, Excerpt: true}
		var text []string
		for _, l := range p.lines[r.from:r.to] {
			switch {
			case l.text == offer.Title:
			case l.relative != "":
				offer.DateEvidence = l.relative
				if l.relative != l.text { // an icon's name
					remove(out, l.text, "relative time", "a unit of time ago, kept as evidence")
				}
			case l.prose():
				text = append(text, withoutInterjections(l.text, out))
			case l.times > 1 && offer.Outlet == "" && l.size < 60:
				offer.Outlet = l.text
			}
		}
		offer.Text = strings.Join(text, "\n\n")
		if offer.Text == "" && len(p.records) == 1 {
			continue
		}
		all = append(all, offer)
	}
	return all
}

// withoutInterjections takes the word for an advertisement out of a text where
// copying left it between two sentences: one capitalised word.
func withoutInterjections(text string, out *clip.Extract) string {
	for _, word := range advertisements {
		for _, end := range []string{". ", "! ", "? ", "” "} {
			if strings.Contains(text, end+word+" ") {
				remove(out, word, "advertisement", "a label between two sentences")
				text = strings.ReplaceAll(text, end+word+" ", end)
			}
		}
	}
	return text
}

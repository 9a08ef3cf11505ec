package paste

import (
	"strings"

	"newsclip/clip"
)

// record is another article on the page, lines[from:to].
type record struct{ from, to int }

// findRecords finds stretches of one shape: a title that stands several times,
// a relative time near it, then a text. The first may be the article's own
// only when it has no relative time.
func (p *page) findRecords() {
	for i := 0; i < len(p.lines); i++ {
		l := &p.lines[i]
		if l.times < 2 || l.relative != "" || l.duration || words(l.text) < 3 && l.size < 12 {
			continue
		}
		if r, ok := p.recordAt(i); ok {
			p.records = append(p.records, r)
			for j := r.from; j < r.to; j++ {
				p.lines[j].use = inRelated
			}
			i = r.to - 1
		}
	}
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

// interjections are labels that copying leaves within a text, between two
// sentences: one capitalised word.
var interjections = []string{"Advertisement", "Anzeige", "Publicité", "Publicidad", "Pubblicità", "Publicidade", "Advertentie", "Реклама", "广告", "広告", "إعلان"}

func withoutInterjections(text string, out *clip.Extract) string {
	for _, word := range interjections {
		for _, end := range []string{". ", "! ", "? ", "” "} {
			if strings.Contains(text, end+word+" ") {
				remove(out, word, "advertisement", "a label between two sentences")
				text = strings.ReplaceAll(text, end+word+" ", end)
			}
		}
	}
	return text
}

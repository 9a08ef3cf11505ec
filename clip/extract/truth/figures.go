package truth

import (
	"fmt"
	"slices"
	"strings"
)

// Figures are a set's scores: shingle F1 as in Scrapinghub's article extraction
// benchmark (runs of four words; F1 of the mean precision and mean recall), the
// mean of the pages' own F1, the mean F1 of bags of words as in WCXB, and for
// snippets the F1 of those that should and should not be there.
type Figures struct {
	pages             int
	precision, recall float64
	defined           int // pages with an answer: upstream leaves others out of the precision
	pageF1, wordF1    float64
	snippets          Match
}

// Add counts the text that a program found on a page.
func (f *Figures) Add(p *Page, text string) {
	if p.Text == "" {
		f.addSnippets(p, text)
		return
	}
	f.pages++
	m := MatchShingles(p.Text, text)
	if m.Hit+m.Extra > 0 {
		f.defined++
		f.precision += m.Precision()
	}
	f.recall += m.Recall()
	f.pageF1 += m.F1()
	f.wordF1 += MatchWords(p.Text, text).F1()
}

func (f *Figures) addSnippets(p *Page, text string) {
	text = fold(text)
	for _, s := range p.With {
		if strings.Contains(text, fold(s)) {
			f.snippets.Hit++
		} else {
			f.snippets.Missed++
		}
	}
	for _, s := range p.Without {
		if strings.Contains(text, fold(s)) {
			f.snippets.Extra++
		}
	}
}

// String is a line for people.
func (f *Figures) String() string {
	if f.pages == 0 {
		return fmt.Sprintf("snippet F1 %.3f", f.snippets.F1())
	}
	n := float64(f.pages)
	precision, recall := f.precision/float64(max(f.defined, 1)), f.recall/n
	return fmt.Sprintf("%d pages, shingle F1 %.3f (P %.3f R %.3f), page F1 %.3f, word F1 %.3f",
		f.pages, harmonic(precision, recall), precision, recall, f.pageF1/n, f.wordF1/n)
}

// A Report holds figures by set, and by group within it.
type Report map[string]*Figures

// Add counts the text that a program found on a page.
func (r Report) Add(p *Page, text string) {
	r.add(p.Set, p, text)
	if p.Group() != p.Set {
		r.add(p.Group(), p, text)
	}
}

func (r Report) add(name string, p *Page, text string) {
	if r[name] == nil {
		r[name] = &Figures{}
	}
	r[name].Add(p, text)
}

// Lines are a line a set or group, by name.
func (r Report) Lines() []string {
	var out []string
	for name, f := range r {
		out = append(out, name+": "+f.String())
	}
	slices.Sort(out)
	return out
}

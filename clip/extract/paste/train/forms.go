package main

import (
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsclip/clip/extract/paste"
)

// A browser's copy is one form of a paste of many. Other programs leave out
// blank lines or add some, break lines at a width or at links, and people copy
// the article alone or with a little around it. So each page is also learnt
// from in one other form.

// formWeight is what another form counts beside the browser's.
const formWeight = 0.5

// forms are other forms of a page's paste.
func (p *page) forms() (out []paste.Example) {
	if p.Text == "" {
		return nil
	}
	h := fnv.New64a()
	h.Write([]byte(p.Set + p.ID))
	chance := rand.New(rand.NewPCG(h.Sum64(), 1))
	switch chance.IntN(8) {
	case 0:
		out = append(out, p.form(withoutBlanks(p.paste)))
	case 1:
		out = append(out, p.form(brokenAtWidth(p.paste, 60+chance.IntN(35))))
	case 2:
		out = append(out, p.form(brokenAtLinks(withoutBlanks(p.paste), chance)))
	case 3:
		out = append(out, p.form(strings.ReplaceAll(p.paste, "\n", "\n\n")))
	case 4:
		out = append(out, p.alone())
	case 5, 6, 7:
		out = append(out, p.around(chance))
	}
	return out
}

func (p *page) form(text string) paste.Example {
	e := labelled(p, text)
	for i := range e.Weight {
		e.Weight[i] *= formWeight
	}
	return e
}

// alone is the article without anything around, under its title.
func (p *page) alone() paste.Example {
	e := p.form(p.Title + "\n\n" + p.Text)
	title := paste.Lines(p.Title)
	for i := range e.Label {
		e.Label[i] = 1
		if i < len(title) {
			e.Label[i] = 0
		}
	}
	return e
}

// around is the article with a few of the lines before and after.
func (p *page) around(chance *rand.Rand) paste.Example {
	first, last := -1, 0
	for i, label := range p.example.Label {
		if label > 0.5 {
			last = i
			if first < 0 {
				first = i
			}
		}
	}
	from, to := max(0, first-chance.IntN(20)), min(len(p.example.Label), last+1+chance.IntN(20))
	return p.form(cut(p.paste, from, to))
}

// cut leaves the lines of a text from the from-th to before the to-th, blank
// ones not counted.
func cut(text string, from, to int) string {
	var out []string
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		if at >= from && at < to {
			out = append(out, line)
		}
		if len(paste.Lines(line)) > 0 {
			at++
		}
	}
	return strings.Join(out, "\n")
}

func withoutBlanks(text string) string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// brokenAtWidth breaks lines as mail programs do.
func brokenAtWidth(text string, most int) string {
	var out strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		at := 0
		for word := range strings.FieldsSeq(line) {
			n := utf8.RuneCountInString(word)
			if at > 0 && at+1+n > most {
				out.WriteByte('\n')
				at = 0
			} else if at > 0 {
				out.WriteByte(' ')
				at++
			}
			out.WriteString(word)
			at += n
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// brokenAtLinks breaks long lines before or behind some words, as where a link
// stood: in one of three lines, once to three times.
func brokenAtLinks(text string, chance *rand.Rand) string {
	const long = 150
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if len(line) < long || chance.IntN(3) > 0 {
			continue
		}
		words := strings.Fields(line)
		if len(words) < 8 {
			continue
		}
		for range 1 + chance.IntN(3) {
			at := 1 + chance.IntN(len(words)/2)
			if r, _ := utf8.DecodeLastRuneInString(words[at-1]); unicode.IsLetter(r) {
				words[at] = "\n" + strings.TrimPrefix(words[at], "\n")
			}
		}
		lines[i] = strings.ReplaceAll(strings.Join(words, " "), " \n", "\n")
	}
	return strings.Join(lines, "\n")
}

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode"

	"newsclip/clip/extract/paste"
)

// figures are a set's scores: shingle F1 as in Scrapinghub's article extraction
// benchmark (runs of four words; F1 of the mean precision and mean recall), the
// mean of the pages' own F1, the mean F1 of bags of words as in WCXB, and for
// snippets the F1 of those that should and should not be there.
type figures struct {
	pages                 int
	precision, recall     float64
	defined               int // pages with an answer: upstream leaves others out of the precision
	pageF1, wordF1        float64
	hit, missed, intruded int
}

func (f *figures) add(p *page, text string) {
	if p.Text == "" {
		f.addSnippets(p, text)
		return
	}
	f.pages++
	hit, extra, missed := shingleMatch(p.Text, text)
	precision, recall := ratio(hit, extra), ratio(hit, missed)
	if hit+extra > 0 {
		f.defined++
		f.precision += precision
	}
	f.recall += recall
	f.pageF1 += harmonic(precision, recall)
	hit, extra, missed = bagMatch(strings.ToLower(p.Text), strings.ToLower(text))
	f.wordF1 += harmonic(ratio(hit, extra), ratio(hit, missed))
}

func (f *figures) addSnippets(p *page, text string) {
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }
	text = fold(text)
	for _, s := range p.With {
		if strings.Contains(text, fold(s)) {
			f.hit++
		} else {
			f.missed++
		}
	}
	for _, s := range p.Without {
		if strings.Contains(text, fold(s)) {
			f.intruded++
		}
	}
}

func (f *figures) String() string {
	if f.pages == 0 {
		return fmt.Sprintf("snippet F1 %.3f", harmonic(ratio(f.hit, f.intruded), ratio(f.hit, f.missed)))
	}
	n := float64(f.pages)
	precision, recall := f.precision/float64(max(f.defined, 1)), f.recall/n
	return fmt.Sprintf("%d pages, shingle F1 %.3f (P %.3f R %.3f), page F1 %.3f, word F1 %.3f",
		f.pages, harmonic(precision, recall), precision, recall, f.pageF1/n, f.wordF1/n)
}

func ratio(hit, other int) float64 {
	if hit+other == 0 {
		return 0
	}
	return float64(hit) / float64(hit+other)
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}

// tokens are runs of letters, digits and underscores, as the benchmarks have
// them: Chinese is parted at punctuation only.
func tokens(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

func shingleMatch(truth, text string) (hit, extra, missed int) {
	return match(shingles(tokens(truth)), shingles(tokens(text)))
}

func bagMatch(truth, text string) (hit, extra, missed int) {
	bag := func(words []string) map[string]int {
		out := map[string]int{}
		for _, w := range words {
			out[w]++
		}
		return out
	}
	return match(bag(tokens(truth)), bag(tokens(text)))
}

func shingles(words []string) map[string]int {
	out := map[string]int{}
	for i := 0; i == 0 && len(words) > 0 || i+4 <= len(words); i++ {
		out[strings.Join(words[i:min(i+4, len(words))], " ")]++
	}
	return out
}

func match(truth, text map[string]int) (hit, extra, missed int) {
	for key, n := range truth {
		hit += min(n, text[key])
		missed += max(0, n-text[key])
	}
	for key, n := range text {
		extra += max(0, n-truth[key])
	}
	return hit, extra, missed
}

// setOf names the group in which a page is counted.
func setOf(p *page) string {
	if p.PageType != "" {
		return p.set + " " + p.PageType
	}
	return p.set
}

// report prints a line a set.
func report(pages []*page, text func(*page) string) []string {
	bySet := map[string]*figures{}
	for _, p := range pages {
		for _, name := range []string{setOf(p), p.set} {
			if bySet[name] == nil {
				bySet[name] = &figures{}
			}
		}
		answer := text(p)
		bySet[setOf(p)].add(p, answer)
		if setOf(p) != p.set {
			bySet[p.set].add(p, answer)
		}
	}
	var out []string
	for name, f := range bySet {
		out = append(out, name+": "+f.String())
	}
	slices.Sort(out)
	return out
}

// labelledText is the text of the lines that the labels take: the best that
// choosing among lines can do.
func labelledText(p *page) string {
	var out strings.Builder
	for i, line := range paste.Lines(p.paste) {
		if p.example.Label[i] > 0.5 {
			out.WriteString(line + "\n")
		}
	}
	return out.String()
}

// writeAnswers writes what the program answered for each page, with the page's
// scores, for people who look for what goes wrong.
func (t *trainer) writeAnswers(judged []*page, answers map[*page]string) error {
	if t.dump == "" {
		return nil
	}
	var out bytes.Buffer
	for _, p := range judged {
		hit, extra, missed := shingleMatch(p.Text, answers[p])
		line, err := json.Marshal(map[string]any{"id": p.ID, "set": p.set, "url": p.URL, "text": answers[p],
			"precision": ratio(hit, extra), "recall": ratio(hit, missed)})
		if err != nil {
			return err
		}
		out.Write(append(line, '\n'))
	}
	return os.WriteFile(t.dump, out.Bytes(), 0o644)
}

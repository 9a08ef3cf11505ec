package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"newsclip/clip/story"
)

// An edit is what an outlet does to a text that it takes over: of the article's
// title and sentences, and those of another, it makes new ones.
type edit struct {
	name string
	make func(w *rewriter) (title, text string)
}

// rewriter has an article and another in the same language.
type rewriter struct {
	random       *rand.Rand
	title        string
	own, foreign []string // sentences
	gap          string   // between sentences
}

func (w *rewriter) text(sentences ...[]string) string {
	return strings.Join(slices.Concat(sentences...), w.gap)
}

// part returns so much of some sentences, one at least.
func part(sentences []string, share float64) []string {
	return sentences[:max(1, int(share*float64(len(sentences))+0.5))]
}

func (w *rewriter) shuffled() []string {
	out := slices.Clone(w.own)
	w.random.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

var edits = []edit{
	{"same", func(w *rewriter) (string, string) { return w.title, w.text(w.own) }},
	{"new headline", func(w *rewriter) (string, string) { return w.foreign[0], w.text(w.own) }},
	{"append a fifth", func(w *rewriter) (string, string) { return w.title, w.text(w.own, part(w.foreign, 0.2)) }},
	{"append as much again", func(w *rewriter) (string, string) { return w.title, w.text(w.own, w.foreign) }},
	{"truncate to three quarters", func(w *rewriter) (string, string) { return w.title, w.text(part(w.own, 0.75)) }},
	{"truncate to half", func(w *rewriter) (string, string) { return w.title, w.text(part(w.own, 0.5)) }},
	{"reorder sentences", func(w *rewriter) (string, string) { return w.title, w.text(w.shuffled()) }},
	{"boilerplate around", func(w *rewriter) (string, string) {
		return w.title, w.text(part(w.foreign, 0.15), w.own, part(w.foreign[len(w.foreign)/2:], 0.3))
	}},
	{"a sentence left out", func(w *rewriter) (string, string) {
		at := w.random.IntN(len(w.own))
		return w.title, w.text(w.own[:at], w.own[at+1:])
	}},
	{"a sentence put in", func(w *rewriter) (string, string) {
		at := w.random.IntN(len(w.own))
		return w.title, w.text(w.own[:at], w.foreign[:1], w.own[at:])
	}},
	{"new headline, cut, reordered, boilerplate", func(w *rewriter) (string, string) {
		return w.foreign[0], w.text(part(w.foreign, 0.1), part(w.shuffled(), 0.8), part(w.foreign[len(w.foreign)/2:], 0.2))
	}},
}

// leastSentences of an article; of fewer, edits leave nothing of it.
const leastSentences = 4

// edited prints how many of each kind of edit of articles are recognised, in each
// language, and how many articles that are edits of none are taken for some.
func edited(documents []told) error {
	byLang := byLanguage(documents)
	g, err := story.New(story.Options{})
	if err != nil {
		return err
	}
	wrong := 0
	for _, d := range documents {
		s := story.Sign(d.Document)
		wrong += len(g.Place(s).Duplicates)
		g.Put(s, s.ID)
	}
	for _, e := range edits {
		var line []string
		found, all := 0, 0
		for _, lang := range sorted(byLang) {
			f, n := e.recognised(g, byLang[lang])
			found, all = found+f, all+n
			line = append(line, fmt.Sprintf("%s %d/%d", lang, f, n))
		}
		fmt.Printf("%-44s %.4f  %s\n", e.name, float64(found)/float64(max(1, all)), strings.Join(line, " "))
	}
	fmt.Printf("%d pairs of articles that are no edits were taken for some\n", wrong)
	return nil
}

// byLanguage returns the articles that are long enough, by language.
func byLanguage(documents []told) map[string][]told {
	out := map[string][]told{}
	for _, d := range documents {
		if len(sentences(d.Text)) >= leastSentences {
			out[d.Lang] = append(out[d.Lang], d)
		}
	}
	return out
}

// recognised counts the articles whose edit is found to be one of them.
func (e *edit) recognised(g *story.Grouper, articles []told) (found, all int) {
	for i, d := range articles {
		other := articles[(i+7)%len(articles)]
		w := &rewriter{rand.New(rand.NewPCG(uint64(i), uint64(len(e.name)))), d.Title, sentences(d.Text), sentences(other.Text), gapOf(d.Lang)}
		title, text := e.make(w)
		p := g.Place(story.Sign(story.Document{ID: "edited", Title: title, Text: text, Lang: d.Lang}))
		if slices.ContainsFunc(p.Duplicates, func(found story.Duplicate) bool { return found.Clip == d.ID }) {
			found++
		}
		all++
	}
	return found, all
}

func gapOf(lang string) string {
	if lang == "zh" || lang == "ja" {
		return ""
	}
	return " "
}

// sentences splits a text, ends kept.
func sentences(text string) []string {
	var out []string
	start := 0
	for i, r := range text {
		if !strings.ContainsRune(".!?。！？؟\n", r) {
			continue
		}
		end := i + len(string(r))
		if r == '.' && end < len(text) && text[end] != ' ' && text[end] != '\n' {
			continue // a number
		}
		if s := strings.TrimSpace(text[start:end]); len(s) > 3 {
			out = append(out, s)
		}
		start = end
	}
	if s := strings.TrimSpace(text[start:]); s != "" {
		out = append(out, s)
	}
	return out
}

func sorted[V any](m map[string]V) []string {
	var out []string
	for key := range m {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}

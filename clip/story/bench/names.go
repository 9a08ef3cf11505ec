package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode"

	"newsclip/clip"
	"newsclip/clip/story"
)

// naming puts documents where people put them, one at a time, and prints how
// often a story's name changes, and how well the last one fits the name that
// people gave: ROUGE-1 F1 (Lin 2004), words as they are.
func naming(documents []told, file string, show int) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var wanted map[string]string
	if err := json.Unmarshal(data, &wanted); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	g, err := story.New(story.Options{})
	if err != nil {
		return err
	}
	names := map[string]string{}
	arrived, changed := 0, 0
	for _, d := range documents {
		if d.Story == "" {
			continue
		}
		g.Put(story.Sign(d.Document), clip.ID(d.Story))
		before := names[d.Story]
		names[d.Story] = g.Name(clip.ID(d.Story), before)
		if before != "" {
			arrived++
			if names[d.Story] != before {
				changed++
			}
		}
	}
	type fit struct {
		story string
		rouge float64
	}
	var fits []fit
	sum := 0.0
	for s, name := range names {
		if wanted[s] != "" {
			fits = append(fits, fit{s, rouge(name, wanted[s])})
			sum += fits[len(fits)-1].rouge
		}
	}
	slices.SortFunc(fits, func(a, b fit) int { return cmp.Or(cmp.Compare(b.rouge, a.rouge), cmp.Compare(a.story, b.story)) })
	for i, f := range fits {
		if i < show || i >= len(fits)-show {
			fmt.Printf("%.2f  %s  (people: %s)\n", f.rouge, names[f.story], wanted[f.story])
		}
	}
	fmt.Printf("ROUGE-1 F1 %.3f over %d stories; %d of %d clips that joined a story changed its name (%.1f %%)\n",
		sum/float64(max(1, len(fits))), len(fits), changed, arrived, 100*float64(changed)/float64(max(1, arrived)))
	return nil
}

func rouge(got, want string) float64 {
	words := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	a, b := words(got), words(want)
	counts := map[string]int{}
	for _, w := range b {
		counts[w]++
	}
	shared := 0
	for _, w := range a {
		if counts[w] > 0 {
			counts[w]--
			shared++
		}
	}
	if shared == 0 {
		return 0
	}
	p, r := float64(shared)/float64(len(a)), float64(shared)/float64(len(b))
	return 2 * p * r / (p + r)
}

package main

import (
	"fmt"
	"hash/maphash"
	"regexp"
	"strings"
	"unicode"

	"newsclip/clip"
	"newsclip/clip/story"
)

const (
	runWords   = 4
	isNear     = 0.5 // of the smaller text's runs of words, in the larger
	maxHolders = 100 // texts; a run of words in more is boilerplate
)

// duplicates streams documents and compares the pairs that are found with those
// of which half of the runs of four words of the smaller stand in the larger,
// counted exactly.
func duplicates(documents []told) error {
	exact := containments(documents)
	g, err := story.New(story.Options{})
	if err != nil {
		return err
	}
	found := map[pair]bool{}
	for i := range documents {
		s := story.Sign(documents[i].Document)
		for _, d := range g.Place(s).Duplicates {
			found[pairOf(s.ID, d.Clip)] = true
		}
		g.Put(s, s.ID)
	}
	right, wrong, missed := 0, 0, 0
	for p, share := range exact {
		switch near := share >= isNear; {
		case near && found[p]:
			right++
		case near:
			missed++
			fmt.Printf("missed: %.3f %s %s\n", share, p[0], p[1])
		}
	}
	for p := range found {
		if exact[p] < isNear {
			wrong++
			fmt.Printf("wrong:  %.3f %s %s\n", exact[p], p[0], p[1])
		}
	}
	fmt.Printf("%d documents, %d pairs: P %.3f R %.3f (%d right, %d wrong, %d missed)\n", len(documents), right+missed,
		float64(right)/float64(max(1, right+wrong)), float64(right)/float64(max(1, right+missed)), right, wrong, missed)
	return nil
}

type pair [2]clip.ID

func pairOf(a, b clip.ID) pair {
	if a > b {
		a, b = b, a
	}
	return pair{a, b}
}

// containments returns the share of the smaller text's runs in the larger, of all
// pairs that have runs in common.
func containments(documents []told) map[pair]float64 {
	seed := maphash.MakeSeed()
	holders := map[uint64][]int32{}
	sizes := make([]int, len(documents))
	for i := range documents {
		runs := runsOf(seed, documents[i].Text)
		sizes[i] = len(runs)
		for h := range runs {
			holders[h] = append(holders[h], int32(i))
		}
	}
	shared := map[[2]int32]int{}
	for _, list := range holders {
		for i := range list {
			for j := 0; j < i && len(list) <= maxHolders; j++ {
				shared[[2]int32{list[j], list[i]}]++
			}
		}
	}
	out := map[pair]float64{}
	for p, n := range shared {
		out[pairOf(documents[p[0]].ID, documents[p[1]].ID)] = float64(n) / float64(min(sizes[p[0]], sizes[p[1]]))
	}
	return out
}

// endings are what stands behind an apostrophe within a word: it is no word.
var endings = regexp.MustCompile(`(\pL)['’]\pL+`)

func runsOf(seed maphash.Seed, text string) map[uint64]bool {
	text = endings.ReplaceAllString(strings.ToLower(text), "$1")
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	out := map[uint64]bool{}
	for i := 0; i+runWords <= len(words); i++ {
		out[maphash.String(seed, strings.Join(words[i:i+runWords], " "))] = true
	}
	return out
}

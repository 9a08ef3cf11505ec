package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"newsclip/clip"
	"newsclip/clip/story"
)

// The invented library. Frequencies of words follow Zipf and Mandelbrot, P(rank)
// ∝ (offset + rank)^-exponent, as in news text. A third of the clips are about
// something that a clip of the last days was about too: they share its subjects
// and people.
const (
	vocabulary   = 300_000
	zipfExponent = 1.07
	zipfOffset   = 2.7
	people       = 500_000
	outlets      = 300
	textWords    = 900
	subjects     = 30  // words that a clip repeats
	aDay         = 100 // clips
	stillNews    = 400 // clips after which nothing more is heard of a story
)

type inventor struct {
	random  *rand.Rand
	word    *rand.Zipf
	person  *rand.Zipf
	recent  []matter
	written int
}

// matter is what a clip is about.
type matter struct{ subjects, people []string }

func newInventor(seed uint64) *inventor {
	random := rand.New(rand.NewPCG(seed, seed))
	return &inventor{random: random, word: rand.NewZipf(random, zipfExponent, zipfOffset, vocabulary-1),
		person: rand.NewZipf(random, zipfExponent, zipfOffset, people-1)}
}

// spelled spells the word of a rank: frequent ones are short.
func spelled(rank uint64) string {
	const onsets, vowels = "bdfgklmnprstvz", "aeiou"
	var out []byte
	for n := rank + 1; n > 0; n /= uint64(len(onsets) * len(vowels)) {
		k := n % uint64(len(onsets)*len(vowels))
		out = append(out, onsets[k%uint64(len(onsets))], vowels[k/uint64(len(onsets))])
	}
	return string(append(out, "nrst"[rank%4]))
}

func capital(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

func (v *inventor) named() string {
	n := v.person.Uint64()
	return capital(spelled(n%2_000+5_000)) + " " + capital(spelled(n/13+20_000))
}

func (v *inventor) matter() matter {
	if len(v.recent) > 0 && v.random.IntN(3) == 0 {
		return v.recent[v.random.IntN(len(v.recent))]
	}
	var m matter
	for range subjects {
		m.subjects = append(m.subjects, spelled(uint64(v.random.IntN(vocabulary/3))))
	}
	for range 2 + v.random.IntN(4) {
		m.people = append(m.people, v.named())
	}
	return m
}

// next invents the next clip.
func (v *inventor) next() story.Document {
	m := v.matter()
	if v.recent = append(v.recent, m); len(v.recent) > stillNews {
		v.recent = v.recent[1:]
	}
	pick := func(from []string) string { return from[v.random.IntN(len(from))] }
	title := pick(m.people)
	for range 7 {
		title += " " + pick(m.subjects)
	}
	var text strings.Builder
	for i := range textWords {
		word := spelled(v.word.Uint64())
		switch n := v.random.IntN(100); {
		case n < 8:
			word = pick(m.subjects)
		case n < 11:
			word = pick(m.people)
		}
		if i%15 == 0 {
			word = capital(word)
		}
		text.WriteString(word)
		if i%15 == 14 {
			text.WriteByte('.')
		}
		text.WriteByte(' ')
	}
	v.written++
	return story.Document{ID: clip.ID(fmt.Sprintf("clip%08d", v.written)), Title: title, Text: text.String(), Lang: "en",
		Outlet: capital(spelled(uint64(v.random.IntN(outlets)))) + " Post",
		Date:   time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(v.written) * 24 * time.Hour / aDay)}
}

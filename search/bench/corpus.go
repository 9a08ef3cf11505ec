package main

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"newsclip/clip"
)

// The invented clips. Frequencies of words follow Zipf and Mandelbrot, P(rank)
// ∝ (offset + rank)^-exponent, as in news text; a clip has a few subjects whose
// words it repeats, and names that it repeats too.
const (
	vocabulary   = 300_000
	zipfExponent = 1.07
	zipfOffset   = 2.7
	surnames     = 40_000
	givenNames   = 2_000
	outlets      = 300
	textBytes    = 6 << 10 // of each clip
	subjects     = 30      // words that a clip repeats
)

type corpus struct {
	seed  uint64
	words *lexicon
}

func newCorpus(seed uint64) *corpus { return &corpus{seed: seed, words: newLexicon(seed)} }

// clip returns the clip of a number, always the same for a seed.
func (c *corpus) clip(n int) clip.Clip {
	w := newWriter(c, n)
	title := w.title()
	var text strings.Builder
	for text.Len() < textBytes {
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		w.paragraph(&text)
	}
	day := time.Date(2016, 1, 1, 6, 0, 0, 0, time.UTC).Add(time.Duration(w.random.Int64N(10*365*24*60)) * time.Minute)
	made := clip.Clip{ID: clip.ID(fmt.Sprintf("clip%012d", n)), Captured: day}
	made.Version.Title, made.Version.Authors = title, []string{w.person()}
	made.Version.Outlet, made.Version.Lang = c.words.name(w.outlet.Uint64())+" Post", "en"
	made.Version.Published = clip.Date{Time: day}
	made.Version.Body = clip.FromPlain(text.String())
	made.Version.Source.Method = clip.MethodText
	return made
}

// clips yields so many clips.
func (c *corpus) clips(n int) iter.Seq2[int, clip.Clip] {
	return func(yield func(int, clip.Clip) bool) {
		for i := range n {
			if !yield(i, c.clip(i)) {
				return
			}
		}
	}
}

// writer writes one clip.
type writer struct {
	*corpus
	random                       *rand.Rand
	word, surname, given, outlet *rand.Zipf
	subjects                     []string
	people                       []string
}

func newWriter(c *corpus, n int) *writer {
	random := rand.New(rand.NewPCG(c.seed, uint64(n)))
	zipf := func(most uint64) *rand.Zipf { return rand.NewZipf(random, zipfExponent, zipfOffset, most-1) }
	w := &writer{corpus: c, random: random, word: zipf(vocabulary), surname: zipf(surnames), given: zipf(givenNames), outlet: zipf(outlets)}
	for range subjects {
		w.subjects = append(w.subjects, c.words.spelled(uint64(random.IntN(vocabulary/10))))
	}
	for range 2 + random.IntN(4) {
		w.people = append(w.people, w.person())
	}
	return w
}

func (w *writer) person() string {
	return w.words.name(w.given.Uint64()) + " " + w.words.name(givenNames+w.surname.Uint64())
}

// next returns a word of the running text.
func (w *writer) next() string {
	switch n := w.random.IntN(100); {
	case n < 8:
		return w.subjects[w.random.IntN(len(w.subjects))]
	case n < 10:
		return w.people[w.random.IntN(len(w.people))]
	case n < 11:
		return fmt.Sprint(w.random.IntN(3000))
	}
	return w.words.spelled(w.word.Uint64())
}

func (w *writer) title() string {
	words := []string{w.people[0]}
	for range 3 + w.random.IntN(4) {
		words = append(words, w.subjects[w.random.IntN(len(w.subjects))], w.words.spelled(w.word.Uint64()))
	}
	return capital(strings.Join(words, " "))
}

// paragraph writes two to five sentences.
func (w *writer) paragraph(text *strings.Builder) {
	for i := range 2 + w.random.IntN(4) {
		if i > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(capital(w.next()))
		for range 6 + w.random.IntN(18) {
			if w.random.IntN(12) == 0 {
				text.WriteByte(',')
			}
			text.WriteByte(' ')
			text.WriteString(w.next())
		}
		text.WriteByte('.')
	}
}

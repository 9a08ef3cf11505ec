package story

import (
	"bytes"
	"compress/gzip"
	"embed"
	"io"
	"io/fs"
	"math"
	"strconv"
	"strings"
)

// What a library cannot know when it is new is how common words are. For English
// that was counted in news; for other languages it is told from the order of
// their most frequent words.

//go:embed frequencies.tsv.gz
var frequencies []byte

//go:embed ranks/*.txt.gz
var ranks embed.FS

// A rank becomes a frequency by Zipf's law as Mandelbrot has it, p = a/(r + b):
// an estimate good to a factor of two or three, where nothing would be off by a
// hundred. Texts have so many words, and so many of them are taken as read.
const (
	zipfShare  = 0.1 // a
	zipfShift  = 2.7 // b
	rankWords  = 250
	rankTexts  = 20_000
	rankBeyond = 3 // texts with a word that has no rank
)

// begin gives a new language its background, if there is one.
func (v *vocabulary) begin(lang string, tongue uint8) {
	if lang == "en" {
		v.counted(tongue)
		return
	}
	packed, err := ranks.ReadFile("ranks/" + lang + ".txt.gz")
	if err != nil {
		return
	}
	v.totals[tongue] = rankTexts
	known := shares(lang, unzipped(packed))
	for _, term := range sortedKeys(known) {
		v.documents[v.id(tongue, term)] = int32(math.Round(rankTexts * -math.Expm1(-rankWords*known[term])))
	}
	v.beyond[tongue] = rankBeyond
}

// resume gives the languages of a vocabulary that was saved what is not saved
// with it.
func (v *vocabulary) resume() {
	v.beyond = make([]int32, len(v.totals))
	for lang, tongue := range v.languages {
		if _, err := fs.Stat(ranks, "ranks/"+lang+".txt.gz"); err == nil {
			v.beyond[tongue] = rankBeyond
		}
	}
}

// counted reads the frequencies of English: a line with the number of documents,
// then a stem and in how many of them it stands.
func (v *vocabulary) counted(tongue uint8) {
	v.totals[tongue] = 0
	for line := range strings.Lines(unzipped(frequencies)) {
		term, count, _ := strings.Cut(strings.TrimSpace(line), "\t")
		n, err := strconv.ParseFloat(count, 64)
		switch {
		case err != nil:
		case v.totals[tongue] == 0:
			v.totals[tongue] = n
		default:
			v.documents[v.id(tongue, term)] = int32(n)
		}
	}
}

// shares returns which share of all words each stem has, told from words in the
// order of their frequency.
func shares(lang, words string) map[string]float64 {
	out := map[string]float64{}
	rank := 0.0
	for line := range strings.Lines(words) {
		rank++
		for _, t := range tokens(line) {
			if telling(t.lower, lang) {
				out[stem(t.lower, lang)] += zipfShare / (rank + zipfShift)
			}
		}
	}
	return out
}

// unzipped unpacks embedded data. It is ours: a fault in it shows in every test.
func unzipped(packed []byte) string {
	in, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return ""
	}
	text, err := io.ReadAll(in)
	if err != nil {
		return ""
	}
	return string(text)
}

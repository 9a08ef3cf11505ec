package story

import (
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// What no noun marks is told, where there are no capitals, by how it is used: a
// run of characters, in Arabic of words, that most clips of a story repeat, that
// goes on in different ways to both sides (else it is a piece of something
// longer), and that is not made of common words. So are names, and so is what a
// story is about.

const (
	termShare   = 0.6 // of a story's clips have it
	termTimes   = 4   // it stands there at least
	termRunes   = 600 // of a text are looked at
	longestRun  = 8   // characters
	mostWords   = 3   // of Arabic
	leastArabic = 3   // letters of an Arabic word; shorter ones are hardly ever rare
	// goesOn is the share of its mentions from which a run that goes on in one way
	// is a piece of something longer; sides is in how many it does at least.
	goesOn = 0.6
	sides  = 3
)

// piece is a part of a text in which a term may stand: its characters or words,
// with what stands before it and after it; empty: the end of a sentence.
type piece struct {
	text          string
	starts, ends  []int // of its units, in bytes
	before, after string
}

// gram is a run with where it stands.
type gram struct {
	times, clips  int
	last          int // the clip that it was found in last
	before, after beside
}

// beside counts what stands beside a run. The end of a sentence is another each
// time.
type beside struct {
	told map[string]int
	ends int
}

func (b *beside) note(unit string) {
	if unit == "" {
		b.ends++
		return
	}
	if b.told == nil {
		b.told = map[string]int{}
	}
	b.told[unit]++
}

// free reports whether a run goes on in different ways.
func (b *beside) free(times int) bool {
	for _, n := range b.told {
		if float64(n) >= goesOn*float64(times) {
			return false
		}
	}
	return len(b.told)+b.ends >= sides
}

// repeated counts the terms that the clips of one language repeat.
func (c *census) repeated(documents []Document, lang string) {
	least := max(2, int(math.Ceil(termShare*float64(c.texts))))
	if len(documents) < least {
		return
	}
	of := make([][]piece, len(documents))
	for i := range documents {
		of[i] = pieces(documents[i], lang)
	}
	found := grams(of, lang)
	maps.DeleteFunc(found, func(text string, g *gram) bool {
		return g.clips < least || g.times < termTimes || utf8.RuneCountInString(text) > maxEntityRunes || ordinary(text, lang)
	})
	for i := range of {
		eachGram(of[i], lang, func(text, before, after string) {
			if g := found[text]; g != nil {
				g.before.note(before)
				g.after.note(after)
			}
		})
	}
	maps.DeleteFunc(found, func(_ string, g *gram) bool { return !g.before.free(g.times) || !g.after.free(g.times) })
	for i := range of {
		title := documents[i].Title
		eachGram(of[i], lang, func(text, _, _ string) {
			if found[text] != nil {
				name := bare(text, lang)
				_, marked := c.found[name]
				c.add(documents[i].ID, name, name, true, strings.Contains(title, name))
				if !marked {
					c.found[name].term = true
				}
			}
		})
	}
}

// bare takes off a term what stands behind people's names.
func bare(text, lang string) string {
	for _, noun := range placeMarks[lang].people {
		if name := strings.TrimSuffix(text, noun); name != text && utf8.RuneCountInString(name) > 1 {
			return name
		}
	}
	return text
}

// pieces splits the beginning of a text where a term cannot go on.
func pieces(d Document, lang string) []piece {
	text := []rune(seen(d))
	text = text[:min(len(text), termRunes)]
	var out []piece
	for from := 0; from < len(text); {
		to := from
		for to < len(text) && within(text[to], lang) {
			to++
		}
		if to > from {
			p := pieceOf(string(text[from:to]), lang)
			p.before, p.after = neighbour(text, from-1), neighbour(text, to)
			out = append(out, p)
		}
		from = to + 1
	}
	return out
}

// within reports whether a term may go on with a character.
func within(r rune, lang string) bool {
	switch lang {
	case "ar":
		return unicode.IsLetter(r) || unicode.IsMark(r) || r == ' '
	case "ja":
		return unicode.In(r, unicode.Han, unicode.Katakana) || r == 'ー'
	}
	return unicode.Is(unicode.Han, r) && !strings.ContainsRune(smallCharacters, r)
}

// neighbour is what stands beside a piece: digits are all one.
func neighbour(text []rune, at int) string {
	switch {
	case at < 0 || at >= len(text):
		return ""
	case unicode.IsDigit(text[at]):
		return "0"
	case unicode.IsLetter(text[at]):
		return string(text[at])
	}
	return ""
}

func pieceOf(text, lang string) piece {
	var p piece
	if lang == "ar" {
		words := strings.Fields(text)
		p.text = strings.Join(words, " ")
		at := 0
		for _, w := range words {
			p.starts, p.ends = append(p.starts, at), append(p.ends, at+len(w))
			at += len(w) + 1
		}
		return p
	}
	p.text = text
	for at, r := range text {
		p.starts, p.ends = append(p.starts, at), append(p.ends, at+utf8.RuneLen(r))
	}
	return p
}

// grams counts all runs of the lengths that a term may have.
func grams(of [][]piece, lang string) map[string]*gram {
	found := map[string]*gram{}
	for clip := range of {
		eachGram(of[clip], lang, func(text, _, _ string) {
			g := found[text]
			if g == nil {
				g = &gram{last: -1}
				found[text] = g
			}
			g.times++
			if g.last != clip {
				g.last = clip
				g.clips++
			}
		})
	}
	return found
}

// eachGram calls f with each run in a text and what stands beside it.
func eachGram(of []piece, lang string, f func(text, before, after string)) {
	shortest, longest := 2, longestRun
	if lang == "ar" {
		shortest, longest = 1, mostWords
	}
	for i := range of {
		p := &of[i]
		unit := func(at int) string { return p.text[p.starts[at]:p.ends[at]] }
		for from := range p.starts {
			before := p.before
			if from > 0 {
				before = unit(from - 1)
			}
			for to := from + shortest; to <= min(len(p.starts), from+longest); to++ {
				after := p.after
				if to < len(p.starts) {
					after = unit(to)
				}
				f(p.text[p.starts[from]:p.ends[to-1]], before, after)
			}
		}
	}
}

// chineseEdges are characters that hardly ever begin or end a name.
const chineseEdges = "将將被对對从從向于於为為以等已后後前中上下个個名日月年时時说說称稱有把让讓给給到由因或但并並更最只仅僅曾正還还又再其该該此本各多约約近超每两兩一二三四五六七八九十百千亿億元米人次者们們会會能可要就来來去出新大小"

// ordinary reports whether a run is no term: common words, or a piece of one.
func ordinary(text, lang string) bool {
	known := common(lang)
	switch lang {
	case "ar":
		return slices.ContainsFunc(strings.Fields(text), func(word string) bool {
			bare := strings.TrimPrefix(strings.TrimPrefix(word, "و"), "ال")
			return utf8.RuneCountInString(bare) < leastArabic || known[word] || known[bare] || known["ال"+bare] || !telling(word, lang)
		})
	case "zh":
		first, _ := utf8.DecodeRuneInString(text)
		last, _ := utf8.DecodeLastRuneInString(text)
		if strings.ContainsRune(chineseEdges, first) || strings.ContainsRune(chineseEdges, last) {
			return true
		}
	}
	return composed(text, known)
}

// longestCommon is how long the common words are that make up others, in
// characters.
const longestCommon = 4

// composed reports whether a text is made of common words of two characters and
// more.
func composed(text string, known map[string]bool) bool {
	runes := []rune(text)
	can := make([]bool, len(runes)+1)
	can[0] = true
	for to := 2; to <= len(runes); to++ {
		for from := max(0, to-longestCommon); from <= to-2; from++ {
			can[to] = can[to] || can[from] && known[string(runes[from:to])]
		}
	}
	return can[len(runes)]
}

// common returns the most frequent words of a language without capitals.
func common(lang string) map[string]bool {
	if words, ok := commonWords[lang]; ok {
		return words()
	}
	return nil
}

var commonWords = map[string]func() map[string]bool{"zh": ranked("zh"), "ja": ranked("ja"), "ar": ranked("ar")}

func ranked(lang string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		packed, err := ranks.ReadFile("ranks/" + lang + ".txt.gz")
		if err != nil {
			return nil // TestEntities holds that they are there
		}
		return set(unzipped(packed))
	})
}

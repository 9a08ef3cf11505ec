package story

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names that capitals tell.

// run is capitalised words in a row.
type run struct {
	words []string
	at    int // byte in the text
	sure  bool
}

//go:embed names.txt
var nameWords string

// The lists of names.txt: words that are in no name, that are none alone, that
// stand before a person's, that join two parts of one, and ends of words for
// people of a country.
var notNames, noneAlone, jobs, joints, demonyms = listed("not"), listed("alone"), listed("job"), listed("joint"), strings.Fields(section("demonym"))

func listed(name string) map[string]bool { return set(section(name)) }

// section returns the lines below a heading of names.txt.
func section(name string) string {
	_, rest, _ := strings.Cut(nameWords, "["+name+"]\n")
	text, _, _ := strings.Cut(rest, "\n[")
	return text
}

// spelled is a word with what stands before it.
type spelled struct {
	text, lower string
	at          int
	start       bool // begins a sentence
	joined      bool // only a space stands between it and the word before
	capital     bool
}

// spell splits a text into words; hyphens and apostrophes within are theirs.
func spell(text string) []spelled {
	var out []spelled
	start, joined, begin := true, false, -1
	end := func(to int) {
		if begin < 0 {
			return
		}
		word := strings.TrimRight(text[begin:to], "-'’")
		if base, ok := strings.CutSuffix(strings.ReplaceAll(word, "’", "'"), "'s"); ok {
			word = base
		}
		out = append(out, spelled{text: word, lower: strings.ToLower(word), at: begin, start: start, joined: joined, capital: capital(word)})
		start, joined, begin = false, true, -1
	}
	gap := 0
	for i, r := range text {
		within := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || begin >= 0 && (r == '-' || r == '\'' || r == '’')
		if within {
			if begin < 0 {
				begin = i
			}
			gap = 0
			continue
		}
		end(i)
		gap++
		switch {
		case unicode.IsSpace(r) && r != '\n':
			joined = joined && gap == 1
		case r == '.' && len(out) > 0 && abbreviated(out[len(out)-1]):
			gap = 0 // “J. Wren”, “Dr. Wren”
		default:
			joined = false
			start = start || !strings.ContainsRune(",()/&%$€£", r)
		}
	}
	end(len(text))
	return out
}

// abbreviated reports whether the point after a word ends no sentence.
func abbreviated(w spelled) bool {
	return w.capital && utf8.RuneCountInString(w.text) == 1 || jobs[w.lower] && len(w.lower) <= 4
}

// capitalRuns returns the names of a text that capitals tell.
func capitalRuns(text, lang string) []run {
	words := spell(text)
	within := map[string]int{} // capitalised inside a sentence
	small := map[string]bool{} // written small somewhere
	for _, w := range words {
		if w.capital && !w.start {
			within[w.lower]++
		} else if !w.capital {
			small[w.lower] = true
		}
	}
	var out []run
	for i := 0; i < len(words); {
		n := runLength(words[i:], lang)
		if n == 0 {
			i++
			continue
		}
		if r, ok := nameOf(words, i, n, lang, within, small); ok {
			out = append(out, r)
		}
		i += n
	}
	return out
}

// runLength returns how many words from the first make one capitalised run.
func runLength(words []spelled, lang string) int {
	n := 0
	for n < len(words) && (n == 0 || words[n].joined) {
		switch {
		case named(words[n], lang):
			n++
		case n > 0 && joints[words[n].text] && !(lang == "de" && commonEnding(words[n-1].lower)) && n+1 < len(words) && words[n+1].joined && named(words[n+1], lang):
			n += 2 // “Bank of England”
		default:
			return n
		}
	}
	return n
}

func named(w spelled, lang string) bool {
	return w.capital && telling(w.lower, lang) && !notNames[w.lower]
}

// nameOf makes a name of the words from i on, when they are one.
func nameOf(words []spelled, i, n int, lang string, within map[string]int, small map[string]bool) (run, bool) {
	start := words[i].start
	for n > 0 {
		w := words[i]
		opens := start && within[w.lower] == 0 && (n == 1 || small[w.lower] || joints[words[i+1].text]) // “Lock of Brennick closed”
		if !opens && !jobs[w.lower] && !joints[w.text] {
			break
		}
		start = start && joints[w.text]
		i++
		n--
	}
	if n == 0 || n > maxEntity {
		return run{}, false
	}
	r := run{at: words[i].at, sure: !start || within[words[i].lower] > 0}
	for _, w := range words[i : i+n] {
		r.words = append(r.words, w.text)
	}
	if n == 1 && !single(words, i, lang, small) || utf8.RuneCountInString(strings.Join(r.words, " ")) > maxEntityRunes {
		return run{}, false
	}
	return r, true
}

// single reports whether one capitalised word alone is a name. German writes
// all nouns so: there it must stand as only names do, after a preposition
// without an article.
func single(words []spelled, i int, lang string, small map[string]bool) bool {
	w := words[i]
	if small[w.lower] || noneAlone[w.lower] || utf8.RuneCountInString(w.text) < 2 || slices.ContainsFunc(demonyms, func(end string) bool { return strings.HasSuffix(w.lower, end) }) {
		return false
	}
	if lang != "de" || w.text == strings.ToUpper(w.text) {
		return true
	}
	return i > 0 && w.joined && beforeNames[words[i-1].lower] && !commonEnding(w.lower)
}

var beforeNames = set("in nach aus von bei gegen für mit um nahe bis")

// commonEnding reports whether a German word ends as common nouns do.
func commonEnding(word string) bool {
	return slices.ContainsFunc(strings.Fields("ung ungen heit heiten keit keiten schaft schaften tion tionen tät nis tum ismus ur en ern er n e s"), func(end string) bool {
		return strings.HasSuffix(word, end)
	})
}

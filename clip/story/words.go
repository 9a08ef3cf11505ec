package story

import (
	"cmp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"

	"newsclip/clip/language"
)

// stopWords are English words that say nothing about a story, those that
// reports use among them.
var stopWords = set(`a about above after again against all also am an and any are aren as at be because been before being below between both but by can cannot could couldn did didn do does doesn doing don down during each even few for from further had hadn has hasn have haven having he her here hers herself him himself his how i if in into is isn it its itself just let ll me more most mustn my myself new no nor not now of off on once one only or other our ours ourselves out over own re said same say says shan she should shouldn so some such than that the their theirs them themselves then there these they this those through to too two under until up us ve very was wasn we were weren what when where which while who whom why will with won would wouldn year years you your yours yourself yourselves mr mrs ms dr according told get got like may might much many well since still tells monday tuesday wednesday thursday friday saturday sunday`)

func set(words string) map[string]bool {
	out := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		out[word] = true
	}
	return out
}

var stemmers = map[string]func(*snowballstem.Env) bool{
	"en": english.Stem, "de": german.Stem, "fr": french.Stem, "es": spanish.Stem, "it": italian.Stem,
	"pt": portuguese.Stem, "nl": dutch.Stem, "ru": russian.Stem, "ar": arabic.Stem,
}

// stem returns a word's stem in a language; unknown languages are taken for
// English when no language is given, and left alone otherwise.
func stem(word, lang string) string {
	if lang == "" {
		lang = "en"
	}
	stemmer := stemmers[lang]
	if stemmer == nil {
		return word
	}
	env := envs.Get().(*snowballstem.Env)
	defer envs.Put(env)
	env.SetCurrent(word)
	stemmer(env)
	return env.Current()
}

// envs are where stemmers work.
var envs = sync.Pool{New: func() any { return snowballstem.NewEnv("") }}

// A token is one word with how it stood.
type token struct {
	surface, lower string
	start          bool // first of a sentence
}

// tokens splits text into words; Chinese and Japanese, which have no spaces,
// into pairs of characters, and so Korean, whose words end in many ways.
func tokens(text string) []token {
	out := make([]token, 0, len(text)/6)
	start := true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case isIdeograph(r):
			if next, more := utf8.DecodeRuneInString(text[i+size:]); isIdeograph(next) {
				pair := text[i : i+size+more]
				out = append(out, token{pair, pair, false})
			}
			i += size
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			end, cut := wordEnd(text, i)
			word := text[i:cut]
			out = append(out, token{word, strings.ToLower(word), start})
			start = false
			i = end
		default:
			start = start || strings.ContainsRune(".!?\n:\"“;", r)
			i += size
		}
	}
	return out
}

func isIdeograph(r rune) bool {
	return r > unicode.MaxLatin1 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// wordEnd returns where the word that begins at i ends, and where it is cut: at
// its first apostrophe. Apostrophes between letters and points between digits
// belong to it.
func wordEnd(text string, i int) (end, cut int) {
	var before rune
	for end = i; end < len(text); {
		r, size := rune(text[end]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[end:])
		}
		next := func() rune { n, _ := utf8.DecodeRuneInString(text[end+size:]); return n }
		switch {
		case 'a' <= r && r <= 'z': // most are
		case isIdeograph(r):
			return end, cmp.Or(cut, end)
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		case (r == '\'' || r == '’') && unicode.IsLetter(next()):
			if cut == 0 {
				cut = end
			}
		case (r == '.' || r == ',') && unicode.IsDigit(next()) && unicode.IsDigit(before):
		default:
			return end, cmp.Or(cut, end)
		}
		end += size
		before = r
	}
	return end, cmp.Or(cut, end)
}

// telling reports whether a word can say something about a story.
func telling(lower, lang string) bool {
	if utf8.RuneCountInString(lower) < 2 {
		return false
	}
	switch lang {
	case "", "en":
		return !stopWords[lower]
	case "zh", "ja":
		return !strings.ContainsFunc(lower, func(r rune) bool { return unicode.Is(unicode.Hiragana, r) || strings.ContainsRune(smallCharacters, r) })
	}
	return !language.SmallWords(lang)[lower]
}

// smallCharacters are those of Chinese that are words by themselves and say
// nothing; in Japanese Hiragana do their work.
const smallCharacters = "的了在是和與与及也就都而着著這这那他她它們们我你不之"

func capital(word string) bool {
	for _, r := range word {
		return unicode.IsUpper(r)
	}
	return false
}

// maxEntity is the longest name, in words.
const maxEntity = 5

// entities counts names: runs of capitalised words; the last word of a longer
// one counts half. Words that begin a sentence count only when they stand
// capitalised elsewhere.
func entities(title, body []token, lang string) map[string]float64 {
	within := map[string]bool{}
	for _, t := range body {
		if !t.start && capital(t.surface) && telling(t.lower, lang) {
			within[t.lower] = true
		}
	}
	out := map[string]float64{}
	names(out, body, lang, 1, func(t token) bool { return !t.start || within[t.lower] })
	if titleCase(title, lang) { // every word is capitalised: only known names count
		names(out, title, lang, 2, func(t token) bool { return within[t.lower] })
	} else {
		names(out, title, lang, 2, func(t token) bool { return !t.start || within[t.lower] })
	}
	return out
}

func names(out map[string]float64, tokens []token, lang string, weight float64, name func(token) bool) {
	var current []string
	flush := func() {
		if n := len(current); n > 0 && n <= maxEntity {
			out[strings.Join(current, " ")] += weight
			if n > 1 {
				out[current[n-1]] += weight / 2
			}
		}
		current = nil
	}
	for _, t := range tokens {
		if t.start {
			flush()
		}
		if capital(t.surface) && telling(t.lower, lang) && name(t) {
			current = append(current, t.lower)
		} else {
			flush()
		}
	}
	flush()
}

func titleCase(title []token, lang string) bool {
	upper, lower := 0, 0
	for _, t := range title {
		if len(t.lower) <= 3 || !telling(t.lower, lang) {
			continue
		}
		if capital(t.surface) {
			upper++
		} else {
			lower++
		}
	}
	return lower*3 < upper
}

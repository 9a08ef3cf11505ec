// Package language says which language a text is in, by its script and its
// most frequent small words. It knows the languages that it lists and abstains
// from others.
package language

import (
	_ "embed"
	"strings"
	"unicode"
)

// stopwords.txt holds a language a line: its tag, then small words that are
// frequent in it.
//
//go:embed stopwords.txt
var stopwordList string

// stopwords maps a small word to the languages that have it.
var stopwords = func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(stopwordList) {
		fields := strings.Fields(line)
		if len(fields) < 2 || fields[0] == "#" {
			continue
		}
		for _, word := range fields[1:] {
			out[word] = append(out[word], fields[0])
		}
	}
	return out
}()

// SmallWords returns the small words that are frequent in a language, those
// that say nothing about a text; nil for a language that is not listed.
func SmallWords(tag string) map[string]bool { return smallWords[tag] }

var smallWords = func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for word, tags := range stopwords {
		for _, tag := range tags {
			if out[tag] == nil {
				out[tag] = map[string]bool{}
			}
			out[tag][word] = true
		}
	}
	return out
}()

// sample is how much of a text is looked at, in bytes.
const sample = 8 << 10

// scripts that one language among those listed uses.
var scripts = []struct {
	table *unicode.RangeTable
	tag   string
}{
	{unicode.Hangul, "ko"}, {unicode.Greek, "el"}, {unicode.Hebrew, "he"}, {unicode.Thai, "th"}, {unicode.Devanagari, "hi"},
	{unicode.Bengali, "bn"}, {unicode.Tamil, "ta"},
}

// Detect returns the BCP 47 tag of text's language, empty when it is unsure.
func Detect(text string) string {
	if len(text) > sample {
		text = strings.ToValidUTF8(text[:sample], "")
	}
	counts := map[string]int{}
	letters, kana, han, cyrillic, arabic, latin := 0, 0, 0, 0, 0, 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		switch {
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		case unicode.Is(unicode.Arabic, r):
			arabic++
		default:
			for _, s := range scripts {
				if unicode.Is(s.table, r) {
					counts[s.tag]++
				}
			}
		}
	}
	if letters == 0 {
		return ""
	}
	for tag, n := range counts {
		if n*2 > letters {
			return tag
		}
	}
	switch {
	case kana > 0 && (kana+han)*2 > letters && kana*20 > han:
		return "ja"
	case han*3 > letters:
		return "zh"
	case cyrillic*2 > letters:
		return byWords(text, "ru", "uk")
	case arabic*2 > letters:
		return byWords(text, "ar", "fa")
	case latin*2 > letters:
		return byWords(text, "")
	}
	return ""
}

// byWords counts the small words of each language. only limits them, the first
// being the answer when none is found.
func byWords(text string, only ...string) string {
	counts := map[string]int{}
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		for _, tag := range stopwords[word] {
			counts[tag]++
		}
	}
	best, most, next := only[0], 0, 0
	for tag, n := range counts {
		if only[0] != "" && tag != only[0] && tag != only[len(only)-1] {
			continue
		}
		if n > most || n == most && tag < best {
			best, most, next = tag, n, most
		} else if n > next {
			next = n
		}
	}
	if only[0] == "" && (most == 0 || most == next) {
		return ""
	}
	return best
}

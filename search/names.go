package search

import (
	"slices"
	"strings"

	"newsclip/clip"
)

// Name is what a folder, story, tag, outlet or language is called.
type Name struct {
	ID     clip.ID // of a folder or story
	Text   string  // as the library spells it; of a folder with those above it, A/B
	Clips  int     // that have it; 0: not counted
	folded string
}

// NewName returns a name that can be looked for in any spelling.
func NewName(id clip.ID, text string, clips int) Name {
	return Name{ID: id, Text: text, Clips: clips, folded: foldName(text)}
}

// foldName folds a name as Term can write it.
func foldName(text string) string {
	return strings.Join(strings.Fields(unquoted(string(fold([]byte(text))))), " ")
}

// unquoted leaves out quotation marks, of which any would end a phrase.
func unquoted(text string) string {
	return strings.Map(func(r rune) rune {
		if isQuote(r) {
			return -1
		}
		return r
	}, text)
}

// Term writes a field with a value as a person would type it.
func Term(field, value string) string {
	value = unquoted(value)
	plain := !strings.ContainsFunc(value, func(r rune) bool { return !isWord(r) && !strings.ContainsRune("-./", r) })
	if plain && isWord([]rune(value + " ")[0]) {
		return field + ":" + value
	}
	return field + `:"` + value + `"`
}

// maxMeant bounds how many names a part of one may mean: each is an argument of
// the library's statement.
const maxMeant = 1000

// How well a name fits what was typed, best first.
const (
	fitsExactly = iota
	fitsBeginning
	fitsWord // the beginning of a word in it
	fitsWithin
	fitsNot
)

// fit says how well a name fits folded text. Folders may be named by their path
// or by its last part.
func (n *Name) fit(text string, nested bool) int {
	last := n.folded
	if nested {
		last = last[strings.LastIndexByte(last, '/')+1:]
	}
	switch {
	case n.folded == text || last == text:
		return fitsExactly
	case strings.HasPrefix(last, text) || strings.HasPrefix(n.folded, text):
		return fitsBeginning
	case strings.Contains(n.folded, " "+text):
		return fitsWord
	case strings.Contains(n.folded, text):
		return fitsWithin
	}
	return fitsNot
}

// meant returns the names that fit text best, all of one degree.
func meant(names []Name, text string, nested bool) (out []Name, fits int) {
	folded := foldName(text)
	best := fitsNot
	for i := range names {
		fits := names[i].fit(folded, nested)
		if fits == fitsNot || fits > best {
			continue
		}
		if fits < best {
			best, out = fits, out[:0]
		}
		out = append(out, names[i])
	}
	return out[:min(len(out), maxMeant)], best
}

// meantLanguage finds a language by its tag or name, also one that no clip has.
func meantLanguage(names []Name, text string) []string {
	tag := language(text)
	if languageNames[tag] != "" || slices.ContainsFunc(names, func(n Name) bool { return n.Text == tag }) {
		if tag == "no" {
			return []string{"no", "nb", "nn"}
		}
		return []string{tag}
	}
	folded := string(fold([]byte(text)))
	var out []string
	for tag, known := range languageNames {
		for name := range strings.SplitSeq(known, ", ") {
			if len(folded) >= minLanguage && strings.HasPrefix(string(fold([]byte(name))), folded) {
				out = append(out, tag)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// minLanguage is how much of a language's name must be typed, in bytes.
const minLanguage = 3

// LanguageName returns what a language is called in English and by those who
// speak it, "German, Deutsch"; empty for one that is not listed.
func LanguageName(tag string) string { return languageNames[language(tag)] }

var languageNames = map[string]string{
	"ar": "Arabic, العربية", "bg": "Bulgarian, Български", "bn": "Bengali, বাংলা", "bs": "Bosnian, Bosanski",
	"ca": "Catalan, Català", "cs": "Czech, Čeština", "cy": "Welsh, Cymraeg", "da": "Danish, Dansk",
	"de": "German, Deutsch", "el": "Greek, Ελληνικά", "en": "English", "eo": "Esperanto", "es": "Spanish, Español",
	"et": "Estonian, Eesti", "eu": "Basque, Euskara", "fa": "Persian, فارسی", "fi": "Finnish, Suomi",
	"fr": "French, Français", "ga": "Irish, Gaeilge", "gl": "Galician, Galego", "he": "Hebrew, עברית",
	"hi": "Hindi, हिन्दी", "hr": "Croatian, Hrvatski", "hu": "Hungarian, Magyar", "hy": "Armenian, Հայերեն",
	"id": "Indonesian, Bahasa Indonesia", "is": "Icelandic, Íslenska", "it": "Italian, Italiano", "ja": "Japanese, 日本語",
	"ka": "Georgian, ქართული", "kk": "Kazakh, Қазақ", "ko": "Korean, 한국어", "lb": "Luxembourgish, Lëtzebuergesch",
	"lt": "Lithuanian, Lietuvių", "lv": "Latvian, Latviešu", "mk": "Macedonian, Македонски", "ms": "Malay, Bahasa Melayu",
	"mt": "Maltese, Malti", "nl": "Dutch, Nederlands", "no": "Norwegian, Norsk", "pl": "Polish, Polski",
	"pt": "Portuguese, Português", "ro": "Romanian, Română", "ru": "Russian, Русский", "sk": "Slovak, Slovenčina",
	"sl": "Slovenian, Slovenščina", "sq": "Albanian, Shqip", "sr": "Serbian, Српски", "sv": "Swedish, Svenska",
	"sw": "Swahili, Kiswahili", "ta": "Tamil, தமிழ்", "th": "Thai, ไทย", "tr": "Turkish, Türkçe",
	"uk": "Ukrainian, Українська", "ur": "Urdu, اردو", "vi": "Vietnamese, Tiếng Việt", "zh": "Chinese, 中文",
}

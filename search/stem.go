package search

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
	"golang.org/x/text/unicode/norm"
)

// stemmer returns the Snowball stemmer of a language (ISO 639-1), nil when
// there is none.
func stemmer(lang string) func(*snowballstem.Env) bool {
	switch lang {
	case "ar":
		return arabic.Stem
	case "da":
		return danish.Stem
	case "de":
		return german.Stem
	case "en":
		return english.Stem
	case "es":
		return spanish.Stem
	case "fi":
		return finnish.Stem
	case "fr":
		return french.Stem
	case "ga":
		return irish.Stem
	case "hu":
		return hungarian.Stem
	case "it":
		return italian.Stem
	case "nl":
		return dutch.Stem
	case "no":
		return norwegian.Stem
	case "pt":
		return portuguese.Stem
	case "ro":
		return romanian.Stem
	case "ru":
		return russian.Stem
	case "sv":
		return swedish.Stem
	case "ta":
		return tamil.Stem
	case "tr":
		return turkish.Stem
	}
	return nil
}

// stem returns the folded stem of a word in a language that has a stemmer.
// Stemmers want accents, so folding comes after.
func stem(word []byte, lang string) string {
	lower := strings.ToLower(norm.NFC.String(string(word)))
	lower = strings.ReplaceAll(lower, "’", "'")
	if i := strings.IndexByte(lower, '\''); i > 0 && i <= maxElision && len(lower)-i > 2 && elides(lang) {
		lower = lower[i+1:]
	}
	if lang == "ru" {
		lower = strings.ReplaceAll(lower, "ё", "е")
	}
	env := snowballstem.NewEnv(lower)
	stemmer(lang)(env)
	return string(cut(fold([]byte(env.Current()))))
}

// maxElision is the longest article that elides, in bytes: quell’, jusqu’.
const maxElision = 6

// elides reports whether articles lose their vowel in a language: l’homme.
func elides(lang string) bool { return lang == "fr" || lang == "it" }

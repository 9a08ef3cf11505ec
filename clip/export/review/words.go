package review

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Words are the words around the clips in one language: labels, dates, counts.
type Words struct {
	Lang        string // BCP 47
	Name        string // of the language, in itself
	PressReview string // the title of a document that has none
	Contents    string
	Sources     string
	Provenance  string
	Notes       string
	Untitled    string // a clip without a headline
	NoOutlet    string // the heading of sources without an outlet
	Others      string // the heading of clips in no group
	MadeOn      string // with {date}
	Captured    string // label of a time
	Requested   string // label: addresses that led to a clip
	Edited      string // says of a version that a person changed it
	NoOriginal  string // says that no original is kept
	NoLonger    string // says of a quote that its text does not have it any more
	Proof       string // what the annex proves, in one sentence or two
	Image       string // what stands before the description of one that is not shown
	Embedded    string // a video or post without a name

	clippings, pages forms
	date             string // {d}, {m}, {y}
	dayMonth         string // {d}, {m}
	first            string // the first day of a month, where it is no plain number
	months           [12]string
	alone            [12]string // without a day, where a month is then another word; else empty
}

// forms are the forms of a noun after a number: for 1, for 2 to 4 (where the
// language has such), and for all others.
type forms struct{ one, few, many string }

// WordsIn returns the words in a language ("de-AT" has those of "de"), else in
// English.
func WordsIn(lang string) Words {
	if words, ok := find(lang); ok {
		return words
	}
	return languages[0]
}

// HasWords reports whether the words are known in a language.
func HasWords(lang string) bool {
	_, ok := find(lang)
	return ok
}

// Languages returns the languages whose words are known.
func Languages() []string {
	var out []string
	for _, words := range languages {
		out = append(out, words.Lang)
	}
	return out
}

// find looks for the tag, then for what is left of it without its last subtag
// (RFC 4647, lookup).
func find(lang string) (Words, bool) {
	lang = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(lang), "_", "-"))
	for lang != "" {
		if i := slices.IndexFunc(languages, func(w Words) bool { return strings.ToLower(w.Lang) == lang }); i >= 0 {
			return languages[i], true
		}
		lang = lang[:max(0, strings.LastIndexByte(lang, '-'))]
	}
	return Words{}, false
}

// Date writes a day for reading, "2 January 2006".
func (w Words) Date(t time.Time) string { return w.fill(w.date, t) }

// Time writes a moment for reading, with its zone.
func (w Words) Time(t time.Time) string { return w.Date(t) + ", " + t.Format("15:04:05 MST") }

func (w Words) fill(pattern string, t time.Time) string {
	return strings.NewReplacer("{d}", w.day(t), "{m}", w.months[t.Month()-1], "{y}", strconv.Itoa(t.Year())).Replace(pattern)
}

func (w Words) day(t time.Time) string {
	if t.Day() == 1 && w.first != "" {
		return w.first
	}
	return strconv.Itoa(t.Day())
}

// Period writes a span of days, what they share but once. Either may be zero.
func (w Words) Period(from, to time.Time) string {
	if from.IsZero() || to.IsZero() {
		from, to = later(from, to), later(from, to)
	}
	switch {
	case to.IsZero():
		return ""
	case from.Format(time.DateOnly) == to.Format(time.DateOnly):
		return w.Date(to)
	case from.Year() != to.Year():
		return w.Date(from) + " – " + w.Date(to)
	case from.Month() != to.Month():
		return w.fill(w.dayMonth, from) + " – " + w.Date(to)
	}
	// "2–8 March": the pattern's own point after a day ("2.–8. März") goes along.
	day := "{d}"
	if strings.Contains(w.date, "{d}.") {
		day = "{d}."
	}
	return w.fill(strings.Replace(w.date, day, w.fill(day, from)+"–"+day, 1), to)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// Month writes the month of a day without it.
func (w Words) Month(t time.Time) string {
	if month := w.alone[t.Month()-1]; month != "" {
		return month
	}
	return w.months[t.Month()-1]
}

// Colon is what parts a label from what it names: French has a space before it,
// at which no line ends.
func (w Words) Colon() string {
	if w.Lang == "fr" {
		return "\u00a0: "
	}
	return ": "
}

// Clippings writes a number of clippings.
func (w Words) Clippings(n int) string { return w.count(n, w.clippings) }

// Pages writes a number of pages.
func (w Words) Pages(n int) string { return w.count(n, w.pages) }

// count chooses the form of a noun as CLDR's rules for integers have it.
func (w Words) count(n int, f forms) string {
	noun := f.many
	switch w.Lang {
	case "ru":
		if n%10 == 1 && n%100 != 11 {
			noun = f.one
		} else if few(n) {
			noun = f.few
		}
	case "pl":
		if n == 1 {
			noun = f.one
		} else if few(n) {
			noun = f.few
		}
	case "fr", "pt":
		if n <= 1 {
			noun = f.one
		}
	default:
		if n == 1 {
			noun = f.one
		}
	}
	return strconv.Itoa(n) + " " + noun
}

func few(n int) bool { return n%10 >= 2 && n%10 <= 4 && !(n%100 >= 12 && n%100 <= 14) }

// Made says when a document was made.
func (w Words) Made(t time.Time) string { return strings.Replace(w.MadeOn, "{date}", w.Date(t), 1) }

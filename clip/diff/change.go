package diff

import (
	_ "embed" // numbers.txt
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsclip/clip"
)

// Kind says what of an article changed.
type Kind string

// The kinds of change, the one that matters most first.
const (
	Headline   Kind = "headline"
	Number     Kind = "number"
	Quotation  Kind = "quotation"
	Standfirst Kind = "standfirst"
	Authors    Kind = "authors"
	Outlet     Kind = "outlet"
	Published  Kind = "published"
	Address    Kind = "address"
)

// A Change is one thing that matters: what it was and what it is. Was is empty
// for what came, Is for what went.
type Change struct {
	Kind Kind   `json:"kind"`
	Was  string `json:"was,omitempty"`
	Is   string `json:"is,omitempty"`
	// About is what a number counts, as the text goes on: "passengers".
	About string `json:"about,omitempty"`
	// At is where it stands in the comparison's Body; Leaf -1: not in it.
	At clip.Position `json:"-"`
}

var nowhere = clip.Position{Leaf: -1}

func headline(old, fresh *clip.Version) []Change {
	return value(nil, Headline, oneLine(old.Title), oneLine(fresh.Title))
}

// details compares what is known about an article beside its text.
func details(old, fresh *clip.Version) []Change {
	out := value(nil, Standfirst, oneLine(old.Standfirst), oneLine(fresh.Standfirst))
	out = value(out, Authors, old.Byline(), fresh.Byline())
	out = value(out, Outlet, old.Outlet, fresh.Outlet)
	out = value(out, Published, old.Published.String(), fresh.Published.String())
	return value(out, Address, old.URL, fresh.URL)
}

func value(out []Change, kind Kind, was, is string) []Change {
	if was == is {
		return out
	}
	return append(out, Change{Kind: kind, Was: was, Is: is, At: nowhere})
}

// numbers finds the numbers that changed within a text that stayed.
func numbers(blocks []Block) []Change {
	var out []Change
	for i := range blocks {
		leaf, offset := blocks[i].Leaf, 0
		if blocks[i].Kind == clip.Row {
			leaf = -1 // its parts are those of several leaves
		}
		all := blocks[i].Parts
		for k, p := range all {
			if p.Op == Deleted && k+1 < len(all) && all[k+1].Op == Inserted {
				if change, ok := number(all, k); ok {
					change.At = clip.Position{Leaf: leaf, Offset: offset}
					out = append(out, change)
				}
			}
			offset += utf8.RuneCountInString(p.Text)
		}
	}
	return out
}

// number compares the numbers of a deleted part and of the one that came in its
// place.
func number(all []Part, at int) (Change, bool) {
	before, after := "", ""
	if at > 0 && all[at-1].Op == Same {
		before = all[at-1].Text
	}
	if at+2 < len(all) && all[at+2].Op == Same {
		after = all[at+2].Text
	}
	head := before[len(strings.TrimRightFunc(before, isNumeral)):]
	rest := strings.TrimLeftFunc(after, isNumeral)
	for _, percent := range percents {
		rest = strings.TrimPrefix(rest, percent)
	}
	tail := after[:len(after)-len(rest)]
	was, _ := numerals(head + all[at].Text + tail)
	is, end := numerals(head + all[at+1].Text + tail)
	if len(was) == 0 || len(is) == 0 || slices.Equal(was, is) {
		return Change{}, false
	}
	if len(was) == len(is) { // those that stayed say nothing
		for i := len(was) - 1; i >= 0; i-- {
			if was[i] == is[i] {
				was, is = slices.Delete(was, i, i+1), slices.Delete(is, i, i+1)
			}
		}
	}
	return Change{Kind: Number, Was: strings.Join(was, ", "), Is: strings.Join(is, ", "), About: following((head + all[at+1].Text + tail)[end:] + rest)}, true
}

// numerals returns the numbers in a text and where the last one ends: digits
// with the marks between them, Chinese numerals, words for numbers.
func numerals(text string) (found []string, end int) {
	runes := []rune(text)
	for i := 0; i < len(runes); {
		from := i
		switch {
		case isNumeral(runes[i]):
			i = numeralEnd(runes, i)
			if lonely(runes[from:i], runes) {
				continue
			}
		case unicode.IsLetter(runes[i]):
			for i < len(runes) && (unicode.IsLetter(runes[i]) || unicode.IsMark(runes[i])) && !isNumeral(runes[i]) {
				i++
			}
			if !numberWords[strings.ToLower(string(runes[from:i]))] {
				continue
			}
		default:
			i++
			continue
		}
		found, end = append(found, string(runes[from:i])), len(string(runes[:i]))
	}
	return found, end
}

// numeralEnd returns where the numeral ends that begins at i.
func numeralEnd(runes []rune, i int) int {
	for i < len(runes) && (isNumeral(runes[i]) || i+1 < len(runes) && strings.ContainsRune(".,:/'’\u202f\u00a0", runes[i]) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1])) {
		i++
	}
	if i < len(runes) && slices.Contains(percents, string(runes[i])) {
		i++
	}
	return i
}

//go:embed numbers.txt
var numbersFile string

// numberWords are the words of numbers.txt.
var numberWords = func() map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(numbersFile) {
		if !strings.HasPrefix(line, "#") {
			for _, word := range strings.Fields(line) {
				words[word] = true
			}
		}
	}
	return words
}()

// percents are the signs that belong to the number before them.
var percents = []string{"%", "٪", "％"}

// lonely reports whether a numeral is a single Chinese one among other
// characters: 一 is a part of many words.
func lonely(number, text []rune) bool {
	return len(number) == 1 && !unicode.IsDigit(number[0]) && len(text) > 1
}

func isNumeral(r rune) bool {
	return unicode.IsDigit(r) || strings.ContainsRune("〇零一二两三四五六七八九十百千万亿萬億", r)
}

// What follows a number says what it counts: up to the first word of more than
// shortWord letters, or so many characters of a script that parts no words.
const (
	shortWord       = 3
	aboutWords      = 3
	aboutCharacters = 4
)

// following returns the words that a text begins with, up to a mark.
func following(text string) string {
	out, words, characters := "", 0, 0
	for _, token := range tokens(text) {
		r, _ := utf8.DecodeRuneInString(token)
		switch {
		case unicode.IsSpace(r) && !strings.ContainsRune(token, '\n'):
			out += token
			continue
		case unparted(r):
			characters++
		case unicode.IsLetter(r):
			words++
		default:
			return strings.TrimSpace(out)
		}
		out += token
		if words == aboutWords || characters == aboutCharacters || words > 0 && utf8.RuneCountInString(token) > shortWord {
			break
		}
	}
	return strings.TrimSpace(out)
}

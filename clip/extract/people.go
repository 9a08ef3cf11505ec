package extract

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// people.txt has the words that part a byline from its names.
//
//go:embed people.txt
var bylineWords string

// bylineTable is people.txt read: its sections by name.
var bylineTable = sections(bylineWords)

// sections reads a file of words: the rows of each section by its name.
func sections(file string) map[string][]string {
	out := map[string][]string{}
	section := ""
	for row := range strings.Lines(file) {
		row = strings.TrimRight(row, "\n")
		switch {
		case row == "" || strings.HasPrefix(row, "#"):
		case strings.HasPrefix(row, "["):
			section = strings.Trim(row, "[]")
		default:
			out[section] = append(out[section], row)
		}
	}
	return out
}

// set makes a look-up of a section's words.
func set(section string) map[string]bool {
	out := map[string]bool{}
	for _, row := range bylineTable[section] {
		for _, word := range strings.Fields(row) {
			out[word] = true
		}
	}
	return out
}

var (
	roleWords     = set("roles")
	notPeople     = set("not people")
	nameParticles = set("particles")
	deskWords     = set("desks")
	afterName     = set("after a name")
)

// people splits a byline into persons' names; nobody is better than somebody
// wrong.
func people(byline, outlet string) []string {
	if strings.Contains(byline, "://") {
		return nil
	}
	byline = strings.ReplaceAll(byline, "\u00ad", "") // soft hyphens
	byline, _ = withoutBy(strings.TrimSpace(byline))
	for _, words := range bylineTable["not bylines"] {
		if len(byline) > len(words) && strings.EqualFold(byline[:len(words)], words) {
			return nil
		}
	}
	byline = withoutSuffix(beforeSeparator(byline))
	for _, word := range bylineTable["and"] {
		byline = replaceFold(byline, " "+word+" ", ", ")
	}
	var out []string
	for _, name := range nameParts(byline) {
		name = person(name)
		if isPerson(name, outlet) && !slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, name) }) {
			out = append(out, name)
		}
	}
	return out
}

// nameParts parts the names of a byline; East Asian ones at spaces too.
func nameParts(byline string) []string {
	return strings.FieldsFunc(byline, func(r rune) bool {
		return strings.ContainsRune(",;&、，；/", r) || unicode.IsSpace(r) && strings.IndexFunc(byline, unicode.IsLetter) >= 0 && hanOnly(byline)
	})
}

// hanOnly reports whether all letters of a text are Chinese characters.
func hanOnly(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) }) < 0
}

func isEastAsian(r rune) bool { return r > 0x2e80 }

// withoutBy takes "By", "Von", "Written by" … off a byline and reports whether
// one was there.
func withoutBy(text string) (rest string, by bool) {
	for again := true; again; {
		again = false
		for _, prefix := range bylineTable["by"] {
			n := len(prefix)
			if len(text) <= n || !strings.EqualFold(text[:n], prefix) {
				continue
			}
			after, _ := utf8.DecodeRuneInString(text[n:])
			if strings.HasSuffix(prefix, ":") || strings.HasSuffix(prefix, "：") || after == ' ' || after == ':' || after == '|' || after > 0x2e80 {
				text, by, again = strings.TrimLeft(text[n:], " :：/|"), true, true
			}
		}
	}
	return text, by
}

// beforeSeparator cuts a byline where something else begins: a bar, a dot in
// the middle, a digit.
func beforeSeparator(text string) string {
	if i := strings.IndexAny(text, "|•·—–([<0123456789"); i >= 0 {
		text = text[:i]
	}
	text, _, _ = strings.Cut(text, " - ")
	return text
}

// withoutSuffix takes the word for "reporter" off the end of a byline, where
// languages put it there.
func withoutSuffix(text string) string {
	text = strings.TrimSpace(text)
	for _, suffix := range bylineTable["suffixes"] {
		if rest, ok := strings.CutSuffix(text, suffix); ok && rest != "" {
			return strings.TrimSpace(rest)
		}
	}
	return text
}

// replaceFold replaces a word whatever its case.
func replaceFold(s, old, with string) string {
	lower := strings.ToLower(s)
	if len(lower) != len(s) { // folding changed lengths: rare, leave it
		return s
	}
	var out strings.Builder
	for {
		i := strings.Index(lower, old)
		if i < 0 {
			return out.String() + s
		}
		out.WriteString(s[:i] + with)
		s, lower = s[i+len(old):], lower[i+len(old):]
	}
}

// person takes what is no part of a name off its ends: an "and", and all from
// the first word that names an office on.
func person(name string) string {
	words := strings.Fields(parted(strings.Trim(name, " .:-–—*\u00a0")))
	for len(words) > 0 && slices.Contains(bylineTable["and"], strings.ToLower(words[len(words)-1])) {
		words = words[:len(words)-1]
	}
	for len(words) > 0 && slices.Contains(bylineTable["and"], strings.ToLower(words[0])) {
		words = words[1:]
	}
	for i, word := range words {
		if i >= 2 && roleWords[strings.ToLower(strings.Trim(word, ".:"))] {
			words = words[:i]
			break
		}
	}
	for len(words) > 0 && (nameParticles[words[len(words)-1]] || strings.EqualFold(words[len(words)-1], "the")) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// parted puts a space for the dot in names of accounts like "Ida.Marlow".
func parted(name string) string {
	before, after, ok := strings.Cut(name, ".")
	first, _ := utf8.DecodeRuneInString(name)
	next, _ := utf8.DecodeRuneInString(after)
	if !ok || strings.ContainsAny(name, " @") || strings.Contains(after, ".") || len(before) < 3 || len(after) < 3 || !unicode.IsUpper(first) || !unicode.IsUpper(next) {
		return name
	}
	return before + " " + after
}

// accountName returns the one word that a byline names somebody with, as
// blogs do.
func accountName(byline, outlet string) []string {
	byline, _ = withoutBy(strings.TrimSpace(byline))
	first, _ := utf8.DecodeRuneInString(byline)
	if byline == strings.ToUpper(byline) || unicode.IsLower(first) {
		return nil // an agency, or no name
	}
	return linkedName(byline, outlet)
}

// linkedName is accountName for a link to an author's page, where a name need
// not begin with a capital.
func linkedName(byline, outlet string) []string {
	byline, _, _ = strings.Cut(strings.TrimSpace(byline), " |")
	name := strings.Trim(byline, ",.:;")
	length := utf8.RuneCountInString(name)
	first, _ := utf8.DecodeRuneInString(name)
	if length < 3 || length > 20 || !unicode.IsLetter(first) || strings.ContainsAny(name, " \u00a0@/:?!©→»«>…*#&.") || sameOutlet(name, outlet) {
		return nil
	}
	lower := strings.ToLower(name)
	if notPeople[lower] || roleWords[lower] || months[lower] > 0 || slices.ContainsFunc(bylineTable["not accounts"], func(part string) bool { return strings.Contains(lower, part) }) {
		return nil
	}
	return []string{name}
}

// isDesk reports whether a byline names the outlet, or staff without a name.
func isDesk(byline, outlet string) bool {
	byline, _ = withoutBy(strings.TrimSpace(byline))
	if len(people(byline, outlet)) > 0 {
		return false
	}
	byline = strings.TrimSpace(beforeSeparator(byline))
	return sameOutlet(byline, outlet) || slices.ContainsFunc(units(byline), func(word string) bool { return deskWords[word] })
}

// smallWord reports whether a word has a small first letter, as no word of a
// name has but particles like "van".
func smallWord(word string) bool {
	if i := strings.IndexAny(word, "'’"); i == 1 && word[0] >= 'a' { // d’Aubry
		_, size := utf8.DecodeRuneInString(word[i:])
		word = word[i+size:]
	}
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(first) && !nameParticles[strings.ToLower(word)]
}

// Limits of a name.
const (
	maxNameRunes = 50
	maxNameWords = 5
)

func isPerson(name, outlet string) bool {
	words := strings.Fields(name)
	if len(name) < 2 || utf8.RuneCountInString(name) > maxNameRunes || len(words) > maxNameWords || strings.ContainsAny(name, "@/:：0123456789?!©→»«>…*#") || sameOutlet(name, outlet) {
		return false
	}
	for _, word := range words {
		lower := strings.ToLower(strings.Trim(word, ".’'"))
		if notPeople[lower] || roleWords[lower] || isHost(word) {
			return false
		}
		if smallWord(word) {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(name)
	if length := utf8.RuneCountInString(name); isEastAsian(first) {
		const longestHan, longestOther = 4, 12 // characters
		return length >= 2 && (length <= longestHan || length <= longestOther && !hanOnly(name)) && !slices.ContainsFunc(bylineTable["not names"], func(part string) bool { return strings.Contains(name, part) })
	}
	return ownWords(words) > 1 // a single word is an account's name
}

// ownWords counts the words of a name that are no particles.
func ownWords(words []string) int {
	n := 0
	for _, word := range words {
		if !nameParticles[word] {
			n++
		}
	}
	return n
}

// isHost reports whether a word is a host's name: two or more letters on both
// sides of a dot. Initials have one.
func isHost(word string) bool {
	before, after, ok := strings.Cut(word, ".")
	return ok && len(before) > 2 && len(after) > 1
}

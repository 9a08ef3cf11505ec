package story

import (
	"cmp"
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A story is named best by a headline that reports: one that comments, explains
// or addresses its readers (“Why we should…”) names what somebody thinks of it.
// Such a one is told by small words, since what it is about is the same.

//go:embed angles.txt
var angleLines string

// angle is the words by which the headlines of a language are told.
type angle struct{ begins, has []string }

var angles, commentLabels = readAngles()

func readAngles() (map[string]*angle, []string) {
	out := map[string]*angle{}
	var labels []string
	for line := range strings.Lines(angleLines) {
		words := strings.Fields(line)
		lang := words[0]
		switch {
		case lang == "labels":
			labels = strings.Split(strings.TrimSpace(strings.TrimPrefix(line, lang)), ", ")
			continue
		case len(lang) != 2: // says what the file is
			continue
		case out[lang] == nil:
			out[lang] = &angle{}
		}
		if words[1] == "begins" {
			out[lang].begins = words[2:]
		} else {
			out[lang].has = words[2:]
		}
	}
	return out, labels
}

// comments reports whether a headline does not report; whole is it with its
// labels.
func comments(title, whole, lang string) bool {
	return labelled(title, whole) || angles[cmp.Or(lang, "en")].tells(title)
}

// labelled reports whether a label that was taken off a headline says so.
func labelled(title, whole string) bool {
	rest := strings.Replace(strings.ToLower(strings.Join(strings.Fields(whole), " ")), strings.ToLower(title), "\n", 1)
	label := func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' }
	return slices.ContainsFunc(strings.FieldsFunc(rest, label), func(part string) bool {
		return slices.Contains(commentLabels, strings.TrimSpace(part))
	})
}

// quoted is what somebody else said: their words report.
var quoted = regexp.MustCompile(`"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|『[^』]*』|(^|\s)'\S[^']*'(\s|$|\pP)|‘[^’]*’`)

func (a *angle) tells(title string) bool {
	if a == nil {
		return false
	}
	lower := strings.ReplaceAll(strings.ToLower(quoted.ReplaceAllString(title, " ")), "’", "'")
	if strings.ContainsFunc(lower, isIdeograph) {
		return slices.ContainsFunc(a.has, func(word string) bool { return strings.Contains(lower, word) })
	}
	words := strings.FieldsFunc(lower, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '-'
	})
	return len(words) > 0 && slices.Contains(a.begins, words[0]) ||
		slices.ContainsFunc(words, func(word string) bool { return slices.Contains(a.has, word) })
}

package story

import (
	_ "embed"
	"strings"
	"unicode"
)

//go:embed kickers.txt
var kickerLines string

// kickers are labels that stand before a headline or behind it and say what kind
// of article it is, a line for each language.
var kickers = func() map[string]bool {
	out := map[string]bool{}
	for label := range strings.FieldsFuncSeq(kickerLines, func(r rune) bool { return r == ',' || r == '\n' }) {
		if label = strings.TrimSpace(label); label != "" {
			out[label] = true
		}
	}
	return out
}()

// bars part a headline from its outlet or kicker.
var bars = []string{" | ", " - ", " – ", " — ", " · ", " :: ", " » ", "｜", " / ", "_"}

// brackets hold a kicker.
var brackets = [][2]string{{"[", "]"}, {"(", ")"}, {"【", "】"}, {"［", "］"}, {"（", "）"}, {"〈", "〉"}, {"＜", "＞"}, {"+++", "+++"}, {"«", "»"}}

// headline takes the outlet and kickers off a title: as long as something is
// left.
func headline(title, outlet string) string {
	title = strings.Join(strings.Fields(title), " ")
	for {
		shorter := withoutLabel(title, outlet)
		if shorter == "" || shorter == title {
			return title
		}
		title = shorter
	}
}

// withoutLabel takes one label off.
func withoutLabel(title, outlet string) string {
	label := func(s string) bool { return isKicker(s) || isOutlet(s, outlet) }
	for _, bar := range bars {
		if i := strings.LastIndex(title, bar); i > 0 && label(title[i+len(bar):]) {
			return strings.TrimSpace(title[:i])
		}
		if before, rest, ok := strings.Cut(title, bar); ok && label(before) {
			return strings.TrimSpace(rest)
		}
	}
	for _, colon := range []string{":", "："} {
		if before, rest, ok := strings.Cut(title, colon); ok && label(before) {
			return strings.TrimSpace(rest)
		}
	}
	return withoutBrackets(title, label)
}

// withoutBrackets takes a label in brackets off, or one in capitals with nothing
// behind it: “LIVE Ferry sinks”.
func withoutBrackets(title string, label func(string) bool) string {
	for _, b := range brackets {
		if rest, ok := strings.CutPrefix(title, b[0]); ok {
			if inner, rest, ok := strings.Cut(rest, b[1]); ok && label(inner) {
				return strings.TrimSpace(rest)
			}
		}
		if rest, ok := strings.CutSuffix(title, b[1]); ok {
			if i := strings.LastIndex(rest, b[0]); i > 0 && label(rest[i+len(b[0]):]) {
				return strings.TrimSpace(rest[:i])
			}
		}
	}
	for n := 1; n <= 2; n++ {
		words := strings.SplitN(title, " ", n+1)
		if len(words) > n {
			if first := strings.Join(words[:n], " "); shouted(first) && !shouted(words[n]) && isKicker(first) {
				return words[n]
			}
		}
	}
	return title
}

func isKicker(s string) bool {
	return kickers[strings.ToLower(strings.Trim(s, " +!.:•●🔴"))]
}

// isOutlet reports whether a part of a title is the outlet: its name, or one of
// which it is the beginning, as “BBC News” of “BBC”.
func isOutlet(s, outlet string) bool {
	s, outlet = strings.ToLower(strings.TrimSpace(s)), strings.ToLower(strings.TrimSpace(outlet))
	if s == "" || outlet == "" {
		return false
	}
	bare := func(s string) string { return strings.TrimPrefix(strings.TrimPrefix(s, "the "), "www.") }
	s, outlet = bare(s), bare(outlet)
	site, _, _ := strings.Cut(outlet, ".")
	return s == outlet || len(site) > 2 && (strings.ReplaceAll(s, " ", "") == site || strings.HasPrefix(s, site+" ") && len(strings.Fields(s)) <= 3) ||
		len(s) > 2 && strings.HasPrefix(outlet, s+" ")
}

// shouted reports whether a text has capitals and no small letters.
func shouted(s string) bool {
	return strings.ContainsFunc(s, unicode.IsUpper) && !strings.ContainsFunc(s, unicode.IsLower)
}

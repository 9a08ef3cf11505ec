package search

import (
	"slices"
	"strings"
)

// hints are the sentences about what was taken differently than it may have
// been meant.
type hints []string

func (h *hints) add(sentence string) {
	if sentence != "" && !slices.Contains(*h, sentence) {
		*h = append(*h, sentence)
	}
}

func (h hints) String() string { return strings.Join(h, " ") }

const (
	hintQuote       = "A quotation mark is not closed; the words after it were searched one by one."
	hintParenthesis = "A parenthesis has no partner; it was passed over."
	hintDeep        = "There are too many parentheses within each other; the innermost were passed over."
	hintSome        = "No clip has all of these words; these have some of them."
	hintLong        = "The search is very long; only its beginning was looked for."
)

func hintDangling(operator string) string { return "Write a word after " + operator + "." }

func hintValue(field string) string { return "Write after “" + field + "” what to look for." }

func hintDate(source string) string {
	return "“" + source + "” has no date that is understood; write 2026, 2026-11, 2026-11-24, 2026-01..2026-03, >2025, today or last-week."
}

func hintChoice(field, source string, choices []string) string {
	return "“" + source + "” is not understood: “" + field + ":” knows " + strings.Join(choices, ", ") + "."
}

func hintNone(source string) string { return "Nothing in the library is called “" + source + "”." }

// hintNames says which names were taken for a part of one.
func hintNames(source string, names []string) string {
	const most = 3
	shown := strings.Join(names[:min(most, len(names))], "”, “")
	if len(names) > most {
		return "“" + source + "” was taken for “" + shown + "” and others."
	}
	return "“" + source + "” was taken for “" + shown + "”."
}

func hintSimilar(unknown []string) string {
	return "No clip has “" + strings.Join(unknown, "”, “") + "”; similar words were searched instead."
}

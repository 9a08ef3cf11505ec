package diff

import (
	"strings"
	"unicode/utf8"

	"newsclip/clip"
)

// marks are the quotation marks of many languages, opening and closing. German
// closes with what English opens with; » « stand either way round.
var marks = map[rune]string{'“': "”", '„': "“”", '«': "»", '»': "«", '「': "」", '『': "』", '"': "\"", '‹': "›", '›': "‹", '＂': "＂"}

// Bounds of a quotation: below the one it is a name or a word with irony in it,
// above the other a mark was not closed.
const (
	minQuotation = 3    // features: words, or pairs of characters
	maxQuotation = 1000 // runes
	// alike is how much alike two quotations are that are the same, edited.
	alike = 0.5
)

// quotation is what somebody is quoted with.
type quotation struct {
	text     string
	features []uint32
}

// quotations finds what is no longer quoted, newly quoted, or quoted with other
// words. merged is where they are looked for.
func quotations(old, fresh, merged clip.Body) []Change {
	gone, came := without(quoted(old), fresh), without(quoted(fresh), old)
	var out []Change
	for _, g := range gone {
		change := Change{Kind: Quotation, Was: g.text}
		if i := likest(g, came); i >= 0 {
			change.Is = came[i].text
			came = append(came[:i:i], came[i+1:]...)
		}
		out = append(out, change)
	}
	for _, c := range came {
		out = append(out, Change{Kind: Quotation, Is: c.text})
	}
	for i := range out {
		out[i].At = find(merged, out[i].Was, out[i].Is)
	}
	return out
}

// likest returns the number of the quotation that one has become; -1: none.
func likest(g quotation, came []quotation) int {
	best, at := alike, -1
	for i, c := range came {
		if like := dice(g.features, c.features); like >= best {
			best, at = like, i
		}
	}
	return at
}

// without returns the quotations whose words a body does not say.
func without(all []quotation, body clip.Body) []quotation {
	text := oneLine(body.Plain())
	var out []quotation
	for _, q := range all {
		if !strings.Contains(text, q.text) {
			out = append(out, q)
		}
	}
	return out
}

// quoted returns what stands between quotation marks in a body.
func quoted(body clip.Body) []quotation {
	var out []quotation
	for _, leaf := range body.Leaves() {
		runes := []rune(leaf.Text)
		for i := 0; i < len(runes); i++ {
			end := closing(runes, i)
			if end < 0 {
				continue
			}
			text := oneLine(string(runes[i+1 : end]))
			if features := featuresOf(text); len(features) >= minQuotation {
				out = append(out, quotation{strings.TrimRight(text, ",;，、"), features})
			}
			i = end
		}
	}
	return out
}

// closing returns where the quotation ends that opens at i; -1: none does.
func closing(runes []rune, i int) int {
	ends, ok := marks[runes[i]]
	if !ok {
		return -1
	}
	for k := i + 1; k < min(len(runes), i+maxQuotation); k++ {
		if strings.ContainsRune(ends, runes[k]) {
			return k
		}
	}
	return -1
}

// find returns where a body says one of two texts, or how one of them begins.
func find(body clip.Body, texts ...string) clip.Position {
	for _, text := range texts {
		begin := text
		if runes := []rune(text); len(runes) > findLength {
			begin = string(runes[:findLength])
		}
		if begin == "" {
			continue
		}
		for i, leaf := range body.Leaves() {
			if at := strings.Index(leaf.Text, begin); at >= 0 {
				return clip.Position{Leaf: i, Offset: utf8.RuneCountInString(leaf.Text[:at])}
			}
		}
	}
	return nowhere
}

// findLength is how much of a text find looks for, in runes.
const findLength = 16

package diff

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"
	"github.com/sergi/go-diff/diffmatchpatch"
)

// Op says what became of a text from the old version to the new.
type Op string

// What became of it.
const (
	Same     Op = "same"
	Deleted  Op = "deleted"
	Inserted Op = "inserted"
)

// A Part is a stretch of text that stayed, went or came.
type Part struct {
	Op   Op     `json:"op"`
	Text string `json:"text"`
}

// tokens cuts a text into words (UAX #29), stretches of white space, and single
// characters of all else. Put together they are the text again.
func tokens(text string) []string {
	runes := []rune(text)
	if len(runes) == 0 {
		return nil
	}
	var out []string
	at := 0
	var segments segmenter.Segmenter
	segments.Init(runes)
	for it := segments.WordIterator(); it.Next(); {
		word := it.Word()
		out = append(out, between(runes[at:word.Offset])...)
		out = append(out, string(word.Text))
		at = word.Offset + len(word.Text)
	}
	return append(out, between(runes[at:])...)
}

// between cuts what stands between words: white space together, each other
// character with the marks on it.
func between(runes []rune) []string {
	var out []string
	for from := 0; from < len(runes); {
		to := from + 1
		space := unicode.IsSpace(runes[from])
		for to < len(runes) && (unicode.IsMark(runes[to]) || space && unicode.IsSpace(runes[to])) {
			to++
		}
		out = append(out, string(runes[from:to]))
		from = to
	}
	return out
}

// maxTokens bounds how many words of two texts are compared one by one, after
// what both begin and end with: the work grows with their product. No paragraph
// of a real article comes near; what does is shown as gone and come.
const maxTokens = 6_000

// words says what two texts differ in, word by word.
func words(old, fresh string) []Part {
	if old == fresh {
		return parts(nil, Same, old)
	}
	a, b := tokens(old), tokens(fresh)
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	middle, end := a[head:len(a)-tail], b[head:len(b)-tail]
	hunks := append([]hunk{{same: strings.Join(a[:head], "")}}, compared(middle, end)...)
	hunks = append(hunks, hunk{same: strings.Join(a[len(a)-tail:], "")})
	return partsOf(joined(hunks))
}

// A hunk is a text that stayed, or one that went with one that came in its
// place.
type hunk struct{ same, old, fresh string }

func (h hunk) changed() bool { return h.old != "" || h.fresh != "" }

// compared returns what two lists of words differ in.
func compared(a, b []string) []hunk {
	var hunks []hunk
	for _, e := range edits(a, b) {
		switch e.op {
		case Same:
			hunks = append(hunks, hunk{same: strings.Join(a[:e.n], "")})
			a, b = a[e.n:], b[e.n:]
			continue
		case Deleted:
			hunks, a = changed(hunks, strings.Join(a[:e.n], ""), ""), a[e.n:]
		case Inserted:
			hunks, b = changed(hunks, "", strings.Join(b[:e.n], "")), b[e.n:]
		}
	}
	return hunks
}

// changed adds what went or came to the last hunk, if that is a change.
func changed(hunks []hunk, old, fresh string) []hunk {
	last := len(hunks) - 1
	if last < 0 || !hunks[last].changed() {
		return append(hunks, hunk{old: old, fresh: fresh})
	}
	hunks[last].old += old
	hunks[last].fresh += fresh
	return hunks
}

// An edit says that the next n elements stayed, went or came.
type edit struct {
	op Op
	n  int
}

// edits compares two lists: it gives each element a character of its own and
// has go-diff compare the texts that they make. Lists of more than maxTokens
// are taken to share nothing.
func edits(a, b []string) []edit {
	if len(a)+len(b) > maxTokens {
		return []edit{{Deleted, len(a)}, {Inserted, len(b)}}
	}
	numbers := map[string]rune{}
	encode := func(list []string) []rune {
		out := make([]rune, len(list))
		for i, element := range list {
			if numbers[element] == 0 {
				numbers[element] = numbered(len(numbers))
			}
			out[i] = numbers[element]
		}
		return out
	}
	matcher := diffmatchpatch.New()
	matcher.DiffTimeout = 0 // the answer must not depend on the machine
	ops := map[diffmatchpatch.Operation]Op{diffmatchpatch.DiffEqual: Same, diffmatchpatch.DiffDelete: Deleted, diffmatchpatch.DiffInsert: Inserted}
	var out []edit
	one, other := encode(a), encode(b)
	for _, d := range matcher.DiffMainRunes(one, other, false) {
		out = append(out, edit{ops[d.Type], utf8.RuneCountInString(d.Text)})
	}
	return out
}

// numbered turns a number into a character, none of the surrogates: no text
// can hold those.
func numbered(n int) rune {
	if r := rune(n + 1); r < firstSurrogate {
		return r
	}
	return rune(n + 1 + surrogates)
}

const (
	firstSurrogate = 0xd800
	surrogates     = 0x800
)

// joined makes one of two changes with less between them than either holds:
// read together they say more than apart. It goes on until nothing is left to
// join.
func joined(hunks []hunk) []hunk {
	for {
		var out []hunk
		for i := 0; i < len(hunks); i++ {
			last := len(out) - 1
			if i+1 < len(hunks) && last >= 0 && bridge(out[last], hunks[i], hunks[i+1]) {
				h := &out[last]
				h.old += hunks[i].same + hunks[i+1].old
				h.fresh += hunks[i].same + hunks[i+1].fresh
				i++
				continue
			}
			if hunks[i] != (hunk{}) {
				out = append(out, hunks[i])
			}
		}
		if len(out) == len(hunks) {
			return out
		}
		hunks = out
	}
}

// bridge reports whether what stays between two changes belongs to them: white
// space, or less than both.
func bridge(before, between, after hunk) bool {
	if !before.changed() || between.changed() || !after.changed() {
		return false
	}
	if strings.TrimSpace(between.same) == "" {
		return true
	}
	n := utf8.RuneCountInString(between.same)
	return n <= before.size() && n <= after.size()
}

// size is the longer of what went and what came, in characters.
func (h hunk) size() int {
	return max(utf8.RuneCountInString(h.old), utf8.RuneCountInString(h.fresh))
}

func partsOf(hunks []hunk) []Part {
	var out []Part
	for _, h := range hunks {
		out = parts(parts(parts(out, Same, h.same), Deleted, h.old), Inserted, h.fresh)
	}
	return out
}

func parts(out []Part, op Op, text string) []Part {
	switch last := len(out) - 1; {
	case text == "":
	case last >= 0 && out[last].Op == op:
		out[last].Text += text
	default:
		out = append(out, Part{op, text})
	}
	return out
}

// sameShare is how much of the longer of two texts stayed, from 0 to 1.
func sameShare(all []Part) float64 {
	same, old, fresh := 0, 0, 0
	for _, p := range all {
		n := utf8.RuneCountInString(p.Text)
		switch p.Op {
		case Same:
			same += n
		case Deleted:
			old += n
		case Inserted:
			fresh += n
		}
	}
	if same == 0 {
		return 0
	}
	return float64(same) / float64(same+max(old, fresh))
}

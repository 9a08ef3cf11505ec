package truth

import (
	"strings"
	"unicode"
)

// Words cuts a text into words in small letters; a character of a script
// without spaces is a word.
func Words(text string) []string {
	var out []string
	begin := -1
	text = strings.ToLower(text)
	end := func(i int) {
		if begin >= 0 {
			out = append(out, text[begin:i])
			begin = -1
		}
	}
	for i, r := range text {
		switch {
		case r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			end(i)
			out = append(out, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if begin < 0 {
				begin = i
			}
		default:
			end(i)
		}
	}
	end(len(text))
	return out
}

// runWords is how many words a run has.
const runWords = 3

func eachRun(words []string, do func(i int, run string)) {
	for i := 0; i+runWords <= len(words); i++ {
		do(i, strings.Join(words[i:i+runWords], " "))
	}
}

// Runs are the runs of three words of a text, with the whole text for shorter
// ones.
type Runs struct {
	runs map[string]bool
	text string
}

// RunsOf returns the runs of a text's words.
func RunsOf(words []string) *Runs {
	r := &Runs{runs: map[string]bool{}, text: " " + strings.Join(words, " ") + " "}
	eachRun(words, func(_ int, run string) { r.runs[run] = true })
	return r
}

// Cover is the share of the words' runs that the text has, 0 to 1. Fewer words
// than a run are covered when they stand in the text together.
func (r *Runs) Cover(words []string) float32 {
	if len(words) < runWords {
		if len(words) > 0 && strings.Contains(r.text, " "+strings.Join(words, " ")+" ") {
			return 1
		}
		return 0
	}
	hits := 0
	eachRun(words, func(_ int, run string) {
		if r.runs[run] {
			hits++
		}
	})
	return float32(hits) / float32(len(words)-runWords+1)
}

// Marks say of each word whether it stands in a run that the text has.
type Marks []bool

// Mark marks the words that stand in a run which the text has.
func (r *Runs) Mark(words []string) Marks {
	out := make(Marks, len(words))
	eachRun(words, func(i int, run string) {
		if r.runs[run] {
			for at := range runWords {
				out[i+at] = true
			}
		}
	})
	return out
}

// Share is the share, 0 to 1, of marked words from one to before another.
func (m Marks) Share(from, to int) float32 {
	n := 0
	for _, yes := range m[from:to] {
		if yes {
			n++
		}
	}
	return float32(n) / float32(max(1, to-from))
}

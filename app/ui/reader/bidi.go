package reader

import (
	"slices"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// A run is a stretch of a line in one direction.
type run struct {
	from, to int
	level    int // odd: right to left
}

func (r run) rightToLeft() bool { return r.level%2 == 1 }

// rightToLeftBase reports whether a paragraph starts from the right: its first
// strong character decides (UAX #9, P2 and P3).
func rightToLeftBase(runes []rune) bool {
	for _, r := range runes {
		properties, _ := bidi.LookupRune(r)
		switch properties.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}

// order returns the runs of the line runes[from:to] from left to right. Lines
// without a right-to-left character, nearly all, cost one look at each rune.
func order(runes []rune, from, to int, rightToLeft bool) []run {
	if !rightToLeft && !hasRightToLeft(runes[from:to]) {
		return []run{{from, to, 0}}
	}
	runs := logicalRuns(runes, from, to, rightToLeft)
	reorder(runs)
	return runs
}

func hasRightToLeft(runes []rune) bool {
	for _, r := range runes {
		if r < firstRightToLeft {
			continue
		}
		properties, _ := bidi.LookupRune(r)
		switch properties.Class() {
		case bidi.R, bidi.AL, bidi.AN, bidi.RLE, bidi.RLO, bidi.RLI:
			return true
		}
	}
	return false
}

// firstRightToLeft is the first right-to-left character, U+0590.
const firstRightToLeft = 0x590

// logicalRuns resolves levels. The bidi package gives directions, not levels:
// a left-to-right run within a left-to-right line is of level 0, but numbers
// that follow right-to-left text are of level 2 and stay with it (rules W2 to
// W7, I1 and I2), so they are split off.
func logicalRuns(runes []rune, from, to int, rightToLeft bool) []run {
	base, direction := 0, bidi.LeftToRight
	if rightToLeft {
		base, direction = 1, bidi.RightToLeft
	}
	var paragraph bidi.Paragraph
	if _, err := paragraph.SetString(string(runes[from:to]), bidi.DefaultDirection(direction)); err != nil {
		return []run{{from, to, base}}
	}
	ordering, err := paragraph.Order()
	if err != nil {
		return []run{{from, to, base}}
	}
	var runs []run
	at := from
	for i := range ordering.NumRuns() {
		r := ordering.Run(i)
		end := at + len([]rune(r.String()))
		switch {
		case r.Direction() == bidi.RightToLeft:
			runs = append(runs, run{at, end, 1})
		case rightToLeft:
			runs = append(runs, run{at, end, 2})
		default:
			numbers := at
			if i > 0 {
				numbers = numbersEnd(runes, at, end)
			}
			runs = appendRun(runs, run{at, numbers, 2})
			runs = appendRun(runs, run{numbers, end, 0})
		}
		at = end
	}
	return runs
}

func appendRun(runs []run, r run) []run {
	if r.from < r.to {
		return append(runs, r)
	}
	return runs
}

// numbersEnd returns where the numbers that begin runes[from:to] end.
func numbersEnd(runes []rune, from, to int) int {
	end := from
	for i := from; i < to; i++ {
		properties, _ := bidi.LookupRune(runes[i])
		switch properties.Class() {
		case bidi.EN, bidi.AN:
			end = i + 1
		case bidi.ES, bidi.CS, bidi.ET, bidi.NSM:
		default:
			return end
		}
	}
	return end
}

// A stretch is a part of a right-to-left run: words, or what parts them.
type stretch struct {
	from, to int
	neutral  bool
}

// stretches parts runes[from:to], of a right-to-left run, where punctuation
// stands: Fyne takes it from another typeface than the letters, and sets the
// pieces of different typefaces from the left. Spaces between words stay with
// them.
func stretches(runes []rune, from, to int) []stretch {
	var out []stretch
	for from < to {
		end := from + 1
		for end < to && neutral(runes[end]) == neutral(runes[from]) {
			end++
		}
		s := stretch{from, end, neutral(runes[from])}
		last := len(out) - 1
		switch {
		case last >= 1 && !s.neutral && blank(runes, out[last]): // words, a space, words
			out[last-1].to = end
			out = out[:last]
		default:
			out = append(out, s)
		}
		from = end
	}
	return out
}

// arabic is the block of that name, U+0600 to U+06FF.
var arabic = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x600, Hi: 0x6ff, Stride: 1}}}

// blank reports whether a stretch holds nothing but spaces.
func blank(runes []rune, s stretch) bool {
	return !slices.ContainsFunc(runes[s.from:s.to], func(r rune) bool { return r != ' ' && r != '\u00a0' })
}

// neutral reports whether a character has no direction of its own. Arabic's
// punctuation is set with its letters: that is the typeface that has it.
func neutral(r rune) bool {
	if unicode.Is(arabic, r) {
		return false
	}
	properties, _ := bidi.LookupRune(r)
	switch properties.Class() {
	case bidi.R, bidi.AL, bidi.AN, bidi.EN, bidi.L, bidi.NSM, bidi.BN:
		return false
	}
	return true
}

// mirrored returns neutral characters as they stand in text from the right:
// turned round, each bracket as its counterpart (UAX #9, L4).
func mirrored(runes []rune) string {
	turned := []rune(bidi.ReverseString(string(runes))) // it turns brackets as well
	for i, r := range turned {
		if other, ok := mirrors[r]; ok {
			turned[i] = other
		}
	}
	return string(turned)
}

// mirrors are the characters of running text that have a counterpart and are no
// brackets (BidiMirroring.txt).
var mirrors = map[rune]rune{'«': '»', '»': '«', '‹': '›', '›': '‹', '<': '>', '>': '<', '≤': '≥', '≥': '≤', '≪': '≫', '≫': '≪'}

// reorder puts runs into visual order: from the highest level down to 1, each
// stretch at that level or above is reversed (UAX #9, L2).
func reorder(runs []run) {
	for level := 2; level >= 1; level-- {
		for i := 0; i < len(runs); i++ {
			if runs[i].level < level {
				continue
			}
			j := i
			for j < len(runs) && runs[j].level >= level {
				j++
			}
			slices.Reverse(runs[i:j])
			i = j
		}
	}
}

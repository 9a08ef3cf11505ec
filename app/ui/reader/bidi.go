package reader

import (
	"slices"

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

// letters returns the part of runes[from:to] without the neutral characters at
// its ends: white space, brackets and the like.
func letters(runes []rune, from, to int) (low, high int) {
	for from < to && neutral(runes[from]) {
		from++
	}
	for to > from && neutral(runes[to-1]) {
		to--
	}
	return from, to
}

func neutral(r rune) bool {
	properties, _ := bidi.LookupRune(r)
	switch properties.Class() {
	case bidi.R, bidi.AL, bidi.AN, bidi.EN, bidi.L, bidi.NSM:
		return false
	}
	return true
}

// mirrored returns neutral characters as they stand in text from the right:
// turned round, each bracket as its counterpart (UAX #9, L4).
func mirrored(runes []rune) string {
	return bidi.ReverseString(string(runes)) // it turns brackets as well
}

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

package markdown

import (
	"strings"
	"unicode"
)

// flanking tells what a run of asterisks between two runes can do (CommonMark
// 0.31, 6.2). 0 stands for the start or end of the line.
func flanking(before, after rune) (opens, closes bool) {
	left := !isBlank(after) && (!isPunctuation(after) || isBlank(before) || isPunctuation(before))
	right := !isBlank(before) && (!isPunctuation(before) || isBlank(after) || isPunctuation(after))
	return left, right
}

// canDelimit reports whether asterisks around a text that begins with first
// and ends with last, between before and after, are read as one pair. Within
// another pair each must do its one thing only: an asterisk that both opens and
// closes could end the wrong one.
func canDelimit(before, first, last, after rune, within bool) bool {
	for _, r := range []rune{before, first, last, after} {
		if r == '*' || isDoubtful(r) {
			return false
		}
	}
	opens, alsoCloses := flanking(before, first)
	alsoOpens, closes := flanking(last, after)
	return opens && closes && (!within || !alsoCloses && !alsoOpens)
}

func isBlank(r rune) bool { return r == 0 || unicode.IsSpace(r) }

// isPunctuation is what every edition of CommonMark calls punctuation.
func isPunctuation(r rune) bool {
	return r < 0x7f && r > ' ' && !isAlphanumeric(r) || unicode.IsPunct(r)
}

// isDoubtful tells runes that readers of different editions class differently:
// symbols, punctuation since 0.31, and what is neither letter, digit nor
// punctuation.
func isDoubtful(r rune) bool {
	return r >= 0x80 && !unicode.IsSpace(r) && !unicode.IsPunct(r) && !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) ||
		r >= 0x80 && r <= 0x9f || r == '\u2028' || r == '\u2029' || r == 0x7f
}

// isAlphanumeric reports whether r is an ASCII letter or digit.
func isAlphanumeric(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// longestRun returns the length of the longest run of c in s.
func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// hasRun reports whether a run of exactly n c stands in s.
func hasRun(s string, c byte, n int) bool {
	for s != "" {
		i := strings.IndexByte(s, c)
		if i < 0 {
			return false
		}
		s = s[i:]
		length := len(s) - len(strings.TrimLeft(s, string(c)))
		if length == n {
			return true
		}
		s = s[length:]
	}
	return false
}

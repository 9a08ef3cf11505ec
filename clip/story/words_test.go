package story

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// plainTokens splits text into words; Chinese and Japanese, which have no spaces,
// into pairs of characters, and so Korean, whose words end in many ways.
func plainTokens(text string) []token {
	var out []token
	runes := []rune(text)
	start := true
	for i := 0; i < len(runes); {
		r := runes[i]
		switch {
		case isIdeograph(r):
			if i+1 < len(runes) && isIdeograph(runes[i+1]) {
				pair := string(runes[i : i+2])
				out = append(out, token{pair, pair, false})
			}
			i++
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			end := plainWordEnd(runes, i)
			word := string(runes[i:end])
			if k := strings.IndexAny(word, "'’"); k > 0 {
				word = word[:k]
			}
			out = append(out, token{word, strings.ToLower(word), start})
			start = false
			i = end
		default:
			start = start || strings.ContainsRune(".!?\n:\"“;", r)
			i++
		}
	}
	return out
}

// plainWordEnd returns where the word that begins at i ends; apostrophes between
// letters and points between digits belong to it.
func plainWordEnd(runes []rune, i int) int {
	end := i
	for end < len(runes) {
		r := runes[end]
		next := rune(0)
		if end+1 < len(runes) {
			next = runes[end+1]
		}
		switch {
		case isIdeograph(r):
			return end
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		case (r == '\'' || r == '’') && unicode.IsLetter(next):
		case (r == '.' || r == ',') && unicode.IsDigit(next) && unicode.IsDigit(runes[end-1]):
		default:
			return end
		}
		end++
	}
	return end
}

// FuzzTokens holds that the fast way to split a text is the plain one.
func FuzzTokens(f *testing.F) {
	for _, text := range []string{"The county's 2.5 million", "港口重新开放 O’Hara’s", "Öffnung, sagte O’Hara um 8, 3.", "a’1 x'y'z", harbour} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		got, want := tokens(text), plainTokens(text)
		if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("tokens(%q) = %+v, want %+v", text, got, want)
		}
	})
}

// TestAscending16 holds that noting bits is sorting.
func TestAscending16(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOf(rapid.Uint16()).Draw(t, "all")
		want := slices.Clone(all)
		slices.Sort(want)
		if got := ascending16(slices.Clone(all)); !slices.Equal(got, slices.Compact(want)) {
			t.Errorf("ascending16(%v) = %v", all, got)
		}
	})
}

package pdf

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"golang.org/x/text/unicode/bidi"
)

func TestBidiLevels(t *testing.T) {
	cases := []struct {
		name, text string
		base       uint8
		want       string
	}{
		{"Latin alone", "wall", 0, "0000"},
		{"Hebrew alone", "קיר", 1, "111"},
		{"a number among Arabic letters", "في 65 يوم", 1, "111221111"},
		{"a date isolated in a Hebrew line", "ב\u20681 March\u2069", 1, "1122222221"},
		{"a date not isolated", "ב 1 May", 1, "1121222"},
		{"a name in quotes", "said «קיר».", 0, "00000011100"},
		{"brackets after their content", "קיר (wall) קיר", 1, "11111222211111"},
		{"an embedding", "a\u202Bb ק\u202Cc", 0, "0021110"},
		{"a percentage after Hebrew", "כ 5%", 1, "1122"},
		{"a percentage after Arabic", "في 5%", 1, "11121"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			for _, level := range bidiLevels([]rune(c.text), c.base) {
				got += fmt.Sprint(level)
			}
			if got != c.want {
				t.Errorf("levels of %q = %s, want %s", c.text, got, c.want)
			}
		})
	}
}

// TestBidiAgrees compares directions with golang.org/x/text's, which has the
// same algorithm, but for brackets, and tells no levels.
func TestBidiAgrees(t *testing.T) {
	letters := []rune("aZ שקأي 19٣٤ .,:/%$+«»\u0301\u064B\u2066\u2067\u2068\u2069\u200F\u200E")
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		text := make([]rune, 1+random.IntN(24))
		for i := range text {
			text[i] = letters[random.IntN(len(letters))]
		}
		base := uint8(random.IntN(2))
		var paragraph bidi.Paragraph
		direction := bidi.LeftToRight
		if base == 1 {
			direction = bidi.RightToLeft
		}
		if _, err := paragraph.SetString(string(text), bidi.DefaultDirection(direction)); err != nil {
			t.Fatal(err)
		}
		if strong := firstStrong(text); hasStrong(text) && (strong != bidi.L) != (base == 1) {
			continue // the package then takes the letter's direction
		}
		order, err := paragraph.Order()
		if err != nil {
			t.Fatal(err)
		}
		want := make([]uint8, len(text))
		for i := range order.NumRuns() {
			run := order.Run(i)
			first, last := run.Pos()
			for k := first; k <= last; k++ {
				if run.Direction() == bidi.RightToLeft {
					want[k] = 1
				}
			}
		}
		got := bidiLevels(text, base)
		for i := range got {
			got[i] &= 1
		}
		if !slices.Equal(got, want) {
			t.Fatalf("directions of %+q at %d = %v, want %v", string(text), base, got, want)
		}
	}
}

func hasStrong(text []rune) bool {
	return slices.ContainsFunc(text, func(r rune) bool {
		c := bidiClass(r)
		return c == bidi.L || c == bidi.R || c == bidi.AL
	})
}

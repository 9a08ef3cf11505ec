package pdf

import (
	"math"
	"testing"
)

func TestEmptyHalves(t *testing.T) {
	for _, c := range []struct {
		mark rune
		east string
		want half
	}{{'「', "ja", firstHalf}, {'“', "zh-Hans", firstHalf}, {'」', "ja", secondHalf}, {'，', "zh-Hans", secondHalf}, {'，', "zh-Hant", neither},
		{'」', "zh-Hant", secondHalf}, {'「', "ko", neither}, {'”', "", neither}, {'港', "ja", neither}, {')', "ja", neither}} {
		if got := emptyHalf(c.mark, c.east); got != c.want {
			t.Errorf("%c in %q: %d, want %d", c.mark, c.east, got, c.want)
		}
	}
}

// TestMarksThatMeetAreNarrow measures them, where the computer has a font that
// knows how.
func TestMarksThatMeetAreNarrow(t *testing.T) {
	const size = 10.0
	b := newTestBook(t)
	text := b.text.shaper.shape([]span{{"「港」、「波」と", plainStyle()}}, "ja")
	if text.clusters[0].face.bundled || math.Abs(text.clusters[3].advance-size) > 0.01 && math.Abs(text.clusters[2].advance-size/2) > 0.01 {
		t.Skip("this computer has no font with half widths")
	}
	for i, want := range []float64{size, size, size / 2, size, size / 2, size, size, size} {
		if got := text.clusters[i].advance; math.Abs(got-want) > 0.01 {
			t.Errorf("%c is %.2f points wide, want %.0f", text.runes[i], got, want)
		}
	}
}

// TestBracketsStandAtTheEdge sets lines that begin and end with brackets: the
// empty halves of their squares lie outside.
func TestBracketsStandAtTheEdge(t *testing.T) {
	const size = 10.0
	b := newTestBook(t)
	b.text.lang = "ja"
	_, lines := b.text.paragraph([]span{{"「港の波」", plainStyle()}}, 4*size, justified, textLeading)
	if lines[0].clusters[0].face.bundled {
		t.Skip("this computer has no Japanese font")
	}
	if len(lines) != 1 || math.Abs(lines[0].natural-4*size) > 0.01 || math.Abs(lines[0].indent+size/2) > 0.01 {
		t.Errorf("%d lines, the first %.1f wide at %.1f; want one of %.0f at −%.0f", len(lines), lines[0].natural, lines[0].indent, 4*size, size/2)
	}
}

func TestScriptsWithoutItalics(t *testing.T) {
	for text, want := range map[string]bool{"tide": true, "41 %": true, "волна": true, "κύμα": true, "波": false, "موجة": false, "“גל": false, "7 คลื่น": false} {
		if got := slants(text); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

package pdf

import (
	"strings"
	"testing"
	"unicode"

	"newsclip/clip"
	"newsclip/clip/export/review"
	"newsclip/clip/export/specimen"
)

// TestNoLetterIsLost sets a clip in each language and counts its letters in the
// pages: order is the business of the benchmark, which asks pdftotext.
func TestNoLetterIsLost(t *testing.T) {
	for n, language := range specimen.Languages {
		t.Run(language, func(t *testing.T) {
			r := specimen.Review(1, language)
			r.Sections[0].Clips = []clip.Clip{specimen.Clip(language, 40+n)}
			file, report := write(t, r, review.Options{})
			strict(t, file)
			if len(report.Warnings) > 0 {
				t.Skipf("this computer lacks a font: %q", report.Warnings)
			}
			found := letters(strings.Join(newReadBack(t, file).pages(), " "))
			for letter, count := range letters(r.Sections[0].Clips[0].Version.Body.Plain()) {
				if found[letter] < count {
					t.Errorf("%q occurs %d times, in the pages %d", letter, count, found[letter])
				}
			}
		})
	}
}

func letters(text string) map[rune]int {
	counts := map[rune]int{}
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r) {
			counts[r]++
		}
	}
	return counts
}

// TestLinesFitInEveryScript holds each line against its measure: it may shrink
// to it, and be wider only where nothing in it can be divided.
func TestLinesFitInEveryScript(t *testing.T) {
	const measure, tolerance = 300, 0.5
	b := newTestBook(t)
	for n, language := range specimen.Languages {
		b.text.lang = language
		for _, leaf := range specimen.Clip(language, n).Version.Body.Leaves() {
			if leaf.Block.Kind != clip.Paragraph {
				continue
			}
			_, lines := b.text.paragraph([]span{{cleanText(leaf.Text), plainStyle()}}, measure, justified, textLeading)
			for i := range lines {
				width := lines[i].natural
				for k := range lines[i].clusters {
					width += lines[i].extra(&lines[i].clusters[k])
				}
				if width > measure+tolerance {
					t.Errorf("%s: line %d of %.40q is %.1f points wide, its measure %d", language, i, leaf.Text, width, measure)
				}
			}
		}
	}
}

// FuzzParagraph writes any text in any language: the file is valid whatever
// comes.
func FuzzParagraph(f *testing.F) {
	for n, language := range specimen.Languages {
		if eastAsian(language) == "" { // their fonts take seconds under the fuzzer
			f.Add(specimen.Clip(language, n).Version.Standfirst, language)
		}
	}
	f.Add("\u202E\u2067ab\u0301\u0628\u064B 👩‍🔧\u00AD\x00\uFFFD\U0010FFFF", "he-IL")
	f.Fuzz(func(t *testing.T, text, language string) {
		a := article(text, text, clip.NewParagraph(text), clip.Block{Kind: clip.Table, Blocks: []clip.Block{{Kind: clip.Row, Blocks: []clip.Block{cell(true, text), cell(false, text)}}}})
		a.Version.Lang = language
		file, _ := write(t, &review.Review{Sections: []review.Section{{Clips: []clip.Clip{a}}}}, review.Options{})
		strict(t, file)
	})
}

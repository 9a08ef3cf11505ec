package pdf

import (
	"strings"

	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
)

// Chinese and Japanese set brackets, commas and stops in the square of a
// letter, of which one half is empty. Where two such marks meet, and at the
// ends of a line, an empty half would be a hole (JLREQ 3.1.4 to 3.1.5, CLREQ
// 3.1.6): there it is left out.

// A half says which half of a mark's square is empty.
type half uint8

const (
	neither half = iota
	firstHalf
	secondHalf
)

const (
	openingMarks = "「『（〔［｛〈《【〖〘〚“‘"
	closingMarks = "」』）〕］｝〉》】〗〙〛”’"
	endingMarks  = "、。，．" // in the middle of their square in traditional Chinese
)

// emptyHalf is that of a mark in a language with squares: "zh-Hans", "zh-Hant"
// or "ja".
func emptyHalf(r rune, east string) half {
	switch {
	case r < '‘' || east == "" || east == "ko":
	case strings.ContainsRune(openingMarks, r):
		return firstHalf
	case strings.ContainsRune(closingMarks, r), east != "zh-Hant" && strings.ContainsRune(endingMarks, r):
		return secondHalf
	}
	return neither
}

// halfWidths asks the font for marks of half the width among runes i to j
// where one meets another.
func halfWidths(runes []rune, i, j int, east string) (features []harfbuzz.Feature) {
	if east == "" || east == "ko" {
		return nil
	}
	halfWidth := opentype.MustNewTag("halt")
	for k := i; k < j; k++ {
		narrow := false
		switch emptyHalf(runes[k], east) {
		case firstHalf:
			narrow = k > 0 && emptyHalf(runes[k-1], east) != neither
		case secondHalf:
			narrow = k+1 < len(runes) && emptyHalf(runes[k+1], east) == secondHalf
		}
		if narrow {
			features = append(features, harfbuzz.Feature{Tag: halfWidth, Value: 1, Start: k, End: k + 1})
		}
	}
	return features
}

// trim tells what the cluster loses at the beginning and at the end of a line.
func (c *cluster) trim(r rune, east string) {
	const square = 0.9 // of the size: narrower has no empty half
	if c.advance < c.style.size*square {
		return
	}
	switch emptyHalf(r, east) {
	case firstHalf:
		c.lead = c.advance / 2
	case secondHalf:
		c.trail = c.advance / 2
	}
}

// squares reports whether more than half of the text is Chinese, Japanese or
// Korean letters, which fill their line from top to bottom.
func (t *shaped) squares() bool {
	count := 0
	for _, r := range t.runes {
		if isEastAsian(r) {
			count++
		}
	}
	return count*2 > len(t.runes)
}

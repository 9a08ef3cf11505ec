package pdf

import (
	"fmt"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// Lengths are in points, 1/72 inch; y grows upwards from the page's foot.

// A sheet is a size of paper with the frame of its text.
type sheet struct {
	width, height            float64
	left, right, top, bottom float64 // margins
	size                     float64 // of the type
	family                   family  // of the text
	turned                   bool    // on its side
}

// sheetOf returns the paper of that name.
func sheetOf(name review.Paper) (sheet, error) {
	switch name {
	case review.A4:
		return sheet{width: 595.28, height: 841.89, left: 72, right: 72, top: 80, bottom: 70, size: 10.5}, nil
	case review.Letter:
		return sheet{width: 612, height: 792, left: 78, right: 78, top: 76, bottom: 66, size: 10.5}, nil
	case review.A5:
		return sheet{width: 419.53, height: 595.28, left: 44, right: 44, top: 60, bottom: 48, size: 9.5}, nil
	}
	return sheet{}, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("There is no paper size %q.", name),
		Next: "Choose a4, letter or a5."}
}

// with returns the sheet with what a person chose about it: margins above and
// below keep their proportion to those at the sides, but leave room for the
// running head.
func (s sheet) with(o review.Options) sheet {
	const (
		millimetre = 72 / 25.4
		head, foot = 46, 34 // points: the least room above and below the text
	)
	if o.Margin > 0 {
		side := o.Margin * millimetre
		s.top, s.bottom = max(head, s.top*side/s.left), max(foot, s.bottom*side/s.left)
		s.left, s.right = side, side
	}
	if o.Size > 0 {
		s.size = o.Size
	}
	if o.Typeface == review.Sans {
		s.family = sans
	}
	return s
}

// turn returns the sheet on its side. The margins stay: a reader turns the page
// on the screen, or the printer does, and a hand holds it as before.
func (s sheet) turn() sheet {
	s.width, s.height, s.turned = s.height, s.width, true
	return s
}

func (s sheet) textWidth() float64  { return s.width - s.left - s.right }
func (s sheet) textHeight() float64 { return s.height - s.top - s.bottom }
func (s sheet) textTop() float64    { return s.height - s.top }

// An ink is the operands of rg.
type ink string

const (
	black  ink = "0.08 0.08 0.09"
	gray   ink = "0.38 0.38 0.4"
	pale   ink = "0.8 0.8 0.82"
	shade  ink = "0.955 0.955 0.95"
	yellow ink = "1 0.94 0.6"
	amber  ink = "0.93 0.74 0.2"
	blue   ink = "0.1 0.28 0.48"
	red    ink = "0.6 0.13 0.13"
)

type family uint8

const (
	serif family = iota
	sans
	mono
)

// A link leads to an address or, with destination set, to a place in the
// document; title is then what it is called.
type link struct {
	address     string
	destination string
	title       string
}

// A style is how a run of text looks.
type style struct {
	family family
	bold   bool
	italic bool
	mark   bool // highlighted
	framed bool // the number of a character in its place
	size   float64
	rise   float64 // of the baseline: above 0 in a superscript
	color  ink
	link   *link
}

// A span is a run of text in one style.
type span struct {
	text  string
	style style
}

// lineSeparator ends a line within a paragraph, as U+2028 does in Unicode.
const lineSeparator = '\u2028'

type alignment uint8

const (
	left alignment = iota
	justified
	balanced // ragged lines of like width: titles
	flushRight
)

// leadings: the distance of baselines by the size of the type.
const (
	textLeading  = 1.42
	smallLeading = 1.32
	titleLeading = 1.18
	codeLeading  = 1.35

	squareLeading = 1.13 // more for Chinese, Japanese and Korean: their letters have no ascenders to part lines
)

package extract

import "newsclip/clip"

// Plain text has no markup to say what a line is. These read the lines that
// stand around its headline as those of a page are read.

// Byline returns the people of a line that says by its first word that it is a
// byline ("By", "Von", "Par"), else none.
func Byline(line string) []string {
	names, by := withoutBy(line)
	if !by {
		return nil
	}
	return people(names, "")
}

// DateIn finds the first full date in a short text. Relative dates are none.
func DateIn(text string) (clip.Date, bool) { return dateInText(text) }

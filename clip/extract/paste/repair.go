package paste

import (
	"regexp"
	"strings"
	"unicode"

	"newsclip/clip"
)

// printable makes a space of each rune that a text cannot hold: left out, it
// would join two words.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar || r == 0xfffe || r == 0xffff {
			return ' '
		}
		return r
	}, text)
}

// Spaces that tags left behind before a comma or full stop. French sets a
// space before ; : ! ? by rule, so those stay.
var spaceBefore = regexp.MustCompile(`(\p{L}|\d) +([,.])(\s|$)`)

// repairSpacing takes away spaces before commas and full stops, and notes
// each: of a quoted text nothing else is touched.
func repairSpacing(text string, out *clip.Extract) string {
	return spaceBefore.ReplaceAllStringFunc(text, func(found string) string {
		remove(out, found, "spacing", "a space before a comma or full stop")
		return spaceBefore.ReplaceAllString(found, "$1$2$3")
	})
}

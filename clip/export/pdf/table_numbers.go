package pdf

import (
	"strings"
	"unicode"

	"newsclip/clip"
)

// numbers returns, by column, whether all that stands below its heads is
// numbers: these are set flush right, so that units stand below units.
func (g *grid) numbers() []bool {
	found, other := make([]int, g.columns), make([]bool, g.columns)
	for _, row := range g.rows[g.heads:] {
		for _, cell := range row {
			text := strings.TrimSpace(clip.Body(cell.block.Blocks).Plain())
			switch {
			case text == "" || cell.columns > 1:
			case isNumber(text):
				found[cell.column]++
			case strings.Trim(text, "-–—…. ") != "": // these stand for a number that is not known
				other[cell.column] = true
			}
		}
	}
	out := make([]bool, g.columns)
	for i := range out {
		out[i] = found[i] > 1 && !other[i]
	}
	return out
}

// isNumber reports whether a text is digits with marks: a sign, a currency's, a
// per cent, what parts thousands.
func isNumber(text string) bool {
	const longest = 24 // bytes
	digits, letters := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return len(text) <= longest && digits > 0 && letters == 0
}

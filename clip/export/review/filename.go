package review

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxFileName is the longest name of a file or folder without its ending, in
// bytes of UTF-8. File systems allow 255 bytes (Linux) or UTF-16 units
// (Windows, macOS); Windows allows 260 units for a whole path.
const maxFileName = 120

// FileName makes a name of a title as SafeName does; there always is one.
func FileName(title string) string { return cmp.Or(SafeName(title, ""), "clip") }

// SafeName makes a name that Windows, macOS and Linux allow: no reserved,
// unseen or direction-turning characters and none of the other reserved ones,
// no dot at its start, no dot or space at its end, none of the names that
// Windows keeps for devices. A long one ends with a word. It may be empty.
func SafeName(title, reserved string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r == '[' && strings.ContainsRune(reserved, r):
			return '('
		case r == ']' && strings.ContainsRune(reserved, r):
			return ')'
		case strings.ContainsRune(`/\:*?"<>|`, r), strings.ContainsRune(reserved, r):
			return '-'
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r) && r != zeroWidthJoiner && r != zeroWidthNonJoiner,
			unicode.Is(unicode.Co, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, readable(title))
	name = strings.Join(strings.Fields(name), " ") // what stood between spaces may be gone
	name = trimName(cutWord(trimName(norm.NFC.String(name)), maxFileName))
	if isDevice(name) {
		return "_" + name
	}
	return name
}

// readable writes what no name may have as people would: "Dues: why?" as "Dues -
// why".
func readable(title string) string {
	title = strings.NewReplacer(": ", " - ", "? ", " ", `"`, "'").Replace(strings.Join(strings.Fields(title), " "))
	return strings.TrimRight(title, `?:*|<>`)
}

// Both are of the format class, but words of several scripts need them.
const zeroWidthNonJoiner, zeroWidthJoiner = '\u200C', '\u200D'

func trimName(name string) string { return strings.Trim(name, ". \u200C\u200D") }

// isDevice reports whether Windows takes a name for a device, whatever its
// ending (learn.microsoft.com, Naming Files, Paths, and Namespaces).
func isDevice(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	stem = strings.TrimRight(stem, " ")
	if slices.Contains([]string{"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}, stem) {
		return true
	}
	number, isPort := strings.CutPrefix(stem, "COM")
	if !isPort {
		number, isPort = strings.CutPrefix(stem, "LPT")
	}
	return isPort && utf8.RuneCountInString(number) == 1 && strings.Contains("0123456789¹²³", number)
}

// cutWord shortens a text to so many bytes, after a word where one ends near.
func cutWord(name string, bytes int) string {
	cut := Cut(name, bytes)
	if end := strings.LastIndexByte(cut, ' '); len(cut) < len(name) && name[len(cut)] != ' ' && end > bytes*2/3 {
		return cut[:end]
	}
	return cut
}

// Cut shortens a text to so many bytes, between characters as people see
// them: a letter keeps its accents, joined emoji stay together.
func Cut(name string, bytes int) string {
	if len(name) <= bytes {
		return name
	}
	end := bytes
	for end > 0 && !isBoundary(name, end) {
		end--
	}
	return name[:end]
}

func isBoundary(s string, at int) bool {
	if !utf8.RuneStart(s[at]) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[at:])
	last, _ := utf8.DecodeLastRuneInString(s[:at])
	const variation, skinFirst, skinLast = '\uFE0F', '\U0001F3FB', '\U0001F3FF'
	return !unicode.IsMark(next) && next != zeroWidthJoiner && last != zeroWidthJoiner && next != variation &&
		(next < skinFirst || next > skinLast)
}

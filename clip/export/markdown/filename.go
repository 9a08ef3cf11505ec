package markdown

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// maxFileName is the longest name of a file or folder without its ending, in
// bytes of UTF-8. File systems allow 255 bytes (Linux) or UTF-16 units
// (Windows, macOS); Windows allows 260 units for a whole path.
const maxFileName = 120

// fileName makes a name that Windows, macOS and Linux allow, and that a link
// of the flavour can hold: no reserved, unseen or direction-turning
// characters, no dot at its start, no dot or space at its end, none of the
// names that Windows keeps for devices. It may be empty.
func fileName(title string, f flavour) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`/\:*?"<>|`, r), f == obsidian && strings.ContainsRune("#^[]", r):
			return '-'
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r) && r != zeroWidthJoiner && r != zeroWidthNonJoiner,
			unicode.Is(unicode.Co, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, strings.Join(strings.Fields(title), " "))
	name = trimName(cut(trimName(norm.NFC.String(name)), maxFileName))
	if isDevice(name) {
		return "_" + name
	}
	return name
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

// cut shortens a name to so many bytes, between characters as people see
// them: a letter keeps its accents, joined emoji stay together.
func cut(name string, bytes int) string {
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

// A tree knows the names in use, as file systems see them that ignore case
// and the composition of letters.
type tree struct {
	fold  cases.Caser
	files map[string]bool
	// folders maps each folder to how it was spelled first.
	folders map[string]string
}

func newTree() *tree {
	return &tree{fold: cases.Fold(), files: map[string]bool{}, folders: map[string]string{}}
}

func (t *tree) key(path string) string { return norm.NFC.String(t.fold.String(norm.NFC.String(path))) }

// file returns a path for a new file in a folder of the tree, numbered when
// its name is taken: the same names in the same order give the same paths.
func (t *tree) file(folder, name, ending string) string {
	return t.free(func(number string) string { return join(folder, name+number+ending) })
}

// folder returns the path of a folder of that name: the one that stands there
// under another spelling, or a new one.
func (t *tree) folder(parent, name string) string {
	key := t.key(join(parent, name))
	if known, ok := t.folders[key]; ok {
		return known
	}
	t.folders[key] = t.free(func(number string) string { return join(parent, name+number) })
	return t.folders[key]
}

func (t *tree) free(path func(number string) string) string {
	for n := 1; ; n++ {
		number := ""
		if n > 1 {
			number = " " + strconv.Itoa(n)
		}
		if at := path(number); !t.files[t.key(at)] {
			t.files[t.key(at)] = true
			return at
		}
	}
}

func join(folder, name string) string {
	if folder == "" {
		return name
	}
	return folder + "/" + name
}

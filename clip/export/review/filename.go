package review

import (
	"slices"
	"strings"
	"unicode"
)

// maxFileName is the longest name that FileName makes, in bytes: file systems allow 255, with room
// for a number and an extension.
const maxFileName = 120

// FileName makes a name that every system allows: no reserved characters, no
// dot or space at its end, none of the names that Windows keeps for devices.
func FileName(title string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`/\:*?"<>|`, r):
			return '-'
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.Join(strings.Fields(title), " "))
	for len(name) > maxFileName {
		runes := []rune(name)
		name = string(runes[:len(runes)-1])
	}
	name = strings.Trim(name, ". ")
	device := strings.TrimRight(strings.ToUpper(name), "123456789")
	switch {
	case name == "", slices.Contains([]string{"CON", "PRN", "AUX", "NUL"}, strings.ToUpper(name)),
		len(name) == 4 && (device == "COM" || device == "LPT"):
		return strings.TrimSpace("clip " + name)
	}
	return name
}

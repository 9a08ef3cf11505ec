package markdown

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"newsclip/clip"
)

// A yamlWriter writes the lines of a mapping (YAML 1.2.2).
type yamlWriter struct {
	flavour flavour
	out     strings.Builder
}

// document returns the mapping as front matter.
func (y *yamlWriter) document() string { return "---\n" + y.out.String() + "---\n\n" }

func (y *yamlWriter) line(key, value string) {
	if !isPlainKey(key) {
		key = quote(key)
	}
	y.out.WriteString(key + ": " + value + "\n")
}

func (y *yamlWriter) text(key, value string) {
	if value != "" {
		y.line(key, quote(value))
	}
}

func (y *yamlWriter) list(key string, values []string) {
	if len(values) == 0 {
		return
	}
	quoted := make([]string, len(values))
	for i, value := range values {
		quoted[i] = quote(value)
	}
	y.line(key, "["+strings.Join(quoted, ", ")+"]")
}

func (y *yamlWriter) tags(key string, tags []string) {
	var out []string
	for _, tag := range tags {
		if tag = y.flavour.tag(tag); tag != "" && !slices.Contains(out, tag) {
			out = append(out, tag)
		}
	}
	y.list(key, out)
}

// date and instant stay unquoted: readers take them for what they are.
func (y *yamlWriter) date(key string, d clip.Date) {
	if !d.IsZero() {
		y.line(key, d.String())
	}
}

func (y *yamlWriter) instant(key string, t time.Time) {
	if !t.IsZero() {
		y.line(key, t.UTC().Format(time.RFC3339))
	}
}

// quote writes a double-quoted scalar (YAML 1.2.2, 7.3.1).
func quote(s string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r == '\n':
			out.WriteString(`\n`)
		case r == '\t':
			out.WriteString(`\t`)
		case r == ' ' || unicode.IsPrint(r):
			out.WriteRune(r)
		case r > 0xFFFF:
			fmt.Fprintf(&out, `\U%08X`, r)
		default:
			fmt.Fprintf(&out, `\u%04X`, r)
		}
	}
	out.WriteByte('"')
	return out.String()
}

// isPlainKey reports whether a key needs no quotes: no reader takes it for a
// truth value, a number or nothing.
func isPlainKey(key string) bool {
	if slices.Contains([]string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}, strings.ToLower(key)) {
		return false
	}
	for i, r := range key {
		if isLetter := isAlphanumeric(r) && (r < '0' || r > '9'); !isLetter && (i == 0 || !isAlphanumeric(r) && r != '_' && r != '-') {
			return false
		}
	}
	return key != ""
}

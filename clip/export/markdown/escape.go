package markdown

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// always is what is escaped wherever it stands: emphasis, code, links, tags,
// strikethrough, table cells, and formulas of readers that know them.
const always = "\\*`[]<~|$"

// text writes a text so that it is read as itself; after is the rune that
// follows it, 0 at the end of the line.
func (w *inlineWriter) text(s string, after rune) {
	var out strings.Builder
	before, atStart := w.previous, w.previous == 0
	for i, r := range s {
		if isAlphanumeric(r) || r == ' ' { // most of it, and never markup
			out.WriteRune(r)
			before = r
			continue
		}
		next := after
		if rest := s[i+utf8.RuneLen(r):]; rest != "" {
			next, _ = utf8.DecodeRuneInString(rest)
		}
		if strings.ContainsRune(always, r) || isMarkup(r, before, next) ||
			atStart && opensBlock(s, i, r, next) || opensLink(s, i, r, before, next) || r == '&' && entity.MatchString(s[i:]) ||
			r == '!' && next == '[' && i == len(s)-1 {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
		before = r
	}
	w.write(out.String())
}

// entity is a character reference (CommonMark 0.31, 2.5).
var entity = regexp.MustCompile(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);`)

// isMarkup tells what is markup between some neighbours only.
func isMarkup(r, before, next rune) bool {
	switch r {
	case '_': // harmless within a word
		return !isLetterOrDigit(before) || !isLetterOrDigit(next)
	case '#': // the end of a heading, a tag
		return isBlank(before)
	case '=', '%': // highlights and comments, doubled
		return before == r || next == r
	case '^': // a footnote
		return before == '['
	}
	return false
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// opensBlock tells what makes a block of a line at its start: a heading, list,
// quote, rule, or the line below a heading or the head of a table.
func opensBlock(s string, i int, r, next rune) bool {
	switch {
	case i == 0:
		return strings.ContainsRune("#>+-=:", r)
	case r == '.' || r == ')':
		return isBlank(next) && i <= 9 && strings.Trim(s[:i], "0123456789") == ""
	}
	return false
}

// opensLink tells where GFM would make a link of a bare address: at its colon,
// the at sign, or the dot after www.
func opensLink(s string, i int, r, before, next rune) bool {
	switch r {
	case ':':
		return next == '/' || endsWord(s[:i], "mailto") || endsWord(s[:i], "xmpp")
	case '@':
		return !isBlank(before) && !isBlank(next)
	case '.':
		return endsWord(s[:i], "www")
	}
	return false
}

func endsWord(s, word string) bool {
	return len(s) >= len(word) && strings.EqualFold(s[len(s)-len(word):], word)
}

// isAutolink reports whether an address can stand between angle brackets, where
// nothing is escaped.
func isAutolink(url string) bool {
	return (strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://")) && !strings.ContainsFunc(url, func(r rune) bool {
		return r <= ' ' || r >= 0x7f || strings.ContainsRune("<>&\\|`*", r)
	})
}

// destination writes the address of a link or image. What would end it or
// begin markup is escaped, or percent-encoded where addresses take that.
func destination(url string, inTable bool) string {
	var out strings.Builder
	for i, r := range url {
		switch {
		case r <= ' ' || r == 0x7f || strings.ContainsRune("<>`\\", r) || inTable && r == '|':
			fmt.Fprintf(&out, "%%%02X", r)
		case unicode.IsSpace(r) || unicode.IsControl(r):
			for _, b := range []byte(string(r)) {
				fmt.Fprintf(&out, "%%%02X", b)
			}
		case r == '(' || r == ')':
			out.WriteString("\\" + string(r))
		case r == '&' && entity.MatchString(url[i:]):
			out.WriteString("&amp;") // readers differ over a backslash here
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

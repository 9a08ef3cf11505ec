package markdown

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// always is what is escaped wherever it stands: emphasis, code, links, tags,
// strikethrough, table cells, and formulas of readers that know them.
const always = "\\*`[]<~|$"

// plain tells the bytes that are never markup, most of any text.
var plain = func() (table [utf8.RuneSelf]bool) {
	for c := range table {
		table[c] = isAlphanumeric(rune(c)) || strings.IndexByte(" ,;\"'/?(", byte(c)) >= 0
	}
	return table
}()

// text writes a text so that it is read as itself; after is the rune that
// follows it, 0 at the end of the line.
func (w *inlineWriter) text(s string, after rune) {
	start := w.previous == 0
	for i := 0; i < len(s); {
		n := plainRun(s[i:])
		w.write(s[i : i+n])
		if i += n; i == len(s) {
			return
		}
		r, next := rune(s[i]), after
		if i+1 < len(s) {
			next, _ = utf8.DecodeRuneInString(s[i+1:])
		}
		switch {
		case r == '@' && w.flavour == gfm && !w.noElement && isMail(s, i):
			w.write("@<!-- -->") // some readers see through an escape here
		case w.isMarkup(s, i, r, next) || start && opensBlock(s, i, r, next):
			w.escaped(r)
		default:
			w.write(s[i : i+1])
		}
		i++
	}
}

// plainRun returns the length of what s begins with that is never markup. No
// character beyond ASCII is.
func plainRun(s string) int {
	for i := range len(s) {
		if c := s[i]; c < utf8.RuneSelf && !plain[c] {
			return i
		}
	}
	return len(s)
}

func (w *inlineWriter) escaped(r rune) {
	if w.inHTML {
		w.write("&#" + strconv.Itoa(int(r)) + ";")
		return
	}
	w.write("\\" + string(r))
}

// isMarkup tells what is markup wherever it stands, or between some
// neighbours.
func (w *inlineWriter) isMarkup(s string, i int, r, next rune) bool {
	before := w.previous
	if i > 0 {
		before, _ = utf8.DecodeLastRuneInString(s[:i])
	}
	switch r {
	case '_': // harmless within a word
		return !isLetterOrDigit(before) || !isLetterOrDigit(next)
	case '#': // the end of a heading, a tag
		return isBlank(before) || w.flavour == obsidian && !isLetterOrDigit(before) && !isBlank(next)
	case '=', '%': // highlights and comments, doubled
		return before == r || next == r
	case '^': // a footnote, the name of a block
		return before == '[' || isBlank(before) || next == '['
	case '!':
		return next == '[' && i == len(s)-1
	case '&':
		return w.inHTML || entity.MatchString(s[i:])
	case '>':
		return w.inHTML
	}
	return strings.ContainsRune(always, r) || opensLink(s, i, r, before, next)
}

// isMail reports whether the at sign of s at i stands in an address of mail,
// as GitHub finds them (GFM 0.29, 6.9).
func isMail(s string, i int) bool {
	if i == 0 || !isAlphanumeric(rune(s[i-1])) && strings.IndexByte(".-_+", s[i-1]) < 0 {
		return false
	}
	domain := strings.TrimLeftFunc(s[i+1:], func(r rune) bool { return isAlphanumeric(r) || r == '-' || r == '_' })
	return len(domain) > 1 && len(domain) < len(s)-i-1 && domain[0] == '.'
}

// entity is a character reference (CommonMark 0.31, 2.5).
var entity = regexp.MustCompile(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);`)

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

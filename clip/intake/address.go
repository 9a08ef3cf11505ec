package intake

import (
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// maxAddress is the longest piece of text taken for an address, in bytes.
const maxAddress = 16 << 10

// webAddress returns the text if it is an http or https address.
func webAddress(text string) (string, bool) {
	if len(text) > maxAddress || strings.ContainsAny(text, " \t\r\n<>\"") {
		return "", false
	}
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" {
		return "", false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return text, true
	}
	return "", false
}

// address is webAddress for what people type: the scheme may be missing where
// a known top-level domain makes the text an address.
func address(text string) (string, bool) {
	text = trimAddress(text)
	if found, ok := webAddress(text); ok {
		return found, true
	}
	if strings.Contains(text, "://") || strings.Contains(text, "@") {
		return "", false
	}
	found, ok := webAddress("https://" + text)
	if !ok {
		return "", false
	}
	u, err := url.Parse(found)
	if err != nil || !isDomain(u.Hostname()) {
		return "", false
	}
	return found, true
}

// trimAddress drops the brackets and quotes that mails and texts put around
// an address.
func trimAddress(text string) string {
	text = strings.Trim(text, " \t\r\n\u00a0\ufeff\u200b")
	pairs := []string{"<>", "\"\"", "''", "“”", "„“", "«»", "()", "[]", "``"}
	for _, pair := range pairs {
		runes := []rune(pair)
		if inner, ok := strings.CutPrefix(text, string(runes[0])); ok {
			if inner, ok = strings.CutSuffix(inner, string(runes[1])); ok {
				return strings.TrimPrefix(inner, "URL:")
			}
		}
	}
	return text
}

// isDomain reports whether a host is a domain under a public suffix that
// ICANN knows: "example.com", not "report.txt" and not "end.The".
func isDomain(host string) bool {
	host = strings.TrimSuffix(host, ".")
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || strings.HasPrefix(label, "-") {
			return false
		}
	}
	if host != strings.ToLower(host) && !strings.HasPrefix(strings.ToLower(host), "www.") && host != strings.ToUpper(host) {
		// "Moved.To" is a typing mistake at the end of a sentence rather
		// than an address; people write hosts in lower case.
		return false
	}
	suffix, known := publicsuffix.PublicSuffix(strings.ToLower(host))
	return known && suffix != strings.ToLower(host)
}

package fetch

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/idna"

	"newsclip/clip"
)

// maxAddress is the length of an address in bytes; servers refuse longer ones
// from about 8,000 on.
const maxAddress = 16 << 10

var (
	schemePattern = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*):(.*)$`)
	// portPattern tells "example.com:8080/x" from "mailto:x".
	portPattern = regexp.MustCompile(`^[0-9]{1,5}($|[/?#])`)
	// strayPercent is a % that escapes nothing.
	strayPercent = regexp.MustCompile(`%([^0-9A-Fa-f]|$|[0-9A-Fa-f]([^0-9A-Fa-f]|$))`)
)

// hostProfile converts names as browsers do (UTS 46, non-transitional) and
// lets the underscores of some hosts pass.
var hostProfile = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false))

// Clean makes an address of what people type or paste: it drops white space,
// line breaks, quotes and angle brackets around it, adds https:// where there
// is no scheme (http:// for this computer itself), writes scheme and host in
// lower case and the host in ASCII, and drops the default port, the fragment
// and any user name and password. The error is a *clip.Error.
func Clean(address string) (string, error) {
	u, _, err := parse(address)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

// parse is Clean, and reports whether a name or password was dropped.
func parse(address string) (u *url.URL, dropped bool, err error) {
	text := trimAddress(address)
	if text == "" {
		return nil, false, badAddress("There is no address.", nil)
	}
	if len(text) > maxAddress {
		return nil, false, badAddress(fmt.Sprintf("The address is longer than %d characters.", maxAddress), nil)
	}
	text, err = withScheme(text)
	if err != nil {
		return nil, false, err
	}
	u, err = url.Parse(escapeStray(text))
	if err != nil {
		return nil, false, badAddress(fmt.Sprintf("%q is not a web address.", shorten(address)), err)
	}
	dropped = u.User != nil
	u.User = nil
	if err := checkScheme(u); err != nil {
		return nil, false, err
	}
	if err := cleanHost(u); err != nil {
		return nil, false, badAddress(fmt.Sprintf("%q is not a web address.", shorten(address)), err)
	}
	if !strings.HasPrefix(u.Fragment, "!") { // "#!" is part of the address on some old sites
		u.Fragment, u.RawFragment = "", ""
	}
	return u, dropped, nil
}

// trimAddress drops what surrounds an address in mails and texts, and the
// line breaks and invisible characters inside it.
func trimAddress(address string) string {
	text := strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\r', '\t', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad':
			return -1
		}
		return r
	}, address)
	text = strings.TrimFunc(text, func(r rune) bool { return strings.ContainsRune(" \u00a0\"'<>“”‘’„«»`", r) })
	for _, prefix := range []string{"URL:", "url:", "view-source:"} {
		text = strings.TrimSpace(strings.TrimPrefix(text, prefix))
	}
	return text
}

// withScheme adds the scheme that is missing and mends a mistyped "//".
func withScheme(text string) (string, error) {
	if rest, ok := strings.CutPrefix(text, "//"); ok {
		return "https://" + rest, nil
	}
	parts := schemePattern.FindStringSubmatch(text)
	if parts == nil || portPattern.MatchString(parts[2]) {
		return guessScheme(text)
	}
	scheme, rest := strings.ToLower(parts[1]), parts[2]
	if scheme == "http" || scheme == "https" {
		return scheme + "://" + strings.TrimLeft(rest, "/\\"), nil
	}
	if !strings.HasPrefix(rest, "//") && strings.Contains(rest, "@") && scheme != "mailto" {
		return guessScheme(text) // "name:password@example.com/x"
	}
	return "", schemeError(scheme)
}

// guessScheme takes an address without scheme, which needs a name with a dot,
// so that a word is not taken for a host.
func guessScheme(text string) (string, error) {
	authority, _, _ := strings.Cut(text, "/")
	host := authority[strings.LastIndex(authority, "@")+1:]
	if authority != host && authority == text && !strings.Contains(authority, ":") {
		return "", badAddress(fmt.Sprintf("%q is a mail address.", shorten(text)), nil)
	}
	name := strings.ToLower(strings.TrimRight(host, "0123456789"))
	if name = strings.TrimSuffix(name, ":"); name == "localhost" || isLoopback(host) {
		return "http://" + text, nil
	}
	if strings.ContainsAny(host, " \u00a0") || !strings.ContainsAny(strings.Trim(host, "."), ".:") {
		return "", badAddress(fmt.Sprintf("%q is not a web address.", shorten(text)), nil)
	}
	return "https://" + text, nil
}

func isLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && ip.IsLoopback()
}

// escapeStray escapes what browsers escape and url.Parse refuses.
func escapeStray(text string) string {
	text = strings.ReplaceAll(text, " ", "%20")
	for strayPercent.MatchString(text) {
		text = strayPercent.ReplaceAllString(text, "%25$1")
	}
	return text
}

// cleanHost writes the host in lower-case ASCII without its default port.
func cleanHost(u *url.URL) error {
	name, port := u.Hostname(), u.Port()
	if name == "" {
		return fmt.Errorf("no host")
	}
	if strings.ContainsAny(name, " <>\"'`{}|\\^,;()") {
		return fmt.Errorf("host %q", name)
	}
	if ip, err := netip.ParseAddr(name); err == nil {
		if name = ip.String(); ip.Is6() {
			name = "[" + name + "]"
		}
	} else if name, err = hostProfile.ToASCII(strings.TrimSuffix(name, ".")); err != nil || name == "" {
		return fmt.Errorf("host %q: %w", u.Hostname(), err)
	}
	if port == "" || (u.Scheme == "http" && port == "80") || (u.Scheme == "https" && port == "443") {
		u.Host = name
	} else {
		u.Host = name + ":" + port
	}
	if u.Path == "" {
		u.Path = "/"
	}
	return nil
}

func checkScheme(u *url.URL) error {
	if u.Scheme == "http" || u.Scheme == "https" {
		return nil
	}
	return schemeError(u.Scheme)
}

func schemeError(scheme string) error {
	return &clip.Error{Kind: clip.ErrUnsupported,
		Message: fmt.Sprintf("Addresses that start with %q cannot be fetched.", shorten(scheme)+":"),
		Next:    "Give an address that starts with https:// or http://."}
}

func badAddress(message string, cause error) error {
	return &clip.Error{Kind: clip.ErrInvalid, Message: message, Next: "Check it and try again, for example https://example.com/page.", Err: cause}
}

// shorten cuts a text that goes into a sentence.
func shorten(text string) string {
	const longest = 80 // runes: a line of a message
	runes := []rune(text)
	if len(runes) <= longest {
		return text
	}
	return string(runes[:longest-1]) + "…"
}

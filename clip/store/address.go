package store

import (
	"net/url"
	"slices"
	"strings"
)

// trackers are query parameters that say where a reader came from, not what
// is read; a name that ends in * stands for all that begin so.
var trackers = []string{"utm_*", "mc_*", "at_*", "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "ref", "ref_src", "cmpid", "ns_campaign", "ns_mchannel", "smid", "wt_mc", "xtor", "_ga", "amp", "outputtype"}

// cached returns the address that one of an AMP cache stands for: of
// HOST.cdn.ampproject.org/c/s/…, or google.com/amp/s/….
func cached(u *url.URL) *url.URL {
	path := strings.TrimPrefix(u.EscapedPath(), "/")
	switch host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."); {
	case strings.HasSuffix(host, ".cdn.ampproject.org"):
		_, path, _ = strings.Cut(path, "/") // c: a page, v: in a viewer
	case strings.HasPrefix(host, "google.") && strings.HasPrefix(path, "amp/"):
		path = strings.TrimPrefix(path, "amp/")
	default:
		return u
	}
	original, err := url.Parse("https://" + strings.TrimPrefix(path, "s/"))
	if err != nil || !strings.Contains(original.Hostname(), ".") {
		return u
	}
	original.RawQuery = u.RawQuery
	return original
}

// AddressKey returns one key for the many spellings of an address: without
// scheme, www. and m., port, fragment, tracking parameters, trailing slash and
// AMP's marks and caches; the rest of the query sorted. Empty for what is no web address.
func AddressKey(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u = cached(u)
	host := strings.ToLower(u.Hostname())
	for _, prefix := range []string{"www.", "m.", "mobile.", "amp."} {
		if rest, ok := strings.CutPrefix(host, prefix); ok && strings.Contains(rest, ".") {
			host = rest
		}
	}
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	path := strings.TrimSuffix(u.EscapedPath(), "/")
	for _, suffix := range []string{"/amp", ".amp", ".amp.html", "/index.html", "/index.php"} {
		path = strings.TrimSuffix(path, suffix)
	}
	if rest, ok := strings.CutPrefix(path, "/amp/"); ok {
		path = "/" + rest
	}
	if query := keptQuery(u.Query()); query != "" {
		return host + path + "?" + query
	}
	return host + path
}

func keptQuery(values url.Values) string {
	for name := range values {
		if slices.ContainsFunc(trackers, func(t string) bool { return tracks(t, strings.ToLower(name)) }) {
			delete(values, name)
		}
	}
	return values.Encode()
}

func tracks(tracker, name string) bool {
	if prefix, ok := strings.CutSuffix(tracker, "*"); ok {
		return strings.HasPrefix(name, prefix)
	}
	return tracker == name
}

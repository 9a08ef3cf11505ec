package fetch

import (
	"net/netip"
	"net/url"
	"strings"

	"newsclip/clip"
)

// isLocal reports whether an address names this computer or the network
// around it, by its host alone: localhost, a private or link-local IP
// address, a name without dot, or one under .local, .internal or .home.arpa.
// Names that only resolve to such an address are not seen.
func isLocal(u *url.URL) bool {
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if ip, err := netip.ParseAddr(host); err == nil {
		ip = ip.Unmap()
		return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsUnspecified()
	}
	for _, suffix := range []string{".localhost", ".local", ".internal", ".home.arpa"} {
		if strings.HasSuffix(host, suffix) {
			return true
		}
	}
	return !strings.Contains(host, ".")
}

// checkLocal keeps a page or redirect from outside from making us ask
// machines inside, such as a router, for something.
func checkLocal(from, to *url.URL) error {
	if from == nil || from.Host == "" || isLocal(from) || !isLocal(to) {
		return nil
	}
	return failure(clip.ErrDenied, "Give that address itself if you trust it.", nil,
		"%s leads to %s, which is inside your own network.", hostOf(from), hostOf(to))
}

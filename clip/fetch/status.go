package fetch

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"newsclip/clip"
)

// The next steps that several failures share.
const (
	nextPaste = "Open it in your browser, copy the page and paste it here."
	nextLater = "Try again later."
	nextCheck = "Check the address, or search the site for the page."
)

// statusError is the sentence for an answer other than 2xx. dropped says that
// the address came with a password, which was not sent.
func statusError(response *http.Response, now time.Time, dropped bool) error {
	host, status := hostOf(response.Request.URL), response.StatusCode
	say := func(kind clip.ErrorKind, next, format string) error {
		return &clip.Error{Kind: kind, Next: next, Message: fmt.Sprintf(format+" (%d).", host, status)}
	}
	switch status {
	case http.StatusUnauthorized, http.StatusProxyAuthRequired:
		next := nextPaste
		if dropped {
			next = "The name and password in the address were not sent. " + nextPaste
		}
		return say(clip.ErrDenied, next, "%s asks for a name and a password")
	case http.StatusPaymentRequired:
		return say(clip.ErrDenied, nextPaste, "%s asks for payment")
	case http.StatusForbidden:
		return say(clip.ErrDenied, nextPaste, "%s refused access")
	case http.StatusNotFound:
		return say(clip.ErrNotFound, nextCheck, "%s has no page at this address")
	case http.StatusGone:
		return say(clip.ErrNotFound, nextCheck, "%s has removed this page")
	case http.StatusTooManyRequests:
		return say(clip.ErrUnavailable, nextAfter(response.Header, now), "%s has had too many requests")
	case http.StatusUnavailableForLegalReasons:
		return say(clip.ErrDenied, nextPaste, "%s does not show this page here for legal reasons")
	}
	if status >= 500 {
		return say(clip.ErrUnavailable, nextAfter(response.Header, now), "%s has a fault of its own"+named(status))
	}
	return say(clip.ErrUnavailable, nextPaste, "%s gave no page but an unexpected answer"+named(status))
}

// named gives ", Bad Gateway" for a status that has a name.
func named(status int) string {
	if text := http.StatusText(status); text != "" {
		return ", " + text
	}
	return ""
}

// nextAfter tells when to try again, from Retry-After (RFC 9110 section
// 10.2.3: seconds or a date).
func nextAfter(header http.Header, now time.Time) string {
	wait, ok := retryAfter(strings.TrimSpace(header.Get("Retry-After")), now)
	if !ok {
		return nextLater
	}
	return "Try again in " + spoken(wait) + "."
}

func retryAfter(value string, now time.Time) (time.Duration, bool) {
	const longest = 30 * 24 * time.Hour // beyond, the value is a mistake
	if seconds, err := strconv.ParseInt(value, 10, 32); err == nil {
		wait := time.Duration(seconds) * time.Second
		return wait, wait > 0 && wait <= longest
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	wait := at.Sub(now)
	return wait, wait > 0 && wait <= longest
}

// spoken rounds a wait up to what a person would say.
func spoken(wait time.Duration) string {
	units := []struct {
		length time.Duration
		name   string
	}{{24 * time.Hour, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}, {time.Second, "second"}}
	for _, unit := range units {
		if wait <= unit.length && unit.length > time.Second {
			continue
		}
		if n := (wait + unit.length - 1) / unit.length; n > 1 {
			return fmt.Sprintf("%d %ss", n, unit.name)
		}
	}
	return "a second"
}

// hostOf names the site in a sentence.
func hostOf(u *url.URL) string {
	if u == nil || u.Host == "" {
		return "The site"
	}
	return u.Host
}

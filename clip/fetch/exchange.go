package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"time"

	"golang.org/x/net/publicsuffix"
)

// errTimeout is the cause of a context that a fetch's own time limit ended.
var errTimeout = errors.New("time limit of the fetch")

// errRedirects marks a chain of redirects beyond the limit.
var errRedirects = errors.New("too many redirects")

// A wish is what a fetch asks for.
type wish struct {
	address  string
	accept   string
	referrer string
	limit    int64 // decoded bytes
}

// A reply is a successful answer, read and decoded.
type reply struct {
	requested string
	final     *url.URL
	status    int
	header    http.Header
	data      []byte
	fetched   time.Time
}

// exchange makes one request with its redirects and reads the answer. The
// time limit starts when the host is free.
func (f *Fetcher) exchange(ctx context.Context, w wish) (reply, error) {
	target, dropped, err := parse(w.address)
	if err != nil {
		return reply{}, err
	}
	if page, err := url.Parse(w.referrer); err == nil {
		if err := checkLocal(page, target); err != nil {
			return reply{}, err
		}
	}
	pass, err := f.gate.enter(ctx, target.Host)
	if err != nil {
		return reply{}, err
	}
	defer pass.leave()
	limited, cancel := context.WithTimeoutCause(ctx, f.options.Timeout, errTimeout)
	defer cancel()

	last := target
	response, err := f.send(limited, w, target, pass, &last)
	if err != nil {
		return reply{}, f.explain(ctx, limited, last, err, w.limit)
	}
	defer response.Body.Close()
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return reply{}, statusError(response, f.options.Clock(), dropped)
	}
	data, err := readBody(response, w.limit)
	if err != nil {
		return reply{}, f.explain(ctx, limited, last, err, w.limit)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return reply{}, emptyError(last)
	}
	return reply{requested: target.String(), final: last, status: response.StatusCode,
		header: response.Header, data: data, fetched: f.options.Clock()}, nil
}

// send sends the request and follows redirects; *last is the address that
// was asked last, for the sentence of a failure.
func (f *Fetcher) send(ctx context.Context, w wish, target *url.URL, pass *pass, last **url.URL) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("make the request: %w", err)
	}
	f.setHeader(request, w)
	jar, err := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List})
	if err != nil {
		return nil, fmt.Errorf("make the cookie jar: %w", err)
	}
	client := http.Client{
		Transport: f.options.Transport,
		Jar:       jar,
		CheckRedirect: func(next *http.Request, via []*http.Request) error {
			if len(via) > f.options.MaxRedirects {
				return errRedirects
			}
			if err := checkScheme(next.URL); err != nil {
				return err
			}
			if err := checkLocal(target, next.URL); err != nil {
				return err
			}
			next.URL.User = nil // a page must not make us log in anywhere
			*last = next.URL
			return pass.move(ctx, next.URL.Host)
		},
	}
	return client.Do(request)
}

func (f *Fetcher) setHeader(request *http.Request, w wish) {
	request.Header.Set("User-Agent", f.options.UserAgent)
	request.Header.Set("Accept", w.accept)
	request.Header.Set("Accept-Encoding", acceptEncoding)
	if f.options.Languages != "" {
		request.Header.Set("Accept-Language", f.options.Languages)
	}
	if r := referer(w.referrer, request.URL); r != "" {
		request.Header.Set("Referer", r)
	}
}

// referer is what browsers send by default, "strict-origin-when-cross-origin"
// of the W3C's Referrer Policy: the whole address within a site, the origin
// across sites, nothing from https to http.
func referer(from string, to *url.URL) string {
	page, err := url.Parse(from)
	if err != nil || page.Host == "" || (page.Scheme != "http" && page.Scheme != "https") {
		return ""
	}
	if page.Scheme == "https" && to.Scheme == "http" {
		return ""
	}
	if page.Scheme != to.Scheme || page.Host != to.Host {
		return page.Scheme + "://" + page.Host + "/"
	}
	page.User, page.Fragment, page.RawFragment = nil, "", ""
	return page.String()
}

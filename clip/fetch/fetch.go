package fetch

import (
	"net"
	"net/http"
	"time"
)

// Limits that hold where Options say nothing.
const (
	// DefaultTimeout is for one fetch with its redirects, without the wait
	// for other fetches from the same host: slow sites answer within 10 s,
	// and a person waits no longer than this.
	DefaultTimeout = 30 * time.Second
	// DefaultMaxBytes is the size of a page after decoding: the longest
	// live blogs with all their inline data stay below 10 MB.
	DefaultMaxBytes = 16 << 20
	// DefaultMaxImageBytes is the size of a picture: photographs on news
	// pages are below 5 MB, agency originals below 15 MB.
	DefaultMaxImageBytes = 20 << 20
	// DefaultMaxRedirects leaves room for shorteners behind consent and
	// country pages; browsers stop at 20.
	DefaultMaxRedirects = 10
	// DefaultPause is the time from the start of one request to a host to
	// the start of the next: a batch of 100 takes half a minute and no site
	// takes it for an attack.
	DefaultPause = 250 * time.Millisecond
	// DefaultUserAgent names the program; the first word is what many
	// servers demand before they send an ordinary page.
	DefaultUserAgent = "Mozilla/5.0 (compatible; Newsclip/1.0)"
)

const (
	// requestsPerHost is how many requests to one host run at a time.
	requestsPerHost = 2
	// maxHeaderBytes limits the header of an answer.
	maxHeaderBytes = 1 << 20
	// connectTimeout and handshakeTimeout are within the time of a fetch,
	// short enough that a second address of the host still gets its turn.
	connectTimeout   = 10 * time.Second
	handshakeTimeout = 10 * time.Second
	// idleTimeout closes connections that a batch leaves open.
	idleTimeout = 30 * time.Second
)

// Options are the settings of a Fetcher. The zero value works.
type Options struct {
	Timeout       time.Duration // for one fetch; 0: DefaultTimeout
	MaxBytes      int64         // of a page, decoded; 0: DefaultMaxBytes
	MaxImageBytes int64         // of a picture, decoded; 0: DefaultMaxImageBytes
	MaxRedirects  int           // 0: DefaultMaxRedirects; below 0: none
	// Pause is between the starts of two requests to one host.
	// 0: DefaultPause; below 0: none.
	Pause     time.Duration
	UserAgent string // empty: DefaultUserAgent
	// Languages is sent as Accept-Language, "de, en;q=0.8"; empty: not sent.
	Languages string
	// Transport carries the requests; nil: a transport with limits of its
	// own that honours the system's proxy settings.
	Transport http.RoundTripper
	Clock     func() time.Time // nil: time.Now
}

// A Fetcher fetches pages and images. It is safe for concurrent use; fetches
// share connections and the count per host, never cookies.
type Fetcher struct {
	options Options
	gate    *gate
}

// New returns a Fetcher. Close it at the end of its life.
func New(options Options) *Fetcher {
	options = options.withDefaults()
	return &Fetcher{options: options, gate: newGate(options.Pause, options.Clock)}
}

// Close closes idle connections. Fetches under way go on.
func (f *Fetcher) Close() {
	client := http.Client{Transport: f.options.Transport}
	client.CloseIdleConnections()
}

func (o Options) withDefaults() Options {
	o.Timeout = positive(o.Timeout, DefaultTimeout)
	o.MaxBytes = positive(o.MaxBytes, DefaultMaxBytes)
	o.MaxImageBytes = positive(o.MaxImageBytes, DefaultMaxImageBytes)
	o.MaxRedirects = orNone(o.MaxRedirects, DefaultMaxRedirects)
	o.Pause = orNone(o.Pause, DefaultPause)
	if o.UserAgent == "" {
		o.UserAgent = DefaultUserAgent
	}
	if o.Transport == nil {
		o.Transport = newTransport()
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	return o
}

// positive returns value, or standard when value is not above 0.
func positive[N int | int64 | time.Duration](value, standard N) N {
	if value > 0 {
		return value
	}
	return standard
}

// orNone returns standard for 0 and 0 for a value below it.
func orNone[N int | time.Duration](value, standard N) N {
	if value == 0 {
		return standard
	}
	return max(value, 0)
}

func newTransport() *http.Transport {
	dialer := &net.Dialer{Timeout: connectTimeout, KeepAlive: idleTimeout}
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // decoded here, where the limit is
		MaxIdleConnsPerHost:    requestsPerHost,
		IdleConnTimeout:        idleTimeout,
		TLSHandshakeTimeout:    handshakeTimeout,
		MaxResponseHeaderBytes: maxHeaderBytes,
	}
}

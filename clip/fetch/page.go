package fetch

import (
	"context"
	"net/http"
	"time"
)

// acceptPage asks for what an extraction can read, HTML first.
const acceptPage = "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.5"

// A Page is what a server gave for an address.
type Page struct {
	Requested string // the address asked for, cleaned
	Final     string // the address that answered, after redirects
	Status    int    // always 2xx; other statuses are errors
	Header    map[string][]string
	MediaType string // "text/html", in lower case, without parameters; sniffed when missing or plainly wrong
	Charset   string // as the server declared it, in lower case; empty: not declared
	Data      []byte // content-decoded, in the page's own character set
	Fetched   time.Time
}

// Page fetches the page at an address as people type it (see Clean). A name
// and password in the address are not sent. The error is a *clip.Error with
// a sentence for people, or ctx.Err() when ctx ended first.
func (f *Fetcher) Page(ctx context.Context, address string) (Page, error) {
	reply, err := f.exchange(ctx, wish{address: address, accept: acceptPage, limit: f.options.MaxBytes})
	if err != nil {
		return Page{}, err
	}
	mediaType, charset, err := pageType(reply)
	if err != nil {
		return Page{}, err
	}
	return Page{
		Requested: reply.requested,
		Final:     reply.final.String(),
		Status:    reply.status,
		Header:    keptHeader(reply.header),
		MediaType: mediaType,
		Charset:   charset,
		Data:      reply.data,
		Fetched:   reply.fetched,
	}, nil
}

// keptHeader leaves cookies out: a header is kept with the clip, and a cookie
// would be a secret in it.
func keptHeader(header http.Header) http.Header {
	kept := header.Clone()
	kept.Del("Set-Cookie")
	return kept
}

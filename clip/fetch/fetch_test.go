package fetch_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
	"newsclip/clip/fetch"
)

const page = "<!DOCTYPE html><html><head><title>Harbour bridge opens</title></head><body><p>The new bridge opened on Monday.</p></body></html>"

var noon = time.Date(2031, 4, 5, 12, 0, 0, 0, time.UTC)

// quick fetches without pauses at a fixed time.
func quick(t *testing.T, o fetch.Options) *fetch.Fetcher {
	t.Helper()
	o.Pause, o.Clock = -1, func() time.Time { return noon }
	f := fetch.New(o)
	t.Cleanup(f.Close)
	return f
}

func serve(t *testing.T, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server
}

func reply(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, body)
	}
}

// wantError checks the kind and that message and next step hold the texts.
func wantError(t *testing.T, err error, kind clip.ErrorKind, message, next string) {
	t.Helper()
	var e *clip.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want a *clip.Error", err)
	}
	if e.Kind != kind || !strings.Contains(e.Message, message) || !strings.Contains(e.Next, next) {
		t.Errorf("got kind %q, %q, %q\nwant kind %q, …%q…, …%q…", e.Kind, e.Message, e.Next, kind, message, next)
	}
	for _, sentence := range []string{e.Message, e.Next} {
		if !strings.HasSuffix(sentence, ".") {
			t.Errorf("%q is no whole sentence", sentence)
		}
	}
}

func TestPage(t *testing.T) {
	var got *http.Request
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		if r.URL.Path == "/old" {
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
			http.Redirect(w, r, "/new", http.StatusFound)
			return
		}
		w.Header().Set("Content-Type", "Text/HTML; Charset=ISO-8859-2")
		http.SetCookie(w, &http.Cookie{Name: "secret", Value: "2"})
		fmt.Fprint(w, page)
	})
	f := quick(t, fetch.Options{UserAgent: "Test/1", Languages: "de"})
	p, err := f.Page(t.Context(), " <"+server.URL+"/old#part> ")
	if err != nil {
		t.Fatal(err)
	}
	if p.Requested != server.URL+"/old" || p.Final != server.URL+"/new" || p.Status != 200 {
		t.Errorf("got %s → %s, status %d", p.Requested, p.Final, p.Status)
	}
	if p.MediaType != "text/html" || p.Charset != "iso-8859-2" || string(p.Data) != page || !p.Fetched.Equal(noon) {
		t.Errorf("got type %q, charset %q, fetched %v, data %q", p.MediaType, p.Charset, p.Fetched, p.Data)
	}
	if http.Header(p.Header).Get("Set-Cookie") != "" {
		t.Error("a cookie is kept in the header")
	}
	if c, err := got.Cookie("seen"); err != nil || c.Value != "1" {
		t.Error("the cookie of the first answer was not sent with the redirect")
	}
	if got.UserAgent() != "Test/1" || got.Header.Get("Accept-Language") != "de" {
		t.Errorf("sent header %v", got.Header)
	}
	if _, err := f.Page(t.Context(), server.URL+"/new"); err != nil {
		t.Fatal(err)
	}
	if len(got.Cookies()) != 0 {
		t.Errorf("cookies of an earlier fetch were sent: %v", got.Cookies())
	}
}

func TestCredentialsAreNotSent(t *testing.T) {
	var sent []string
	server := serve(t, nil)
	server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent = append(sent, r.Header.Get("Authorization"))
		if r.URL.Path == "/start" {
			http.Redirect(w, r, strings.Replace(server.URL, "http://", "http://eve:trap@", 1)+"/end", http.StatusFound)
			return
		}
		w.WriteHeader(http.StatusUnauthorized)
	})
	_, err := quick(t, fetch.Options{}).Page(t.Context(), strings.Replace(server.URL, "http://", "http://ann:secret@", 1)+"/start")
	wantError(t, err, clip.ErrDenied, "asks for a name and a password (401).", "were not sent")
	for _, authorization := range sent {
		if authorization != "" {
			t.Errorf("sent Authorization %q", authorization)
		}
	}
	if len(sent) != 2 || strings.Contains(err.Error(), "secret") {
		t.Errorf("%d requests; error %v", len(sent), err)
	}
}

func TestMediaTypes(t *testing.T) {
	tests := []struct {
		name, header, body string
		want               string // media type; empty: refused
		message            string
	}{
		{"html", "text/html", page, "text/html", ""},
		{"xhtml", "application/xhtml+xml; charset=utf-8", page, "application/xhtml+xml", ""},
		{"plain text", "text/plain", "Just words.", "text/plain", ""},
		{"html called plain text", "text/plain", page, "text/html", ""},
		{"html called octets", "application/octet-stream", page, "text/html", ""},
		{"broken parameters", "text/html; charset", page, "text/html", ""},
		{"PDF", "application/pdf", "%PDF-1.7 x", "", "sent a PDF document, not a page."},
		{"PDF called html", "text/html", "%PDF-1.7 x", "", "sent a PDF document, not a page."},
		{"picture", "image/png", "x", "", "sent a picture, not a page."},
		{"feed", "application/rss+xml", "<rss/>", "", "sent a news feed (RSS or Atom), not a page."},
		{"feed declared as XML", "text/xml", "<?xml version='1.0'?>\n<?xml-stylesheet href='a.xsl'?>\n<!-- a -->\n<rss version='2.0'/>", "", "sent a news feed (RSS or Atom), not a page."},
		{"Atom declared as a page", "text/html", "\ufeff<feed xmlns='http://www.w3.org/2005/Atom'/>", "", "sent a news feed (RSS or Atom), not a page."},
		{"feed of an unknown type", "application/x-rss+xml", "<rdf:RDF/>", "", "sent a news feed (RSS or Atom), not a page."},
		{"feed in JSON", "application/feed+json", "{}", "", "sent a news feed (JSON), not a page."},
		{"map of a site", "application/xml", "<?xml version='1.0'?><urlset/>", "", "sent data for programs (XML), not a page."},
		{"page declared as XML", "text/xml", "<?xml version='1.0'?><!DOCTYPE html><html/>", "text/xml", ""},
		{"JSON", "application/json", "{}", "", "JSON"},
		{"other", "application/x-thing", "x", "", `"application/x-thing"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := quick(t, fetch.Options{}).Page(t.Context(), serve(t, reply(tt.header, tt.body)).URL)
			if tt.want == "" {
				wantError(t, err, clip.ErrUnsupported, tt.message, ".")
				return
			}
			if err != nil || p.MediaType != tt.want {
				t.Errorf("got %q, %v, want %q", p.MediaType, err, tt.want)
			}
		})
	}
}

func TestStatuses(t *testing.T) {
	tests := []struct {
		status     int
		retryAfter string
		kind       clip.ErrorKind
		message    string
		next       string
	}{
		{401, "", clip.ErrDenied, "asks for a name and a password (401).", "paste it here"},
		{402, "", clip.ErrDenied, "asks for payment (402).", "paste it here"},
		{403, "", clip.ErrDenied, "refused access (403).", "Open it in your browser, copy the page and paste it here."},
		{404, "", clip.ErrNotFound, "has no page at this address (404).", "Check the address"},
		{410, "", clip.ErrNotFound, "has removed this page (410).", "Check the address"},
		{418, "", clip.ErrUnavailable, "unexpected answer, I'm a teapot (418).", "paste it here"},
		{429, "", clip.ErrUnavailable, "has had too many requests (429).", "Try again later."},
		{429, "90", clip.ErrUnavailable, "too many requests", "Try again in 2 minutes."},
		{429, "1", clip.ErrUnavailable, "too many requests", "Try again in a second."},
		{429, "60", clip.ErrUnavailable, "too many requests", "Try again in 60 seconds."},
		{429, noon.Add(3 * time.Hour).Format(http.TimeFormat), clip.ErrUnavailable, "too many requests", "Try again in 3 hours."},
		{429, "soon", clip.ErrUnavailable, "too many requests", "Try again later."},
		{429, "-5", clip.ErrUnavailable, "too many requests", "Try again later."},
		{451, "", clip.ErrDenied, "legal reasons (451).", "paste it here"},
		{500, "", clip.ErrUnavailable, "a fault of its own, Internal Server Error (500).", "Try again later."},
		{503, "120", clip.ErrUnavailable, "Service Unavailable (503).", "Try again in 2 minutes."},
		{520, "", clip.ErrUnavailable, "a fault of its own (520).", "Try again later."},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.status, " ", tt.retryAfter), func(t *testing.T) {
			server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				if tt.retryAfter != "" {
					w.Header().Set("Retry-After", tt.retryAfter)
				}
				w.WriteHeader(tt.status)
			})
			_, err := quick(t, fetch.Options{}).Page(t.Context(), server.URL)
			wantError(t, err, tt.kind, tt.message, tt.next)
		})
	}
}

func TestRedirects(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/file":
			http.Redirect(w, r, "file:///etc/hosts", http.StatusFound)
		case "/":
			fmt.Fprint(w, page)
		default:
			http.Redirect(w, r, r.URL.Path[:len(r.URL.Path)-1], http.StatusFound)
		}
	})
	f := quick(t, fetch.Options{MaxRedirects: 3})
	_, err := f.Page(t.Context(), server.URL+"/loop")
	wantError(t, err, clip.ErrUnavailable, "more than 3 times", "paste it here")
	_, err = f.Page(t.Context(), server.URL+"/file")
	wantError(t, err, clip.ErrUnsupported, `start with "file:"`, "https://")
	if _, err := f.Page(t.Context(), server.URL+"/abc"); err != nil {
		t.Errorf("3 redirects of 3 allowed: %v", err)
	}
	_, err = f.Page(t.Context(), server.URL+"/abcd")
	wantError(t, err, clip.ErrUnavailable, "more than 3 times", "")
	_, err = quick(t, fetch.Options{MaxRedirects: -1}).Page(t.Context(), server.URL+"/a")
	wantError(t, err, clip.ErrUnavailable, "more than 0 times", "")
}

func TestEmptyAnswers(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"nothing":     reply("text/html", ""),
		"white space": reply("text/html", " \r\n\t"),
		"no content":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) },
		"empty gzip":  func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Encoding", "gzip") },
	} {
		t.Run(name, func(t *testing.T) {
			_, err := quick(t, fetch.Options{}).Page(t.Context(), serve(t, handler).URL)
			wantError(t, err, clip.ErrUnavailable, "sent an empty answer.", "paste it here")
		})
	}
}

func TestTimeLimitAndCancel(t *testing.T) {
	release := make(chan struct{})
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/trickle" {
			fmt.Fprint(w, "<p>")
			w.(http.Flusher).Flush()
		}
		<-release
	})
	defer close(release)
	f := quick(t, fetch.Options{Timeout: 50 * time.Millisecond})
	for _, path := range []string{"/silent", "/trickle"} {
		_, err := f.Page(t.Context(), server.URL+path)
		wantError(t, err, clip.ErrUnavailable, "did not answer in full within", "paste it here")
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	_, err := quick(t, fetch.Options{}).Page(ctx, server.URL)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	late, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := quick(t, fetch.Options{}).Page(late, server.URL); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want context.DeadlineExceeded", err)
	}
}

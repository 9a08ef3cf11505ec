package fetch_test

import (
	"context"
	"image/png"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"newsclip/clip"
	"newsclip/clip/fetch"
)

// TestOutsideDoesNotReachInside serves every name by one server, as a router
// with a page of its own and a newspaper would be reached.
func TestOutsideDoesNotReachInside(t *testing.T) {
	body := picture(t, png.Encode)
	inside := 0
	server := serve(t, redirectOr(&inside, body))
	f := quick(t, fetch.Options{Transport: everyName(server)})
	for _, host := range []string{"127.0.0.1", "localhost", "192.168.1.1", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]", "[fe80::1]", "router", "nas.local"} {
		t.Run(host, func(t *testing.T) {
			inside = 0
			_, err := f.Image(t.Context(), "http://"+host+"/x", "http://paper.example/story")
			wantError(t, err, clip.ErrDenied, "paper.example leads to ", "Give that address itself")
			_, err = f.Image(t.Context(), "http://paper.example/leads?to=http://"+host+"/x", "")
			wantError(t, err, clip.ErrDenied, "which is inside your own network.", "")
			if inside != 0 {
				t.Errorf("%d requests reached it", inside)
			}
			if _, err := f.Image(t.Context(), "http://"+host+"/x", "http://"+host+"/story"); err != nil {
				t.Errorf("from inside: %v", err)
			}
			if _, err := f.Image(t.Context(), "http://"+host+"/x", ""); err != nil {
				t.Errorf("asked for by a person: %v", err)
			}
		})
	}
	if _, err := f.Image(t.Context(), "http://pictures.example/x", "http://127.0.0.1/story"); err != nil {
		t.Errorf("from inside to outside: %v", err)
	}
}

// redirectOr redirects where the address says so, and else counts and gives
// the body.
func redirectOr(count *int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if to := r.URL.Query().Get("to"); to != "" {
			http.Redirect(w, r, to, http.StatusFound)
			return
		}
		*count++
		w.Write([]byte(body))
	}
}

// everyName is a transport that leads every name to the server.
func everyName(server *httptest.Server) *http.Transport {
	return &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, server.Listener.Addr().String())
	}}
}

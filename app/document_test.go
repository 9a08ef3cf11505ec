package app

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsclip/clip/intake"
)

// TestDocumentIsKeptWhole fetches a press release in plain text: short lines,
// quotes and the contact are part of it, unlike around a page.
func TestDocumentIsKeptWhole(t *testing.T) {
	const release = "Press release: Orrin opens its new bridge\r\n \r\nOrrin, 4 March 2026\r\n\r\n" +
		"The bridge over the Velm at Orrin opens on Saturday after three years of\r\nbuilding. It carries two lanes and a path for cyclists, and it cost nine\r\nmillion crowns.\r\n\r\n" +
		"\"We have waited long enough,\" said mayor Tessa Brook.\r\n\r\nContact:\r\npress@orrin.example\r\n"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Write([]byte(release))
	}))
	defer server.Close()
	results, err := open(t).Add(t.Context(), []intake.Input{{Kind: intake.KindURL, URL: server.URL + "/bridge.txt"}}, AddOptions{})
	if err != nil || results[0].Outcome != Kept {
		t.Fatalf("results %+v, %v", results, err)
	}
	v := results[0].Clip.Version
	want := "Orrin, 4 March 2026\n\n" +
		"The bridge over the Velm at Orrin opens on Saturday after three years of building. It carries two lanes and a path for cyclists, and it cost nine million crowns.\n\n" +
		"\"We have waited long enough,\" said mayor Tessa Brook.\n\nContact:\npress@orrin.example"
	if diff := cmp.Diff(want, v.Body.Plain()); diff != "" {
		t.Errorf("text, want → got:\n%s", diff)
	}
	if v.Title != "Press release: Orrin opens its new bridge" || v.URL != server.URL+"/bridge.txt" {
		t.Errorf("title %q, address %q", v.Title, v.URL)
	}
}

package fetch_test

import (
	"bytes"
	"net/http/httptest"
	"strings"
	"testing"

	"newsclip/clip/fetch"
)

// BenchmarkPage fetches a page of 200 kB from this computer: what a fetch
// costs beside the wait for the network.
func BenchmarkPage(b *testing.B) {
	body := []byte("<html>" + strings.Repeat("<p>The bridge opened on Monday, and 4,000 people crossed it.</p>\n", 3200))
	for _, encoding := range []string{"gzip", "br", "zstd"} {
		b.Run(encoding, func(b *testing.B) {
			server := httptest.NewServer(packedReply(encoding, pack(b, encoding, body)))
			defer server.Close()
			f := fetch.New(fetch.Options{Pause: -1})
			defer f.Close()
			for b.Loop() {
				p, err := f.Page(b.Context(), server.URL)
				if err != nil || !bytes.Equal(p.Data, body) {
					b.Fatalf("got %d bytes, %v", len(p.Data), err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}

func BenchmarkClean(b *testing.B) {
	for b.Loop() {
		if _, err := fetch.Clean(" <Example.com/2031/04/05/harbour bridge?id=7#top> "); err != nil {
			b.Fatal(err)
		}
	}
}

package fetch_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"newsclip/clip"
	"newsclip/clip/fetch"
)

func pack(t testing.TB, encoding string, data []byte) []byte {
	t.Helper()
	var packed bytes.Buffer
	var w io.WriteCloser
	var err error
	switch encoding {
	case "gzip":
		w = gzip.NewWriter(&packed)
	case "br":
		w = brotli.NewWriter(&packed)
	case "zstd":
		w, err = zstd.NewWriter(&packed)
	case "deflate":
		w = zlib.NewWriter(&packed)
	case "raw deflate":
		w, err = flate.NewWriter(&packed, flate.DefaultCompression)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func packedReply(header string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", header)
		w.Write(body)
	}
}

func TestEncodings(t *testing.T) {
	bomb := []byte(strings.Repeat("<p>Nothing.</p>", 100_000)) // 1.5 MB in a few kB
	for _, encoding := range []string{"gzip", "br", "zstd", "deflate", "raw deflate"} {
		header := strings.TrimPrefix(encoding, "raw ")
		t.Run(encoding, func(t *testing.T) {
			server := serve(t, packedReply(header, pack(t, encoding, []byte(page))))
			p, err := quick(t, fetch.Options{}).Page(t.Context(), server.URL)
			if err != nil || string(p.Data) != page {
				t.Errorf("got %q, %v", p.Data, err)
			}
		})
		t.Run(encoding+" too large unpacked", func(t *testing.T) {
			packed := pack(t, encoding, bomb)
			if len(packed) > 100<<10 {
				t.Fatalf("packed into %d bytes", len(packed))
			}
			_, err := quick(t, fetch.Options{MaxBytes: 1 << 20}).Page(t.Context(), serve(t, packedReply(header, packed)).URL)
			wantError(t, err, clip.ErrTooLarge, "is larger than 1 MB.", "paste it here")
		})
		t.Run(encoding+" cut off", func(t *testing.T) {
			packed := pack(t, encoding, []byte(page))
			_, err := quick(t, fetch.Options{}).Page(t.Context(), serve(t, packedReply(header, packed[:len(packed)/2])).URL)
			wantError(t, err, clip.ErrUnavailable, "", "paste it here")
		})
		t.Run(encoding+" damaged", func(t *testing.T) {
			body := append([]byte("\x07\x07garbage"), bytes.Repeat([]byte{0xff}, 100)...)
			_, err := quick(t, fetch.Options{}).Page(t.Context(), serve(t, packedReply(header, body)).URL)
			wantError(t, err, clip.ErrUnavailable, "could not be unpacked.", "paste it here")
		})
	}
	t.Run("two, one over the other", func(t *testing.T) {
		server := serve(t, packedReply("deflate, gzip", pack(t, "gzip", pack(t, "deflate", []byte(page)))))
		p, err := quick(t, fetch.Options{}).Page(t.Context(), server.URL)
		if err != nil || string(p.Data) != page {
			t.Errorf("got %q, %v", p.Data, err)
		}
	})
	t.Run("unknown", func(t *testing.T) {
		_, err := quick(t, fetch.Options{}).Page(t.Context(), serve(t, packedReply("sdch", []byte("x"))).URL)
		wantError(t, err, clip.ErrUnavailable, "could not be unpacked.", "paste it here")
	})
}

func TestSizeLimit(t *testing.T) {
	long := "<p>" + strings.Repeat("x", 3000)
	for name, handler := range map[string]http.HandlerFunc{
		"announced": reply("text/html", long[:1025]),
		"streamed": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.(http.Flusher).Flush()
			io.WriteString(w, long)
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := quick(t, fetch.Options{MaxBytes: 1024}).Page(t.Context(), serve(t, handler).URL)
			wantError(t, err, clip.ErrTooLarge, "is larger than 1 kB.", "paste it here")
		})
	}
	p, err := quick(t, fetch.Options{MaxBytes: 1024}).Page(t.Context(), serve(t, reply("text/html", long[:1024])).URL)
	if err != nil || len(p.Data) != 1024 {
		t.Errorf("at the limit: %d bytes, %v", len(p.Data), err)
	}
}

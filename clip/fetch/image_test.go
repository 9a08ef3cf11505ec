package fetch_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"newsclip/clip"
	"newsclip/clip/fetch"
)

// picture writes a picture of 3 × 2 pixels.
func picture(t *testing.T, write func(io.Writer, image.Image) error) string {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out, image.NewRGBA(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func writeGIF(w io.Writer, m image.Image) error  { return gif.Encode(w, m, nil) }
func writeJPEG(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) }
func writeTIFF(w io.Writer, m image.Image) error { return tiff.Encode(w, m, nil) }

// hugePNG is a picture whose header promises 60,000 × 60,000 pixels.
func hugePNG(t *testing.T) string {
	data := []byte(picture(t, png.Encode))
	binary.BigEndian.PutUint32(data[16:], 60_000)
	binary.BigEndian.PutUint32(data[20:], 60_000)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return string(data)
}

// webpPixel is a picture of one pixel in lossless WebP.
const webpPixel = "RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"

func TestImage(t *testing.T) {
	svg := `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>`
	tests := []struct {
		name, header, body string
		want               string // empty: refused
	}{
		{"JPEG", "image/jpeg", picture(t, writeJPEG), "image/jpeg"},
		{"PNG", "image/png", picture(t, png.Encode), "image/png"},
		{"GIF", "image/gif", picture(t, writeGIF), "image/gif"},
		{"WebP", "image/webp", webpPixel, "image/webp"},
		{"TIFF", "image/tiff", picture(t, writeTIFF), "image/tiff"},
		{"BMP", "image/bmp", picture(t, bmp.Encode), "image/bmp"},
		{"SVG", "image/svg+xml", svg, "image/svg+xml"},
		{"SVG with a prologue", "text/plain", "\ufeff<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<!-- drawn -->\n<!DOCTYPE svg>" + svg, "image/svg+xml"},
		{"PNG called JPEG", "image/jpeg", picture(t, png.Encode), "image/png"},
		{"PNG called HTML", "text/html", picture(t, png.Encode), "image/png"},
		{"page called JPEG", "image/jpeg", page, ""},
		{"XML that is no SVG", "image/svg+xml", "<?xml version=\"1.0\"?><rss/>", ""},
		{"only the first bytes", "image/png", "\x89PNG\r\n\x1a\n", ""},
		{"too many pixels", "image/png", hugePNG(t), ""},
		{"AVIF", "image/avif", "\x00\x00\x00\x20ftypavif\x00\x00\x00\x00avifmif1", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := serve(t, reply(tt.header, tt.body))
			got, err := quick(t, fetch.Options{}).Image(t.Context(), server.URL+"/p", "")
			if tt.want == "" {
				wantError(t, err, clip.ErrUnsupported, "sent no picture that can be shown here.", "kept without it")
				return
			}
			if err != nil || got.MediaType != tt.want || string(got.Data) != tt.body || got.URL != server.URL+"/p" {
				t.Errorf("got %s, %s, %d bytes, %v", got.URL, got.MediaType, len(got.Data), err)
			}
		})
	}
}

func TestImageLimits(t *testing.T) {
	server := serve(t, reply("image/bmp", "BM"+strings.Repeat("x", 2000)))
	_, err := quick(t, fetch.Options{MaxImageBytes: 1024}).Image(t.Context(), server.URL, "")
	wantError(t, err, clip.ErrTooLarge, "is larger than 1 kB.", "")
	missing := serve(t, http.NotFound)
	_, err = quick(t, fetch.Options{}).Image(t.Context(), missing.URL, "")
	wantError(t, err, clip.ErrNotFound, "(404).", "")
}

func TestReferrer(t *testing.T) {
	var got string
	body := picture(t, png.Encode)
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("Referer")
		io.WriteString(w, body)
	})
	f := quick(t, fetch.Options{Transport: everyName(server)})
	tests := []struct{ name, referrer, want string }{
		{"same site", "http://ann:secret@pictures.example/story?id=1#part", "http://pictures.example/story?id=1"},
		{"other site", "http://paper.example/story?id=1", "http://paper.example/"},
		{"from https to http", "https://paper.example/story", ""},
		{"file", "file:///home/ann/story.html", ""},
		{"none", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := f.Image(t.Context(), "http://pictures.example/a.png", tt.referrer); err != nil {
				t.Fatal(err)
			}
			if got != tt.want {
				t.Errorf("sent %q, want %q", got, tt.want)
			}
		})
	}
}

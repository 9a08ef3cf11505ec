package extract

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsclip/clip"
	"newsclip/clip/extract/blocks"
)

// TestTraceIsComplete holds that each block and picture of a page is either in
// the body or in the trace.
func TestTraceIsComplete(t *testing.T) {
	paths, err := filepath.Glob("testdata/*/page.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) {
			page, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			out, err := HTML(t.Context(), Page{URL: "https://post.example/a", Data: page, MediaType: "text/html"})
			if err != nil {
				t.Fatal(err)
			}
			traceBlocks(t, page, out)
			tracePictures(t, page, out)
		})
	}
}

func traceBlocks(t *testing.T, page []byte, out clip.Extract) {
	doc, err := parse(string(page))
	if err != nil {
		t.Fatal(err)
	}
	restoreLazyImages(doc)
	kept := bare(out.Body.Plain())
	for _, b := range blocks.Cut(doc).Blocks {
		if !strings.Contains(kept, bare(b.Text)) && !traced(out, b.Text) {
			t.Errorf("block %q is neither in the body nor in the trace", b.Text)
		}
	}
}

// traced reports whether a line of the trace is a text, or the beginning of it,
// or holds it.
func traced(out clip.Extract, text string) bool {
	text = strings.Join(strings.Fields(text), " ")
	for _, r := range out.Removed {
		if strings.Contains(r.Text, text) {
			return true
		}
		for line := range strings.SplitSeq(r.Text, "\n") {
			if cut, ok := strings.CutSuffix(line, "…"); ok && strings.HasPrefix(text, cut) {
				return true
			}
		}
	}
	return false
}

func tracePictures(t *testing.T, page []byte, out clip.Extract) {
	doc, err := parse(string(page))
	if err != nil {
		t.Fatal(err)
	}
	restoreLazyImages(doc)
	x := &extraction{base: &url.URL{Scheme: "https", Host: "post.example", Path: "/a"}}
	shown := map[string]bool{}
	out.Body.Walk(func(b *clip.Block, _ int) bool { shown[b.URL] = true; return true })
	for n := range doc.Descendants() {
		switch n.Data {
		case "img", "iframe":
			address := x.absolute(attribute(n, "src"))
			if !shown[address] && !traced(out, pictureName(x, n)) {
				t.Errorf("%s %q is neither in the body nor in the trace", n.Data, address)
			}
		}
	}
}

package markdown

import (
	"bytes"
	"os/exec"
	"testing"

	"github.com/yuin/goldmark"
	ext "github.com/yuin/goldmark/extension"
	gm "github.com/yuin/goldmark/renderer/html"

	"newsclip/clip"
)

// A reader is a program that shows Markdown of one flavour.
type reader struct {
	name    string
	flavour flavour
	html    func(source []byte) ([]byte, error)
}

// readers returns those that this computer has: goldmark as GitHub reads and
// as Obsidian does, and cmark-gfm.
func readers(t testing.TB) []reader {
	t.Helper()
	all := []reader{
		{"goldmark", gfm, goldmarkReader(ext.GFM, ext.Footnote)},
		{"goldmark as Obsidian", obsidian, goldmarkReader(ext.GFM, ext.Footnote, obsidianMarkup{})},
	}
	program, err := exec.LookPath("cmark-gfm")
	if err != nil {
		t.Log("cmark-gfm is not installed: what it reads is not tested (Debian: apt-get install cmark-gfm)")
		return all
	}
	return append(all, reader{"cmark-gfm", gfm, func(source []byte) ([]byte, error) {
		cmd := exec.Command(program, "--unsafe", "-e", "footnotes", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist")
		cmd.Stdin = bytes.NewReader(source)
		return cmd.Output()
	}})
}

func goldmarkReader(extensions ...goldmark.Extender) func([]byte) ([]byte, error) {
	reader := goldmark.New(goldmark.WithExtensions(extensions...), goldmark.WithRendererOptions(gm.WithUnsafe()))
	return func(source []byte) ([]byte, error) {
		var page bytes.Buffer
		err := reader.Convert(source, &page)
		return page.Bytes(), err
	}
}

// rendered is a body as Markdown of a flavour, its images at one address.
func rendered(f flavour, b clip.Body) string {
	return newRenderer(f, func(string) string { return "images/a_(b).png" }).blocks(b) + "\n"
}

// lost tells what a reader gets of a body that it should not, or not of what
// it should; empty where nothing is lost.
func lost(r reader, b clip.Body) (source, difference string, err error) {
	source = rendered(r.flavour, b)
	page, err := r.html([]byte("# T\n\n" + source)) // below a headline, as in a file
	if err != nil {
		return source, "", err
	}
	got, err := read(string(page))
	if err != nil {
		return source, "", err
	}
	want, err := read("<h1>T</h1>" + b.XHTML())
	if r.flavour == obsidian && hasFigureInTable(b) { // it follows the table: no break parts it from its caption
		delete(got.tags, "br")
		delete(want.tags, "br")
	}
	return source, differ(got, want), err
}

func hasFigureInTable(b clip.Body) (found bool) {
	b.Walk(func(block *clip.Block, _ int) bool {
		if block.Kind == clip.Table {
			clip.Body(block.Blocks).Walk(func(inner *clip.Block, _ int) bool {
				found = found || inner.Kind == clip.Image
				return true
			})
		}
		return true
	})
	return found
}

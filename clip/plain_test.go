package clip

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPlainOfPrinted holds the quick way to the text against the tree's.
func TestPlainOfPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := Body(drawBlocks(t, 3)).Normal()
		printed := body.XHTML()
		got, want := strings.Fields(PlainOf(printed)), strings.Fields(body.Plain())
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Fatalf("text of %s\n%q, want\n%q", printed, got, want)
		}
	})
}

func TestPlainOfKeepsBlocksApart(t *testing.T) {
	got := PlainOf("<h2>Head &amp; tail</h2>\n<p>One <a href=\"https://example.com/?a=1&amp;b=&quot;&gt;\">two</a>.<br/>Three</p>\n<ul><li>four</li><li>five</li></ul>")
	if want := "Head & tail\n\nOne two.\nThree\n\nfour\n\nfive"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
}

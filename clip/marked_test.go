package clip

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestMarked(t *testing.T) {
	body, err := ParseXHTML(`<p>The <strong>old mill</strong> turns <a href="https://post.example/mill">again</a>.</p><pre><code>run 7</code></pre><ul><li><p>Bread and salt</p></li></ul>`)
	if err != nil {
		t.Fatal(err)
	}
	passage := func(fromLeaf, from, toLeaf, to int) Passage {
		return Passage{Position{fromLeaf, from}, Position{toLeaf, to}}
	}
	for _, test := range []struct {
		name     string
		passages []Passage
		want     string
	}{
		{"none", nil, `<p>The <strong>old mill</strong> turns <a href="https://post.example/mill">again</a>.</p>`},
		{"across a span", []Passage{passage(0, 8, 0, 18)}, `<p>The <strong>old <mark>mill</mark></strong><mark> turns</mark> <a href="https://post.example/mill">again</a>.</p>`},
		{"two that overlap", []Passage{passage(0, 0, 0, 7), passage(0, 4, 0, 12)}, `<p><mark>The </mark><strong><mark>old mill</mark></strong> turns <a href="https://post.example/mill">again</a>.</p>`},
		{"through all", []Passage{passage(0, 19, 2, 5)}, `<p>The <strong>old mill</strong> turns <a href="https://post.example/mill"><mark>again</mark></a><mark>.</mark></p>`},
	} {
		got := body.Marked(test.passages)
		if first, _, _ := strings.Cut(strings.ReplaceAll(got.XHTML(), "\n", ""), "<pre>"); first != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, first, test.want)
		}
	}
	if last := body.Marked([]Passage{passage(0, 19, 2, 5)}).XHTML(); !strings.Contains(last, "<mark>Bread</mark> and salt") || !strings.Contains(last, "<pre><code>run 7</code></pre>") {
		t.Errorf("through all: %s", last)
	}
}

// TestMarkedKeepsTheText holds that marks change no word.
func TestMarkedKeepsTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := Body(drawBlocks(t, 3)).Normal()
		position := rapid.Custom(func(t *rapid.T) Position {
			return Position{rapid.IntRange(0, 6).Draw(t, "leaf"), rapid.IntRange(0, 30).Draw(t, "offset")}
		})
		var passages []Passage
		for range rapid.IntRange(0, 4).Draw(t, "passages") {
			passages = append(passages, Passage{position.Draw(t, "from"), position.Draw(t, "to")})
		}
		if got, want := body.Marked(passages).Plain(), body.Plain(); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

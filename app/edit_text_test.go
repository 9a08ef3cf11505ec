package app

import (
	"strings"
	"testing"

	"newsclip/clip"
)

func TestEditTextKeepsWhatWasNotTyped(t *testing.T) {
	const before = `<p>The <strong>mill</strong> turns.</p><figure><img src="newsclip-image:00ff" alt="The mill"/></figure>` +
		`<ul><li>Bread</li><li>Salt</li><li>Rye</li></ul><hr/><table><tr><th>Day</th><th>Sacks</th></tr><tr><td>Monday</td><td>7</td></tr></table>` +
		`<pre><code>one

two</code></pre><p>The <a href="https://post.example/end">end</a>.</p>`
	body, err := clip.ParseXHTML(before)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, old, typed string // what is typed in place of what
		was, want        string // what of the page is another then
	}{
		{"nothing", "", "", "", ""},
		{"a paragraph", "The mill turns.", "The mill stands.", "<p>The <strong>mill</strong> turns.</p>", "<p>The mill stands.</p>"},
		{"an item", "Salt", "Pepper", "<li>Salt</li>", "<li>Pepper</li>"},
		{"a cell", "7", "8", "<td>7</td>", "<td>8</td>"},
		{"a line of code", "two", "three", "two</code>", "three</code>"},
		{"a new paragraph", "The end.", "More.\n\nThe end.", "<p>The <a", "<p>More.</p><p>The <a"},
		{"a paragraph less", "The mill turns.\n\n", "", "<p>The <strong>mill</strong> turns.</p>", ""},
	} {
		got := EditText(body, strings.Replace(body.Plain(), test.old, test.typed, 1)).XHTML()
		want, err := clip.ParseXHTML(strings.Replace(before, test.was, test.want, 1))
		if err != nil {
			t.Fatal(err)
		}
		if got != want.XHTML() {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, want.XHTML())
		}
	}
}

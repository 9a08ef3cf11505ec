package clip

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// words draws text with what goes wrong in text: markup, white space, control
// characters, other scripts.
var words = rapid.StringOfN(rapid.RuneFrom([]rune("ab Cd.<>&\"' \n\t\r\u00a0\u0007é漢ع\U0001F600")), 0, 12, -1)

var addresses = rapid.SampledFrom([]string{"", "https://example.com/a?b=1&c=2", "http://example.com/ü b", "javascript:alert(1)", "mailto:a@example.com", ImageScheme + "00ff", "/relative"})

func drawInlines(t *rapid.T, depth int) []Inline {
	n := rapid.IntRange(0, 3).Draw(t, "inlines")
	var out []Inline
	for range n {
		in := Inline{Kind: InlineKind(rapid.IntRange(0, int(Break)+1).Draw(t, "kind")), Text: words.Draw(t, "text"), URL: addresses.Draw(t, "url")}
		if depth < 3 {
			in.Inlines = drawInlines(t, depth+1)
		}
		out = append(out, in)
	}
	return out
}

func drawBlocks(t *rapid.T, depth int) []Block {
	n := rapid.IntRange(0, 3).Draw(t, "blocks")
	var out []Block
	for range n {
		span := rapid.IntRange(-1, 1200)
		b := Block{
			Kind: BlockKind(rapid.IntRange(0, int(Rule)+1).Draw(t, "kind")), Level: rapid.IntRange(-1, 9).Draw(t, "level"),
			Ordered: rapid.Bool().Draw(t, "ordered"), Start: rapid.IntRange(-2, 5).Draw(t, "start"), Header: rapid.Bool().Draw(t, "header"),
			ColSpan: span.Draw(t, "colspan"), RowSpan: span.Draw(t, "rowspan"), URL: addresses.Draw(t, "url"), Alt: words.Draw(t, "alt"),
			Width: span.Draw(t, "width"), Text: words.Draw(t, "text"), Lang: words.Draw(t, "lang"), Inlines: drawInlines(t, 0),
		}
		if depth < 4 {
			b.Blocks = drawBlocks(t, depth+1)
		}
		out = append(out, b)
	}
	return out
}

func TestNormalAndXHTMLProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drawn := Body(drawBlocks(t, 0))
		normal := drawn.Normal()
		if again := normal.Normal(); !reflect.DeepEqual(again, normal) {
			t.Fatalf("Normal is not stable\n got %s\nwant %s", again.XHTML(), normal.XHTML())
		}
		parsed, err := ParseXHTML(normal.XHTML())
		if err != nil {
			t.Fatalf("ParseXHTML(%s): %v", normal.XHTML(), err)
		}
		if !reflect.DeepEqual(parsed, normal) {
			t.Fatalf("parse(print(x)) differs\n got %#v\nwant %#v\nxhtml %s", parsed, normal, normal.XHTML())
		}
		if strings.Contains(normal.XHTML(), "javascript:") && !strings.Contains(drawn.Plain(), "javascript:") {
			t.Fatalf("a script address survived: %s", normal.XHTML())
		}
	})
}

func TestXHTML(t *testing.T) {
	const want = `<h2>Harbour reopens</h2>
<p>A <strong>bold</strong> claim, <a href="https://example.com/a?b=1&amp;c=2">linked</a>.<br/>H<sub>2</sub>O</p>
<ol start="3"><li>third</li><li><p>fourth</p><ul><li>nested</li></ul></li></ol>
<blockquote><p>Quoted</p></blockquote>
<pre><code class="language-go">a &lt; b
  c</code></pre>
<table><caption>Catch</caption><tr><th>Port</th><td colspan="2">12</td></tr><tr><td></td></tr></table>
<figure><img src="newsclip-image:00ff" alt="A quay" width="640"/><figcaption>The quay</figcaption></figure>
<p class="embed"><a href="https://video.example/1">Film</a></p>
<hr/>`
	body, err := ParseXHTML(want)
	if err != nil {
		t.Fatal(err)
	}
	if got := body.XHTML(); got != want {
		t.Errorf("print(parse(x))\n got %s\nwant %s", got, want)
	}
	if normal := body.Normal(); !reflect.DeepEqual(normal, body) {
		t.Errorf("Normal changed it\n got %s", normal.XHTML())
	}
}

func TestParseXHTMLRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"script":       `<p>a<script>b</script></p>`,
		"unknown":      `<div>a</div>`,
		"unclosed":     `<p>a`,
		"closed twice": `</body><p>a</p>`,
		"entity":       `<p>&nbsp;</p>`,
		"too deep":     strings.Repeat("<blockquote>", 1000) + "a" + strings.Repeat("</blockquote>", 1000),
	} {
		t.Run(name, func(t *testing.T) {
			if body, err := ParseXHTML(text); err == nil {
				t.Errorf("ParseXHTML(%.60q) = %v, want an error", text, body)
			}
		})
	}
}

func TestNormalLiftsHostileNesting(t *testing.T) {
	body := Body{NewParagraph("deep")}
	for range 100_000 {
		body = Body{{Kind: Quote, Blocks: body}}
	}
	normal := body.Normal()
	if got := normal.Plain(); got != "deep" {
		t.Errorf("Plain() = %q, want %q", got, "deep")
	}
	if _, err := ParseXHTML(normal.XHTML()); err != nil {
		t.Error(err)
	}
}

func TestFromPlain(t *testing.T) {
	body := FromPlain("One\r\nline\r\n\r\n\r\n  Two  words \n\t\n")
	if got, want := body.XHTML(), "<p>One<br/>line</p>\n<p>Two words</p>"; got != want {
		t.Errorf("FromPlain = %s, want %s", got, want)
	}
	if got, want := body.Plain(), "One\nline\n\nTwo words"; got != want {
		t.Errorf("Plain = %q, want %q", got, want)
	}
}

func TestWords(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want int
	}{
		"english":    {"The harbour's 2 cranes re-opened.", 6},
		"chinese":    {"港口重新开放", 3},
		"combined":   {"Cafe\u0301 au lait", 3},
		"empty":      {"…", 0},
		"devanagari": {"समाचार पत्र", 2},
	} {
		t.Run(name, func(t *testing.T) {
			if got := (Body{NewParagraph(c.text)}).Words(); got != c.want {
				t.Errorf("Words(%q) = %d, want %d", c.text, got, c.want)
			}
		})
	}
}

func TestDate(t *testing.T) {
	for _, text := range []string{"", "2026-03-01", "2026-03-01T10:00:00+02:00"} {
		d, err := ParseDate(text)
		if err != nil || d.String() != text {
			t.Errorf("ParseDate(%q) = %q, %v", text, d, err)
		}
	}
	if _, err := ParseDate("an hour ago"); err == nil {
		t.Error("a relative date was taken for a date")
	}
}

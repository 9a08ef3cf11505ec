package markdown

import (
	"bytes"
	"context"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	goldmarkextension "github.com/yuin/goldmark/extension"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

var tag = regexp.MustCompile(`<[^>]*>`)

// readBack renders Markdown with another program and returns its text without
// white space, and how often each tag stands in it.
func readBack(t *testing.T, markdown string) (string, map[string]int) {
	t.Helper()
	var out bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(goldmarkextension.GFM), goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe()))
	if err := md.Convert([]byte(markdown), &out); err != nil {
		t.Fatal(err)
	}
	tags := map[string]int{}
	for _, found := range tag.FindAllString(out.String(), -1) {
		if name := regexp.MustCompile(`^<([a-z0-9]+)`).FindStringSubmatch(found); name != nil {
			tags[name[1]]++
		}
	}
	return strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(out.String(), " "))), ""), tags
}

func TestRenderIsReadBack(t *testing.T) {
	for name, xhtml := range map[string]string{
		"marks in text":     `<p># not a heading, 1. no list, *a* _b_ ` + "`c`" + ` [d](e) &lt;b&gt; &amp;copy; a|b ~~x~~ www.post.example https://post.example a@post.example</p>`,
		"line starts":       `<p># a<br/>- b<br/>1. c<br/>&gt; d<br/>+ e<br/>=== f<br/>10) g</p>`,
		"sub and sup":       `<p>H<sub>2</sub>O and 10<sup>3</sup></p>`,
		"adjacent emphasis": `<p><em>it</em><strong>bo</strong> and <em>in</em>side, 中<strong>文</strong>字</p>`,
		"emphasis":          `<p>an <em>old</em> and <strong>new</strong> way</p>`,
		"mark and code":     `<p><mark>hit</mark> <code>a` + "`" + `b</code></p>`,
		"nested list":       `<ul><li>one</li><li><p>two</p><ol start="3"><li>three</li><li>four</li></ol></li></ul>`,
		"two lists":         `<ul><li>a</li></ul><ul><li>b</li></ul>`,
		"quote":             `<blockquote><p>One.</p><p>Two.</p></blockquote>`,
		"code":              "<pre><code class=\"language-go\">a := `b`\n```\n# c</code></pre>",
		"table":             `<table><tr><th>A|B</th><th>C</th></tr><tr><td>1<br/>2</td><td></td></tr></table>`,
		"table with spans":  `<table><tr><td colspan="2">A</td></tr><tr><td><p>1</p><ul><li>2</li></ul></td><td>3</td></tr></table>`,
		"headings and rule": `<h2>Two # two</h2><hr/><h3>Ends with #</h3>`,
		"link and embed":    `<p>See <a href="https://post.example/a_(b)">this [one]</a>.</p><p class="embed"><a href="https://video.example/1">Film</a></p>`,
	} {
		t.Run(name, func(t *testing.T) {
			body, err := clip.ParseXHTML(xhtml)
			if err != nil {
				t.Fatal(err)
			}
			body = body.Normal()
			var out strings.Builder
			if err := Render(&out, body, nil); err != nil {
				t.Fatal(err)
			}
			text, tags := readBack(t, out.String())
			if want := strings.Join(strings.Fields(body.Plain()), ""); text != want {
				t.Errorf("text = %q, want %q\n%s", text, want, out.String())
			}
			for _, name := range []string{"em", "strong", "sub", "sup", "mark", "li", "blockquote", "pre", "table", "h2", "h3", "hr", "a"} {
				if want := strings.Count(xhtml, "<"+name+">") + strings.Count(xhtml, "<"+name+" ") + strings.Count(xhtml, "<"+name+"/>"); tags[name] != want {
					t.Errorf("<%s> stands %d times, want %d\n%s", name, tags[name], want, out.String())
				}
			}
		})
	}
}

func sample() *review.Review {
	day := clip.Date{Time: time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC), DayOnly: true}
	image := clip.ImageScheme + strings.Repeat("ab", 32)
	one := clip.Clip{ID: "c1", Version: clip.Version{Metadata: clip.Metadata{Title: `Ferry: "sinks"?`, Outlet: "Northern Wire", Published: day},
		Body: clip.Body{clip.NewParagraph("It sank."), {Kind: clip.Image, URL: image, Alt: "Ferry"}, {Kind: clip.Image, URL: "https://post.example/x.png", Alt: "Gone"}}}}
	two := one
	two.ID = "c2"
	return &review.Review{Title: "Harbour", Sections: []review.Section{{Title: "News", Clips: []clip.Clip{one, two}}},
		Image: func(context.Context, string) ([]byte, string, error) { return []byte("png"), "image/png", nil }}
}

func TestWriteSeparate(t *testing.T) {
	dir := t.TempDir()
	done := 0
	report, err := Write(t.Context(), sample(), dir, review.Options{Progress: func(n, total int) { done = n*10 + total }})
	if err != nil || report.Files != 2 || done != 22 {
		t.Fatalf("Write = %+v, %v, progress %d", report, err, done)
	}
	if len(report.Warnings) != 1 || !strings.Contains(report.Warnings[0], "x.png") {
		t.Errorf("warnings = %q", report.Warnings)
	}
	for _, name := range []string{"2026-03-04 Ferry- -sinks--.md", "2026-03-04 Ferry- -sinks-- 2.md"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if text := string(data); !strings.HasPrefix(text, "---\ntitle: \"Ferry: \\\"sinks\\\"?\"\n") || !strings.Contains(text, "](images/"+string(clip.HashOf([]byte("png"))[:16])+".png)") {
			t.Errorf("%s = %s", name, text)
		}
	}
}

func TestWriteCombined(t *testing.T) {
	dir := t.TempDir()
	if _, err := Write(t.Context(), sample(), dir, review.Options{Combined: true}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "Harbour.md"))
	if err != nil || strings.Count(string(data), "(#clip-") != 2 || strings.Count(string(data), "It sank.") != 2 {
		t.Errorf("combined = %s, %v", data, err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Write(ctx, sample(), t.TempDir(), review.Options{}); err == nil {
		t.Error("a cancelled export reported success")
	}
}

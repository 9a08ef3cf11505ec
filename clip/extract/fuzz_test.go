package extract

import (
	"encoding/json"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	xhtml "golang.org/x/net/html"

	"newsclip/clip"
)

// fuzzPatience is how long a small page may take under the fuzzer.
const fuzzPatience = 10 * time.Second

// FuzzHTML holds, whatever comes: no panic and no hang; nothing active and no
// remote load but images survives; the text reads back; and no text is
// invented: every word of the body occurs in the page.
func FuzzHTML(f *testing.F) {
	f.Add([]byte(`<p onclick="x()">a<script>b</script><a href="javascript:c()">d</a><img src=x onerror=e>`))
	f.Add([]byte("<div><div><table><tr><td><p>a<p>b</table><ul>c<li>d"))
	f.Add([]byte(strings.Repeat("<div>", 600) + "deep"))
	f.Add([]byte(`<base href="javascript:alert(1)//"><a href="//x/y">long enough to be a text of its own</a><iframe src="data:text/html,x" title=t></iframe>`))
	pages, _ := filepath.Glob("testdata/*/page.html")
	for _, path := range pages {
		if page, err := os.ReadFile(path); err == nil {
			f.Add(page)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		out, err := HTML(t.Context(), Page{URL: "https://post.example/a", Data: data})
		if took := time.Since(start); took > fuzzPatience {
			t.Errorf("took %v", took)
		}
		if err != nil {
			return
		}
		inert(t, out.Body)
		nothingInvented(t, data, out.Body)
	})
}

// printed are the elements and attributes that a body may have.
var printed = regexp.MustCompile(`^</?(p|h[1-6]|ul|ol|li|blockquote|pre|code|table|caption|tr|th|td|figure|figcaption|img|hr|br|a|em|strong|sub|sup|mark)( (start|class|colspan|rowspan|src|alt|width|height|href)="[^"<>]*")*/?>$`)

var tag = regexp.MustCompile(`<[^>]*>`)

func inert(t *testing.T, body clip.Body) {
	text := body.XHTML()
	for _, element := range tag.FindAllString(text, -1) {
		if !printed.MatchString(element) {
			t.Errorf("%q survived", element)
		}
	}
	if back, err := clip.ParseXHTML(text); err != nil || back.XHTML() != text {
		t.Errorf("body does not read back: %v\n%s", err, text)
	}
	doc, err := xhtml.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	walk(doc, func(n *xhtml.Node) bool {
		for _, name := range []string{"href", "src"} {
			u, err := url.Parse(attribute(n, name))
			if address := attribute(n, name); address != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" && (u.Scheme != "mailto" || name == "src")) {
				t.Errorf("address %q survived", address)
			}
		}
		return true
	})
}

// nothingInvented holds that every word of the body stands in the page. Words
// are compared by letters and digits alone, as elements and soft hyphens may
// part them.
func nothingInvented(t *testing.T, data []byte, body clip.Body) {
	page, err := Decode(data, "")
	if err != nil {
		t.Fatal(err)
	}
	source := bare(pageText(t, page))
	for _, leaf := range body.Leaves() {
		if leaf.Block.Kind == clip.Embed { // may have its address's host for a name
			continue
		}
		for word := range strings.FieldsSeq(leaf.Text) {
			if word := bare(word); !strings.Contains(source, word) {
				t.Errorf("word %q is not in the page", word)
			}
		}
	}
}

// pageText returns all texts of a page, data for scripts with its escapes undone.
func pageText(t *testing.T, page string) string {
	doc, err := parseText(page)
	if err != nil {
		t.Fatal(err)
	}
	var shown, rest strings.Builder
	for n := range doc.Descendants() {
		switch {
		case n.Type != xhtml.TextNode:
		case n.Parent != nil && never[n.Parent.Data]:
			rest.WriteString(n.Data + jsonText(n.Data))
		default:
			shown.WriteString(n.Data)
		}
	}
	return shown.String() + rest.String()
}

var jsonString = regexp.MustCompile(`"(\\.|[^"\\])*"`)

func jsonText(text string) string {
	var out strings.Builder
	for _, literal := range jsonString.FindAllString(text, -1) {
		var s string
		// Raw control characters are faulty, and read all the same.
		literal = strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, literal)
		if json.Unmarshal([]byte(literal), &s) == nil {
			s = html.UnescapeString(html.UnescapeString(s))
			out.WriteString(tag.ReplaceAllString(s, ""))
		}
	}
	return out.String()
}

func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, text)
}

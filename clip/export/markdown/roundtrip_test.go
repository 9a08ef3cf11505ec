package markdown

import (
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"newsclip/clip"
)

// reading is what a reader gets of a document: its text with white space
// collapsed, and how often each tag stands in it. Paragraphs and the parts of a
// table are not counted: Markdown gives and takes them by its own rules.
type reading struct {
	text string
	tags map[string]int
}

func read(page string) (reading, error) {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return reading{}, err
	}
	r := reading{tags: map[string]int{}}
	var text strings.Builder
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
		if n.Type == html.ElementNode {
			r.element(n, &text)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
		if n.Type == html.ElementNode && !inlineTag[n.Data] {
			text.WriteByte(' ')
		}
	}
	visit(root)
	r.text = strings.Join(strings.FieldsFunc(text.String(), func(c rune) bool { return strings.ContainsRune(" \n\t\r", c) }), " ")
	return r, nil
}

var inlineTag = map[string]bool{"em": true, "strong": true, "a": true, "code": true, "sub": true, "sup": true, "mark": true, "img": true}

var uncounted = map[string]bool{"html": true, "head": true, "body": true, "p": true, "thead": true, "tbody": true, "figure": true}

func (r *reading) element(n *html.Node, text *strings.Builder) {
	name := n.Data
	switch {
	case name == "figcaption": // stands below its image, after a break
		name = "br"
		text.WriteByte(' ')
	case name == "a" || name == "img":
		for _, a := range n.Attr {
			if a.Key == "href" || a.Key == "alt" {
				name += " " + decoded(a)
			}
		}
	case name == "ol" || name == "td" || name == "th":
		for _, a := range n.Attr {
			if strings.HasSuffix(a.Key, "span") || a.Key == "start" {
				name += fmt.Sprint(" ", a.Key, a.Val)
			}
		}
	}
	if !uncounted[name] {
		r.tags[name]++
	}
}

// decoded is an attribute's value; readers differ in what of an address they
// percent-encode.
func decoded(a html.Attribute) string {
	if a.Key == "href" {
		if plain, err := url.PathUnescape(a.Val); err == nil {
			return plain
		}
	}
	return strings.Join(strings.Fields(a.Val), " ")
}

// differ tells where two readings are not the same.
func differ(got, want reading) string {
	var out strings.Builder
	if got.text != want.text {
		fmt.Fprintf(&out, "text\n got %q\nwant %q\n", got.text, want.text)
	}
	for tag := range merge(got.tags, want.tags) {
		if got.tags[tag] != want.tags[tag] {
			fmt.Fprintf(&out, "<%s>: %d, want %d\n", tag, got.tags[tag], want.tags[tag])
		}
	}
	return out.String()
}

func merge(a, b map[string]int) map[string]bool {
	all := map[string]bool{}
	for tag := range a {
		all[tag] = true
	}
	for tag := range b {
		all[tag] = true
	}
	return all
}

// pieces are what Markdown could take for markup, among words of some scripts.
var pieces = rapid.SampledFrom([]string{"a", "word", "B2", " ", " ", " ", "*", "**", "_", "__", "`", "``", "[", "]", "(", ")", "](b)", "[x]", "[ ]", "<", ">", "<b>", "</b>", "<!--", "&", "&copy;", "&#35;", "#", "##", "+", "-", "--", "---", "=", "==", "===", "1.", "2)", ".", "!", "|", "~", "~~", "$", "%%", "^", ":", ":-", "\\", "\"", "'", "://", "http://a.example/b_c", "www.a.example", "x@a.example", "#tag", "^block", "[[", "]]", "![[a]]", "$$", "[!note]", "::", "漢字", "。", "「", "é", "\u00a0", "€", "😀", "\u0301", "العربية", "\u3000"})

func drawText(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(pieces, 1, 5).Draw(t, "text"), "")
}

var links = rapid.SampledFrom([]string{"https://a.example/", "https://a.example/b_(c)*d?e=1&copy=2&lt;x", "http://a.example/`b|c\\d[e]", "mailto:x@a.example"})

func drawInlines(t *rapid.T, depth int) []clip.Inline {
	var out []clip.Inline
	for range rapid.IntRange(1, 4).Draw(t, "inlines") {
		in := clip.Inline{Kind: clip.InlineKind(rapid.IntRange(1, int(clip.Break)).Draw(t, "kind")), URL: links.Draw(t, "url"), Text: drawText(t)}
		if depth < 3 {
			in.Inlines = drawInlines(t, depth+1)
		}
		out = append(out, in)
	}
	return out
}

func drawBlocks(t *rapid.T, depth int) []clip.Block {
	var out []clip.Block
	for range rapid.IntRange(1, 3).Draw(t, "blocks") {
		b := clip.Block{Kind: clip.BlockKind(rapid.IntRange(1, int(clip.Rule)).Draw(t, "kind")), Level: rapid.IntRange(1, 6).Draw(t, "level"),
			Ordered: rapid.Bool().Draw(t, "ordered"), Start: rapid.IntRange(1, 12).Draw(t, "start"), URL: "https://a.example/i.png", Alt: drawText(t), Text: drawText(t)}
		switch b.Kind {
		case clip.Paragraph, clip.Heading, clip.Image:
			b.Inlines = drawInlines(t, 1)
		case clip.Code:
			b.Text += "\n\n  " + drawText(t)
		case clip.Table:
			b = drawTable(t, depth)
		case clip.List, clip.Quote, clip.Item:
			if depth < 3 {
				b.Blocks = drawBlocks(t, depth+1)
			}
		}
		out = append(out, b)
	}
	return out
}

func drawTable(t *rapid.T, depth int) clip.Block {
	table := clip.Block{Kind: clip.Table}
	columns := rapid.IntRange(1, 3).Draw(t, "columns")
	hard := rapid.IntRange(0, 2).Draw(t, "hard") == 0
	for i := range rapid.IntRange(1, 3).Draw(t, "rows") {
		row := clip.Block{Kind: clip.Row}
		for range columns {
			cell := clip.Block{Kind: clip.Cell, Header: i == 0, Blocks: []clip.Block{{Kind: clip.Paragraph, Inlines: drawInlines(t, 2)}}}
			if hard && depth < 3 {
				cell.ColSpan, cell.Blocks = rapid.IntRange(0, 2).Draw(t, "span"), drawBlocks(t, depth+1)
			}
			row.Blocks = append(row.Blocks, cell)
		}
		table.Blocks = append(table.Blocks, row)
	}
	return table
}

// TestReadsBack holds that every reader finds the same text and as many of
// each tag in what is written as stand in the body.
func TestReadsBack(t *testing.T) {
	for _, r := range readers(t) {
		t.Run(r.name, func(t *testing.T) { rapid.Check(t, readsBack(r)) })
	}
}

// FuzzReadsBack does so for as long as one likes; NEWSCLIP_READER names the
// reader.
func FuzzReadsBack(f *testing.F) {
	all := readers(f)
	chosen := all[0]
	for _, r := range all {
		if r.name == os.Getenv("NEWSCLIP_READER") {
			chosen = r
		}
	}
	f.Fuzz(rapid.MakeFuzz(readsBack(chosen)))
}

func readsBack(r reader) func(*rapid.T) {
	return func(t *rapid.T) {
		body := clip.Body(drawBlocks(t, 0)).Normal()
		source, diff, err := lost(r, body)
		if err != nil {
			t.Fatal(err)
		}
		if diff != "" {
			t.Fatalf("%s\nMarkdown:\n%s\nXHTML:\n%s", diff, source, body.XHTML())
		}
	}
}

package clip

import (
	"fmt"
	"strconv"
	"strings"
)

// XHTML prints the body as a strict subset of XHTML, its stored and exchanged
// form: p, h1 to h6, ul, ol[start], li, blockquote, pre > code[class], table >
// (caption, tr > (th, td)[colspan, rowspan]), figure > (img[src, alt, width,
// height], figcaption), p.embed > a, hr; within text em, strong, a[href],
// code, sub, sup, mark, br. A line per block at the top. ParseXHTML reads it
// back: for a normal body the result is equal.
func (b Body) XHTML() string {
	var out strings.Builder
	for i := range b {
		if i > 0 {
			out.WriteByte('\n')
		}
		printBlock(&out, &b[i])
	}
	return out.String()
}

func printBlock(out *strings.Builder, b *Block) {
	switch b.Kind {
	case Paragraph:
		element(out, "p", func() { printInlines(out, b.Inlines) })
	case Heading:
		element(out, "h"+strconv.Itoa(b.Level), func() { printInlines(out, b.Inlines) })
	case List:
		printList(out, b)
	case Item:
		element(out, "li", func() { printFlow(out, b.Blocks) })
	case Quote:
		element(out, "blockquote", func() { printBlocks(out, b.Blocks) })
	case Code:
		printCode(out, b)
	case Table:
		printTable(out, b)
	case Row:
		element(out, "tr", func() { printBlocks(out, b.Blocks) })
	case Cell:
		printCell(out, b)
	case Image:
		printImage(out, b)
	case Embed:
		out.WriteString(`<p class="embed"><a href="` + escape(b.URL) + `">` + escape(b.Text) + `</a></p>`)
	case Rule:
		out.WriteString("<hr/>")
	}
}

func element(out *strings.Builder, name string, content func()) {
	out.WriteString("<" + name + ">")
	content()
	out.WriteString("</" + name + ">")
}

func printBlocks(out *strings.Builder, blocks []Block) {
	for i := range blocks {
		printBlock(out, &blocks[i])
	}
}

// printFlow prints the content of an item or cell: a single paragraph needs no
// p around it.
func printFlow(out *strings.Builder, blocks []Block) {
	if len(blocks) == 1 && blocks[0].Kind == Paragraph {
		printInlines(out, blocks[0].Inlines)
		return
	}
	printBlocks(out, blocks)
}

func printList(out *strings.Builder, b *Block) {
	if !b.Ordered {
		element(out, "ul", func() { printBlocks(out, b.Blocks) })
		return
	}
	out.WriteString("<ol")
	number(out, "start", b.Start)
	out.WriteString(">")
	printBlocks(out, b.Blocks)
	out.WriteString("</ol>")
}

func printCode(out *strings.Builder, b *Block) {
	out.WriteString("<pre><code")
	if b.Lang != "" {
		out.WriteString(` class="language-` + escape(b.Lang) + `"`)
	}
	out.WriteString(">" + escape(b.Text) + "</code></pre>")
}

func printTable(out *strings.Builder, b *Block) {
	element(out, "table", func() {
		if len(b.Inlines) > 0 {
			element(out, "caption", func() { printInlines(out, b.Inlines) })
		}
		printBlocks(out, b.Blocks)
	})
}

func printCell(out *strings.Builder, b *Block) {
	name := "td"
	if b.Header {
		name = "th"
	}
	out.WriteString("<" + name)
	number(out, "colspan", b.ColSpan)
	number(out, "rowspan", b.RowSpan)
	out.WriteString(">")
	printFlow(out, b.Blocks)
	out.WriteString("</" + name + ">")
}

func printImage(out *strings.Builder, b *Block) {
	out.WriteString(`<figure><img src="` + escape(b.URL) + `" alt="` + escape(b.Alt) + `"`)
	number(out, "width", b.Width)
	number(out, "height", b.Height)
	out.WriteString("/>")
	if len(b.Inlines) > 0 {
		element(out, "figcaption", func() { printInlines(out, b.Inlines) })
	}
	out.WriteString("</figure>")
}

func number(out *strings.Builder, name string, n int) {
	if n != 0 {
		fmt.Fprintf(out, ` %s="%d"`, name, n)
	}
}

// inlineTags are the elements of the inlines that hold others.
var inlineTags = map[InlineKind]string{
	Emphasis: "em", Strong: "strong", Sub: "sub", Sup: "sup", Mark: "mark",
}

func printInlines(out *strings.Builder, inlines []Inline) {
	for i := range inlines {
		in := &inlines[i]
		switch in.Kind {
		case Text:
			out.WriteString(escape(in.Text))
		case CodeSpan:
			out.WriteString("<code>" + escape(in.Text) + "</code>")
		case Break:
			out.WriteString("<br/>")
		case Link:
			out.WriteString(`<a href="` + escape(in.URL) + `">`)
			printInlines(out, in.Inlines)
			out.WriteString("</a>")
		default:
			if tag := inlineTags[in.Kind]; tag != "" {
				element(out, tag, func() { printInlines(out, in.Inlines) })
			}
		}
	}
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func escape(s string) string { return escaper.Replace(s) }

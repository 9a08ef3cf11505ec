package markdown

import (
	"cmp"
	"strconv"
	"strings"

	"newsclip/clip"
)

// htmlTable writes a table as an HTML block, a row on each line and no line
// empty: an empty one would end the block (CommonMark 0.31, 4.6). Obsidian
// shows no image of the vault in HTML, so there they follow the table.
func (r *renderer) htmlTable(b *clip.Block) string {
	h := &htmlWriter{image: r.image, apart: r.flavour == obsidian}
	h.out.WriteString("<table>\n")
	if len(b.Inlines) > 0 {
		h.element("caption", func() { h.inlines(b.Inlines) })
		h.out.WriteByte('\n')
	}
	for _, row := range b.Blocks {
		h.row(&row)
		h.out.WriteByte('\n')
	}
	h.out.WriteString("</table>")
	for _, image := range h.after {
		h.out.WriteString("\n\n" + r.pictureItself(image, place{}))
	}
	return h.out.String()
}

type htmlWriter struct {
	out   strings.Builder
	image func(string) string
	apart bool          // images of the export do not stand in the table
	after []*clip.Block // but follow it
}

func (h *htmlWriter) element(name string, content func()) {
	h.out.WriteString("<" + name + ">")
	content()
	h.out.WriteString("</" + name + ">")
}

func (h *htmlWriter) row(row *clip.Block) {
	h.element("tr", func() {
		for i := range row.Blocks {
			h.cell(&row.Blocks[i])
		}
	})
}

func (h *htmlWriter) cell(cell *clip.Block) {
	name := "td"
	if cell.Header {
		name = "th"
	}
	h.out.WriteString("<" + name)
	h.span("colspan", cell.ColSpan)
	h.span("rowspan", cell.RowSpan)
	h.out.WriteString(">")
	h.flow(cell.Blocks)
	h.out.WriteString("</" + name + ">")
}

func (h *htmlWriter) span(name string, n int) {
	if n > 1 {
		h.out.WriteString(" " + name + `="` + strconv.Itoa(n) + `"`)
	}
}

// flow writes what a cell or item holds: one paragraph needs no p.
func (h *htmlWriter) flow(blocks []clip.Block) {
	if len(blocks) == 1 && blocks[0].Kind == clip.Paragraph {
		h.inlines(blocks[0].Inlines)
		return
	}
	h.blocks(blocks)
}

func (h *htmlWriter) blocks(blocks []clip.Block) {
	for i := range blocks {
		h.block(&blocks[i])
	}
}

func (h *htmlWriter) block(b *clip.Block) {
	switch b.Kind {
	case clip.Paragraph:
		h.element("p", func() { h.inlines(b.Inlines) })
	case clip.Heading:
		h.element("h"+strconv.Itoa(b.Level), func() { h.inlines(b.Inlines) })
	case clip.List:
		h.list(b)
	case clip.Item:
		h.element("li", func() { h.flow(b.Blocks) })
	case clip.Quote:
		h.element("blockquote", func() { h.blocks(b.Blocks) })
	case clip.Code:
		h.out.WriteString("<pre><code>" + strings.ReplaceAll(escapeHTML(b.Text), "\n", "&#10;") + "</code></pre>")
	case clip.Table:
		h.nestedTable(b)
	case clip.Image:
		h.picture(b)
	case clip.Embed:
		h.element("p", func() { h.inlines([]clip.Inline{link(b.URL, b.Text)}) })
	case clip.Rule:
		h.out.WriteString("<hr>")
	}
}

func (h *htmlWriter) list(b *clip.Block) {
	if !b.Ordered {
		h.element("ul", func() { h.blocks(b.Blocks) })
		return
	}
	h.out.WriteString("<ol")
	h.span("start", b.Start)
	h.out.WriteString(">")
	h.blocks(b.Blocks)
	h.out.WriteString("</ol>")
}

func (h *htmlWriter) nestedTable(b *clip.Block) {
	h.element("table", func() {
		if len(b.Inlines) > 0 {
			h.element("caption", func() { h.inlines(b.Inlines) })
		}
		for i := range b.Blocks {
			h.row(&b.Blocks[i])
		}
	})
}

func (h *htmlWriter) picture(b *clip.Block) {
	address := h.image(b.URL)
	if h.apart && isLocal(address) && address != "" {
		h.after = append(h.after, b)
		h.element("p", func() { h.inlines(b.Inlines) })
		return
	}
	h.element("p", func() {
		if h.pictureItself(b, address) && len(b.Inlines) > 0 {
			h.out.WriteString("<br>")
		}
		h.inlines(b.Inlines)
	})
}

// pictureItself writes the image or what stands for it, and reports whether
// there was any.
func (h *htmlWriter) pictureItself(b *clip.Block, address string) bool {
	switch {
	case address != "":
		h.out.WriteString(`<img src="` + escapeHTML(address) + `" alt="` + escapeHTML(b.Alt) + `">`)
	case !strings.HasPrefix(b.URL, clip.ImageScheme):
		h.inlines([]clip.Inline{link(b.URL, cmp.Or(b.Alt, b.URL))})
	default:
		h.out.WriteString(escapeHTML(b.Alt))
		return b.Alt != ""
	}
	return true
}

func (h *htmlWriter) inlines(inlines []clip.Inline) {
	for i := range inlines {
		in := &inlines[i]
		switch in.Kind {
		case clip.Text:
			h.out.WriteString(escapeHTML(in.Text))
		case clip.CodeSpan:
			h.element("code", func() { h.out.WriteString(escapeHTML(in.Text)) })
		case clip.Break:
			h.out.WriteString("<br>")
		case clip.Link:
			h.out.WriteString(`<a href="` + escapeHTML(in.URL) + `">`)
			h.inlines(in.Inlines)
			h.out.WriteString("</a>")
		default:
			h.element(tagOf(in.Kind), func() { h.inlines(in.Inlines) })
		}
	}
}

// tagOf is the HTML element of an inline that holds others.
func tagOf(kind clip.InlineKind) string {
	switch kind {
	case clip.Emphasis:
		return "em"
	case clip.Strong:
		return "strong"
	case clip.Sub:
		return "sub"
	case clip.Sup:
		return "sup"
	}
	return "mark"
}

var htmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func escapeHTML(s string) string { return htmlEscaper.Replace(s) }

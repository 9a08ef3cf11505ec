package markdown

import (
	"strings"

	"newsclip/clip"
)

// A renderer turns blocks in normal form into Markdown. It holds no state that
// changes.
type renderer struct {
	flavour flavour
	// image returns the address to show an image from, "" when there is none:
	// then a link stands for it, or its alternative text where it has no
	// address of the web.
	image func(url string) string
	least int // the level that no heading stands above; 0: any
}

func newRenderer(f flavour, image func(string) string) *renderer {
	if image == nil {
		image = func(string) string { return "" }
	}
	return &renderer{flavour: f, image: image}
}

// blocks joins blocks by empty lines.
func (r *renderer) blocks(blocks []clip.Block) string {
	var parts []string
	other := false // the other list marker: it parts two lists that touch
	for i := range blocks {
		b := &blocks[i]
		other = i > 0 && b.Kind == clip.List && blocks[i-1].Kind == clip.List && blocks[i-1].Ordered == b.Ordered && !other
		if part := r.block(b, other); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "\n\n")
}

func (r *renderer) block(b *clip.Block, otherMarker bool) string {
	switch b.Kind {
	case clip.Paragraph:
		return r.inlineText(b.Inlines, place{})
	case clip.Heading:
		return r.heading(b)
	case clip.List:
		return r.list(b, otherMarker)
	case clip.Quote:
		return quoted(r.blocks(b.Blocks))
	case clip.Code:
		return code(b)
	case clip.Table:
		return r.table(b)
	case clip.Image:
		return r.picture(b, place{})
	case clip.Embed:
		return r.inlineText([]clip.Inline{link(b.URL, b.Text)}, place{})
	case clip.Rule:
		return "***" // "---" would end a heading or begin front matter
	}
	return ""
}

func (r *renderer) heading(b *clip.Block) string {
	return strings.Repeat("#", min(max(b.Level, r.least), 6)) + " " + r.inlineText(b.Inlines, place{oneLine: true})
}

func link(url, text string) clip.Inline {
	return clip.Inline{Kind: clip.Link, URL: url, Inlines: []clip.Inline{{Kind: clip.Text, Text: text}}}
}

// code fences a block of code with more backticks than stand in it.
func code(b *clip.Block) string {
	fence := strings.Repeat("`", max(3, longestRun(b.Text, '`')+1))
	return fence + infoString(b.Lang) + "\n" + b.Text + "\n" + fence
}

// infoString keeps of a language's name what needs no escape.
func infoString(lang string) string {
	return strings.Map(func(r rune) rune {
		if isAlphanumeric(r) || r < 0x80 && strings.ContainsRune("+-._#", r) {
			return r
		}
		return -1
	}, lang)
}

func quoted(text string) string {
	if text == "" {
		return ""
	}
	var out strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteByte('>')
		if line != "" {
			out.WriteString(" " + line)
		}
	}
	return out.String()
}

// indented moves all lines but the first to the right; empty ones stay empty.
func indented(text string, by int) string {
	lines := strings.Split(text, "\n")
	for i := 1; i < len(lines); i++ {
		if lines[i] != "" {
			lines[i] = strings.Repeat(" ", by) + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}

package markdown

import (
	"cmp"
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// clip writes a clip's headline, origin, text and notes; its own headings
// stand below the headline's level. up leads from its folder to the top; an
// anchor is for links to it within one file.
func (w *writer) clip(out *strings.Builder, n *named, level int, up, anchor string) {
	r := newRenderer(w.flavour, func(url string) string {
		if at := w.image(url); at != "" {
			return up + at
		}
		return ""
	})
	r.least = level + 1
	title := strings.Repeat("#", level) + " " + w.flavour.lineText(n.headline())
	source := w.flavour.lineText(origin(n.clip, w.options.Has(review.Byline)))
	switch {
	case anchor != "" && w.flavour == gfm:
		title = "<a id=\"" + anchor + "\"></a>\n\n" + title
	case anchor != "":
		source += " ^" + anchor
	}
	parts := append([]string{title, source}, w.lead(r, &n.clip.Version)...)
	for _, part := range append(parts, r.blocks(w.body(n.clip)), r.notes(n.about.Notes, level+1, w.words)) {
		if part != "" {
			out.WriteString(part + "\n\n")
		}
	}
}

// lead is what stands between a clip's origin and its text.
func (w *writer) lead(r *renderer, v *clip.Version) (parts []string) {
	if v.URL != "" && w.options.Has(review.Address) {
		parts = append(parts, r.inlineText([]clip.Inline{link(v.URL, v.URL)}, place{}))
	}
	if standfirst := oneLine(v.Standfirst); standfirst != "" && w.options.Has(review.Standfirst) {
		text := clip.Inline{Kind: clip.Text, Text: standfirst}
		parts = append(parts, r.inlineText([]clip.Inline{{Kind: clip.Emphasis, Inlines: []clip.Inline{text}}}, place{}))
	}
	return parts
}

// body is what of a clip's text the document has: of a list, how it begins.
func (w *writer) body(c *clip.Clip) clip.Body {
	if !w.options.Has(review.Text) {
		return nil
	}
	body := c.Version.Body
	if w.options.Layout == review.ListOnly {
		body = firstParagraph(body)
	}
	if !w.options.Has(review.Images) {
		body = clip.Body(withoutImages(body)).Normal()
	}
	return body
}

func firstParagraph(body clip.Body) clip.Body {
	for i := range body {
		if body[i].Kind == clip.Paragraph {
			return body[i : i+1]
		}
	}
	return nil
}

func withoutImages(blocks []clip.Block) (out []clip.Block) {
	for _, b := range blocks {
		if b.Kind == clip.Image {
			continue
		}
		b.Blocks = withoutImages(b.Blocks)
		out = append(out, b)
	}
	return out
}

// headline is what a clip is called, on one line.
func (n *named) headline() string { return cmp.Or(oneLine(n.clip.Version.Title), n.untitled) }

// origin says where a clip comes from, on one line.
func origin(c *clip.Clip, byline bool) string {
	parts := []string{oneLine(c.Version.Outlet), oneLine(c.Version.Byline()), c.Version.Published.Day()}
	if !byline {
		parts[1] = ""
	}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " · ")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

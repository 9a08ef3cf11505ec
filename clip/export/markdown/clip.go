package markdown

import (
	"strings"

	"newsclip/clip"
)

// clip writes a clip's headline, origin, text and notes; its own headings
// stand below the headline's level. up leads from its folder to the top; an
// anchor is for links to it within one file.
func (w *writer) clip(out *strings.Builder, n *named, level int, up, anchor string) {
	v := &n.clip.Version
	if anchor != "" && w.flavour == gfm {
		out.WriteString("<a id=\"" + anchor + "\"></a>\n\n")
	}
	out.WriteString(strings.Repeat("#", level) + " " + w.flavour.lineText(headline(n.clip)) + "\n\n")
	out.WriteString(w.flavour.lineText(origin(n.clip)))
	if anchor != "" && w.flavour == obsidian {
		out.WriteString(" ^" + anchor)
	}
	out.WriteString("\n\n")
	r := newRenderer(w.flavour, func(url string) string {
		if at := w.image(url); at != "" {
			return up + at
		}
		return ""
	})
	r.least = level + 1
	if v.URL != "" {
		out.WriteString(r.inlineText([]clip.Inline{link(v.URL, v.URL)}, place{}) + "\n\n")
	}
	if standfirst := oneLine(v.Standfirst); standfirst != "" {
		out.WriteString(r.inlineText([]clip.Inline{{Kind: clip.Emphasis, Inlines: []clip.Inline{{Kind: clip.Text, Text: standfirst}}}}, place{}) + "\n\n")
	}
	for _, part := range []string{r.blocks(v.Body), r.notes(n.about.Notes, level+1, w.review.Words())} {
		if part != "" {
			out.WriteString(part + "\n\n")
		}
	}
}

// headline is what a clip is called, on one line.
func headline(c *clip.Clip) string {
	if title := oneLine(c.Version.Title); title != "" {
		return title
	}
	return untitled
}

// origin says where a clip comes from, on one line.
func origin(c *clip.Clip) string {
	var parts []string
	for _, part := range []string{c.Version.Outlet, c.Version.Byline(), c.Version.Published.Day()} {
		if part = oneLine(part); part != "" {
			parts = append(parts, part)
		}
	}
	if c.Version.Published.IsZero() {
		parts = append(parts, "date unknown")
	}
	return strings.Join(parts, " · ")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

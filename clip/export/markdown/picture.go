package markdown

import (
	"cmp"
	"strings"

	"newsclip/clip"
)

// picture is the image and, on the line below, its caption: one paragraph, so
// that they stay together.
func (r *renderer) picture(b *clip.Block, p place) string {
	shown := r.pictureItself(b, p)
	if len(b.Inlines) == 0 {
		return shown
	}
	if shown != "" {
		shown += r.flavour.lineBreak()
	}
	return shown + r.inlineText(b.Inlines, p)
}

func (r *renderer) pictureItself(b *clip.Block, p place) string {
	address := r.image(b.URL)
	switch {
	case address != "" && r.flavour == obsidian && isLocal(address):
		return embed(address, b.Alt, p)
	case address != "":
		return "![" + r.flavour.plainText(b.Alt) + "](" + destination(address, p.inTable) + ")"
	case !strings.HasPrefix(b.URL, clip.ImageScheme):
		return r.inlineText([]clip.Inline{link(b.URL, cmp.Or(b.Alt, b.URL))}, p)
	case b.Alt == "":
		return ""
	}
	return r.inlineText([]clip.Inline{{Kind: clip.Text, Text: b.Alt}}, p)
}

// embed shows an image as Obsidian does. What stands after the pipe is its
// alternative text, unless it looks like a width; where it would end the
// brackets, the usual form holds it.
func embed(address, alt string, p place) string {
	switch {
	case alt == "":
		return "![[" + address + "]]"
	case strings.ContainsAny(alt, "[]|\\") || strings.Trim(alt, "0123456789xX ") == "":
		return "![" + obsidian.plainText(alt) + "](" + destination(address, p.inTable) + ")"
	case p.inTable:
		return "![[" + address + "\\|" + alt + "]]"
	}
	return "![[" + address + "|" + alt + "]]"
}

// isLocal reports whether an address is a path of the export.
func isLocal(address string) bool { return !strings.Contains(address, ":") }

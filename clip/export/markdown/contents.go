package markdown

import (
	"strings"

	"newsclip/clip/export/review"
)

// contents is the list of all clips.
type contents struct {
	flavour flavour
	words   review.Words
	path    string // of the file that it stands in; empty: it is not written
	entries strings.Builder
}

// wikiLink is how clips refer to it; empty where the flavour has no such links.
func (c *contents) wikiLink() string {
	if c.flavour != obsidian || c.path == "" {
		return ""
	}
	return "[[" + strings.TrimSuffix(c.path, ending) + "]]"
}

// add lists a clip that stands at a path, or at an anchor of the same file.
func (c *contents) add(n *named, at string) {
	if n.opens && n.section != nil {
		if c.entries.Len() > 0 {
			c.entries.WriteByte('\n')
		}
		level := min(2+len(n.section), 6)
		c.entries.WriteString(strings.Repeat("#", level) + " " + c.flavour.lineText(n.section[len(n.section)-1]) + "\n\n")
	}
	c.entries.WriteString("- " + c.link(n.headline(), at) + c.flavour.after(origin(n.clip, true)) + "\n")
}

// after is what follows a title on its line.
func (f flavour) after(text string) string {
	if text == "" {
		return ""
	}
	return " · " + f.lineText(text)
}

// text returns the list under its heading.
func (c *contents) text() string {
	return "## " + c.flavour.lineText(c.words.Contents) + "\n\n" + c.entries.String() + "\n"
}

// link leads to a file of the document, or an anchor of this one.
func (c *contents) link(text, at string) string {
	if c.flavour == obsidian && !strings.ContainsAny(text, "[]|\\`*_=$<>#^%~&") {
		target := strings.TrimSuffix(at, ending)
		if anchor, ok := strings.CutPrefix(at, "#"); ok {
			target = "#^" + anchor
		}
		return "[[" + target + "|" + text + "]]"
	}
	if anchor, ok := strings.CutPrefix(at, "#"); ok && c.flavour == obsidian {
		return "[" + c.flavour.plainText(text) + "](#^" + anchor + ")"
	}
	return "[" + c.flavour.plainText(text) + "](" + relative(at) + ")"
}

// relative writes a path as the address of a link.
func relative(path string) string {
	if strings.HasPrefix(path, "#") {
		return path
	}
	var out strings.Builder
	for i := range len(path) {
		switch c := path[i]; {
		case c == '%' || c == '#' || c == '?' || c <= ' ' || c == '(' || c == ')' || c == '<' || c == '>' || c == '\\' || c == '&' || c == '`' || c == '|' || c == '*' || c == '_':
			out.WriteString("%" + string("0123456789ABCDEF"[c>>4]) + string("0123456789ABCDEF"[c&15]))
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

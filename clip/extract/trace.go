package extract

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"newsclip/clip"
)

// The trace: nothing is left out without a word about it.

func (x *extraction) remove(text, reason, rule string) {
	x.removed(clip.Removal{Text: text, Reason: reason, Rule: rule})
}

// removed notes a piece.
func (x *extraction) removed(r clip.Removal) {
	r.Text = strings.Join(strings.Fields(r.Text), " ")
	if r.Text == "" {
		return
	}
	if runes := []rune(r.Text); len(runes) > clip.RemovalLength {
		r.Text = string(runes[:clip.RemovalLength]) + "…"
	}
	x.out.Removed = append(x.out.Removed, r)
}

// drop notes a block that does not stay, once.
func (x *extraction) drop(c *carver, i int) {
	b := &c.cut.Blocks[i]
	if b.Text == "" {
		return
	}
	reason := c.cut.Subject(i)
	if reason == "" {
		reason = "not part of the article"
	}
	x.removed(clip.Removal{Text: b.Text, Reason: reason, Rule: "score " + strconv.FormatFloat(c.chances[i], 'f', 2, 64), Form: c.cut.Form(i)})
	b.Text = ""
}

// dropPicture notes a picture, video or frame that does not stay. Those that
// follow one another are one piece with a line for each, as long as there is
// room; pieces of text are not joined, for each can be put back.
func (x *extraction) dropPicture(n *html.Node, rule string) {
	before := len(x.out.Removed)
	x.removed(clip.Removal{Text: pictureName(x, n), Reason: picture, Rule: rule})
	if before == 0 || len(x.out.Removed) == before {
		return
	}
	last, added := &x.out.Removed[before-1], x.out.Removed[before]
	if last.Reason != picture || last.Rule != rule || utf8.RuneCountInString(last.Text)+1+utf8.RuneCountInString(added.Text) > clip.RemovalLength {
		return
	}
	last.Text += "\n" + added.Text
	x.out.Removed = x.out.Removed[:before]
}

// picture is the reason by which the trace tells pictures from text.
const picture = "picture or embed"

// pictureName is what the trace calls a picture: what the page does, else its
// address.
func pictureName(x *extraction, n *html.Node) string {
	for _, name := range []string{attribute(n, "alt"), attribute(n, "title"), x.absolute(attribute(n, "src"))} {
		if strings.TrimSpace(name) != "" {
			return name
		}
	}
	return n.Data
}

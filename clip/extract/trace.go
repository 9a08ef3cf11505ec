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

// drop notes a block that does not stay, once. A run of blocks of one form,
// left out for one reason, is one piece with a line for each.
func (x *extraction) drop(c *carver, i int) {
	b := &c.cut.Blocks[i]
	if b.Text == "" {
		return
	}
	reason := c.cut.Subject(i)
	if reason == "" {
		reason = "not part of the article"
	}
	x.join(clip.Removal{Text: b.Text, Reason: reason, Rule: "score " + strconv.FormatFloat(c.chances[i], 'f', 2, 64), Form: c.cut.Form(i)})
	b.Text = ""
}

// dropPicture notes a picture, video or frame that does not stay.
func (x *extraction) dropPicture(n *html.Node, rule string) {
	text := attribute(n, "alt") + attribute(n, "title")
	if strings.TrimSpace(text) == "" {
		text = x.absolute(attribute(n, "src"))
	}
	if text == "" {
		text = n.Data
	}
	x.join(clip.Removal{Text: text, Reason: "picture or embed", Rule: rule})
}

// join notes a piece as one more line of the last one, where they are alike
// and there is room. Of the scores the line has the highest.
func (x *extraction) join(r clip.Removal) {
	before := len(x.out.Removed)
	x.removed(r)
	if before == 0 || len(x.out.Removed) == before {
		return
	}
	last, added := &x.out.Removed[before-1], x.out.Removed[before]
	if last.Reason != added.Reason || last.Form != added.Form || utf8.RuneCountInString(last.Text)+1+utf8.RuneCountInString(added.Text) > clip.RemovalLength {
		return
	}
	last.Text += "\n" + added.Text
	last.Rule = max(last.Rule, added.Rule) // scores are of one length
	x.out.Removed = x.out.Removed[:before]
}

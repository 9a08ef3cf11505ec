package pdf

import (
	"context"
	"slices"

	"newsclip/clip"
)

// provenance sets when and from where each clip was captured, with the hash of
// its original, and what that proves.
func (c composer) provenance(ctx context.Context, clips []entry) error {
	b := c.book
	s := c.small()
	s.size = c.style.size * 0.86
	b.text.lang = b.lang()
	c.lines([]span{{b.words.Proof, s}}, b.tree.element("P", c.tag), left, textLeading-0.04)
	c.flow.space(c.style.size * 1.4)
	for i := range clips {
		if err := c.settle(ctx); err != nil {
			return err
		}
		c.captured(&clips[i])
	}
	return nil
}

// captured sets one clip of the annex.
func (c composer) captured(e *entry) {
	b, v := c.book, &e.clip.Version
	s := c.style
	s.link, s.bold = e.target(), true
	b.text.lang = e.lang
	first := len(c.flow.items)
	c.numbered(e, s, b.tree.element("H2", c.tag))
	b.text.lang = b.lang()
	moment := v.Source.Fetched
	if moment.IsZero() {
		moment = e.clip.Captured
	}
	if !moment.IsZero() {
		c.fact(b.words.Captured, b.words.Time(moment.UTC()), c.small())
	}
	for _, from := range origins(v) {
		c.fact(b.words.Requested, from, c.small())
	}
	hash := c.small()
	hash.family, hash.size, hash.color = mono, hash.size*0.92, black
	if v.Source.Original != "" {
		c.fact("SHA-256", string(v.Source.Original), hash)
	} else {
		c.fact("SHA-256", b.words.NoOriginal, c.small())
	}
	if v.Source.Method == clip.MethodEdit || slices.Contains(v.ByHand, clip.FieldBody) {
		c.fact("", b.words.Edited, c.small())
	}
	c.flow.join(first)
	c.flow.space(c.style.size * 1.1)
}

// origins are the addresses that led to a version, or the file.
func origins(v *clip.Version) []string {
	var out []string
	for _, from := range []string{v.Source.Requested, v.Source.Final, v.Source.Name} {
		if from != "" && !slices.Contains(out, from) {
			out = append(out, from)
		}
	}
	if len(out) == 0 && v.URL != "" {
		out = append(out, v.URL)
	}
	return out
}

// fact sets a label and, in a column beside it, what it is the label of.
func (c composer) fact(label, text string, s style) {
	const share = 0.17 // of the width, for the label
	c.flow.keepNext(c.style.size * 0.18)
	side, in := c, c
	side.flow, side.width = &flow{}, c.width*share
	in.x, in.width = c.x+c.width*share, c.width*(1-share)
	tag := c.book.tree.element("P", c.tag)
	if label != "" {
		side.lines([]span{{label, c.small()}}, tag, left, smallLeading)
	}
	first := in.lines([]span{{cleanText(text), s}}, tag, left, smallLeading)
	c.beside(first, side.flow)
}

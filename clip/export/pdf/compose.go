package pdf

import (
	"strings"
	"unicode"

	"github.com/go-text/typesetting/language"

	"newsclip/clip"
)

// A composer turns blocks into items of a flow, within a column.
type composer struct {
	book  *book
	flow  *flow
	tag   *element // of what contains the blocks
	x     float64  // left edge
	width float64
	style style
	align alignment
	cell  bool // within a table
	title string
}

// inner is the composer of a column within this one, indented on the side
// where lines begin.
func (c composer) inner(tag *element, indent float64) composer {
	c.tag = tag
	c.width -= indent
	if !writesLeftwards(c.book.text.lang) {
		c.x += indent
	}
	return c
}

// lines adds a paragraph and returns the number of its first item. Neither its
// first nor its last line is left alone on a page.
func (c composer) lines(spans []span, tag *element, align alignment, leading float64) (first int) {
	first = len(c.flow.items)
	set := func() (*shaped, []line) { return c.book.text.paragraph(spans, c.width, align, leading) }
	if align == balanced {
		set = func() (*shaped, []line) { return c.book.text.balance(spans, c.width, leading) }
	}
	text, lines := set()
	t := &paragraph{text: text, lines: lines, tag: tag}
	for i := range lines {
		c.flow.add(item{height: lines[i].height(), flows: true, breakable: i == 0 || i >= 2 && len(lines)-i >= 2,
			draw: func(p *page, top float64) { t.draw(p, i, c.x, top) }})
	}
	return first
}

// spans lays inlines out as runs in the style.
func (c composer) spans(inlines []clip.Inline, s style) []span {
	var out []span
	appendSpans(&out, inlines, s)
	return trimSpans(out)
}

func appendSpans(out *[]span, inlines []clip.Inline, s style) {
	for i := range inlines {
		inline := &inlines[i]
		inner := s
		switch inline.Kind {
		case clip.Text:
			addSpan(out, cleanText(inline.Text), s)
		case clip.Break:
			addSpan(out, string(lineSeparator), s)
		case clip.CodeSpan:
			inner.family, inner.italic = mono, false
			inner.size *= 0.88
			addSpan(out, cleanText(inline.Text), inner)
		case clip.Emphasis:
			if slants(clip.PlainInlines(inline.Inlines)) {
				inner.italic = !s.italic
			} else {
				inner.bold = !s.bold
			}
		case clip.Strong:
			inner.bold = true
		case clip.Mark:
			inner.mark = true
		case clip.Sub:
			inner.rise -= s.size * 0.16
			inner.size *= 0.7
		case clip.Sup:
			inner.rise += s.size * 0.34
			inner.size *= 0.7
		case clip.Link:
			inner.link = &link{address: inline.URL}
			inner.color = blue
		}
		appendSpans(out, inline.Inlines, inner)
	}
}

// slants reports whether a text is in a script that has italics, by its first
// letter: others would mix upright letters with slanted digits, and show no
// emphasis at all.
func slants(text string) bool {
	for _, r := range text {
		switch script := language.LookupScript(r); {
		case script == language.Latin, script == language.Greek, script == language.Cyrillic:
			return true
		case script.Strong():
			return false
		}
	}
	return true
}

func addSpan(out *[]span, text string, s style) {
	if text != "" {
		*out = append(*out, span{text, s})
	}
}

// trimSpans cuts white space from both ends.
func trimSpans(spans []span) []span {
	const white = " \u2028"
	for len(spans) > 0 {
		last := &spans[len(spans)-1]
		if last.text = strings.TrimRight(last.text, white); last.text != "" {
			break
		}
		spans = spans[:len(spans)-1]
	}
	for len(spans) > 0 {
		if spans[0].text = strings.TrimLeft(spans[0].text, white); spans[0].text != "" {
			break
		}
		spans = spans[1:]
	}
	return spans
}

// cleanText makes white space one sort of space and drops what no page shows.
func cleanText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\f' || r == '\v' || r == '\u0085' || r == lineSeparator || r == '\u2029':
			return ' '
		case unicode.IsControl(r), r == '\u00AD', r == '\uFEFF', r == '\uFFFC':
			return -1
		}
		return r
	}, s)
}

// oneLine is s as the text of a title.
func oneLine(s string) string { return strings.Join(strings.Fields(cleanText(s)), " ") }

package markdown

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsclip/clip"
)

// place says what may stand around inlines.
type place struct {
	flavour flavour
	oneLine bool // a heading or table row: a Break is <br>
	inTable bool // a pipe ends the cell, even within code
}

// inlineText returns inlines as Markdown, to begin at the start of a line.
func (r *renderer) inlineText(inlines []clip.Inline, p place) string {
	p.flavour = r.flavour
	w := &inlineWriter{place: p}
	w.all(inlines, setting{})
	return w.out.String()
}

// lineText returns a text on one line, escaped for its start.
func (f flavour) lineText(text string) string {
	w := &inlineWriter{place: place{flavour: f, oneLine: true}}
	w.text(oneLine(text), 0)
	return w.out.String()
}

// plainText returns a text to stand between brackets, where no element may.
func (f flavour) plainText(text string) string {
	w := &inlineWriter{place: place{flavour: f}, previous: '[', noElement: true}
	w.text(text, ']')
	return w.out.String()
}

type inlineWriter struct {
	place
	out strings.Builder
	// previous is the last rune written, 0 at the start of a line.
	previous rune
	// inHTML is within an element. Some readers look for Markdown there
	// (CommonMark), some do not (Obsidian): what is written is HTML, with
	// references for the characters that Markdown would take for markup.
	inHTML    bool
	noElement bool // the text stands for an image: no element is read in it
}

// setting is where an inline stands among others.
type setting struct {
	after  rune // what follows the inlines on their line; 0: its end
	within bool // asterisks are open around them
	edge   bool // asterisks touch them on both sides
}

func (w *inlineWriter) write(s string) {
	if s == "" {
		return
	}
	w.out.WriteString(s)
	w.previous, _ = utf8.DecodeLastRuneInString(s)
	if w.previous == '\n' {
		w.previous = 0
	}
}

func (w *inlineWriter) all(inlines []clip.Inline, c setting) {
	for i := range inlines {
		one := setting{after: c.after, within: c.within}
		if i+1 < len(inlines) {
			one.after = w.flavour.firstRune(&inlines[i+1])
		}
		one.edge = c.edge && (i == 0 || i == len(inlines)-1)
		w.one(&inlines[i], one)
	}
}

func (w *inlineWriter) one(in *clip.Inline, c setting) {
	switch in.Kind {
	case clip.Text:
		w.text(in.Text, c.after)
	case clip.CodeSpan:
		w.code(in.Text)
	case clip.Break:
		w.lineBreak()
	case clip.Link:
		w.link(in, c)
	case clip.Emphasis, clip.Strong:
		w.emphasis(in, c)
	case clip.Mark:
		w.mark(in, c)
	default:
		w.element(tagOf(in.Kind), "", in.Inlines)
	}
}

// lineBreak writes a break and a new line, or the element where readers take
// that for something else: in HTML, after a backslash, on an empty line.
func (w *inlineWriter) lineBreak() {
	switch {
	case w.oneLine || w.inHTML || w.flavour == obsidian && w.previous == 0:
		w.write("<br>")
	case w.previous == 0 || w.previous == '\\' && w.flavour == gfm:
		w.write("<br>\n")
	default:
		w.write(w.flavour.lineBreak())
	}
}

// lineBreak ends a line within a paragraph. Obsidian shows a new line as a
// break already, and a backslash as itself while it is edited.
func (f flavour) lineBreak() string {
	if f == obsidian {
		return "  \n"
	}
	return "\\\n"
}

// element writes inlines within an HTML element; attributes begin with a
// space.
func (w *inlineWriter) element(tag, attributes string, inlines []clip.Inline) {
	outer := w.inHTML
	w.write("<" + tag + attributes + ">")
	w.inHTML = true
	w.all(inlines, setting{after: '<'})
	w.inHTML = outer
	w.write("</" + tag + ">")
}

// mark writes ==mark== for Obsidian where it is sure to be read so, else the
// element.
func (w *inlineWriter) mark(in *clip.Inline, c setting) {
	if w.flavour != obsidian || w.inHTML || w.previous == '=' || c.after == '=' || !w.flavour.canMark(in.Inlines) {
		w.element("mark", "", in.Inlines)
		return
	}
	w.write("==")
	w.all(in.Inlines, setting{after: '=', within: c.within})
	w.write("==")
}

// canMark reports whether inlines may stand between equals signs: on one line,
// with no space or such sign at their ends.
func (f flavour) canMark(inlines []clip.Inline) bool {
	first, last := f.firstRune(&inlines[0]), lastRune(&inlines[len(inlines)-1])
	return !isBlank(first) && first != '=' && !isBlank(last) && last != '=' && !hasBreak(inlines)
}

func hasBreak(inlines []clip.Inline) bool {
	return slices.ContainsFunc(inlines, func(in clip.Inline) bool { return in.Kind == clip.Break || hasBreak(in.Inlines) })
}

// code fences a code span with as many backticks as do not stand in it. After
// a backtick, with a pipe in a table, with an at sign after a word (the
// backtick may stand in an address of mail) and with what defines a link
// (which is read before code), only the element is safe.
func (w *inlineWriter) code(text string) {
	if w.inHTML || w.previous == '`' || w.inTable && strings.Contains(text, "|") || strings.Contains(text, "]:") ||
		!isBlank(w.previous) && strings.Contains(text, "@") {
		w.element("code", "", []clip.Inline{{Kind: clip.Text, Text: text}})
		return
	}
	n := 1
	for hasRun(text, '`', n) {
		n++
	}
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	fence := strings.Repeat("`", n)
	w.write(fence + text + fence)
}

func (w *inlineWriter) link(in *clip.Inline, c setting) {
	text := clip.PlainInlines(in.Inlines)
	isPlain := len(in.Inlines) == 1 && in.Inlines[0].Kind == clip.Text
	switch {
	case w.inHTML || w.previous == 0 && (text == "x" || text == "X"): // a ticked box, at the start of an item
		w.element("a", ` href="`+w.attribute(in.URL)+`"`, in.Inlines)
	case isPlain && text == in.URL && isAutolink(text):
		w.write("<" + text + ">")
	default:
		w.write("[")
		w.all(in.Inlines, setting{after: ']', within: c.within})
		w.write("](" + destination(in.URL, w.inTable) + ")")
	}
}

// attribute escapes the value of an attribute.
func (w *inlineWriter) attribute(value string) string {
	value = escapeHTML(value)
	if w.inTable {
		value = strings.ReplaceAll(value, "|", "&#124;")
	}
	return value
}

// emphasis writes asterisks where they are sure to be read as emphasis, else
// the element. Spaces at its ends move out, where they do no harm.
func (w *inlineWriter) emphasis(in *clip.Inline, c setting) {
	before, inlines, after := trimSpaces(in.Inlines)
	if len(inlines) == 0 {
		w.write(before + after)
		return
	}
	w.write(before)
	if after != "" {
		c.after = ' '
	}
	marks, content := asterisks(in.Kind, inlines)
	first, last := w.flavour.firstRune(&content[0]), lastRune(&content[len(content)-1])
	if w.inHTML || c.edge || !canDelimit(w.previous, first, last, c.after, c.within) {
		w.element(tagOf(in.Kind), "", inlines)
	} else {
		w.write(marks)
		w.all(content, setting{after: '*', within: true, edge: true})
		w.write(marks)
	}
	w.write(after)
}

// asterisks returns the marks for an emphasis and what stands between them:
// strong emphasis of all that is emphasised takes three.
func asterisks(kind clip.InlineKind, inlines []clip.Inline) (string, []clip.Inline) {
	if len(inlines) == 1 && inlines[0].Kind != kind && isEmphasis(inlines[0].Kind) {
		return "***", inlines[0].Inlines
	}
	if kind == clip.Strong {
		return "**", inlines
	}
	return "*", inlines
}

func isEmphasis(kind clip.InlineKind) bool { return kind == clip.Emphasis || kind == clip.Strong }

// trimSpaces takes the spaces off the ends of inlines. They are not changed.
func trimSpaces(inlines []clip.Inline) (before string, trimmed []clip.Inline, after string) {
	trimmed = append(trimmed, inlines...)
	if first := &trimmed[0]; first.Kind == clip.Text {
		text := strings.TrimLeftFunc(first.Text, unicode.IsSpace)
		before, first.Text = first.Text[:len(first.Text)-len(text)], text
		if first.Text == "" {
			trimmed = trimmed[1:]
		}
	}
	if len(trimmed) == 0 {
		return before, nil, ""
	}
	if last := &trimmed[len(trimmed)-1]; last.Kind == clip.Text {
		text := strings.TrimRightFunc(last.Text, unicode.IsSpace)
		after, last.Text = last.Text[len(text):], text
		if last.Text == "" {
			trimmed = trimmed[:len(trimmed)-1]
		}
	}
	return before, trimmed, after
}

// firstRune is the first rune that an inline writes, or another of its class:
// emphasis after emphasis never begins with an asterisk.
func (f flavour) firstRune(in *clip.Inline) rune {
	switch in.Kind {
	case clip.Text:
		r, _ := utf8.DecodeRuneInString(in.Text)
		return r
	case clip.CodeSpan:
		return '`'
	case clip.Break:
		if f == obsidian {
			return ' '
		}
		return '\\'
	case clip.Link:
		return '['
	case clip.Emphasis, clip.Strong:
		if first := &in.Inlines[0]; first.Kind == clip.Text {
			if r, _ := utf8.DecodeRuneInString(first.Text); unicode.IsSpace(r) {
				return r
			}
		}
	}
	return '<'
}

// lastRune is the last rune that an inline writes, or another of its class.
func lastRune(in *clip.Inline) rune {
	switch in.Kind {
	case clip.Text:
		r, _ := utf8.DecodeLastRuneInString(in.Text)
		return r
	case clip.CodeSpan:
		return '`'
	case clip.Break:
		return '\n'
	case clip.Link:
		return ')'
	case clip.Emphasis, clip.Strong:
		if last := &in.Inlines[len(in.Inlines)-1]; last.Kind == clip.Text {
			if r, _ := utf8.DecodeLastRuneInString(last.Text); unicode.IsSpace(r) {
				return r
			}
		}
	}
	return '>'
}

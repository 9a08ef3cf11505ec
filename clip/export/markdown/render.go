package markdown

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsclip/clip"
)

// Render writes a body as GitHub Flavored Markdown. image returns where an
// image stands, empty where it cannot be had: its alt text and caption stay.
func Render(w io.Writer, body clip.Body, image func(url string) string) error {
	r := &renderer{image: image}
	_, err := io.WriteString(w, r.blocks(body))
	return err
}

type renderer struct {
	image func(url string) string
}

// blocks renders blocks parted by empty lines.
func (r *renderer) blocks(blocks []clip.Block) string {
	var parts []string
	for i := range blocks {
		if i > 0 && blocks[i].Kind == clip.List && blocks[i-1].Kind == clip.List {
			parts = append(parts, "<!-- -->") // else two lists become one
		}
		if text := r.block(&blocks[i]); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n\n")
}

func (r *renderer) block(b *clip.Block) string {
	switch b.Kind {
	case clip.Paragraph:
		return escapeStart(r.inlines(b.Inlines))
	case clip.Heading:
		return strings.Repeat("#", b.Level) + " " + strings.ReplaceAll(escapeTail(r.inlines(b.Inlines)), "\\\n", "<br>")
	case clip.List:
		return r.list(b)
	case clip.Quote:
		return indent(r.blocks(b.Blocks), "> ", "> ")
	case clip.Code:
		fence := strings.Repeat("`", max(3, longestRun(b.Text, '`')+1))
		return fence + b.Lang + "\n" + b.Text + "\n" + fence
	case clip.Table:
		return r.table(b)
	case clip.Image:
		return r.picture(b)
	case clip.Embed:
		return "[" + escapeText(b.Text) + "](" + destination(b.URL) + ")"
	case clip.Rule:
		return "---"
	}
	return ""
}

func indent(text, first, rest string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		prefix := rest
		if i == 0 {
			prefix = first
		}
		lines[i] = strings.TrimRight(prefix+line, " ")
		if line != "" && strings.HasSuffix(line, " ") {
			lines[i] = prefix + line
		}
	}
	return strings.Join(lines, "\n")
}

func (r *renderer) list(b *clip.Block) string {
	var items []string
	number := max(1, b.Start)
	for i := range b.Blocks {
		marker := "- "
		if b.Ordered {
			marker = fmt.Sprintf("%d. ", number+i)
		}
		items = append(items, indent(r.blocks(b.Blocks[i].Blocks), marker, strings.Repeat(" ", len(marker))))
	}
	return strings.Join(items, "\n")
}

func (r *renderer) picture(b *clip.Block) string {
	caption := r.inlines(b.Inlines)
	at := ""
	if r.image != nil {
		at = r.image(b.URL)
	}
	var parts []string
	if at != "" {
		parts = append(parts, "!["+escapeText(b.Alt)+"]("+destination(at)+")")
	} else if b.Alt != "" && caption == "" {
		parts = append(parts, "<em>"+escapeText(b.Alt)+"</em>")
	}
	if caption != "" {
		parts = append(parts, "<em>"+strings.ReplaceAll(caption, "\\\n", "<br>")+"</em>")
	}
	return strings.Join(parts, "\n\n")
}

// table renders a table with pipes where that can say it, else as HTML.
func (r *renderer) table(b *clip.Block) string {
	if !simpleTable(b) {
		return r.htmlTable(b)
	}
	columns := 0
	for _, row := range b.Blocks {
		columns = max(columns, len(row.Blocks))
	}
	var lines []string
	row := func(cells []clip.Block) {
		line := "|"
		for i := range columns {
			text := ""
			if i < len(cells) && len(cells[i].Blocks) > 0 {
				text = escapePipes(strings.ReplaceAll(r.inlines(cells[i].Blocks[0].Inlines), "\\\n", "<br>"))
			}
			line += " " + text + " |"
		}
		lines = append(lines, line)
	}
	rows := b.Blocks
	if headRow(&rows[0]) {
		row(rows[0].Blocks)
		rows = rows[1:]
	} else {
		row(nil)
	}
	lines = append(lines, "|"+strings.Repeat(" --- |", columns))
	for i := range rows {
		row(rows[i].Blocks)
	}
	table := strings.Join(lines, "\n")
	if caption := r.inlines(b.Inlines); caption != "" {
		return escapeStart(caption) + "\n\n" + table
	}
	return table
}

// escapePipes escapes what would end a cell, in code too.
func escapePipes(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\\|", "|"), "|", "\\|")
}

func headRow(row *clip.Block) bool {
	for i := range row.Blocks {
		if !row.Blocks[i].Header {
			return false
		}
	}
	return true
}

// simpleTable reports whether pipes can say the table: every cell one
// paragraph, no spans, header cells in the first row only.
func simpleTable(b *clip.Block) bool {
	for i := range b.Blocks {
		for _, cell := range b.Blocks[i].Blocks {
			if cell.ColSpan > 1 || cell.RowSpan > 1 || len(cell.Blocks) > 1 || cell.Header && i > 0 ||
				len(cell.Blocks) == 1 && cell.Blocks[0].Kind != clip.Paragraph {
				return false
			}
		}
	}
	return true
}

// htmlTable is one block of HTML: no line of it may be empty.
func (r *renderer) htmlTable(b *clip.Block) string {
	return strings.ReplaceAll(clip.Body{*b}.XHTML(), "\n", "&#10;")
}

func (r *renderer) inlines(inlines []clip.Inline) string {
	var out strings.Builder
	for i := range inlines {
		out.WriteString(r.inline(inlines, i))
	}
	return out.String()
}

func (r *renderer) inline(inlines []clip.Inline, i int) string {
	in := &inlines[i]
	switch in.Kind {
	case clip.Text:
		return escapeText(in.Text)
	case clip.CodeSpan:
		return codeSpan(in.Text)
	case clip.Break:
		return "\\\n"
	case clip.Link:
		return "[" + r.inlines(in.Inlines) + "](" + destination(in.URL) + ")"
	case clip.Emphasis:
		return r.emphasis(inlines, i, "*", "em")
	case clip.Strong:
		return r.emphasis(inlines, i, "**", "strong")
	case clip.Sub:
		return "<sub>" + r.inlines(in.Inlines) + "</sub>"
	case clip.Sup:
		return "<sup>" + r.inlines(in.Inlines) + "</sup>"
	case clip.Mark:
		return "<mark>" + r.inlines(in.Inlines) + "</mark>"
	}
	return ""
}

// emphasis uses stars where CommonMark's flanking rules read them as meant:
// plain words within, and white space or the line's end on both sides. HTML
// says the rest.
func (r *renderer) emphasis(inlines []clip.Inline, i int, stars, tag string) string {
	inner := r.inlines(inlines[i].Inlines)
	plain := len(inlines[i].Inlines) == 1 && inlines[i].Inlines[0].Kind == clip.Text
	if plain && wordEnds(inlines[i].Inlines[0].Text) && apart(inlines, i) {
		return stars + inner + stars
	}
	return "<" + tag + ">" + inner + "</" + tag + ">"
}

func wordEnds(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return isWord(first) && isWord(last)
}

func isWord(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r)) && r < 0x2e80 }

// apart reports whether space or nothing stands on both sides of inline i.
func apart(inlines []clip.Inline, i int) bool {
	if i > 0 && (inlines[i-1].Kind != clip.Text || !strings.HasSuffix(inlines[i-1].Text, " ")) {
		return false
	}
	return i+1 == len(inlines) || inlines[i+1].Kind == clip.Text && strings.HasPrefix(inlines[i+1].Text, " ")
}

func codeSpan(text string) string {
	ticks := strings.Repeat("`", longestRun(text, '`')+1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return ticks + text + ticks
}

func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] == c {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	return longest
}

// destination writes an address so that no bracket or space ends it.
func destination(url string) string {
	return strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "\\", "%5C").Replace(url)
}

var textEscaper = strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "&lt;", ">", "&gt;",
	"&", "&amp;", "~", "\\~", "|", "\\|", "://", ":&#47;&#47;", "www.", "www&#46;", "@", "&#64;", "!", "\\!")

// escapeText keeps text from being read as marks, entities or addresses.
func escapeText(s string) string { return textEscaper.Replace(s) }

var blockStart = regexp.MustCompile(`^(\s*)([#+\-=>:]|\d+[.)])`)

// escapeStart keeps each line of a paragraph from beginning a heading, list,
// quote or rule.
func escapeStart(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if m := blockStart.FindStringSubmatchIndex(line); m != nil {
			end := m[5] - 1
			lines[i] = line[:end] + "\\" + line[end:]
		}
	}
	return strings.Join(lines, "\n")
}

// escapeTail keeps a heading's closing hashes.
func escapeTail(text string) string {
	if strings.HasSuffix(text, "#") {
		return text[:len(text)-1] + "\\#"
	}
	return text
}

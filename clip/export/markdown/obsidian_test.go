package markdown

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmr "github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// obsidianMarkup teaches goldmark what Obsidian reads beyond CommonMark and
// GitHub's tables (help.obsidian.md, Obsidian Flavored Markdown): each becomes
// an element of its own, so that a text that is misread shows.
type obsidianMarkup struct{}

func (obsidianMarkup) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(markupParser{}, 50), util.Prioritized(highlightParser{}, 60)))
	m.Renderer().AddOptions(gmr.WithNodeRenderers(util.Prioritized(markupRenderer{}, 50)))
}

// markup is one piece, with the HTML that stands for it.
type markup struct {
	ast.BaseInline
	html string
}

var markupKind = ast.NewNodeKind("Markup")

func (*markup) Kind() ast.NodeKind          { return markupKind }
func (m *markup) Dump(source []byte, n int) { ast.DumpHelper(m, source, n, nil, nil) }

var obsidianForms = []struct {
	form *regexp.Regexp
	html string
	// after is what may stand before it; nil: anything
	after *regexp.Regexp
}{
	{regexp.MustCompile(`^!\[\[[^\]|]+\]\]`), `<img alt="">`, nil},
	{regexp.MustCompile(`^!\[\[[^\]|]+\\?\|([^\]]*)\]\]`), `<img alt="$1">`, nil},
	{regexp.MustCompile(`^\[\[[^\]]+\]\]`), `<wikilink></wikilink>`, nil},
	{regexp.MustCompile(`^%%`), `<comment></comment>`, nil},
	{regexp.MustCompile(`^\$\$|^\$[^\s$][^$]*\$`), `<math></math>`, nil},
	{regexp.MustCompile(`^#[\pL\pM0-9_/-]+`), `<tag></tag>`, regexp.MustCompile(`(^|[^\pL\pN&])$`)},
	{regexp.MustCompile(`^\^[a-zA-Z0-9-]+\s*$`), `<block></block>`, regexp.MustCompile(`(^|\s)$`)},
	{regexp.MustCompile(`^\^\[`), `<footnote></footnote>`, nil},
}

type markupParser struct{}

func (markupParser) Trigger() []byte { return []byte("![%$#^") }

func (markupParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	before := block.Source()[:segment.Start]
	before = before[bytes.LastIndexByte(before, '\n')+1:]
	for _, f := range obsidianForms {
		at := f.form.FindSubmatchIndex(line)
		if at == nil || f.after != nil && !f.after.Match(before) {
			continue
		}
		block.Advance(at[1])
		alt := ""
		if len(at) > 2 {
			alt = html.EscapeString(string(line[at[2]:at[3]]))
		}
		return &markup{html: strings.Replace(f.html, "$1", alt, 1)}
	}
	return nil
}

type markupRenderer struct{}

func (markupRenderer) RegisterFuncs(r gmr.NodeRendererFuncRegisterer) {
	r.Register(markupKind, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString(n.(*markup).html)
		}
		return ast.WalkContinue, nil
	})
	r.Register(highlightKind, func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString("<mark>")
		} else {
			_, _ = w.WriteString("</mark>")
		}
		return ast.WalkContinue, nil
	})
}

// highlight is ==text==, read as strikethrough is.
type highlight struct{ ast.BaseInline }

var highlightKind = ast.NewNodeKind("Highlight")

func (*highlight) Kind() ast.NodeKind          { return highlightKind }
func (h *highlight) Dump(source []byte, n int) { ast.DumpHelper(h, source, n, nil, nil) }

type highlightParser struct{}

func (highlightParser) Trigger() []byte { return []byte{'='} }

func (highlightParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	node := parser.ScanDelimiter(line, before, 2, highlightDelimiter{})
	if node == nil || node.OriginalLength != 2 {
		return nil
	}
	// Obsidian asks for no space within, whatever stands without.
	node.CanOpen = len(line) > 2 && line[2] != ' ' && line[2] != '='
	node.CanClose = segment.Start > 0 && before != ' '
	node.Segment = segment.WithStop(segment.Start + node.OriginalLength)
	block.Advance(node.OriginalLength)
	pc.PushDelimiter(node)
	return node
}

type highlightDelimiter struct{}

func (highlightDelimiter) IsDelimiter(b byte) bool { return b == '=' }
func (highlightDelimiter) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}
func (highlightDelimiter) OnMatch(int) ast.Node { return &highlight{} }

// TestObsidianReader holds that what Obsidian takes for markup would be seen
// if it were not escaped.
func TestObsidianReader(t *testing.T) {
	html := goldmarkReader(obsidianMarkup{})
	for source, element := range map[string]string{"a ==b== c": "<mark>", "a $b$": "<math>", "$$b": "<math>", "a #b/c": "<tag>", "[[a|b]]": "<wikilink>",
		"![[a.png|b]]": `<img alt="b">`, "a %%b%%": "<comment>", "a ^b-1": "<block>", "a^[b]": "<footnote>"} {
		page, err := html([]byte(source))
		if err != nil || !strings.Contains(string(page), element) {
			t.Errorf("%q is read as %q, %v", source, page, err)
		}
	}
}

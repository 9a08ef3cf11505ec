package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsclip/clip"
)

const (
	// maxQuery is the longest query in bytes, about a page; the rest is cut off.
	maxQuery = 4096
	// maxClauses bounds the parts of a query: each costs a walk in the index.
	maxClauses = 64
	// maxDepth bounds parentheses within parentheses.
	maxDepth = 12
)

// reader reads a query from its beginning to its end.
type reader struct {
	context  Context
	text     string
	at       int
	parts    int  // so far
	negative bool // within what is left out
	order    clip.Order
	hints    hints
}

// query reads parts up to the end or, within parentheses, the one that closes.
func (r *reader) query(depth int, field string) node {
	g := gathered{}
	for r.more() {
		if c, size := r.peek(); isClosing(c) {
			r.at += size
			if depth > 0 {
				return g.node(&r.hints)
			}
			r.hints.add(hintParenthesis)
			continue
		}
		if g.some && r.operator(&g) {
			continue
		}
		if n, ok := r.not(g.not, depth, field); ok {
			g.add(n)
		} else {
			g.end(&r.hints)
		}
	}
	if depth > 0 && r.at >= len(r.text) {
		r.hints.add(hintParenthesis)
	}
	return g.node(&r.hints)
}

// gathered are the parts of a query so far.
type gathered struct {
	parts    node // of kind every
	some     bool // there are parts
	or, not  bool // the operators before the next part
	operator string
}

func (g *gathered) add(n node) {
	if g.not {
		n = negated(n)
	}
	if last := len(g.parts.of) - 1; g.or {
		g.parts.of[last] = combined(isEither, g.parts.of[last], n)
	} else {
		g.parts.of = append(g.parts.of, n)
	}
	g.some, g.or, g.not, g.operator = true, false, false, ""
}

// end ends operators after which nothing follows.
func (g *gathered) end(h *hints) {
	if g.operator != "" {
		h.add(hintDangling(g.operator))
	}
	g.or, g.not, g.operator = false, false, ""
}

// node returns the parts as one; of kind every without parts when there are
// none.
func (g *gathered) node(h *hints) node {
	g.end(h)
	out := node{kind: isEvery}
	for _, n := range g.parts.of {
		out = combined(isEvery, out, n)
	}
	if len(out.of) == 1 {
		return out.of[0]
	}
	return out
}

func (r *reader) peek() (rune, int) { return utf8.DecodeRuneInString(r.text[r.at:]) }

// more skips white space and reports whether there is anything left to read.
func (r *reader) more() bool {
	for r.at < len(r.text) {
		c, size := r.peek()
		if r.unquote() {
			continue
		}
		if !unicode.IsSpace(c) && c != ',' && c != ';' {
			return r.parts < maxClauses
		}
		r.at += size
	}
	return false
}

// unquote passes over a quotation mark that is never closed, with signs after
// it.
func (r *reader) unquote() bool {
	c, size := r.peek()
	if !isQuote(c) || strings.ContainsFunc(r.text[r.at+size:], isQuote) {
		return false
	}
	r.hints.add(hintQuote)
	rest := r.text[r.at+size:]
	r.at = len(r.text) - len(strings.TrimLeft(rest, minusSigns+",;"))
	return true
}

// operator takes an operator that stands after a part.
func (r *reader) operator(g *gathered) bool {
	rest := r.text[r.at:]
	end := strings.IndexFunc(rest, func(c rune) bool { return unicode.IsSpace(c) || isOpening(c) || isClosing(c) })
	if end < 0 {
		end = len(rest)
	}
	switch rest[:end] {
	case "AND", "&&":
	case "OR", "||", "|":
		g.or = true
	case "NOT":
		g.not = true
	default:
		return false
	}
	g.operator = rest[:end]
	r.at += end
	return true
}

// not reads a part that may have a minus sign; left says that it is left out
// anyway. Nothing comes of parts without a letter and of mistakes.
func (r *reader) not(left bool, depth int, field string) (node, bool) {
	before := r.negative
	defer func() { r.negative = before }()
	minus := r.minus()
	r.negative = before != (minus != left)
	n, ok := r.part(depth, field)
	if minus {
		n = negated(n)
	}
	return n, ok
}

// minus takes a leading minus sign if something follows it.
func (r *reader) minus() bool {
	sign, size := r.peek()
	if !strings.ContainsRune(minusSigns, sign) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(r.text[r.at+size:])
	if !unicode.IsLetter(next) && !unicode.IsNumber(next) && !isQuote(next) && !isOpening(next) {
		return false
	}
	r.at += size
	return true
}

const minusSigns = "-−–"

func (r *reader) part(depth int, field string) (node, bool) {
	start := r.at
	if name := r.field(); name != "" {
		field = name
		if r.at >= len(r.text) {
			r.hints.add(hintValue(r.text[start:]))
			return node{}, false
		}
	}
	r.unquote()
	if c, size := r.peek(); isOpening(c) {
		r.at += size
		if depth == maxDepth {
			r.hints.add(hintDeep)
			return node{}, false
		}
		n := r.query(depth+1, field)
		return n, n.kind != isEvery || len(n.of) > 0
	}
	text, at, quoted := r.value()
	return r.leaf(clause{field: field, text: text, start: at, quoted: quoted}, r.text[start:r.at])
}

// field takes a leading "name:" of a field that there is, if a value follows
// or may follow.
func (r *reader) field() string {
	rest := r.text[r.at:]
	end := strings.IndexFunc(rest, func(c rune) bool { return !unicode.IsLetter(c) })
	if end <= 0 {
		return ""
	}
	colon, size := utf8.DecodeRuneInString(rest[end:])
	if colon != ':' && colon != '：' {
		return ""
	}
	next, _ := utf8.DecodeRuneInString(rest[end+size:])
	if unicode.IsSpace(next) {
		return "" // "Note: the ferry" is a headline
	}
	name := fieldNamed(strings.ToLower(rest[:end]))
	if name != "" {
		r.at += end + size
	}
	return name
}

// value takes a phrase in quotation marks or everything up to white space, and
// says where it stands.
func (r *reader) value() (text string, at int, quoted bool) {
	if first, size := r.peek(); isQuote(first) {
		rest := r.text[r.at+size:]
		end := strings.IndexFunc(rest, isQuote)
		_, closing := utf8.DecodeRuneInString(rest[end:])
		at = r.at + size
		r.at += size + end + closing
		return rest[:end], at, true
	}
	rest := r.text[r.at:]
	end := wordEnd(rest)
	at = r.at
	r.at += end
	return rest[:end], at, false
}

// wordEnd returns where the word ends with which text begins: at white space, a
// quotation mark, or a parenthesis without its partner in the word.
func wordEnd(text string) int {
	var open []int
	for i, c := range text {
		switch {
		case isOpening(c):
			open = append(open, i)
			continue
		case isClosing(c) && len(open) > 0:
			open = open[:len(open)-1]
			continue
		case !unicode.IsSpace(c) && !isQuote(c) && !isClosing(c):
			continue
		}
		return append(open, i)[0]
	}
	return append(open, len(text))[0]
}

// leaf makes a node of a value; source is how it was typed.
func (r *reader) leaf(c clause, source string) (node, bool) {
	c.last = !c.quoted && r.at == len(r.text)
	if !c.quoted {
		text := strings.TrimRight(c.text, ",;:：")
		c.text = strings.TrimRight(text, "*")
		c.prefix = len(c.text) < len(text)
	}
	if !strings.ContainsFunc(c.text, isWord) {
		return node{}, false
	}
	r.parts++
	if r.answers(c.field) {
		return r.filter(c, source)
	}
	if !slices.Contains(fieldNames(), c.field) {
		c.field = ""
	}
	return node{kind: isWords, clause: c}, true
}

// isWord reports whether c can be looked for.
func isWord(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.IsSymbol(c) || unicode.IsMark(c)
}

func isQuote(r rune) bool {
	return r != utf8.RuneError && strings.ContainsRune(`"“”„‟«»「」『』＂`, r)
}

func isOpening(r rune) bool { return r == '(' || r == '（' }

func isClosing(r rune) bool { return r == ')' || r == '）' }

// head returns at most n bytes of text, up to the end of a character.
func head(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

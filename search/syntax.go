package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The query language: words are all wanted; "words in this order"; -without;
// this OR that; begin*; field:value and field:"some words". Nothing that a
// person types is an error: what makes no sense as an operator is a word.

// clause is one part of what a person typed.
type clause struct {
	field  string // "" for a plain word
	text   string // without quotes, minus and star
	quoted bool
	prefix bool // ended in *
	not    bool
	or     bool // joined to the clause before by OR
	start  int  // bytes of the source
	end    int
}

// maxQuery is the longest query in bytes, about a page; the rest is cut off.
const maxQuery = 4096

// maxClauses bounds the parts of a query: each costs a walk in the index.
const maxClauses = 64

// read cuts a query into clauses. The hint says what was taken differently
// than it may have been meant.
func read(text string) (clauses []clause, hint string) {
	r := reader{text: head(text, maxQuery)}
	for r.next() && len(r.clauses) < maxClauses {
	}
	if r.unclosed {
		hint = "A quotation mark is not closed; the words after it were searched one by one."
	}
	return r.clauses, hint
}

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

type reader struct {
	text     string
	at       int
	clauses  []clause
	or       bool // an OR was read
	unclosed bool
}

// next reads one clause; false at the end.
func (r *reader) next() bool {
	r.skip()
	if r.at >= len(r.text) {
		return false
	}
	c := clause{start: r.at}
	c.not = r.minus()
	c.field = r.field()
	c.text, c.quoted = r.value()
	if !c.quoted && r.operator(&c) {
		return true
	}
	if !c.quoted {
		whole := c.text
		c.text = strings.TrimRight(c.text, "*")
		c.prefix = len(c.text) < len(whole)
		c.text = strings.TrimRight(c.text, ",;")
	}
	if strings.TrimSpace(c.text) == "" {
		c = clause{start: c.start, text: c.field} // "title:" alone is a word
	}
	if c.text == "" {
		return true
	}
	c.end = r.at
	c.or = r.or && len(r.clauses) > 0 && !c.not
	r.or = false
	r.clauses = append(r.clauses, c)
	return true
}

// operator takes AND, OR and NOT in capitals between clauses.
func (r *reader) operator(c *clause) bool {
	if c.field != "" || c.not || len(r.clauses) == 0 {
		return false
	}
	switch c.text {
	case "AND", "&&":
		return true
	case "OR", "||", "|":
		r.or = true
		return true
	case "NOT":
		return r.negated(c.start)
	}
	return false
}

// negated reads the clause after a NOT.
func (r *reader) negated(start int) bool {
	before := len(r.clauses)
	r.next()
	if len(r.clauses) > before {
		last := &r.clauses[before]
		last.not, last.or, last.start = true, false, start
	}
	return true
}

func (r *reader) skip() {
	for r.at < len(r.text) {
		c, size := utf8.DecodeRuneInString(r.text[r.at:])
		if !unicode.IsSpace(c) && c != '(' && c != ')' && c != ',' && c != ';' {
			return
		}
		r.at += size
	}
}

// minus takes a leading minus sign if something follows it.
func (r *reader) minus() bool {
	for _, sign := range []string{"-", "−", "–"} {
		rest, ok := strings.CutPrefix(r.text[r.at:], sign)
		if !ok {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest)
		if unicode.IsLetter(next) || unicode.IsNumber(next) || isQuote(next) {
			r.at += len(sign)
			return true
		}
	}
	return false
}

// field takes a leading "name:" of a field that there is.
func (r *reader) field() string {
	rest := r.text[r.at:]
	end := strings.IndexAny(rest, ": \t\n\"")
	if end <= 0 || rest[end] != ':' {
		return ""
	}
	name := fieldNamed(strings.ToLower(rest[:end]))
	if name != "" {
		r.at += end + 1
	}
	return name
}

// fieldNamed returns the field that a person means, "" for none.
func fieldNamed(name string) string {
	switch name {
	case "title", "headline":
		return fieldTitle
	case "by", "author", "byline":
		return fieldByline
	case "outlet", "source", "site":
		return fieldOutlet
	case "note", "notes":
		return fieldNote
	case "lang", "language":
		return fieldLang
	case filterTag, filterFolder, filterStory, filterDate, filterIs, filterAfter, filterBefore:
		return name
	}
	return ""
}

// value takes a phrase in quotation marks or everything up to white space.
func (r *reader) value() (text string, quoted bool) {
	first, size := utf8.DecodeRuneInString(r.text[r.at:])
	if isQuote(first) {
		rest := r.text[r.at+size:]
		if end := strings.IndexFunc(rest, isQuote); end >= 0 {
			_, closing := utf8.DecodeRuneInString(rest[end:])
			r.at += size + end + closing
			return rest[:end], strings.TrimSpace(rest[:end]) != ""
		}
		r.unclosed = true
		r.at += size
	}
	rest := r.text[r.at:]
	end := strings.IndexFunc(rest, func(c rune) bool { return unicode.IsSpace(c) || c == ')' || isQuote(c) })
	if end < 0 {
		end = len(rest)
	}
	r.at += end
	return rest[:end], false
}

func isQuote(r rune) bool {
	return r != utf8.RuneError && strings.ContainsRune(`"“”„‟«»「」『』＂`, r)
}

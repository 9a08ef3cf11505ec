package search

import (
	"slices"

	"newsclip/clip"
)

// The query language. Nothing that a person types is an error: what makes no
// sense as an operator or a filter is plain words, and a hint says so.
//
//	query  = { joined [ "AND" ] }       all of them
//	joined = not { "OR" not }           OR joins its two neighbours: a b OR c is a (b OR c)
//	not    = [ "-" | "NOT" ] part       without
//	part   = [ field ":" ] ( "(" query ")" | value )
//	value  = word | word "*" | '"' words '"'      the word, what begins so, the phrase
//
//	title:  by:  note:                  words in one place
//	outlet:  tag:  folder:  story:      a name, or how it begins
//	lang:de  url:example.com/politics   the language, a part of the address
//	date:   2026, 2026-03, 2026-03-31, 31.3.2026, 2026-01..2026-03, 2026-03..,
//	        >2025, >=2025, <2026-03, <=2026-03, today, yesterday, this-week,
//	        last-week, this-month, last-month, this-year, last-year, 7d, 2w, 3m, 1y
//	after:2026-03  before:2026-03       without March itself
//	is:     unread, read, starred, highlighted, single, duplicate, trash
//	has:    image, note, highlight, tag, folder
//	sort:   date (newest first), oldest, best
//
// Operators are in capitals, between parts (&&, || and | are the same); NOT at
// the beginning is a word. Fields are in either case. Quotation marks may be of
// any kind; colon and parentheses may be full width.

// kind is what a node asks for.
type kind int

const (
	isWords  kind = iota // one word or phrase
	isFilter             // what the library answers
	isEvery              // all of its parts; without parts it holds always
	isEither             // any of them
	isNot                // not its one part
)

// node is a part of a query.
type node struct {
	kind   kind
	of     []node
	clause clause
	filter clip.Filter
}

// clause is a word or phrase to look for.
type clause struct {
	field  string // "" for a plain word
	text   string // without quotes, minus and star
	quoted bool
	prefix bool // ended in *
	last   bool // the query ends with it: it may be unfinished
	start  int  // where text stands in the query, in bytes
}

// combined returns what holds when a and b do so; parts of the same kind stay
// beside each other.
func combined(by kind, a, b node) node {
	out := node{kind: by}
	for _, n := range []node{a, b} {
		if n.kind == by {
			out.of = append(out.of, n.of...)
		} else {
			out.of = append(out.of, n)
		}
	}
	return out
}

func negated(n node) node {
	if n.kind == isNot {
		return n.of[0]
	}
	return node{kind: isNot, of: []node{n}}
}

// collapsed turns each part that has only filters into one filter.
func (n node) collapsed() node {
	if n.kind == isWords || n.kind == isFilter {
		return n
	}
	out := node{kind: n.kind}
	all := len(n.of) > 0
	joint := clip.Filter{Is: map[kind]clip.FilterKind{isEvery: clip.FilterAll, isEither: clip.FilterAny, isNot: clip.FilterNot}[n.kind]}
	for _, part := range n.of {
		part = part.collapsed()
		all = all && part.kind == isFilter
		out.of = append(out.of, part)
		joint.Of = append(joint.Of, part.filter)
	}
	switch {
	case !all:
		return out
	case n.kind == isNot && joint.Of[0].Is == clip.FilterNot:
		return node{kind: isFilter, filter: joint.Of[0].Of[0]}
	}
	return node{kind: isFilter, filter: joint}
}

// ranks reports whether a word of n says how well a clip fits.
func (n node) ranks() bool {
	switch n.kind {
	case isWords:
		return true
	case isEvery, isEither:
		return slices.ContainsFunc(n.of, node.ranks)
	}
	return false
}

func (n node) speaks(of clip.FilterKind) bool {
	return n.kind == isFilter && n.filter.Speaks(of) || slices.ContainsFunc(n.of, func(part node) bool { return part.speaks(of) })
}

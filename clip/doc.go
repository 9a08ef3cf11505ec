// Package clip holds the words of the house: what a clipping is, what its
// text is made of and what can go wrong with it. Every other package speaks
// in these types. It imports nothing of ours and nothing from outside the
// standard library, and does no I/O.
//
//	clip.go      Clip, its State, Story, Folder, Tag
//	version.go   Version, Metadata, Date, Source: immutable content
//	body.go      Body: the tree of blocks and inlines, and walking it
//	xhtml.go     the stored form of a Body: print and parse
//	normal.go    the normal form of a Body
//	text.go      Body as plain text; positions in it
//	highlight.go Highlight: a passage that a person marked
//	extract.go   what cleaning a page gives: Extract, Related, Removal
//	query.go     Query, Search, Template and Hit; filter.go what a Query may ask of the library
//	error.go     Error kinds with a sentence for people
//	id.go        identifiers
package clip

// Package extract turns the bytes of a foreign page into a clip's text and
// metadata, with a trace of what was left out. It does no I/O.
//
//	page.go      HTML: the stages in order
//	decode.go    bytes → text: declared and guessed character sets
//	prune.go     what no article contains goes first
//	candidate.go where the article stands: readability, else the page's main element
//	blocks.go    the one door: foreign elements → clip.Body
//	clean.go     what the article's element carries besides its text
//	metadata.go  title, authors, outlet, dates …: one table of rules
//	jsonld.go    JSON-LD
//	date.go      dates as pages write them
package extract

// Package extract turns the bytes of a foreign page into a clip's text and
// metadata, with a trace of what was left out. It does no I/O.
//
//	page.go      HTML: the stages in order
//	decode.go    bytes → text: declared and guessed character sets
//	dom.go       walking and mending the parsed page
//	candidate.go what the article is: the learnt choice, held against others
//	carve.go     taking away the rest, keeping the article's pictures
//	payload.go   text that a page carries only as data for its scripts
//	blocks.go    the one door: foreign elements → clip.Body
//	clean.go     what was chosen and yet is not the text's
//	metadata.go  title, authors, outlet, dates …: one table of rules
//	jsonld.go    JSON-LD
//	date.go      dates as pages write them
package extract

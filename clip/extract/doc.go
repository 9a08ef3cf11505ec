// Package extract turns the bytes of a foreign page into a clip's text and
// metadata, with a trace of what was left out. It does no I/O.
//
//	page.go      HTML: the stages in order
//	decode.go    bytes → text: declared and guessed character sets
//	shallow.go   pages nested too deep for the parser
//	dom.go       walking and mending the parsed page
//	candidate.go what the article is: the learnt choice, held against others
//	wall.go      what stands in the way of an article
//	carve.go     taking away the rest, keeping the article's pictures
//	captions.go  what goes with a picture: captions and credits
//	portrait.go  pictures of the author, which go
//	payload.go   text that a page carries only as data for its scripts
//	blocks.go    the one door: foreign elements → clip.Body
//	media.go     pictures; videos, frames and posts from elsewhere as links
//	clean.go     what was chosen and yet is not the text's
//	trace.go     what was left out, and why
//	metadata.go  title, authors, outlet, dates …: one table of rules
//	lines.go     the page as lines, for what is shown with the headline
//	head.go      the lines around the headline
//	title.go     which headline; outlet and kicker off a title
//	byline.go    who the page says wrote it
//	people.go    a byline → names
//	authors.go   which source's names are believed
//	published.go which day is believed, and its instant
//	jsonld.go    JSON-LD
//	date.go      dates as pages write them
//	relative.go  dates counted back from now
package extract

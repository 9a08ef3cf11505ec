// Package reader is the widget that shows one clip: its headline, where it
// comes from, and its body. It lays out the tree of blocks itself, paints only
// what is in view, and lets text be selected across paragraphs. It loads
// nothing from the network and opens nothing itself: images and links go
// through callbacks.
//
//	view.go      View: the scrolling widget and what others may ask of it
//	document.go  Document, Position, Mark
//	flatten.go   Body → elements in reading order, each in its frame
//	spans.go     inlines → styled runs of text
//	lines.go     breaking a text into lines (UAX #14)
//	bidi.go      ordering the runs of a line (UAX #9)
//	layout.go    elements → boxes with coordinates
//	table.go     the columns of a table
//	hit.go       from a point to a position and back
//	selection.go what is selected, as text
//	passage.go   highlights and changes: their colours, and painting them
//	select.go    what others may ask of the selection
//	page.go      the widget inside the scroll
//	input.go     its mouse and keys
//	paint.go     boxes in view → canvas objects
//	picture.go   decoding images
//	caption.go   a few lines of text for rows of lists
package reader

// Package intake recognises what people hand over, by name and content, and
// makes inputs of it: addresses to fetch, pages, plain text, records of other
// programs. It fetches nothing, stores nothing and cleans nothing: a page
// stays the bytes it was.
//
//	intake.go     Input, Recognise: which format is it?
//	html.go       is it HTML; the address that a saved page carries
//	xml.go        feeds and other XML that is no page
//	visible.go    what HTML shows, roughly
//	mail.go       .mhtml and .eml
//	shortcut.go   .url, .webloc, .desktop
//	text.go       plain text
//	list.go       lists of addresses, with or without words beside them
//	address.go    is a piece of text an address?
//	charset.go    bytes → UTF-8 text
//	binary.go     what Newsclip cannot take, and what to do instead
//	clipboard.go  HTML and text of a clipboard
//	record.go     JSON lines
package intake

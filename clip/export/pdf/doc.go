// Package pdf writes a review as a PDF: a cover, contents with page numbers,
// and each clip from the top of a page or one after
// the other, set like a book; or a list of them. It walks the clips'
// bodies itself; it never reads or writes HTML, never fetches, and knows no
// clock but the review's.
//
// The map, from the outside in:
//
//	book.go       Write; the pages, and what the whole file shares
//	clips.go      a clip: section title, headline, credits, text
//	list.go       a clip as an entry of a list
//	notes.go      what a person wrote on a clip
//	cover.go      the cover, or the head of a document without one
//	contents.go   the list of clips with page numbers and links
//	sources.go    the clips by outlet, with their addresses
//	provenance.go when and from where each was captured
//	running.go    running heads
//	outline.go    bookmarks
//	metadata.go   document information and XMP
//
//	compose.go    blocks and inlines to items of a column
//	blocks.go     paragraphs, headings, lists, quotes, code, embeds, rules
//	figure.go     images with captions
//	table.go      the grid of a table and its cells; table_widths.go its columns
//	table_rows.go its rows as items; table_parts.go those that part between pages
//	table_numbers.go columns of numbers
//	flow.go       items to pages: breaks, kept lines; floats.go waiting figures
//	style.go      paper, ink and type
//
//	shape.go      text to glyphs: direction, script, face
//	bidi.go       what runs from right to left; bidi_rules.go its rules
//	breaks.go     where a line may end
//	hyphen.go     where a word may; thai.go where words end that no space parts
//	east.go       marks in the square of a Chinese or Japanese letter
//	line.go       the lines of a paragraph, by Knuth and Plass; justify.go their spaces
//	text.go       lines to operators
//	emoji.go      glyphs that are images
//
//	library.go    which face shows a character
//	system.go     faces of this computer
//	font.go       a face as a PDF font
//	truetype.go   the subset of a TrueType font
//	cff.go        the subset of a CFF font
//	cff_reach.go  the subroutines that it needs
//	images.go     image files as PDF images; png.go without decoding
//	orientation.go photographs taken with the camera on its side
//
//	preview.go    the first pages as images, for a window
//	viewer.go     pages to images
//
//	document.go   objects on their way, strings
//	file.go       their bytes, cross-references
//	structure.go  tags
//	page.go       operators, marked content, link annotations
//
// Pages go to the writer as they are done; what stays in memory is the place
// of each object, the parent tree of the tags and the fonts' used glyphs.
package pdf

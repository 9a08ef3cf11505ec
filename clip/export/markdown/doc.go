// Package markdown writes a review as Markdown: a folder with a file per clip,
// one that lists them and the images beside them, or one combined file. It
// walks the body's own tree of blocks, never HTML, and fetches nothing.
//
//	write.go        Write: a file per clip, what stands above them all
//	combined.go     one file with all
//	contents.go     the list of clips
//	clip.go         a clip: headline, origin, text
//	notes.go        what a person wrote on it
//	images.go       images beside the files
//	annex.go        sources and provenance
//	preview.go      the first file, unwritten
//	names.go        names of files, by template
//	tree.go         names in use, and none twice
//	frontmatter.go  which fields stand above a clip, under which keys
//	yaml.go         how they are written
//
//	flavour.go      GitHub's Markdown or Obsidian's
//	render.go       blocks
//	list.go         lists
//	table.go        tables, as GFM where it can say them, else as HTML
//	picture.go      images
//	inline.go       inlines: emphasis, links, code, marks
//	flank.go        whether asterisks would be read as emphasis
//	escape.go       what must be escaped, and where
//	html.go         HTML for what Markdown cannot say
//
// What is written is CommonMark 0.31 with GitHub's tables, and keeps its text
// and structure when it is read back, also by readers that take "$", "==",
// "%%" and "#tag" for markup of their own. Where Markdown has no word for
// something (sub, sup, spans in tables, emphasis within a word), there stands
// the HTML element that CommonMark lets through. Obsidian's flavour has wiki
// links between contents and clips, callouts, ==marks== and embedded images.
package markdown

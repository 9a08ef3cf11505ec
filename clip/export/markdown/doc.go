// Package markdown writes a review as Markdown: a folder with a file per clip
// and the images beside them, or one combined file. It walks the body's own
// tree of blocks, never HTML, and fetches nothing.
//
//	write.go     Write: the folder or file, front matter, names, images
//	render.go    Render: blocks
//	list.go      lists
//	table.go     tables, as GFM where it can say them, else as HTML
//	inline.go    inlines: emphasis, links, code
//	flank.go     whether asterisks would be read as emphasis
//	escape.go    what must be escaped, and where
//	html.go      HTML for what Markdown cannot say
//
// What is written is CommonMark 0.31 with GitHub's tables, and keeps its text
// and structure when it is read back, also by readers that take "$", "==",
// "%%" and "#tag" for markup of their own (Obsidian). Where Markdown has no
// word for something (sub, sup, mark, spans in tables, emphasis within a
// word), there stands the HTML element that CommonMark lets through.
package markdown

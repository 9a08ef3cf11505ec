// Package review is the document that every export format walks: a press
// review, with its sections and clips in order. It writes nothing.
//
//	review.go    the document, and the report of an export
//	about.go     what the library knows of a clip beside its text
//	options.go   what a person chooses about it
//	parts.go     what may be in it or left out
//	template.go  choices under a name
//	filename.go  titles as names of files
//	fill.go      {date} and the like in titles and file names
//	arrange.go   order and sections
//	words.go     the words around the clips, in several languages
//	languages.go their table
package review

import (
	"context"
	"time"

	"newsclip/clip"
)

// A Review is a document to be exported.
type Review struct {
	Title    string
	Subtitle string // "for whom", or empty
	Period   string // as a person wrote it; empty: from From to To
	Lang     string // BCP 47, of the words around the clips; empty: "en"
	Created  time.Time
	From, To time.Time // the period of its clips; zero: none is dated
	Logo     []byte    // an image file, or nil
	Sections []Section
	// About tells by clip what the library knows of it beside its text.
	About map[clip.ID]About
	// Image returns the bytes and media type of an image that the library
	// keeps, by its address (clip.ImageScheme and hash).
	Image func(ctx context.Context, url string) ([]byte, string, error)
}

// A Section is a folder or a story with its clips, whole with bodies. The
// passages that a person highlighted are clip.Mark in them, unless highlights
// are left out.
type Section struct {
	Title string
	Depth int // 0: at the top
	Clips []clip.Clip
}

// Clips counts the clips of all sections.
func (r *Review) Clips() int {
	n := 0
	for _, section := range r.Sections {
		n += len(section.Clips)
	}
	return n
}

// Words returns the words around the clips in the document's language.
func (r *Review) Words() Words { return WordsIn(r.Lang) }

// Progress is how far an export is.
type Progress struct {
	Done, Clips int // clips that are set, of how many
	Pages       int // pages made so far; 0 in formats without pages
}

// Report tells what an export made and what it could not do, a sentence for
// each; a bad image or an unknown script is a line here, never the end.
type Report struct {
	Target   string // where it stands
	Files    int
	Pages    int // PDF
	Clips    int
	Warnings []string
}

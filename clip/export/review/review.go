// Package review is the document that every export format walks: a press
// review, with its sections and clips in order. It writes nothing.
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
	Lang     string // BCP 47, of the words around the clips; empty: "en"
	Created  time.Time
	From, To time.Time // the period of its clips; zero: none is dated
	Sections []Section
	// About tells by clip what the library knows of it beside its text.
	About map[clip.ID]About
	// Image returns the bytes and media type of an image that the library
	// keeps, by its address (clip.ImageScheme and hash).
	Image func(ctx context.Context, url string) ([]byte, string, error)
}

// A Section is a folder or a story with its clips, whole with bodies.
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

// Options are what a person chooses; the zero value is sensible.
type Options struct {
	Paper    string // PDF: "a4" (default), "letter", "a5"
	Markdown Markdown
	// Progress is told after each clip how many of how many are done; nil is
	// fine.
	Progress func(done, total int)
}

// Markdown is what a person chooses for Markdown.
type Markdown struct {
	Flavour  string // "gfm" (default) or "obsidian"
	Combined bool   // one file with contents instead of one per clip
	// Names says what the files are called and where they stand, e.g.
	// "{section}/{date} {title}"; empty: so. The placeholders are listed in
	// package markdown.
	Names string
	// Fields lists what front matter has, in order, each "url" or, under
	// another key, "url=source"; nil: all; empty: no front matter.
	Fields []string
}

// Report tells what an export made and what it could not do, a sentence for
// each; a bad image or an unknown script is a line here, never the end.
type Report struct {
	Files    int
	Pages    int // PDF
	Warnings []string
}

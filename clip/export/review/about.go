package review

import (
	"slices"
	"strings"

	"newsclip/clip"
)

// About is what the library knows of a clip beside its text.
type About struct {
	Story   string   // its story's name; empty: it stands alone
	Folders []string // the folders that hold it, each as its path: "World/Ports"
	Notes   []Note   // those on the clip first, then in reading order; none unless they are wanted
}

// A Note is what a person wrote on a clip, or on a passage that they
// highlighted.
type Note struct {
	Quote    string // the passage; empty: the note is on the clip
	Text     string // what was written; may be empty where Orphaned
	Orphaned bool   // the text does not say Quote any more
}

// Annotated returns a clip's body with its notes below, for formats that have
// no words of their own for them.
func (r *Review) Annotated(c *clip.Clip) clip.Body {
	notes := r.About[c.ID].Notes
	if len(notes) == 0 {
		return c.Version.Body
	}
	words := r.Words()
	body := append(slices.Clip(c.Version.Body), clip.NewHeading(2, words.Notes))
	for _, note := range notes {
		body = append(body, note.Blocks(words)...)
	}
	return body.Normal()
}

// Blocks returns the note as it stands below a text: the passage as a quote,
// and what was written.
func (n Note) Blocks(words Words) []clip.Block {
	var out []clip.Block
	if n.Quote != "" {
		out = append(out, clip.Block{Kind: clip.Quote, Blocks: paragraphs(n.Quote)})
	}
	if n.Orphaned {
		said := clip.Inline{Kind: clip.Text, Text: words.NoLonger}
		out = append(out, clip.Block{Kind: clip.Paragraph, Inlines: []clip.Inline{{Kind: clip.Emphasis, Inlines: []clip.Inline{said}}}})
	}
	return append(out, paragraphs(n.Text)...)
}

// paragraphs makes blocks of what a person wrote.
func paragraphs(text string) []clip.Block {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return clip.FromPlain(text)
}

package markdown

import (
	"strings"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// notes writes what a person wrote on a clip, under a heading: as callouts in
// Obsidian, elsewhere as quotes of what they marked with text below.
func (r *renderer) notes(notes []review.Note, level int, words review.Words) string {
	if len(notes) == 0 {
		return ""
	}
	parts := []string{strings.Repeat("#", min(level, 6)) + " " + r.flavour.lineText(words.Notes)}
	for _, note := range notes {
		if r.flavour == obsidian {
			parts = append(parts, r.callout(note, words))
			continue
		}
		parts = append(parts, r.blocks(clip.Body(note.Blocks(words)).Normal()))
	}
	return strings.Join(parts, "\n\n")
}

// callout writes one note as Obsidian shows notes: in a coloured box.
func (r *renderer) callout(note review.Note, words review.Words) string {
	head := "[!note]" // Obsidian titles it itself
	switch {
	case note.Orphaned:
		head = "[!warning] " + r.flavour.lineText(words.NoLonger)
	case note.Quote != "":
		head = "[!quote]"
	}
	var blocks []clip.Block
	if note.Quote != "" {
		blocks = append(blocks, clip.Block{Kind: clip.Quote, Blocks: clip.FromPlain(note.Quote)})
	}
	if strings.TrimSpace(note.Text) != "" {
		blocks = append(blocks, clip.FromPlain(note.Text)...)
	}
	return quoted(head + "\n" + r.blocks(clip.Body(blocks).Normal()))
}

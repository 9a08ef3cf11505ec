package app

import (
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/extract"
)

// Corrections of a text without a page behind it, or into which a person has
// typed: the text itself is changed, and counts as set by hand.

func noPage() error {
	return &clip.Error{Kind: clip.ErrUnsupported, Message: "No rule can be made of this: the text was pasted or changed by hand, or stands there as part of a picture or a line.",
		Next: "Correct this clip alone."}
}

// putLine puts a line of a pasted text back as a paragraph, after what stands
// before it there.
func (c *correcting) putLine(piece clip.Removal, always bool) error {
	if always {
		return noPage()
	}
	text, err := extract.Decode(c.original, c.source.MediaType)
	if err != nil {
		return err
	}
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimLeft(fold(line), "•·▪◦* "); line != "" {
			lines = append(lines, line)
		}
	}
	return c.insert(piece, lines, nil)
}

// folded returns the lines of a body.
func folded(body clip.Body) []string {
	var lines []string
	for _, leaf := range body.Leaves() {
		lines = append(lines, fold(leaf.Text))
	}
	return lines
}

// insert puts a piece into the text, after what precedes it among the lines it
// comes from.
func (c *correcting) insert(piece clip.Removal, lines []string, said []clip.Correction) error {
	at := -1
	for i, line := range lines {
		if (clip.Correction{Text: piece.Text}).About("", line) {
			at = i
			break
		}
	}
	if at < 0 {
		return cannotPutBack()
	}
	place := placeAfter(c.version.Body, lines[:at])
	body := append(c.version.Body[:place:place], clip.NewParagraph(lines[at]))
	c.setBody(append(body, c.version.Body[place:]...))
	c.fresh.Corrections = append(c.fresh.Corrections, said...)
	if i := slices.Index(c.fresh.Removed, piece); i >= 0 {
		c.fresh.Removed = slices.Delete(slices.Clone(c.fresh.Removed), i, i+1)
	}
	return nil
}

// minTelling is the shortest line that tells a place in a text although it is
// only a part of a paragraph there, in bytes: joined lines are longer.
const minTelling = 30

// placeAfter returns the number of the block before which something belongs
// that stood after lines: the nearest of them that is there decides.
func placeAfter(body clip.Body, lines []string) int {
	texts := make([]string, len(body))
	for i := range body {
		texts[i] = fold(body[i : i+1].Plain())
	}
	for n := len(lines) - 1; n >= 0; n-- {
		for i, text := range texts {
			if text == lines[n] || len(lines[n]) >= minTelling && strings.Contains(text, lines[n]) {
				return i + 1
			}
		}
	}
	return 0
}

// takeOut takes blocks out of the text by what they say.
func (c *correcting) takeOut(texts []string, always bool) error {
	if always {
		return noPage()
	}
	wanted := map[string]bool{}
	for _, text := range texts {
		wanted[fold(text)] = true
	}
	body, taken := without(c.version.Body.Clone(), wanted)
	if len(taken) == 0 {
		return &clip.Error{Kind: clip.ErrNotFound, Message: "The text has no such paragraph any more.", Next: "Open the clip anew."}
	}
	c.setBody(body)
	for _, text := range taken {
		if runes := []rune(text); len(runes) > clip.RemovalLength {
			text = string(runes[:clip.RemovalLength]) + "…"
		}
		c.fresh.Removed = append(c.fresh.Removed, clip.Removal{Text: text, Reason: "taken away", Rule: byHand})
	}
	return nil
}

// without returns blocks without the texts wanted, and what was taken.
func without(blocks []clip.Block, wanted map[string]bool) (left []clip.Block, taken []string) {
	for _, block := range blocks {
		own := block
		own.Blocks = nil
		if leaves := (clip.Body{own}).Leaves(); len(leaves) == 1 && wanted[fold(leaves[0].Text)] {
			taken = append(taken, fold(leaves[0].Text))
			if block.Kind != clip.Image && block.Kind != clip.Table {
				continue
			}
			block.Inlines = nil // the caption
		}
		var below []string
		block.Blocks, below = without(block.Blocks, wanted)
		taken = append(taken, below...)
		left = append(left, block)
	}
	return left, taken
}

// setBody gives the version a text by hand.
func (c *correcting) setBody(body clip.Body) {
	c.version.Body = body.Normal()
	if !c.version.SetByHand(clip.FieldBody) {
		c.version.ByHand = append(c.version.ByHand[:len(c.version.ByHand):len(c.version.ByHand)], clip.FieldBody)
	}
	c.version.Source = clip.Source{Method: clip.MethodEdit, Original: c.source.Original}
}

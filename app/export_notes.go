package app

import (
	"context"
	"strings"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// An export with notes carries what a person highlighted and wrote, so that
// every format shows it without knowing of it: highlights are marks in the
// text, and below it stand the note on the clip and, with their quotes, those
// on highlights. Quotes that the text does not say any more stand there too.
// Without notes, which is the default, a press review gives nothing private
// away.

// withNotes puts highlights and notes into the clips of a document.
func (a *App) withNotes(ctx context.Context, sections []review.Section) error {
	for _, section := range sections {
		for i := range section.Clips {
			c := &section.Clips[i]
			marks, err := a.HighlightsIn(ctx, &c.Version)
			if err != nil {
				return err
			}
			c.Version.Body = annotated(c.Version.Body, c.Note, marks)
		}
	}
	return nil
}

// annotated returns a body with its highlights marked and the notes below.
func annotated(body clip.Body, note string, marks []Mark) clip.Body {
	var passages []clip.Passage
	notes := paragraphs(note)
	for _, m := range marks {
		if !m.Orphaned {
			passages = append(passages, m.At)
		}
		if m.Note == "" && !m.Orphaned {
			continue
		}
		notes = append(notes, clip.Block{Kind: clip.Quote, Blocks: paragraphs(m.Quote)})
		if m.Orphaned {
			notes = append(notes, orphaned())
		}
		notes = append(notes, paragraphs(m.Note)...)
	}
	body = body.Marked(passages)
	if len(notes) == 0 {
		return body
	}
	body = append(body, clip.NewHeading(2, "Notes"))
	return append(body, notes...).Normal()
}

// orphaned says below a quote that it is no longer one.
func orphaned() clip.Block {
	said := clip.Inline{Kind: clip.Text, Text: "The text does not say this any more."}
	return clip.Block{Kind: clip.Paragraph, Inlines: []clip.Inline{{Kind: clip.Emphasis, Inlines: []clip.Inline{said}}}}
}

// withoutNotes takes the notes off the clips: formats would show them.
func withoutNotes(sections []review.Section) {
	for _, section := range sections {
		for i := range section.Clips {
			section.Clips[i].Note = ""
		}
	}
}

// paragraphs makes blocks of what a person wrote.
func paragraphs(text string) []clip.Block {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return clip.FromPlain(text)
}

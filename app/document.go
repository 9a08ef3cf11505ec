package app

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsclip/clip"
	"newsclip/clip/extract"
	"newsclip/clip/extract/paste"
	"newsclip/clip/intake"
)

// captureDocument takes a text document that came from an address: a press
// release, an agency's text. Nothing stands around it as on a page, so all of
// it is kept; cleaning only says which line is the title.
func (a *App) captureDocument(ctx context.Context, in intake.Input, source clip.Source, data []byte) (*Capture, error) {
	text, err := extract.Decode(data, source.MediaType)
	if err != nil {
		return nil, err
	}
	cleaned, err := paste.Clean(ctx, text)
	if err != nil {
		return nil, err
	}
	cleaned.Body, cleaned.Removed, cleaned.Related = documentBody(text, cleaned.Metadata.Title), nil, nil
	c := a.newCapture(in, cleaned, source, data)
	if c.Version.URL == "" {
		c.Version.URL = in.URL
	}
	return c, nil
}

// documentBody makes paragraphs of a document's text, without the line that is
// its title.
func documentBody(text, title string) clip.Body {
	var paragraphs []string
	untitled := false
	for part := range strings.SplitSeq(normalLines(text), "\n\n") {
		part = joinWrapped(strings.Trim(part, "\n"))
		if !untitled && title != "" && strings.TrimSpace(part) == title {
			untitled = true
			continue
		}
		paragraphs = append(paragraphs, part)
	}
	return clip.FromPlain(strings.Join(paragraphs, "\n\n"))
}

// normalLines has lines end in \n alone, and white space stand on no line of
// its own.
func normalLines(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRightFunc(line, unicode.IsSpace)
	}
	return strings.Join(lines, "\n")
}

// minWrapped is the length in characters from which a line may have been
// broken by a program rather than by a person: agencies' texts have 64 to 80.
const minWrapped = 55

// joinWrapped takes the line breaks out of a paragraph whose lines, but for the
// last, were broken because they were full.
func joinWrapped(paragraph string) string {
	lines := strings.Split(paragraph, "\n")
	for _, line := range lines[:len(lines)-1] {
		if utf8.RuneCountInString(line) < minWrapped {
			return paragraph
		}
	}
	return strings.Join(lines, " ")
}

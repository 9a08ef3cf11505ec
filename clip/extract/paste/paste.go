// Package paste cleans a text that was copied from a page: what select-all and
// copy gives, navigation, captions and all. It goes by structure (repeated
// lines, their length and how they end, records of one shape), not by the
// phrases of any site, and does no I/O.
//
//	paste.go    Clean: the stages in order
//	lines.go    lines, and what each looks like
//	body.go     which lines are the text, and joining broken ones
//	related.go  other articles on the page
//	repair.go   spacing beside punctuation
package paste

import (
	"context"
	"strings"

	"newsclip/clip"
	"newsclip/clip/extract/language"
)

// maxText bounds a paste, in bytes.
const maxText = 8 << 20

// Clean finds the article in a pasted text. A text that is nothing but an
// article keeps all its words. Errors are only for what is empty or too long.
func Clean(ctx context.Context, text string) (clip.Extract, error) {
	var out clip.Extract
	if len(text) > maxText {
		return out, &clip.Error{Kind: clip.ErrTooLarge, Message: "The pasted text is longer than 8 MiB.", Next: "Paste a smaller part of it."}
	}
	p := &page{lines: splitLines(text)}
	if len(p.lines) == 0 {
		return out, &clip.Error{Kind: clip.ErrInvalid, Message: "The pasted text is empty.", Next: "Copy the text of an article first."}
	}
	out.Metadata.Lang = language.Detect(text)
	p.findRecords()
	p.findTitle()
	p.findBody()
	if err := ctx.Err(); err != nil {
		return out, err
	}
	out.Metadata.Title = p.title
	out.Metadata.Kind = clip.KindArticle
	out.Body = p.body(&out)
	out.Related = p.related(&out)
	p.media(&out)
	p.trace(&out)
	return out, nil
}

// page is a paste on its way.
type page struct {
	lines   []line
	title   string
	titleAt int
	records []record
}

// remove notes a piece that was left out or changed.
func remove(out *clip.Extract, text, reason, rule string) {
	if runes := []rune(text); len(runes) > clip.RemovalLength {
		text = string(runes[:clip.RemovalLength]) + "…"
	}
	out.Removed = append(out.Removed, clip.Removal{Text: text, Reason: reason, Rule: rule})
}

// trace notes every line that became nothing.
func (p *page) trace(out *clip.Extract) {
	for _, l := range p.lines {
		if l.use == unused {
			remove(out, l.text, l.reason(), l.rule())
		}
	}
}

// media notes a video: a playing time on a line of its own, with the line
// after it as its title.
func (p *page) media(out *clip.Extract) {
	for i, l := range p.lines {
		if !l.duration {
			continue
		}
		m := clip.Media{Kind: "video", Duration: l.text}
		if i+1 < len(p.lines) && p.lines[i+1].use == unused {
			m.Title = p.lines[i+1].text
		}
		out.Media = append(out.Media, m)
	}
}

func words(text string) int { return len(strings.Fields(text)) }

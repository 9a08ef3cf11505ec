// Package paste cleans a text that was copied from a page: what select-all and
// copy gives, navigation, captions and all. Learnt trees judge each line by its
// structure, its words and what stands around it; rules find the title, byline
// and date, other articles on the page, videos, and join broken lines. It knows
// no site and does no I/O.
//
//	paste.go     Clean: the stages in order
//	lines.go     lines, and what each looks like (look.go, times.go)
//	chains.go    lines that were broken in the middle
//	features.go  the numbers that a line is judged by (headline.go, forms.go)
//	lexicon.go   hashes of the words of a line
//	context.go   what a later judgement is told of the one before
//	model.go     the learnt model: asking, reading and writing it
//	choose.go    from chances to lines
//	body.go      from lines to paragraphs (repair.go)
//	title.go     the title
//	head.go      byline and date
//	labels.go    captions and the like between paragraphs
//	related.go   other articles on the page
//	learn.go     learning a model (count.go); train is the program
package paste

import (
	"context"

	"newsclip/clip"
	"newsclip/clip/language"
)

// maxText bounds a paste, in bytes.
const maxText = 8 << 20

// Clean finds the article in a pasted text. A text that is nothing but an
// article keeps all its words. Errors are only for what is empty or too long.
func Clean(ctx context.Context, text string) (clip.Extract, error) {
	m, err := BuiltIn()
	if err != nil {
		return clip.Extract{}, err
	}
	return m.Clean(ctx, text)
}

// Clean finds the article in a pasted text with this model.
func (m *Model) Clean(ctx context.Context, text string) (clip.Extract, error) {
	var out clip.Extract
	if len(text) > maxText {
		return out, &clip.Error{Kind: clip.ErrTooLarge, Message: "The pasted text is longer than 8 MiB.", Next: "Paste a smaller part of it."}
	}
	p := newPage(text)
	if len(p.lines) == 0 {
		return out, &clip.Error{Kind: clip.ErrInvalid, Message: "The pasted text is empty.", Next: "Copy the text of an article first."}
	}
	out.Metadata.Lang = language.Detect(text)
	chances, err := m.judge(ctx, p.lines)
	if err != nil {
		return out, err
	}
	p.findBody(chances)
	p.findRecords()
	p.dropLabels()
	p.dropEnds()
	p.findTitle()
	out.Metadata.Title = printable(p.title)
	p.findHead(&out.Metadata)
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
	chances []float64
	title   string
	titleAt int
	records []record
}

func newPage(text string) *page {
	p := &page{lines: splitLines(text)}
	p.findChains()
	return p
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
	for i, l := range p.lines {
		if l.use == unused {
			remove(out, l.text, l.reason(), l.rule(p.chances[i]))
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

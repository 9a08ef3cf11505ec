package reader

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"newsclip/clip"
)

// A Caption lays out a few lines of text, as a row of a list shows them, with
// the same line breaks and order of scripts as the reader. It makes canvas
// objects and uses them again; it is no widget.
type Caption struct {
	ruler ruler
	paint painter
}

// CaptionStyle says how a caption looks.
type CaptionStyle struct {
	Size     float32
	Bold     bool
	Ink      color.Color
	Mark     color.Color // behind marked spans
	Width    float32
	MaxLines int // what does not fit ends in an ellipsis
}

// Begin takes all objects back.
func (c *Caption) Begin() {
	c.paint.objects = nil
	c.paint.labels.used, c.paint.rects.used = 0, 0
}

// Objects returns what was laid out since Begin.
func (c *Caption) Objects() []fyne.CanvasObject { return c.paint.objects }

// captionLeading is the line height of captions.
const captionLeading = 1.32

// Lay lays spans out below at and returns how many lines they took and their
// height.
func (c *Caption) Lay(spans []clip.Span, at fyne.Position, s CaptionStyle) (lines int, height float32) {
	t := captionText(spans, s)
	t.breakLines(&c.ruler, s.Width)
	if len(t.lines) > s.MaxLines {
		c.shorten(t, s)
	}
	for i := range t.lines {
		l := &t.lines[i]
		y := at.Y + l.y
		for k := range l.pieces {
			p := &l.pieces[k]
			if t.spans[p.span].marked {
				c.paint.ground(t, p, p.from, p.to, s.Mark, at.X, y)
			}
		}
		for k := range l.pieces {
			p := &l.pieces[k]
			c.paint.label(t.drawn(p), s.Ink, t.size, t.spans[p.span].style, at.X+p.x, y, t.lineHeight())
		}
	}
	return len(t.lines), t.height()
}

// Lines returns how many lines a text takes at a size and width; each line feed
// begins one.
func Lines(content string, size, width float32) int {
	var r ruler
	b := plainSpans(content, span{})
	t := &text{runes: b.runes, spans: b.spans, size: size, leading: captionLeading}
	t.breakLines(&r, width)
	if strings.HasSuffix(content, "\n") {
		return len(t.lines) + 1
	}
	return max(len(t.lines), 1)
}

func captionText(spans []clip.Span, s CaptionStyle) *text {
	var b spanBuilder
	style := fyne.TextStyle{Bold: s.Bold}
	for _, part := range spans {
		b.add(part.Text, span{style: style, marked: part.Marked})
	}
	for i, r := range b.runes {
		if r == '\n' || r == '\t' {
			b.runes[i] = ' '
		}
	}
	return &text{runes: b.runes, spans: b.spans, size: s.Size, leading: captionLeading, rightToLeft: rightToLeftBase(b.runes)}
}

// shorten keeps MaxLines lines and ends the last with an ellipsis.
func (c *Caption) shorten(t *text, s CaptionStyle) {
	t.lines = t.lines[:s.MaxLines]
	last := &t.lines[s.MaxLines-1]
	room := s.Width - c.ruler.width("…", s.Size, fyne.TextStyle{Bold: s.Bold})
	cut := t.trimmed(last.from, t.fit(&c.ruler, last.from, last.to, room))
	t.runes = append(slices.Clone(t.runes[:cut]), '…')
	t.spans = slices.DeleteFunc(slices.Clone(t.spans), func(s span) bool { return s.from >= cut && s.from > 0 })
	t.spans[len(t.spans)-1].to = cut + 1
	last.to, last.pieces = cut+1, nil
	t.place(&c.ruler, last, s.Width)
}

// HasText reports whether any span has text.
func HasText(spans []clip.Span) bool {
	return slices.ContainsFunc(spans, func(s clip.Span) bool { return s.Text != "" })
}

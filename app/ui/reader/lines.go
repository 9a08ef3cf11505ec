package reader

import (
	"unicode"

	"fyne.io/fyne/v2"
	"github.com/go-text/typesetting/segmenter"
)

// A text is a laid-out leaf: its runes, styled, and its lines once broken.
type text struct {
	leaf        int
	runes       []rune
	spans       []span
	size        float32 // text size
	leading     float32 // line height as a multiple of size
	rightToLeft bool
	muted       bool
	lines       []line
}

// A line is one line of a text; its pieces stand in visual order.
type line struct {
	from, to int
	y        float32
	pieces   []piece
}

// A piece is a stretch of a line in one style and one direction.
type piece struct {
	x, width    float32
	from, to    int
	span        int
	rightToLeft bool
	neutral     bool // no letters: drawn mirrored and turned round by hand
}

// ruler measures text and remembers: words repeat.
type ruler struct {
	widths map[measured]float32
}

type measured struct {
	text  string
	size  float32
	style fyne.TextStyle
}

// maxWidths bounds the memory of a ruler in entries, about 100 bytes each; a
// text of 20,000 words has some 6,000 different ones.
const maxWidths = 50_000

func (r *ruler) width(text string, size float32, style fyne.TextStyle) float32 {
	key := measured{text, size, style}
	if w, ok := r.widths[key]; ok {
		return w
	}
	if r.widths == nil || len(r.widths) >= maxWidths {
		r.widths = map[measured]float32{}
	}
	w := fyne.MeasureText(text, size, style).Width
	r.widths[key] = w
	return w
}

func (t *text) lineHeight() float32 { return t.size * t.leading }

func (t *text) height() float32 { return float32(len(t.lines)) * t.lineHeight() }

func (t *text) spanSize(s *span) float32 {
	if s.scale > 0 {
		return t.size * s.scale
	}
	return t.size
}

// breakLines breaks the text into lines of at most width.
func (t *text) breakLines(r *ruler, width float32) {
	t.lines = t.lines[:0]
	if len(t.runes) == 0 {
		return
	}
	var segments segmenter.Segmenter
	segments.Init(t.runes)
	start, x := 0, float32(0)
	emit := func(to int) {
		t.lines = append(t.lines, line{from: start, to: to, y: t.height()})
		start, x = to, 0
	}
	for it := segments.LineIterator(); it.Next(); {
		atom := it.Line()
		from, to := atom.Offset, atom.Offset+len(atom.Text)
		ink := t.trimmed(from, to)
		inked := t.rangeWidth(r, from, ink)
		if x > 0 && x+inked > width {
			emit(from)
		}
		for inked > width { // a word longer than the line
			cut := t.fit(r, from, to, width)
			if cut >= to {
				break
			}
			emit(cut)
			from = cut
			inked = t.rangeWidth(r, from, t.trimmed(from, to))
		}
		x += inked + t.rangeWidth(r, max(ink, from), to)
		if atom.IsMandatoryBreak && to < len(t.runes) {
			emit(to)
		}
	}
	if start < len(t.runes) {
		emit(len(t.runes))
	}
	for i := range t.lines {
		t.place(r, &t.lines[i], width)
	}
}

// trimmed returns the end of runes[from:to] without the white space that
// hangs over the end of a line.
func (t *text) trimmed(from, to int) int {
	for to > from && (t.runes[to-1] == ' ' || t.runes[to-1] == '\n' || t.runes[to-1] == '\t') {
		to--
	}
	return to
}

// fit returns the end of the longest beginning of runes[from:to] that is not
// wider than width; at least one rune.
func (t *text) fit(r *ruler, from, to int, width float32) int {
	low, high := from+1, to
	for low < high {
		middle := (low + high + 1) / 2
		if t.rangeWidth(r, from, middle) <= width {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return low
}

func (t *text) rangeWidth(r *ruler, from, to int) float32 {
	width := float32(0)
	t.eachSpan(from, to, func(i, from, to int) {
		width += r.width(string(t.runes[from:to]), t.spanSize(&t.spans[i]), t.spans[i].style)
	})
	return width
}

// eachSpan calls visit for the part of each span within from and to.
func (t *text) eachSpan(from, to int, visit func(i, from, to int)) {
	for i := range t.spans {
		low, high := max(from, t.spans[i].from), min(to, t.spans[i].to)
		if low < high {
			visit(i, low, high)
		}
		if t.spans[i].to >= to {
			return
		}
	}
}

func (t *text) newPiece(r *ruler, i, from, to int) piece {
	s := &t.spans[i]
	return piece{from: from, to: to, span: i, width: r.width(string(t.runes[from:to]), t.spanSize(s), s.style)}
}

// drawn returns the text to hand to Fyne for a piece. Fyne sets a string from
// the left and turns only the scripts that it knows to run from the right:
// spaces and brackets between them would land on the wrong side.
func (t *text) drawn(p *piece) string {
	if !p.neutral {
		return string(t.runes[p.from:p.to])
	}
	return mirrored(t.runes[p.from:p.to])
}

// afterSymbol returns the end of the first piece of runes[from:to]: behind a
// symbol that a space follows. Fyne takes the space from the symbol's typeface,
// which may have none, and draws a box.
func afterSymbol(runes []rune, from, to int) int {
	for i := from + 1; i < to; i++ {
		if runes[i] == ' ' && runes[i-1] > unicode.MaxLatin1 && unicode.IsSymbol(runes[i-1]) {
			return i
		}
	}
	return to
}

// place orders the pieces of a line and gives them their x.
func (t *text) place(r *ruler, l *line, width float32) {
	end := t.trimmed(l.from, l.to)
	for _, run := range order(t.runes, l.from, end, t.rightToLeft) {
		at := len(l.pieces)
		t.eachSpan(run.from, run.to, func(i, from, to int) {
			if !run.rightToLeft() {
				for from < to {
					end := afterSymbol(t.runes, from, to)
					l.pieces = append(l.pieces, t.newPiece(r, i, from, end))
					from = end
				}
				return
			}
			for _, s := range stretches(t.runes, from, to) {
				p := t.newPiece(r, i, s.from, s.to)
				p.rightToLeft, p.neutral = true, s.neutral
				// the later text stands further left
				l.pieces = append(l.pieces[:at], append([]piece{p}, l.pieces[at:]...)...)
			}
		})
	}
	x := float32(0)
	for i := range l.pieces {
		l.pieces[i].x = x
		x += l.pieces[i].width
	}
	if t.rightToLeft {
		for i := range l.pieces {
			l.pieces[i].x += width - x
		}
	}
}

package reader

import (
	"fyne.io/fyne/v2"

	"newsclip/clip"
)

// Selection returns the part of the body that is selected, rounded to words
// where the mouse missed them by little; false: none of it. While the person
// drags, nothing is selected yet.
func (v *View) Selection() (clip.Passage, bool) {
	p := v.page
	from, to := p.selection()
	leaves := selectedLeaves(p.texts, from, to)
	if p.selecting || len(leaves) == 0 {
		return clip.Passage{}, false
	}
	if from.Leaf < leaves[0] {
		from = Position{Leaf: leaves[0]}
	}
	from.Offset, to.Offset = p.rounded(from, to)
	return clip.Passage{From: clip.Position(from), To: clip.Position(to)}, true
}

// missed is by how many characters a mouse misses the end of a word.
const missed = 2

// rounded returns the offsets of a selection with the words whole that lack a
// letter or two; a part of one word stays a part.
func (p *page) rounded(from, to Position) (low, high int) {
	low, high = from.Offset, to.Offset
	for _, t := range p.texts {
		if t.leaf == from.Leaf && low < len(t.runes) {
			start, end := t.wordAt(low)
			if low-start <= missed && (to.Leaf > from.Leaf || high > end) {
				low = start
			}
		}
		if t.leaf == to.Leaf && high > 0 && high <= len(t.runes) {
			start, end := t.wordAt(high - 1)
			if end-high <= missed && (to.Leaf > from.Leaf || from.Offset < start) {
				high = end
			}
		}
	}
	return low, high
}

// Unselect selects nothing.
func (v *View) Unselect() {
	v.page.from, v.page.to = Position{}, Position{}
	v.page.repaint()
	v.page.tell()
}

// SetPassages replaces the passages of the document.
func (v *View) SetPassages(passages []Passage) {
	v.page.document.Passages, v.page.passages = passages, passagesByLeaf(passages)
	v.page.repaint()
}

// Reveal scrolls a place of the text into view.
func (v *View) Reveal(at Position) { v.page.reveal(at) }

// Box returns where the text between two positions stands in the view, as far
// as it is laid out; false: nowhere.
func (v *View) Box(from, to Position) (upperLeft fyne.Position, size fyne.Size, ok bool) {
	p := v.page
	var low, high fyne.Position
	walkTexts(p.elements, p.left, topMargin, func(s spot) {
		first, last := s.text.clipped(from, to)
		for i := range s.text.lines {
			l := &s.text.lines[i]
			a, b := s.text.extent(l, first, last)
			if a >= b {
				continue
			}
			top := s.y + l.y
			if !ok {
				low, high, ok = fyne.NewPos(s.x+a, top), fyne.NewPos(s.x+b, top), true
			}
			low = fyne.NewPos(min(low.X, s.x+a), min(low.Y, top))
			high = fyne.NewPos(max(high.X, s.x+b), max(high.Y, top+s.text.lineHeight()))
		}
	})
	low = low.SubtractXY(0, p.scroll.Offset.Y)
	high = high.SubtractXY(0, p.scroll.Offset.Y)
	return low, fyne.NewSize(high.X-low.X, high.Y-low.Y), ok
}

// extent returns from where to where runes [from, to) reach in a line; nothing
// where a ≥ b.
func (t *text) extent(l *line, from, to int) (a, b float32) {
	first := true
	for i := range l.pieces {
		p := &l.pieces[i]
		low, high := max(from, p.from), min(to, p.to)
		if low >= high {
			continue
		}
		x, y := t.xOf(p, low), t.xOf(p, high)
		if first {
			a, b, first = min(x, y), max(x, y), false
		}
		a, b = min(a, x, y), max(b, x, y)
	}
	return a, b
}

// SelectionBox returns where the selection stands in the view.
func (v *View) SelectionBox() (upperLeft fyne.Position, size fyne.Size, ok bool) {
	return v.Box(v.page.selection())
}

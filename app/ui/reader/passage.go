package reader

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"newsclip/clip"
)

// A Passage is a stretch of the text that is painted in a style of its own: a
// person's highlight, or what two versions differ in.
type Passage struct {
	From, To Position
	Style    Style
	ID       clip.ID // what a click on it names; empty: nothing
	Noted    bool    // underlined: there is a note on it
	Current  bool    // underlined stronger: the one that the person is at
}

// Style is how a passage is painted.
type Style uint8

// The styles. Deleted text is struck through, so that colour is not all that
// tells it.
const (
	Yellow Style = iota
	Green
	Blue
	Pink
	Inserted
	Deleted
)

// A shade is the colours of a style: behind the text, and of the line under or
// through it.
type shade struct{ ground, line color.Color }

// shades are the colours on light and on dark paper. The grounds leave the
// text a contrast of 7:1 and links one of 4.5:1 (WCAG 2.2, 1.4.6 and 1.4.3).
var shades = [...]struct{ light, dark shade }{
	Yellow:   {hues(0xfbeeae, 0xd0a400), hues(0x544713, 0xd9b83c)},
	Green:    {hues(0xd9f0ca, 0x63a83f), hues(0x2b4a27, 0x86c46c)},
	Blue:     {hues(0xd3e7f8, 0x4a90c9), hues(0x213f5a, 0x72b2e6)},
	Pink:     {hues(0xfbdde4, 0xd2688a), hues(0x59293d, 0xe58aab)},
	Inserted: {hues(0xdaf2df, 0x3b9a57), hues(0x1f4a2d, 0x5fc17e)},
	Deleted:  {hues(0xfae0dd, 0xc2554a), hues(0x552723, 0xe07d72)},
}

func hues(ground, line uint32) shade {
	rgb := func(hex uint32) color.Color {
		return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xff}
	}
	return shade{rgb(ground), rgb(line)}
}

// Shade returns the colours of a style, for others who speak of the same thing.
func Shade(s Style, variant fyne.ThemeVariant) (ground, line color.Color) {
	shade := shades[s].light
	if variant == theme.VariantDark {
		shade = shades[s].dark
	}
	return shade.ground, shade.line
}

// StyleOf returns the style of a person's ink.
func StyleOf(c clip.Colour) Style {
	switch c {
	case clip.Green:
		return Green
	case clip.Blue:
		return Blue
	case clip.Pink:
		return Pink
	}
	return Yellow
}

// holds reports whether a position is within the passage.
func (p *Passage) holds(at Position) bool { return !at.Before(p.From) && at.Before(p.To) }

// passagesByLeaf says which passages reach into which leaf.
func passagesByLeaf(passages []Passage) map[int][]*Passage {
	out := map[int][]*Passage{}
	for i := range passages {
		p := &passages[i]
		for leaf := p.From.Leaf; leaf <= p.To.Leaf; leaf++ {
			out[leaf] = append(out[leaf], p)
		}
	}
	return out
}

// passageAt returns the passage under a position that a click names, the
// shortest where several do.
func (p *page) passageAt(at Position) *Passage {
	var best *Passage
	for _, passage := range p.passages[at.Leaf] {
		if passage.ID == "" || !passage.holds(at) {
			continue
		}
		if best == nil || best.From.Before(passage.From) || passage.To.Before(best.To) {
			best = passage
		}
	}
	return best
}

// lineWidth is the width of the lines under and through passages, in units.
const lineWidth = 2

// passage paints what of a passage lies in a piece of a line.
func (r *painter) passage(t *text, p *piece, passage *Passage, x, y float32) {
	from, to := t.clipped(passage.From, passage.To)
	from, to = max(from, p.from), min(to, p.to)
	if from >= to {
		return
	}
	ground, line := Shade(passage.Style, r.variant)
	r.ground(t, p, from, to, ground, x, y)
	a, b := t.xOf(p, from), t.xOf(p, to)
	switch height := t.lineHeight(); {
	case passage.Style == Deleted:
		r.over = append(r.over, strike{line, x + min(a, b), y + height*0.52, max(a, b) - min(a, b)})
	case passage.Style == Inserted, passage.Noted, passage.Current:
		thick := float32(lineWidth)
		if passage.Current {
			thick = 2 * lineWidth
		}
		r.rect(line, x+min(a, b), y+height*0.92-thick/2, max(a, b)-min(a, b), thick)
	}
}

// A strike is a line through text, painted over it.
type strike struct {
	colour      color.Color
	x, y, width float32
}

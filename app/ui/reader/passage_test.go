package reader

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"newsclip/clip"
)

// painted returns the widths of the rectangles of a colour on the page.
func painted(v *View, c color.Color) (widths []float32) {
	for _, o := range test.WidgetRenderer(v.page).Objects() {
		if r, ok := o.(*canvas.Rectangle); ok && r.FillColor == c {
			widths = append(widths, r.Size().Width)
		}
	}
	return widths
}

func TestPassagesArePaintedAndClicked(t *testing.T) {
	var tapped []clip.ID
	v := shown(t, Options{Tapped: func(id clip.ID) { tapped = append(tapped, id) }}, sample())
	v.SetPassages([]Passage{
		{From: Position{0, 4}, To: Position{1, 3}, Style: Green, ID: "long", Noted: true},
		{From: Position{0, 4}, To: Position{0, 9}, Style: Pink, ID: "short"},
		{From: Position{8, 0}, To: Position{8, 8}, Style: Deleted},
	})
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	ground, line := Shade(Green, variant)
	if n, m := len(painted(v, ground)), len(painted(v, line)); n != 4 || m != 4 { // three spans of a paragraph, an item
		t.Errorf("the highlight has %d grounds and %d lines", n, m)
	}
	if _, line := Shade(Deleted, variant); len(painted(v, line)) != 1 {
		t.Errorf("deleted text has %d lines through it", len(painted(v, line)))
	}
	click := func(needle string) {
		e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: place(t, v, needle)}, Button: desktop.MouseButtonPrimary}
		v.page.MouseDown(e)
		v.page.MouseUp(e)
	}
	click("ferry sailed") // the first of the body is in the shorter passage, too
	click("sailed at")
	click("with forty")
	click("The last")
	if want := []clip.ID{"short", "long", "long"}; len(tapped) != 3 || tapped[0] != want[0] || tapped[1] != want[1] || tapped[2] != want[2] {
		t.Errorf("the clicks named %q, want %q", tapped, want)
	}
}

func TestShadesDifferAndCanBeRead(t *testing.T) {
	ink := map[fyne.ThemeVariant]float64{theme.VariantLight: luminance(color.NRGBA{0x23, 0x26, 0x2a, 0xff}), theme.VariantDark: luminance(color.NRGBA{0xe4, 0xe3, 0xdf, 0xff})}
	for variant, text := range ink {
		seen := map[color.Color]bool{}
		for style := Yellow; style <= Deleted; style++ {
			ground, _ := Shade(style, variant)
			if seen[ground] {
				t.Errorf("style %d looks like another", style)
			}
			seen[ground] = true
			low, high := luminance(ground), text
			if low > high {
				low, high = high, low
			}
			if contrast := (high + 0.05) / (low + 0.05); contrast < 7 {
				t.Errorf("style %d of variant %d leaves text a contrast of %.1f", style, variant, contrast)
			}
		}
	}
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

func TestSelectionIsRoundedToWords(t *testing.T) {
	v := shown(t, Options{}, sample()) // leaf 0: The ferry sailed at first light with forty passengers.
	for _, test := range []struct {
		name     string
		from, to Position
		low, hi  int
		ok       bool
	}{
		{"two letters missed", Position{0, 6}, Position{0, 15}, 4, 16, true},
		{"three letters missed", Position{0, 7}, Position{0, 13}, 7, 13, true},
		{"a part of a word", Position{0, 5}, Position{0, 8}, 5, 8, true},
		{"backwards", Position{0, 15}, Position{0, 6}, 4, 16, true},
		{"the title alone", Position{LeafTitle, 0}, Position{LeafTitle, 5}, 0, 0, false},
		{"from the title into the text", Position{LeafTitle, 3}, Position{0, 9}, 0, 9, true},
		{"nothing", Position{0, 5}, Position{0, 5}, 0, 0, false},
	} {
		v.page.from, v.page.to = test.from, test.to
		got, ok := v.Selection()
		if ok != test.ok || ok && (got.From != clip.Position{Offset: test.low} || got.To != clip.Position{Offset: test.hi}) {
			t.Errorf("%s: %v %v, want %d to %d", test.name, got, ok, test.low, test.hi)
		}
	}
}

package reader

import (
	"math"
	"sort"

	"fyne.io/fyne/v2"

	"newsclip/clip"
)

// layouter gives elements their places for one width and text size.
type layouter struct {
	ruler ruler
	base  float32
	// pictureSize returns the pixels of an image once they are known.
	pictureSize func(b *clip.Block) fyne.Size
}

// stack lays elements out in a column of the width and returns its height.
func (l *layouter) stack(elements []element, width float32) float32 {
	y := float32(0)
	for i := range elements {
		e := &elements[i]
		if i > 0 {
			y += e.gap * l.base * bodySize
		}
		e.y = y
		e.height = l.height(e, max(width-e.indent, minMeasure))
		y += e.height
	}
	return y
}

// minMeasure keeps a deeply nested list readable, in units.
const minMeasure = 80

func (l *layouter) height(e *element, width float32) float32 {
	switch {
	case e.text != nil && e.ground:
		e.text.breakLines(&l.ruler, width-2*codeInset)
		return e.text.height() + 2*codeInset
	case e.text != nil:
		e.text.breakLines(&l.ruler, width)
		return e.text.height()
	case e.table != nil:
		return e.table.layout(l, width)
	case e.image != nil:
		return l.imageSize(e, width).Height
	}
	return 1 // a rule
}

// An image is never shown larger than it is nor higher than maxImageHeight;
// one that the library has not kept gets a line that says so.
const (
	maxImageHeight    = 640
	missingImageLines = 2.6
)

func (l *layouter) imageSize(e *element, width float32) fyne.Size {
	size := l.pictureSize(e.image)
	if size.Width <= 0 || size.Height <= 0 {
		return fyne.NewSize(width, l.base*missingImageLines)
	}
	scale := min(1, width/size.Width, maxImageHeight/size.Height)
	return fyne.NewSize(size.Width*scale, size.Height*scale)
}

// inset is how far the text of e stands within its frame.
func (e *element) inset() float32 {
	if e.ground {
		return codeInset
	}
	return 0
}

// firstBelow returns the first element that ends at or below y.
func firstBelow(elements []element, y float32) int {
	return sort.Search(len(elements), func(i int) bool { return elements[i].y+elements[i].height >= y })
}

// shareOut divides width by wants.
func shareOut(wants []float32, width float32) []float32 {
	total, roots := float32(0), float32(0)
	for _, want := range wants {
		total += want
		roots += float32(math.Sqrt(float64(want)))
	}
	shares := make([]float32, len(wants))
	for i, want := range wants {
		if total <= width {
			shares[i] = want
		} else {
			shares[i] = width * float32(math.Sqrt(float64(want))) / roots
		}
	}
	return shares
}

package pdf

import (
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/image/draw"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// Pages are drawn by the preview's own viewer, in grey, at 40 pixels an inch,
// and compared with testdata/looks/*.png: go test ./clip/export/pdf -run Looks
// -update draws them anew, and then one looks at them. Only bundled fonts are
// in them, so they are the same on every computer.
const (
	looksFolder  = "testdata/looks"
	looksPerInch = 40.0
	greys        = 16 // of a golden file
	cellSize     = 3  // pixels: within a cell it does not matter how edges are smoothed
	cellApart    = 36 // of 255: how far the means of two cells may be apart
	cellsApart   = 6  // cells of a page that may be further: a hairline that falls into the next pixel
)

// TestLooks draws each layout, and every kind of block.
func TestLooks(t *testing.T) {
	cases, err := filepath.Glob(filepath.Join("testdata", "layouts", "*", "options.json"))
	if err != nil || len(cases) == 0 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, path := range cases {
		name := filepath.Base(filepath.Dir(path))
		t.Run(name, func(t *testing.T) {
			var o review.Options
			data, err := os.ReadFile(path)
			if err == nil {
				err = json.Unmarshal(data, &o)
			}
			if err != nil {
				t.Fatal(err)
			}
			r := boardReview(t)
			r.Lang = o.Lang
			if !o.Has(review.Notes) {
				r.About = nil
			}
			r.Arrange(o)
			asBefore(t, name, drawnPages(t, r, o))
		})
	}
	t.Run("blocks", func(t *testing.T) {
		bare := review.Options{Parts: map[review.Part]bool{review.Cover: false, review.Contents: false, review.Sources: false}}
		r := pressReview(t)
		tables := article("Tables that are wide or long", "Ellery Courier", clip.NewParagraph(prose(0, 9)), clip.NewHeading(2, "By quarter"), figures(14, 6), clip.NewParagraph(prose(2, 8)),
			spanned(2, 9, func(group int) string { return fmt.Sprint("Basin ", group) }))
		r.Sections = append(r.Sections, review.Section{Title: "Tables", Clips: []clip.Clip{tables}})
		asBefore(t, "blocks", drawnPages(t, r, bare))
	})
}

// drawnPages sets a review as Write does and draws its pages.
func drawnPages(t *testing.T, r *review.Review, o review.Options) []*image.Gray {
	t.Helper()
	return drawnAt(t, r, o, looksPerInch)
}

func drawnAt(t *testing.T, r *review.Review, o review.Options, perInch float64) []*image.Gray {
	t.Helper()
	o, err := o.Check()
	if err != nil {
		t.Fatal(err)
	}
	paper, err := sheetOf(o.Paper)
	if err != nil {
		t.Fatal(err)
	}
	b, err := newBook(io.Discard, r, o, paper.with(o))
	if err != nil {
		t.Fatal(err)
	}
	defer b.close()
	b.viewer = newViewer(b.sheet, 1000, int(b.sheet.width*perInch/72))
	b.images.keep = true
	if err := b.clips(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := b.backMatter(t.Context()); err != nil {
		t.Fatal(err)
	}
	b.viewer.front = true
	if err := b.frontMatter(t.Context()); err != nil {
		t.Fatal(err)
	}
	if b.library.system.listed {
		t.Error("a page needs a font of this computer")
	}
	var out []*image.Gray
	for _, page := range b.viewer.pages() {
		gray := image.NewGray(page.Bounds())
		draw.Draw(gray, gray.Bounds(), page, image.Point{}, draw.Src)
		out = append(out, gray)
	}
	return out
}

// asBefore compares pages with the golden file, which has them side by side.
func asBefore(t *testing.T, name string, pages []*image.Gray) {
	t.Helper()
	path := filepath.Join(looksFolder, name+".png")
	if *update {
		keepPages(t, path, pages)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	golden, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	x := 0
	for i, page := range pages {
		size := page.Bounds().Size()
		want := image.NewGray(page.Bounds())
		draw.Draw(want, want.Bounds(), golden, image.Pt(x, 0), draw.Src)
		x += size.X
		if n, at := apart(want, page); n > cellsApart {
			t.Errorf("page %d is not as it was: %d places differ, the first at %v; look at it with -update", i+1, n, at)
		}
	}
	if x != golden.Bounds().Dx() {
		t.Errorf("the pages are %d pixels wide together, before they were %d", x, golden.Bounds().Dx())
	}
}

func keepPages(t *testing.T, path string, pages []*image.Gray) {
	t.Helper()
	var size image.Point
	for _, page := range pages {
		size = image.Pt(size.X+page.Bounds().Dx(), max(size.Y, page.Bounds().Dy()))
	}
	var palette color.Palette
	for i := range greys {
		palette = append(palette, color.Gray{uint8(i * 255 / (greys - 1))})
	}
	all, x := image.NewPaletted(image.Rectangle{Max: size}, palette), 0
	draw.Draw(all, all.Bounds(), image.White, image.Point{}, draw.Src)
	for _, page := range pages {
		draw.Draw(all, page.Bounds().Add(image.Pt(x, 0)), page, image.Point{}, draw.Src)
		x += page.Bounds().Dx()
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(file, all); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// apart counts the cells of two pages whose means are too far apart and tells
// the first.
func apart(a, b *image.Gray) (count int, first image.Point) {
	size := a.Bounds().Size()
	for y := 0; y+cellSize <= size.Y; y += cellSize {
		for x := 0; x+cellSize <= size.X; x += cellSize {
			difference := 0
			for dy := range cellSize {
				for dx := range cellSize {
					difference += int(a.GrayAt(x+dx, y+dy).Y) - int(b.GrayAt(x+dx, y+dy).Y)
				}
			}
			if max(difference, -difference) <= cellApart*cellSize*cellSize {
				continue
			}
			if count++; count == 1 {
				first = image.Pt(x, y)
			}
		}
	}
	return count, first
}

// TestApartKnowsALineFromAnEdge draws a page with other smoothing, which may be,
// and with each of its lines ended elsewhere, which may not.
func TestApartKnowsALineFromAnEdge(t *testing.T) {
	o := review.Options{Parts: map[review.Part]bool{review.Cover: false, review.Contents: false, review.Sources: false}}
	made := func(text string) *review.Review {
		return &review.Review{Sections: []review.Section{{Clips: []clip.Clip{article("Council votes", "Desk", clip.NewParagraph(text), clip.NewParagraph(prose(0, 9)))}}}}
	}
	text := prose(1, 9)
	page := drawnPages(t, made(text), o)[0]
	large, smooth := drawnAt(t, made(text), o, 4*looksPerInch)[0], image.NewGray(page.Bounds())
	draw.BiLinear.Scale(smooth, smooth.Bounds(), large, large.Bounds(), draw.Src, nil)
	if n, _ := apart(page, smooth); n > 0 {
		t.Errorf("smoothed otherwise, %d places differ", n)
	}
	b, s := newTestBook(t), plainStyle()
	s.size = b.sheet.size
	shaped, lines := b.text.paragraph([]span{{text, s}}, b.sheet.textWidth(), justified, textLeading)
	for i := range lines[:len(lines)-1] {
		end := lines[i].clusters[len(lines[i].clusters)-1].end
		other := slices.Clone(shaped.runes)
		if other[end] != ' ' {
			continue // within a word
		}
		other[end] = '\u00A0'
		if n, _ := apart(page, drawnPages(t, made(string(other)), o)[0]); n <= cellsApart {
			t.Errorf("with line %d ended elsewhere, %d places differ", i+1, n)
		}
	}
}

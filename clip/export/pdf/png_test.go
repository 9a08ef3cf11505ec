package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

func encoded(t testing.TB, picture image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func palettedDrawing() image.Image {
	drawing := image.NewPaletted(image.Rect(0, 0, 40, 30), color.Palette{color.White, color.Black, color.NRGBA{200, 30, 30, 255}})
	for i := range drawing.Pix {
		drawing.Pix[i] = uint8(i / 7 % 3)
	}
	return drawing
}

func TestPlainPNGs(t *testing.T) {
	whole := encoded(t, palettedDrawing())
	damaged := bytes.Clone(whole)
	damaged[len(damaged)-24] ^= 0xFF
	gray := image.NewGray(image.Rect(0, 0, 33, 5))
	clear := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	wide := image.NewGray(image.Rect(0, 0, maxPrintWidth+1, 2))
	for _, c := range []struct {
		name string
		data []byte
		want bool
	}{
		{"palette", whole, true}, {"grey", encoded(t, gray), true}, {"with transparency", encoded(t, clear), false}, {"too wide", encoded(t, wide), false},
		{"damaged", damaged, false}, {"cut", whole[:len(whole)-30], false}, {"no PNG", []byte("GIF89a"), false}, {"nothing", nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := readPlainPNG(c.data); (got != nil) != c.want {
				t.Errorf("taken as it is: %v, want %v", got != nil, c.want)
			}
		})
	}
}

func FuzzPlainPNG(f *testing.F) {
	f.Add(encoded(f, palettedDrawing()))
	f.Add(encoded(f, image.NewGray(image.Rect(0, 0, 9, 9))))
	f.Fuzz(func(t *testing.T, data []byte) {
		p := readPlainPNG(data)
		if p == nil {
			return
		}
		if p.width < 1 || p.height < 1 || p.width > maxPrintWidth || p.depth > 8 || p.indexed && len(p.palette) == 0 {
			t.Errorf("taken: %+v", p)
		}
	})
}

package pdf

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"testing"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// exif is a JPEG segment that tells an orientation.
func exif(order binary.AppendByteOrder, mark string, o uint16) []byte {
	tiff := order.AppendUint32([]byte(mark), 8)
	tiff = order.AppendUint16(tiff, 2)
	for _, entry := range [][2]uint16{{0x010F, 1}, {orientationTag, o}} {
		tiff = order.AppendUint16(order.AppendUint16(tiff, entry[0]), 3)
		tiff = order.AppendUint32(tiff, 1)
		tiff = order.AppendUint16(order.AppendUint16(tiff, entry[1]), 0)
	}
	tiff = order.AppendUint32(tiff, 0)
	segment := append([]byte(exifMarker), tiff...)
	return append(binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(segment)+2)), segment...)
}

// camera is a JPEG of 80 × 40 pixels, red at the top left, with a segment.
func camera(t *testing.T, segment []byte) []byte {
	t.Helper()
	picture := image.NewNRGBA(image.Rect(0, 0, 80, 40))
	for i := range picture.Pix {
		picture.Pix[i] = 255
	}
	for y := range 20 {
		for x := range 40 {
			picture.Set(x, y, color.NRGBA{200, 0, 0, 255})
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, picture, nil); err != nil {
		t.Fatal(err)
	}
	return slices.Insert(out.Bytes(), 2, segment...)
}

func TestOrientation(t *testing.T) {
	little, big := exif(binary.LittleEndian, "II*\x00", 6), exif(binary.BigEndian, "MM\x00*", 8)
	endless := bytes.Clone(little)
	endless[2], endless[3] = 0xFF, 0xFF
	far := bytes.Clone(little)
	copy(far[4+len(exifMarker)+4:], []byte{0xFF, 0xFF, 0xFF, 0xFF})
	for _, c := range []struct {
		name    string
		segment []byte
		want    orientation
	}{
		{"little", little, 6}, {"big", big, 8}, {"none", nil, upright}, {"no such one", exif(binary.BigEndian, "MM\x00*", 9), upright},
		{"cut", little[:30], upright}, {"longer than the file", endless, upright}, {"a directory far away", far, upright},
		{"another order", exif(binary.BigEndian, "XX\x00*", 6), upright},
	} {
		if got := orientationOf(camera(t, c.segment)); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

// TestPhotographsStandUpright finds the red corner of each orientation where
// Exif says that it is seen.
func TestPhotographsStandUpright(t *testing.T) {
	corners := []struct{ right, bottom bool }{1: {}, 2: {right: true}, 3: {true, true}, 4: {bottom: true}, 5: {}, 6: {right: true}, 7: {true, true}, 8: {bottom: true}}
	for o := upright; o <= 8; o++ {
		picture, err := jpeg.Decode(bytes.NewReader(camera(t, nil)))
		if err != nil {
			t.Fatal(err)
		}
		seen := o.turn(picture)
		size := seen.Bounds().Size()
		if high := size.Y > size.X; high != (o >= 5) {
			t.Errorf("orientation %d: %v", o, size)
		}
		for _, right := range []bool{false, true} {
			for _, bottom := range []bool{false, true} {
				x, y := size.X/4, size.Y/4
				if right {
					x = size.X - 1 - x
				}
				if bottom {
					y = size.Y - 1 - y
				}
				_, green, _, _ := seen.At(x, y).RGBA()
				if red := green < 0x8000; red != (corners[o].right == right && corners[o].bottom == bottom) {
					t.Errorf("orientation %d: red at right %v, bottom %v: %v", o, right, bottom, red)
				}
			}
		}
	}
}

// TestTurnedPhotographsInAFile reads the size that a file gives a photograph.
func TestTurnedPhotographsInAFile(t *testing.T) {
	photograph := camera(t, exif(binary.LittleEndian, "II*\x00", 6))
	r := &review.Review{Image: func(context.Context, string) ([]byte, string, error) { return photograph, "image/jpeg", nil },
		Sections: []review.Section{{Clips: []clip.Clip{article("Low tide", "Desk", clip.Block{Kind: clip.Image, URL: photoURL})}}}}
	file, _ := write(t, r, review.Options{})
	strict(t, file)
	if !bytes.Contains(file, []byte("/Subtype/Image/Width 40/Height 80/")) {
		t.Error("no image of 40 × 80 pixels is in the file")
	}
}

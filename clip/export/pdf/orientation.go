package pdf

import (
	"bytes"
	"encoding/binary"
	"image"

	"golang.org/x/image/draw"
)

// A camera held on its side writes the pixels as its sensor has them and says
// in the file how to turn them (Exif 2.32, 4.6.4, tag Orientation): a number
// from 1, upright, to 8. From 5 on, width and height change places.
type orientation uint16

const (
	upright          orientation = 1
	orientationTag               = 0x0112
	exifMarker                   = "Exif\x00\x00"
	maxDirectoryTags             = 1000 // of an Exif directory; real ones have a few dozen
)

// orientationOf reads it from a JPEG file; what is missing or damaged is upright.
func orientationOf(data []byte) orientation {
	const startOfScan, application1 = 0xDA, 0xE1
	for i := 2; i+4 <= len(data) && data[i] == 0xFF && data[i+1] != startOfScan; {
		length := int(binary.BigEndian.Uint16(data[i+2:]))
		if length < 2 || i+2+length > len(data) {
			break
		}
		segment := data[i+4 : i+2+length]
		if tiff, ok := bytes.CutPrefix(segment, []byte(exifMarker)); ok && data[i+1] == application1 {
			return orientationIn(tiff)
		}
		i += 2 + length
	}
	return upright
}

// orientationIn reads it from the first directory of a TIFF structure.
func orientationIn(tiff []byte) orientation {
	const header, entry = 8, 12 // bytes
	var order binary.ByteOrder = binary.BigEndian
	switch {
	case len(tiff) < header:
		return upright
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
		order = binary.LittleEndian
	case !bytes.HasPrefix(tiff, []byte("MM\x00*")):
		return upright
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return upright
	}
	count := order.Uint16(tiff[at:])
	entries := tiff[at+2:]
	for n := 0; n < min(int(count), maxDirectoryTags) && len(entries) >= entry; n++ {
		if order.Uint16(entries) == orientationTag {
			if o := orientation(order.Uint16(entries[8:])); o >= upright && o <= 8 {
				return o
			}
		}
		entries = entries[entry:]
	}
	return upright
}

// turn returns the picture as it is meant to be seen.
func (o orientation) turn(picture image.Image) image.Image {
	if o == upright {
		return picture
	}
	size := picture.Bounds().Size()
	from := image.NewNRGBA(image.Rectangle{Max: size})
	draw.Draw(from, from.Bounds(), picture, picture.Bounds().Min, draw.Src)
	seen := size
	if o >= 5 {
		seen = image.Pt(size.Y, size.X)
	}
	to := image.NewNRGBA(image.Rectangle{Max: seen})
	for y := range seen.Y {
		for x := range seen.X {
			source := o.source(x, y, size)
			copy(to.Pix[to.PixOffset(x, y):][:4], from.Pix[from.PixOffset(source.X, source.Y):][:4])
		}
	}
	return to
}

// source is the pixel of the file that is seen at x, y.
func (o orientation) source(x, y int, size image.Point) image.Point {
	right, bottom := size.X-1, size.Y-1
	switch o {
	case 2:
		return image.Pt(right-x, y)
	case 3:
		return image.Pt(right-x, bottom-y)
	case 4:
		return image.Pt(x, bottom-y)
	case 5:
		return image.Pt(y, x)
	case 6:
		return image.Pt(y, bottom-x)
	case 7:
		return image.Pt(right-y, bottom-x)
	case 8:
		return image.Pt(right-y, x)
	}
	return image.Pt(x, y)
}

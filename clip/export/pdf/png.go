package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
)

// A PNG's pixels are deflated with the very predictors that PDF knows
// (ISO 32000-1, 7.4.4.4), so an opaque one goes into the file as it is.

// plainPNG is what the head of such a file says.
type plainPNG struct {
	width, height int
	depth, colors int // bits of a sample, samples of a pixel
	indexed       bool
	palette       []byte       // suggested only, unless indexed
	data          bytes.Buffer // of all IDAT chunks
}

// pixelsPerByte is how far a drawing can be packed and a photograph cannot:
// that becomes a JPEG of a fifth of the size.
const pixelsPerByte = 2

const (
	pngSignature = "\x89PNG\r\n\x1a\n"
	pngGray      = 0
	pngRGB       = 2
	pngPalette   = 3
)

// readPlainPNG reads a PNG without transparency, interlacing and sixteen-bit
// samples, whose data is whole; of any other, and of a photograph, it returns
// nil.
func readPlainPNG(data []byte) *plainPNG {
	if !bytes.HasPrefix(data, []byte(pngSignature)) {
		return nil
	}
	p := &plainPNG{}
	for rest := data[len(pngSignature):]; len(rest) >= 12; {
		length := binary.BigEndian.Uint32(rest)
		if uint64(length)+12 > uint64(len(rest)) {
			return nil
		}
		name, content := string(rest[4:8]), rest[8:8+length]
		rest = rest[12+length:]
		switch name {
		case "IHDR":
			if !p.head(content) {
				return nil
			}
		case "PLTE":
			p.palette = content
		case "tRNS":
			return nil
		case "IDAT":
			p.data.Write(content)
		case "IEND":
			rest = nil
		}
	}
	photograph := p.colors == 3 && p.data.Len()*pixelsPerByte > p.width*p.height
	if photograph || !p.whole() {
		return nil
	}
	return p
}

func (p *plainPNG) head(content []byte) bool {
	if len(content) != 13 {
		return false
	}
	p.width, p.height = int(binary.BigEndian.Uint32(content)), int(binary.BigEndian.Uint32(content[4:]))
	p.depth, p.colors = int(content[8]), 1
	kind, interlaced := content[9], content[12] != 0
	if kind == pngRGB {
		p.colors = 3
	}
	p.indexed = kind == pngPalette
	known := kind == pngGray || kind == pngRGB || kind == pngPalette
	return known && !interlaced && p.depth <= 8 && p.width > 0 && p.height > 0 && p.width <= maxPrintWidth
}

// whole reports whether the data inflates to all rows, and no row names an
// unknown predictor.
func (p *plainPNG) whole() bool {
	if p.data.Len() == 0 || p.indexed && (len(p.palette) == 0 || len(p.palette)%3 != 0 || len(p.palette) > 3*256) {
		return false
	}
	packed, err := zlib.NewReader(bytes.NewReader(p.data.Bytes()))
	if err != nil {
		return false
	}
	row := make([]byte, 1+(p.width*p.colors*p.depth+7)/8)
	for range p.height {
		if _, err := io.ReadFull(packed, row); err != nil || row[0] > 4 {
			return false
		}
	}
	n, err := packed.Read(row[:1]) // also checks the sum
	return n == 0 && err == io.EOF
}

// png writes a plain PNG as a picture.
func (m *images) png(p *plainPNG) *picture {
	space := "/DeviceGray"
	switch {
	case p.indexed:
		space = fmt.Sprintf("[/Indexed/DeviceRGB %d<%x>]", len(p.palette)/3-1, p.palette)
	case p.colors == 3:
		space = "/DeviceRGB"
	}
	out := &picture{id: m.doc.alloc(), width: p.width, height: p.height}
	m.doc.rawStream(out.id, fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%s/BitsPerComponent %d/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>",
		p.width, p.height, space, p.depth, p.colors, p.depth, p.width), p.data.Bytes())
	return out
}

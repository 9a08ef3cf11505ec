package pdf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // decoders
	"image/jpeg"
	_ "image/png"
	"math"

	"github.com/srwiley/oksvg"
	"github.com/srwiley/rasterx"
	_ "golang.org/x/image/bmp"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/tiff"
	_ "golang.org/x/image/webp"
)

// Limits of images. They are the library's own, but came from anywhere.
const (
	maxImageBytes  = 64 << 20 // of a file
	maxImagePixels = 60e6     // decoded: 240 MB; phones make 50 million
	maxPrintWidth  = 1600     // pixels: 250 an inch across the page
	svgScale       = 3        // pixels for each unit of an SVG
	jpegQuality    = 86
	fewColors      = 256 // up to here an image is a drawing, which JPEG would smear
)

// A picture is an image that the file has.
type picture struct {
	id            ref
	width, height int // pixels
	// What a preview draws: a JPEG file, or pixels.
	file   []byte
	pixels image.Image
}

// images are the pictures of the document, each written once.
type images struct {
	doc   *document
	bySum map[[32]byte]*picture
	byKey map[string]*picture // emoji
	keep  bool                // what was written, for a preview
}

func newImages(doc *document) *images {
	return &images{doc: doc, bySum: map[[32]byte]*picture{}, byKey: map[string]*picture{}}
}

// embed writes an image file unless the same bytes are there already.
func (m *images) embed(data []byte) (*picture, error) {
	if len(data) > maxImageBytes {
		return nil, fmt.Errorf("it has more than %d MB", maxImageBytes>>20)
	}
	sum := sha256.Sum256(data)
	if p := m.bySum[sum]; p != nil {
		return p, nil
	}
	p, err := m.write(data)
	if err == nil {
		m.bySum[sum] = p
	}
	return p, err
}

func (m *images) write(data []byte) (*picture, error) {
	if isSVG(data) {
		drawn, err := drawSVG(data)
		if err != nil {
			return nil, err
		}
		return m.pixels(drawn), nil
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("its format is unknown or damaged (%w)", err)
	}
	if config.Width <= 0 || config.Height <= 0 || float64(config.Width)*float64(config.Height) > maxImagePixels {
		return nil, fmt.Errorf("its size is %d × %d pixels", config.Width, config.Height)
	}
	turned := upright
	if format == "jpeg" {
		turned = orientationOf(data)
	}
	if space := jpegSpace(format, config.ColorModel); space != "" && turned == upright && config.Width <= maxPrintWidth && wholeJPEG(data) {
		return m.jpeg(data, config.Width, config.Height, space), nil
	}
	if plain := readPlainPNG(data); plain != nil && !m.keep {
		return m.png(plain), nil
	}
	decoded, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("it is damaged (%w)", err)
	}
	return m.pixels(turned.turn(shrink(decoded))), nil
}

// jpegSpace is the colour space of a JPEG that a PDF takes as it is, else "".
func jpegSpace(format string, model color.Model) string {
	switch {
	case format != "jpeg":
		return "" // other models may be palettes, which cannot be compared
	case model == color.YCbCrModel:
		return "DeviceRGB"
	case model == color.GrayModel:
		return "DeviceGray"
	}
	return ""
}

// wholeJPEG reports whether the file has its end marker: what was cut off
// while loading has none.
func wholeJPEG(data []byte) bool {
	return bytes.Contains(data[max(0, len(data)-64):], []byte{0xFF, 0xD9})
}

func shrink(decoded image.Image) image.Image {
	size := decoded.Bounds().Size()
	if size.X <= maxPrintWidth {
		return decoded
	}
	small := image.NewNRGBA(image.Rect(0, 0, maxPrintWidth, max(1, size.Y*maxPrintWidth/size.X)))
	draw.ApproxBiLinear.Scale(small, small.Bounds(), decoded, decoded.Bounds(), draw.Src, nil)
	return small
}

const imageEntries = "/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent 8"

func (m *images) jpeg(data []byte, width, height int, space string) *picture {
	p := &picture{id: m.doc.alloc(), width: width, height: height}
	if m.keep {
		p.file = data
	}
	m.doc.rawStream(p.id, fmt.Sprintf(imageEntries+"/Filter/DCTDecode", width, height, space), data)
	return p
}

// pixels writes a photograph as JPEG, and drawings and what shows through
// without loss.
func (m *images) pixels(decoded image.Image) *picture {
	size := decoded.Bounds().Size()
	flat := image.NewNRGBA(image.Rect(0, 0, size.X, size.Y))
	draw.Draw(flat, flat.Bounds(), decoded, decoded.Bounds().Min, draw.Src)
	rgb, alpha := make([]byte, 0, 3*size.X*size.Y), make([]byte, 0, size.X*size.Y)
	colors := map[[3]byte]struct{}{}
	for i := 0; i < len(flat.Pix); i += 4 {
		rgb = append(rgb, flat.Pix[i:i+3]...)
		alpha = append(alpha, flat.Pix[i+3])
		same := i > 0 && [3]byte(flat.Pix[i:i+3]) == [3]byte(flat.Pix[i-4:i-1])
		if len(colors) <= fewColors && !same {
			colors[[3]byte(flat.Pix[i:i+3])] = struct{}{}
		}
	}
	opaque := flat.Opaque()
	if opaque && len(colors) > fewColors {
		var packed bytes.Buffer
		if err := jpeg.Encode(&packed, flat, &jpeg.Options{Quality: jpegQuality}); err == nil { // else: too wide for JPEG
			return m.jpeg(packed.Bytes(), size.X, size.Y, "DeviceRGB")
		}
	}
	p := &picture{id: m.doc.alloc(), width: size.X, height: size.Y}
	if m.keep {
		p.pixels = flat
	}
	entries := fmt.Sprintf(imageEntries, size.X, size.Y, "DeviceRGB")
	if !opaque {
		mask := m.doc.alloc()
		m.doc.stream(mask, fmt.Sprintf(imageEntries, size.X, size.Y, "DeviceGray"), alpha)
		entries += fmt.Sprintf("/SMask %v", mask)
	}
	m.doc.stream(p.id, entries, rgb)
	return p
}

func isSVG(data []byte) bool {
	head := data[:min(len(data), 1024)]
	return bytes.Contains(head, []byte("<svg")) && bytes.HasPrefix(bytes.TrimLeft(head, "\uFEFF \r\n\t"), []byte("<"))
}

var errSVGText = errors.New("it is an SVG with text, which cannot be drawn")

// drawSVG draws a vector image on white. The drawing package leaves text out,
// so an image with text is refused rather than shown without its words.
func drawSVG(data []byte) (drawn image.Image, err error) {
	defer func() {
		if r := recover(); r != nil { // the package does not expect every file
			drawn, err = nil, fmt.Errorf("its SVG cannot be read (%v)", r)
		}
	}()
	if bytes.Contains(data, []byte("<text")) {
		return nil, errSVGText
	}
	icon, err := oksvg.ReadIconStream(bytes.NewReader(data), oksvg.IgnoreErrorMode)
	if err != nil {
		return nil, fmt.Errorf("its SVG cannot be read (%w)", err)
	}
	width, height := icon.ViewBox.W*svgScale, icon.ViewBox.H*svgScale
	if !(width >= 1 && height >= 1) || width*height > maxImagePixels {
		return nil, fmt.Errorf("its SVG has the size %.0f × %.0f", icon.ViewBox.W, icon.ViewBox.H)
	}
	scale := math.Min(1, maxPrintWidth/width)
	w, h := int(width*scale), max(1, int(height*scale))
	canvas := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(canvas, canvas.Bounds(), image.White, image.Point{}, draw.Src)
	icon.SetTarget(0, 0, float64(w), float64(h))
	icon.Draw(rasterx.NewDasher(w, h, rasterx.NewScannerGV(w, h, canvas, canvas.Bounds())), 1)
	return canvas, nil
}

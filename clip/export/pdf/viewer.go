package pdf

import (
	"bytes"
	"encoding/hex"
	"image"
	"image/color"
	"strconv"
	"strings"

	"golang.org/x/image/draw"
	"golang.org/x/image/vector"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// A viewer draws pages as images from their operators: those that this package
// writes, no others. Text is filled outlines, without hinting.
type viewer struct {
	scale  float64 // pixels a point
	want   int     // pages
	front  bool    // the pages are cover and contents
	before []image.Image
	after  []image.Image
	glyphs map[glyphKey]*mask
	pixels map[*picture]image.Image
}

// A glyphKey is a glyph in a size, begun at a quarter of a pixel.
type glyphKey struct {
	face    *face
	glyph   font.GID
	size    float64
	quarter uint8
}

// A mask is what a glyph covers, at its place from the pixel of its origin.
type mask struct {
	at    image.Point
	alpha *image.Alpha
}

func newViewer(s sheet, pages, width int) *viewer {
	return &viewer{scale: float64(width) / s.width, want: pages, glyphs: map[glyphKey]*mask{}, pixels: map[*picture]image.Image{}}
}

// pages returns the first pages of the document.
func (v *viewer) pages() []image.Image {
	all := append(v.before, v.after...)
	return all[:min(len(all), v.want)]
}

// full reports whether no further page is wanted of those being set.
func (v *viewer) full() bool {
	if v.front {
		return len(v.before) >= v.want
	}
	return len(v.after) >= v.want
}

// see draws a page that is done.
func (v *viewer) see(p *page) {
	width, height := int(p.sheet.width*v.scale+0.5), int(p.sheet.height*v.scale+0.5)
	d := &sketch{viewer: v, page: p, canvas: image.NewRGBA(image.Rect(0, 0, width, height)), height: p.sheet.height}
	draw.Draw(d.canvas, d.canvas.Bounds(), image.White, image.Point{}, draw.Src)
	d.run(p.content.Bytes())
	if v.front {
		v.before = append(v.before, d.canvas)
	} else {
		v.after = append(v.after, d.canvas)
	}
}

// A sketch is a page being drawn: the state of its operators (ISO 32000-1,
// 8.4 and 9.3).
type sketch struct {
	*viewer
	page   *page
	canvas *image.RGBA
	height float64 // points

	operands []string
	ink      color.RGBA
	rect     [4]float64 // x, y, width, height
	matrix   [6]float64 // of images
	face     *face
	size     float64
	x, y     float64 // of the text
	rise     float64
}

// run does the operators of a page in turn.
func (d *sketch) run(content []byte) {
	for len(content) > 0 {
		var token string
		token, content = nextToken(content)
		switch {
		case token == "":
		case isOperator(token):
			d.operate(token)
			d.operands = d.operands[:0]
		default:
			d.operands = append(d.operands, token)
		}
	}
}

// nextToken cuts the next operand or operator off: a dictionary counts as one,
// so does an array.
func nextToken(content []byte) (string, []byte) {
	content = bytes.TrimLeft(content, " \n")
	if len(content) == 0 {
		return "", nil
	}
	end := bytes.IndexAny(content[1:], " \n[</") + 1
	switch {
	case bytes.HasPrefix(content, []byte("<<")):
		end = endOfDictionary(content)
	case content[0] == '[':
		end = bytes.IndexByte(content, ']') + 1
	}
	if end <= 0 {
		end = len(content)
	}
	return string(content[:end]), content[end:]
}

// endOfDictionary is where a dictionary at the head ends, with those in it and
// its strings of hexadecimal digits.
func endOfDictionary(content []byte) int {
	depth := 0
	for i := 0; i+1 < len(content); i++ {
		switch {
		case content[i] == '<' && content[i+1] == '<':
			depth++
			i++
		case content[i] == '<':
			i += max(0, bytes.IndexByte(content[i:], '>'))
		case content[i] == '>' && content[i+1] == '>':
			i++
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(content)
}

func isOperator(token string) bool {
	c := token[0]
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func (d *sketch) operate(operator string) {
	n := d.numbers()
	switch {
	case operator == "rg" && len(n) == 3:
		d.ink = color.RGBA{part(n[0]), part(n[1]), part(n[2]), 255}
	case operator == "re" && len(n) == 4:
		d.rect = [4]float64(n)
	case operator == "f":
		d.fill()
	case operator == "cm" && len(n) == 6:
		d.matrix = [6]float64(n)
	case operator == "Do" && len(d.operands) == 1:
		d.image(d.operands[0])
	case operator == "Tf" && len(d.operands) == 2:
		d.font(d.operands[0], d.operands[1])
	case operator == "Tm" && len(n) == 6:
		d.x, d.y = n[4], n[5]
	case operator == "BT":
		d.rise = 0
	case operator == "Ts" && len(n) == 1:
		d.rise = n[0]
	case operator == "TJ" && len(d.operands) > 0:
		d.show(d.operands[len(d.operands)-1])
	}
}

// numbers are the operands, none when one of them is no number.
func (d *sketch) numbers() []float64 {
	var out []float64
	for _, operand := range d.operands {
		n, err := strconv.ParseFloat(operand, 64)
		if err != nil {
			return nil
		}
		out = append(out, n)
	}
	return out
}

func part(n float64) uint8 { return uint8(min(1, max(0, n))*255 + 0.5) }

// bounds are the pixels of a rectangle in points; a thin line has one.
func (d *sketch) bounds(x, y, width, height float64) image.Rectangle {
	at := func(v float64) int { return int(v*d.scale + 0.5) }
	left, top := at(x), at(d.height-y-height)
	return image.Rect(left, top, max(left+1, at(x+width)), max(top+1, at(d.height-y)))
}

func (d *sketch) fill() {
	draw.Draw(d.canvas, d.bounds(d.rect[0], d.rect[1], d.rect[2], d.rect[3]), image.NewUniform(d.ink), image.Point{}, draw.Over)
}

// image draws a picture by its name, "/I3".
func (d *sketch) image(name string) {
	for _, p := range d.page.images {
		if name != "/I"+strconv.Itoa(int(p.id)) {
			continue
		}
		pixels, known := d.pixels[p]
		if !known {
			pixels, _, _ = image.Decode(bytes.NewReader(p.file)) // what Write embeds was decoded before
			if p.pixels != nil {
				pixels = p.pixels
			}
			d.pixels[p] = pixels
		}
		if pixels != nil {
			draw.ApproxBiLinear.Scale(d.canvas, d.bounds(d.matrix[4], d.matrix[5], d.matrix[0], d.matrix[3]), pixels, pixels.Bounds(), draw.Over, nil)
		}
	}
}

func (d *sketch) font(name, size string) {
	d.face = nil
	for _, f := range d.page.fonts {
		if name == "/F"+strconv.Itoa(int(f.id)) {
			d.face = f
		}
	}
	d.size, _ = strconv.ParseFloat(size, 64)
}

// show draws an array of strings of glyphs and of shifts between them.
func (d *sketch) show(array string) {
	if d.face == nil {
		return
	}
	for piece := range strings.SplitSeq(strings.Trim(array, "[]"), "<") {
		codes, shift, found := strings.Cut(piece, ">")
		if !found {
			codes, shift = "", piece
		}
		data, err := hex.DecodeString(codes)
		if err != nil {
			return
		}
		for i := 0; i+1 < len(data); i += 2 {
			glyph := d.face.glyphOf(uint16(data[i])<<8 | uint16(data[i+1]))
			d.glyph(glyph)
			d.x += d.face.advance(glyph) * d.size
		}
		if n, err := strconv.ParseFloat(strings.TrimSpace(shift), 64); err == nil {
			d.x -= n / 1000 * d.size
		}
	}
}

// glyphOf is the glyph that a code shows.
func (f *face) glyphOf(code uint16) font.GID {
	if f.cids == nil {
		return font.GID(code)
	}
	if f.byCID == nil {
		f.byCID = map[uint16]font.GID{}
		for g, cid := range f.cids {
			f.byCID[cid] = font.GID(g)
		}
	}
	return f.byCID[code]
}

func (d *sketch) glyph(g font.GID) {
	x, y := d.x*d.scale, (d.height-d.y-d.rise)*d.scale
	whole := int(x)
	key := glyphKey{d.face, g, d.size, uint8((x - float64(whole)) * 4)}
	m, known := d.glyphs[key]
	if !known {
		m = maskOf(key, d.scale)
		d.glyphs[key] = m
	}
	if m != nil {
		at := image.Pt(whole, int(y+0.5)).Add(m.at)
		draw.DrawMask(d.canvas, m.alpha.Bounds().Add(at), image.NewUniform(d.ink), image.Point{}, m.alpha, image.Point{}, draw.Over)
	}
}

// maskOf fills a glyph; nil when nothing of it is seen.
func maskOf(key glyphKey, scale float64) *mask {
	data, ok := key.face.drawn().GlyphData(key.glyph).(font.GlyphOutline)
	if !ok || len(data.Segments) == 0 {
		return nil
	}
	unit := float32(key.size * scale / key.face.upem)
	shift := float32(key.quarter) / 4
	left, top, right, bottom := float32(1e9), float32(1e9), float32(-1e9), float32(-1e9)
	at := func(p opentype.SegmentPoint) (x, y float32) { return p.X*unit + shift, -p.Y * unit }
	for i := range data.Segments {
		for _, p := range data.Segments[i].ArgsSlice() {
			x, y := at(p)
			left, right, top, bottom = min(left, x), max(right, x), min(top, y), max(bottom, y)
		}
	}
	from := image.Pt(floor(left), floor(top))
	size := image.Pt(floor(right)+1, floor(bottom)+1).Sub(from)
	const most = 4096 // pixels, of a glyph that no title is set in
	if size.X <= 0 || size.Y <= 0 || size.X > most || size.Y > most {
		return nil
	}
	r := vector.NewRasterizer(size.X, size.Y)
	move := func(p opentype.SegmentPoint) (x, y float32) {
		x, y = at(p)
		return x - float32(from.X), y - float32(from.Y)
	}
	trace(r, data.Segments, move)
	alpha := image.NewAlpha(image.Rectangle{Max: size})
	r.Draw(alpha, alpha.Bounds(), image.Opaque, image.Point{})
	return &mask{from, alpha}
}

func trace(r *vector.Rasterizer, segments []opentype.Segment, move func(opentype.SegmentPoint) (x, y float32)) {
	for i := range segments {
		s := &segments[i]
		ax, ay := move(s.Args[0])
		bx, by := move(s.Args[1])
		cx, cy := move(s.Args[2])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			r.ClosePath()
			r.MoveTo(ax, ay)
		case opentype.SegmentOpLineTo:
			r.LineTo(ax, ay)
		case opentype.SegmentOpQuadTo:
			r.QuadTo(ax, ay, bx, by)
		case opentype.SegmentOpCubeTo:
			r.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	r.ClosePath()
}

func floor(v float32) int {
	n := int(v)
	if float32(n) > v {
		n--
	}
	return n
}

package pdf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
)

// A face is one font file's face as the document uses it.
type face struct {
	name     string // PostScript-like, of letters, digits and hyphens
	id       ref    // of the Type0 font
	loader   *opentype.Loader
	font     *font.Face
	outlines *font.Face // nil until a preview draws them
	shaper   *harfbuzz.Font
	upem     float64
	italic   bool
	bitmap   bool // its glyphs are images: colour emoji
	outline  opentype.Tag
	bundled  bool // with Newsclip: Latin, Greek and Cyrillic
	used     bool
	cids     []uint16              // by glyph, when the file has its own numbers
	byCID    map[uint16]font.GID   // the same turned round, when first asked for
	texts    map[font.GID]string   // what each used glyph stands for
	glyphs   map[font.GID]struct{} // used
}

var (
	tagGlyf = opentype.MustNewTag("glyf")
	tagCFF  = opentype.MustNewTag("CFF ")
)

var errOutline = errors.New("the font has neither TrueType nor CFF outlines nor bitmaps")

// newFace reads face number index of a font file. The file stays open behind
// the loader until the document is done.
func newFace(doc *document, name string, file opentype.Resource, index int) (*face, error) {
	loaders, err := opentype.NewLoaders(file)
	if err != nil {
		return nil, fmt.Errorf("read font %s: %w", name, err)
	}
	if index >= len(loaders) {
		return nil, fmt.Errorf("read font %s: it has no face %d", name, index)
	}
	loaded, err := font.NewFont(shapingTables(loaders[index]))
	if err != nil {
		return nil, fmt.Errorf("read font %s: %w", name, err)
	}
	f := &face{name: fontName(name), loader: loaders[index], font: font.NewFace(loaded),
		texts: map[font.GID]string{}, glyphs: map[font.GID]struct{}{}}
	f.upem = float64(f.font.Upem())
	f.shaper = harfbuzz.NewFont(f.font)
	if err := f.findOutlines(); err != nil {
		return nil, fmt.Errorf("read font %s: %w", name, err)
	}
	f.id = doc.alloc()
	return f, nil
}

// shapingTables returns a loader of the tables that shaping asks for, which are
// small beside the outlines: a Chinese font has 20 MB of those, which would be
// kept parsed although a page needs a few hundred glyphs. They stay in the file
// until the subset is made. Glyphs that are images are needed on the way.
func shapingTables(all *opentype.Loader) *opentype.Loader {
	if isBitmap(all) {
		return all
	}
	var tables []opentype.Table
	for _, name := range []string{"GDEF", "GPOS", "GSUB", "OS/2", "cmap", "head", "hhea", "hmtx", "kern", "kerx", "maxp", "morx"} { // in order of their tags
		tag := opentype.MustNewTag(name)
		if data, err := all.RawTable(tag); err == nil {
			tables = append(tables, opentype.Table{Content: data, Tag: tag})
		}
	}
	small, err := opentype.NewLoader(bytes.NewReader(opentype.WriteTTF(tables)))
	if err != nil { // cannot be: it has just been written
		return all
	}
	return small
}

// drawn returns the face with its outlines, for drawing on a screen; nothing
// else asks for them.
func (f *face) drawn() *font.Face {
	if f.outlines == nil {
		f.outlines = f.font
		if whole, err := font.NewFont(f.loader); err == nil { // it was read before
			f.outlines = font.NewFace(whole)
		}
	}
	return f.outlines
}

func isBitmap(l *opentype.Loader) bool {
	return l.HasTable(opentype.MustNewTag("CBDT")) || l.HasTable(opentype.MustNewTag("sbix"))
}

func (f *face) findOutlines() error {
	switch {
	case isBitmap(f.loader):
		f.bitmap = true
	case f.loader.HasTable(tagGlyf):
		f.outline = tagGlyf
	case f.loader.HasTable(tagCFF):
		f.outline = tagCFF
		table, err := f.loader.RawTable(tagCFF)
		if err != nil {
			return err
		}
		f.cids = cffCIDs(table)
	default:
		return errOutline
	}
	return nil
}

func fontName(name string) string {
	clean := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, name)
	if clean == "" {
		return "Font"
	}
	return clean
}

func (f *face) advance(g font.GID) float64 { return float64(f.font.HorizontalAdvance(g)) / f.upem }

// code returns the number that shows the glyph in a string, and whether a
// reader who copies it gets text. A glyph stands for the first text it was
// used for; elsewhere the page says what it is.
func (f *face) code(g font.GID, text string) (code uint16, plain bool) {
	f.glyphs[g] = struct{}{}
	if f.texts[g] == "" && text != "" {
		f.texts[g] = text
	}
	return f.cid(g), f.texts[g] == text
}

func (f *face) cid(g font.GID) uint16 {
	if int(g) < len(f.cids) {
		return f.cids[g]
	}
	return uint16(g)
}

// usedGlyphs returns the glyphs in order of the codes that show them.
func (f *face) usedGlyphs() []font.GID {
	out := make([]font.GID, 0, len(f.glyphs))
	for g := range f.glyphs {
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b font.GID) int { return int(f.cid(a)) - int(f.cid(b)) })
	return out
}

// write writes the face as a composite font whose codes are its CIDs, with a
// file cut down to the glyphs used.
func (f *face) write(doc *document) error {
	glyphs := f.usedGlyphs()
	kind, key, entries, program, err := f.program(glyphs)
	if err != nil {
		return fmt.Errorf("subset font %s: %w", f.name, err)
	}
	name := subsetTag(f.name, glyphs) + "+" + f.name
	file, child, descriptor, unicode := doc.alloc(), doc.alloc(), doc.alloc(), doc.alloc()
	doc.stream(file, entries, program)
	if len(program) >= largePiece { // with its table, some 40 MB that would lie about beside those of the next
		program = nil
		runtime.GC()
	}
	doc.object(descriptor, f.descriptor(name, key, file))
	doc.object(child, fmt.Sprintf("<</Type/Font/Subtype/%s/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %v/DW 1000/W[%s]%s>>",
		kind, name, descriptor, f.widths(glyphs), mapEntry(kind)))
	doc.stream(unicode, "", f.toUnicode(glyphs))
	doc.object(f.id, fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%v]/ToUnicode %v>>", name, child, unicode))
	return nil
}

func mapEntry(kind string) string {
	if kind == "CIDFontType2" {
		return "/CIDToGIDMap/Identity"
	}
	return ""
}

func (f *face) program(glyphs []font.GID) (kind, key, entries string, program []byte, err error) {
	if f.outline == tagCFF {
		table, err := f.loader.RawTable(tagCFF)
		if err != nil {
			return "", "", "", nil, err
		}
		program, err = subsetCFF(table, glyphs)
		return "CIDFontType0", "FontFile3", "/Subtype/CIDFontType0C", program, err
	}
	program, err = subsetTrueType(f.loader, glyphs)
	return "CIDFontType2", "FontFile2", fmt.Sprintf("/Length1 %d", len(program)), program, err
}

// subsetTag is the six capitals that begin the name of a subset (9.6.4).
func subsetTag(name string, glyphs []font.GID) string {
	sum := sha256.Sum256(fmt.Append(nil, name, glyphs))
	var tag [6]byte
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag[:])
}

func (f *face) descriptor(name, key string, file ref) string {
	scale := 1000 / f.upem
	head, _, err := font.LoadHeadTable(f.loader, nil)
	box := [4]float64{-500, -500, 1500, 1500}
	if err == nil {
		box = [4]float64{float64(head.XMin) * scale, float64(head.YMin) * scale, float64(head.XMax) * scale, float64(head.YMax) * scale}
	}
	ascent, descent := 800.0, -200.0
	if e, ok := f.font.FontHExtents(); ok {
		ascent, descent = float64(e.Ascender)*scale, float64(e.Descender)*scale
	}
	angle := 0
	if f.italic {
		angle = -12
	}
	return fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%.0f %.0f %.0f %.0f]/ItalicAngle %d/Ascent %.0f/Descent %.0f/CapHeight 714/StemV 80/%s %v>>",
		name, box[0], box[1], box[2], box[3], angle, ascent, descent, key, file)
}

// widths lists the advances, consecutive codes in one array (9.7.4.3).
func (f *face) widths(glyphs []font.GID) string {
	var out strings.Builder
	for i, g := range glyphs {
		switch {
		case i == 0:
			fmt.Fprintf(&out, "%d[", f.cid(g))
		case f.cid(g) != f.cid(glyphs[i-1])+1:
			fmt.Fprintf(&out, "]%d[", f.cid(g))
		default:
			out.WriteByte(' ')
		}
		fmt.Fprintf(&out, "%.0f", f.advance(g)*1000)
	}
	if len(glyphs) > 0 {
		out.WriteByte(']')
	}
	return out.String()
}

// toUnicode maps the codes to text (9.10.3).
func (f *face) toUnicode(glyphs []font.GID) []byte {
	var lines []string
	for _, g := range glyphs {
		if text := f.texts[g]; text != "" {
			lines = append(lines, fmt.Sprintf("<%04X> <%s>\n", f.cid(g), utf16Hex(text)))
		}
	}
	var out bytes.Buffer
	out.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for group := range slices.Chunk(lines, 100) { // 100 is the most that one section may have
		fmt.Fprintf(&out, "%d beginbfchar\n%sendbfchar\n", len(group), strings.Join(group, ""))
	}
	out.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return out.Bytes()
}

package pdf

import (
	"fmt"
	"strings"

	"github.com/go-text/typesetting/font"
)

// emoji draws clusters of a font whose glyphs are images.
func (t *paragraph) emoji(p *page, l *line, clusters []cluster, x, baseline float64) {
	for i := range clusters {
		c := &clusters[i]
		if len(c.glyphs) > 0 {
			if image := p.book.emoji(c.face, c.glyphs[0].id); image != nil {
				height := c.advance * float64(image.height) / float64(image.width) / emojiWidth * 1.1
				width := height * float64(image.width) / float64(image.height)
				p.printf("/Span<</ActualText %s>>BDC ", textString(t.textOf(c)))
				p.image(image, x+(c.advance-width)/2, baseline-c.style.size*0.2, width, height)
				p.unseen(x, baseline, c.advance, c.style.size)
				p.content.WriteString("EMC\n")
			}
		}
		x += c.advance + l.extra(c)
	}
}

// unseen writes a space that is not shown, as wide as an image that stands for
// text: a reader finds text by its glyphs, and an image has none.
func (p *page) unseen(x, baseline, width, size float64) {
	const invisible = 3 // the rendering mode (ISO 32000-1, 9.3.6)
	f := p.book.library.bundled[serif][0]
	space, ok := f.font.NominalGlyph(' ')
	if !ok {
		return
	}
	code, _ := f.code(space, " ")
	p.printf("BT %d Tr /%s %.2f Tf %.1f Tz 1 0 0 1 %.2f %.2f Tm <%04X>Tj 100 Tz 0 Tr ET ", invisible, p.use(f), size, 100*width/(f.advance(space)*size), x, baseline, code)
}

// emoji returns the image of a glyph, or nil when the font has none for it.
func (b *book) emoji(f *face, g font.GID) *picture {
	key := fmt.Sprintf("%v %d", f.id, g)
	if image, ok := b.images.byKey[key]; ok {
		return image
	}
	bitmap, ok := f.font.GlyphData(g).(font.GlyphBitmap)
	var image *picture
	if ok {
		var err error
		if image, err = b.images.embed(bitmap.Data); err != nil {
			b.warn("An emoji cannot be shown: " + strings.TrimSuffix(err.Error(), ".") + ".")
		}
	}
	b.images.byKey[key] = image
	return image
}

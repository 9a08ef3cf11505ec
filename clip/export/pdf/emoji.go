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
				p.content.WriteString("EMC\n")
			}
		}
		x += c.advance + l.extra(c)
	}
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

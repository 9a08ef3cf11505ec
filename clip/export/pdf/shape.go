package pdf

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"golang.org/x/text/unicode/bidi"
)

// A glyph is one shape with its place, in points.
type glyph struct {
	id      font.GID
	advance float64
	x, y    float64 // offset
}

// A cluster is the least piece of text that is drawn as one: usually a letter.
// start and end count runes of the paragraph.
type cluster struct {
	start, end int
	advance    float64
	glyphs     []glyph
	face       *face
	style      *style
	level      uint8   // of bidirectional nesting; odd: right to left
	space      bool    // grows and shrinks in a justified line
	white      bool    // vanishes at the end of a line
	square     bool    // a Chinese or Japanese letter
	joint      bool    // ends a Thai word: room after it is room between words
	lead       float64 // what goes at the beginning of a line: an empty half
	trail      float64 // and at its end
	edge       rune    // a mark beside it for readers of the file, or 0
}

// shaped is a paragraph's text as clusters in reading order.
type shaped struct {
	runes    []rune
	owners   []int // by rune: its span
	spans    []span
	clusters []cluster
	rightToLeft,
	mixed bool // has letters of both directions
}

// shaper turns text into glyphs.
type shaper struct {
	library *library
	buffer  *harfbuzz.Buffer
}

func newShaper(l *library) *shaper { return &shaper{library: l, buffer: harfbuzz.NewBuffer()} }

// shape sets the spans in the language. Whether the paragraph runs from right
// to left is said by the language, else by its first letter (UAX 9, P2).
func (s *shaper) shape(spans []span, lang string) *shaped {
	size := 0
	for i := range spans {
		size += utf8.RuneCountInString(spans[i].text)
	}
	t := &shaped{spans: spans, runes: make([]rune, 0, size), owners: make([]int, 0, size), clusters: make([]cluster, 0, size)}
	for i := range spans {
		for _, r := range spans[i].text {
			t.runes = append(t.runes, r)
			t.owners = append(t.owners, i)
		}
	}
	levels := t.order(writesLeftwards(lang))
	scripts := scriptsOf(t.runes)
	faces := s.faces(t, lang)
	for i := 0; i < len(t.runes); {
		j := i + 1
		for j < len(t.runes) && t.owners[j] == t.owners[i] && levels[j] == levels[i] && faces[j] == faces[i] && scripts[j] == scripts[i] {
			j++
		}
		s.run(t, i, j, faces[i], levels[i], scripts[i], lang)
		i = j
	}
	return t
}

// writesLeftwards reports whether a language is written from right to left.
func writesLeftwards(lang string) bool {
	if len(lang) > 2 && lang[2] != '-' && lang[2] != '_' {
		return false
	}
	switch {
	case len(lang) < 2:
		return false
	case lang[:2] == "ar", lang[:2] == "he", lang[:2] == "fa", lang[:2] == "ur", lang[:2] == "yi", lang[:2] == "ps", lang[:2] == "iw":
		return true
	}
	return false
}

// order gives each rune its bidirectional level.
func (t *shaped) order(leftwards bool) []uint8 {
	t.rightToLeft = leftwards
	if !leftwards && !hasLeftwards(t.runes) {
		return make([]uint8, len(t.runes))
	}
	first := firstStrong(t.runes)
	t.rightToLeft = leftwards || first == bidi.R || first == bidi.AL
	t.mixed = true
	base := uint8(0)
	if t.rightToLeft {
		base = 1
	}
	return bidiLevels(t.runes, base)
}

func hasLeftwards(runes []rune) bool {
	for _, r := range runes {
		if r < 0x590 {
			continue
		}
		switch bidiClass(r) {
		case bidi.R, bidi.AL, bidi.RLE, bidi.RLO, bidi.RLI, bidi.AN:
			return true
		}
	}
	return false
}

// firstStrong returns the class of the first letter outside isolates, or ON.
func firstStrong(runes []rune) bidi.Class {
	t := newBidiText(runes)
	return t.direction(0, len(runes))
}

// scriptsOf gives spaces and marks the script of the letter before them, or
// of the first letter.
func scriptsOf(runes []rune) []language.Script {
	scripts := make([]language.Script, len(runes))
	current := language.Latin
	for _, r := range runes {
		if s := language.LookupScript(r); s.Strong() {
			current = s
			break
		}
	}
	for i, r := range runes {
		if s := language.LookupScript(r); s.Strong() {
			current = s
		}
		scripts[i] = current
	}
	return scripts
}

func (s *shaper) faces(t *shaped, lang string) []*face {
	faces := make([]*face, len(t.runes))
	for i, r := range t.runes {
		if i > 0 && t.owners[i] == t.owners[i-1] && joins(faces[i-1], r) {
			faces[i] = faces[i-1]
			continue
		}
		faces[i] = s.library.face(r, &t.spans[t.owners[i]].style, lang)
	}
	return faces
}

// joins reports whether r goes with the letter before it, shown in face f: a
// mark on it, or a sign that several scripts share, such as the danda.
func joins(f *face, r rune) bool {
	const zeroWidthNonJoiner, zeroWidthJoiner = 0x200C, 0x200D
	if r == zeroWidthJoiner || r == zeroWidthNonJoiner || unicode.Is(unicode.Variation_Selector, r) {
		return true
	}
	if f.bitmap && r >= 0x1F3FB && r <= 0x1F3FF { // the tones of skin
		return true
	}
	const firstForeign = 0x300 // marks below stand in every Latin font
	if r < firstForeign || language.LookupScript(r).Strong() && !unicode.Is(unicode.Mn, r) {
		return false
	}
	_, has := f.font.NominalGlyph(r)
	return has
}

// run shapes runes i to j, which agree in all that matters.
func (s *shaper) run(t *shaped, i, j int, f *face, level uint8, script language.Script, lang string) {
	s.buffer.Clear()
	s.buffer.AddRunes(t.runes, i, j-i)
	if f.bundled && script != language.Greek && script != language.Cyrillic {
		script = language.Latin // signs and digits among letters that the face lacks
	}
	s.buffer.Props = harfbuzz.SegmentProperties{Direction: harfbuzz.LeftToRight, Script: script, Language: language.NewLanguage(lang)}
	if level&1 == 1 {
		s.buffer.Props.Direction = harfbuzz.RightToLeft
	}
	east := eastAsian(lang)
	s.buffer.Shape(f.shaper, halfWidths(t.runes, i, j, east))
	style := &t.spans[t.owners[i]].style
	scale := style.size / f.upem
	first := len(t.clusters)
	glyphs := make([]glyph, len(s.buffer.Info)) // of all clusters: one piece of memory
	for k, begin := 0, 0; k < len(s.buffer.Info); k++ {
		info, pos := s.buffer.Info[k], s.buffer.Pos[k]
		if len(t.clusters) == first || t.clusters[len(t.clusters)-1].start != info.Cluster {
			t.clusters = append(t.clusters, cluster{start: info.Cluster, face: f, style: style, level: level})
			begin = k
		}
		c := &t.clusters[len(t.clusters)-1]
		glyphs[k] = glyph{id: info.Glyph, advance: float64(pos.XAdvance) * scale, x: float64(pos.XOffset) * scale, y: float64(pos.YOffset) * scale}
		c.glyphs = glyphs[begin : k+1 : k+1]
		c.advance += glyphs[k].advance
	}
	run := t.clusters[first:]
	if level&1 == 1 { // glyphs come as they stand; the paragraph wants them as they are read
		for a, b := 0, len(run)-1; a < b; a, b = a+1, b-1 {
			run[a], run[b] = run[b], run[a]
		}
	}
	for k := range run {
		run[k].end = j
		if k+1 < len(run) {
			run[k].end = run[k+1].start
		}
		run[k].describe(t.runes[run[k].start])
		run[k].trim(t.runes[run[k].start], east)
		if run[k].missing() && !invisible(t.runes[run[k].start]) {
			s.showCode(&run[k], t.runes[run[k].start])
		}
	}
}

// missing reports whether the font lacks a glyph of the cluster.
func (c *cluster) missing() bool {
	for i := range c.glyphs {
		if c.glyphs[i].id == 0 {
			return true
		}
	}
	return false
}

// showCode has the cluster show, in a frame, the number of a character that no
// font has.
func (s *shaper) showCode(c *cluster, r rune) {
	small := *c.style
	small.size, small.framed = c.style.size*0.56, true
	c.style, c.face = &small, s.library.bundled[sans][0]
	padding := small.size * 0.25
	c.glyphs, c.advance = nil, 2*padding
	for _, digit := range fmt.Sprintf("%04X", r) {
		id, _ := c.face.font.NominalGlyph(digit)
		g := glyph{id: id, advance: c.face.advance(id) * small.size, x: padding}
		c.glyphs = append(c.glyphs, g)
		c.advance += g.advance
	}
}

// describe sets what line breaking must know of a cluster that begins with r.
func (c *cluster) describe(r rune) {
	const noBreakSpace = 0xA0
	c.space = r == ' ' || r == noBreakSpace
	c.white = r == ' ' || r == '\t' || r == lineSeparator
	c.square = isEastAsian(r) && !eastAsianPunctuation(r) && !isHangul(r)
	if r == lineSeparator || isBidiControl(r) {
		c.advance, c.glyphs = 0, nil
	}
	if c.face.bitmap {
		c.advance = c.style.size * emojiWidth
		if unicode.Is(unicode.Variation_Selector, r) {
			c.advance, c.glyphs = 0, nil
		}
	}
}

// isHangul tells the syllables of Korean, which parts words by spaces.
func isHangul(r rune) bool { return r >= 0xAC00 && r < 0xD7B0 }

// isBidiControl tells characters that order text and show nothing.
func isBidiControl(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == leftToRightMark || r == rightToLeftMark || r == 0x61C
}

// emojiWidth is the width of an emoji by the size of the type.
const emojiWidth = 1.25

// width is the width of the text on one line.
func (t *shaped) width() (sum float64) {
	for i := range t.clusters {
		sum += t.clusters[i].advance
	}
	return sum
}

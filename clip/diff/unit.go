package diff

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"newsclip/clip"
)

// A unit is what is compared as a whole: a paragraph, heading, image, row of a
// table, wherever it stands.
type unit struct {
	// frames are the lists, items, quotes and tables that it stands in, from
	// the outside; of its own version.
	frames []*clip.Block
	block  clip.Block
	leaves []string
	text   string   // of all leaves
	key    string   // what makes it the same unit in another version
	known  []uint32 // its features, once they were asked for
}

// units lists the units of a body in order. A table's caption is a unit of its
// own before its rows.
func units(body clip.Body) []unit {
	var out []unit
	walkUnits(body, nil, &out)
	return out
}

func walkUnits(blocks []clip.Block, frames []*clip.Block, out *[]unit) {
	for i := range blocks {
		b := &blocks[i]
		switch b.Kind {
		case clip.List, clip.Item, clip.Quote, clip.Table:
			if b.Kind == clip.Table && len(b.Inlines) > 0 {
				*out = append(*out, newUnit(frames, clip.Block{Kind: clip.Paragraph, Inlines: b.Inlines}))
			}
			walkUnits(b.Blocks, append(frames[:len(frames):len(frames)], b), out)
		default:
			*out = append(*out, newUnit(frames, *b))
		}
	}
}

func newUnit(frames []*clip.Block, block clip.Block) unit {
	u := unit{frames: frames, block: block}
	for _, leaf := range (clip.Body{block}).Leaves() {
		u.leaves = append(u.leaves, leaf.Text)
	}
	u.text = strings.Join(u.leaves, "\n")
	u.key = u.text
	if block.Kind == clip.Image || block.Kind == clip.Embed {
		u.key = block.URL + "\n" + u.text
	}
	return u
}

// features returns the words of the text; see featuresOf.
func (u *unit) features() []uint32 {
	if u.known == nil {
		u.known = featuresOf(u.text)
	}
	return u.known
}

// featuresOf returns the words of a text in lower case; of scripts that do not
// part words, pairs of characters. Each is a number, its hash, for the sake of
// speed; they are sorted.
func featuresOf(text string) []uint32 {
	out := []uint32{}
	before := ""
	for _, token := range tokens(strings.ToLower(text)) {
		first := []rune(token)[0]
		if !unicode.IsLetter(first) && !unicode.IsNumber(first) {
			before = ""
			continue
		}
		if unparted(first) {
			if before != "" {
				out = append(out, hashed(before+token))
			}
			before = token
			continue
		}
		out, before = append(out, hashed(token)), ""
	}
	slices.Sort(out)
	return out
}

// hashed is FNV-1a of 32 bits: two words of one article in 10,000 share a hash.
func hashed(word string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(word)) // never fails
	return h.Sum32()
}

func unparted(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// comparable reports whether one unit can be the other, edited.
func (u *unit) comparable(other *unit) bool {
	a, b := u.block.Kind, other.block.Kind
	switch {
	case a == clip.Image && b == clip.Image, a == clip.Embed && b == clip.Embed:
		return u.block.URL == other.block.URL
	case a == clip.Row && b == clip.Row:
		return len(u.leaves) == len(other.leaves)
	case isText(a) && isText(b):
		return (a == clip.Heading) == (b == clip.Heading) || u.text == other.text
	}
	return a == b
}

func isText(k clip.BlockKind) bool {
	return k == clip.Paragraph || k == clip.Heading || k == clip.Code
}

// like says how much two units are alike, from 0 to 1.
func (u *unit) like(other *unit) float64 {
	switch {
	case !u.comparable(other):
		return 0
	case u.text == other.text, u.block.Kind == clip.Image, u.block.Kind == clip.Embed:
		return 1
	}
	return dice(u.features(), other.features())
}

// dice is Dice's coefficient of two sorted lists.
func dice(a, b []uint32) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	if most := 2 * float64(min(len(a), len(b))) / float64(len(a)+len(b)); most < minLike {
		return most // that much at best: no caller asks for less
	}
	shared := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] == b[k]:
			shared, i, k = shared+1, i+1, k+1
		case a[i] < b[k]:
			i++
		default:
			k++
		}
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}

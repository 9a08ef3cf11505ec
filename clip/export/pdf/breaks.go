package pdf

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/segmenter"
)

// breakKind says what a line may do before a cluster.
type breakKind uint8

const (
	noBreak breakKind = iota
	softBreak
	hyphenBreak
	forcedBreak
)

// A breakpoint is the break allowed before one cluster and what it costs.
type breakpoint struct {
	kind    breakKind
	penalty float64
}

// Penalties of breaks, on the scale of The TeXbook, where a hyphen costs 50.
const (
	hyphenPenalty    = 50
	addressPenalty   = 60   // within an address, after a mark
	thaiPenalty      = 10   // where a word of the dictionary ends
	syllablePenalty  = 300  // where the spelling tells that a syllable may end
	emergencyPenalty = 2000 // anywhere in what is wider than the line, or long in an address
)

// breaks finds where lines may end: after UAX 14, at hyphens, within
// addresses, and, where all that does not do, anywhere.
func (ty *typesetter) breaks(t *shaped, width float64, hyphenate bool) []breakpoint {
	points := slices.Grow(ty.points[:0], len(t.clusters)+1)[:len(t.clusters)+1]
	clear(points)
	at := slices.Grow(ty.at[:0], len(t.runes)+1)[:len(t.runes)+1]
	ty.points, ty.at = points, at
	for i := range at {
		at[i] = -1
	}
	for i := range t.clusters {
		at[t.clusters[i].start] = i
	}
	at[len(t.runes)] = len(t.clusters)
	ty.lineBreaks(t, at, points)
	ty.thaiBreaks(t, at, points)
	addressBreaks(t, at, points)
	if hyphenate {
		ty.hyphenBreaks(t, at, points)
	}
	emergencyBreaks(t, width, points)
	points[len(t.clusters)] = breakpoint{kind: forcedBreak}
	return points
}

func (ty *typesetter) lineBreaks(t *shaped, at []int, points []breakpoint) {
	ty.segments.Init(t.runes)
	lines := ty.segments.LineIterator()
	for lines.Next() {
		line := lines.Line()
		k := at[line.Offset+len(line.Text)]
		if k < 0 {
			continue
		}
		end := line.Offset + len(line.Text)
		switch {
		case line.IsMandatoryBreak:
			points[k].kind = forcedBreak
		case end < len(t.runes) && isHangul(t.runes[end]) && isHangul(t.runes[end-1]):
			// UAX 14 would allow it; Korean is read by words
		default:
			points[k].kind = softBreak
		}
	}
}

// addressBreaks lets an address break after its marks.
func addressBreaks(t *shaped, at []int, points []breakpoint) {
	for i := 4; i+1 < len(t.runes); i++ {
		k := at[i+1]
		if k < 0 || points[k].kind != noBreak || !strings.ContainsRune("/?&=_-.#%", t.runes[i]) {
			continue
		}
		if unicode.IsSpace(t.runes[i-1]) || !unicode.IsLetter(t.runes[i+1]) || !isAddress(t.runes, i) {
			continue
		}
		points[k] = breakpoint{softBreak, addressPenalty}
	}
}

// isAddress reports whether the word around rune i has a slash or an at sign.
func isAddress(runes []rune, i int) bool {
	const reach = 200 // runes; longer addresses break by emergency
	for k := i; k >= max(0, i-reach) && !unicode.IsSpace(runes[k]); k-- {
		if runes[k] == '/' || runes[k] == '@' {
			return true
		}
	}
	return false
}

func (ty *typesetter) hyphenBreaks(t *shaped, at []int, points []breakpoint) {
	for i := 0; i < len(t.runes); {
		j := i
		for j < len(t.runes) && unicode.IsLetter(t.runes[j]) {
			j++
		}
		if j > i && t.spans[t.owners[i]].style.family != mono {
			for _, n := range ty.hyphens.points(t.runes[i:j], ty.lang) {
				if k := at[i+n]; k >= 0 && points[k].kind == noBreak {
					points[k] = breakpoint{hyphenBreak, hyphenPenalty}
				}
			}
		}
		i = j + 1
	}
}

func emergencyBreaks(t *shaped, width float64, points []breakpoint) {
	const longPart = 0.3 // of the line, of an address between its marks
	for i := 0; i < len(t.clusters); {
		sum := t.clusters[i].advance
		j := i + 1
		for ; j < len(t.clusters) && points[j].kind == noBreak; j++ {
			sum += t.clusters[j].advance
		}
		if sum > width || sum > width*longPart && isAddress(t.runes, t.clusters[j-1].start) {
			for k := i + 1; k < j; k++ {
				points[k] = breakpoint{softBreak, emergencyPenalty}
			}
		}
		i = j
	}
}

// typesetter breaks paragraphs of one clip into lines.
type typesetter struct {
	shaper   *shaper
	hyphens  *hyphenator
	thai     thaiWords
	segments segmenter.Segmenter
	breaker  breaker
	points   []breakpoint // of the last paragraph, by cluster
	at       []int        // of the last, by rune: the cluster that begins with it, or -1
	lang     string       // of the text at hand, BCP 47
}

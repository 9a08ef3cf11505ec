package anchor

import (
	"strings"
	"unicode"

	"newsclip/clip"
)

// Keep returns what a highlight keeps of a passage: the passage without white
// space at its ends, its quote, and its context. The quote is empty where the
// passage has no text.
func (t *Text) Keep(p clip.Passage) (kept clip.Passage, quote, before, after string) {
	kept = t.trim(t.clamp(p))
	if kept.Empty() {
		return kept, "", "", ""
	}
	return kept, t.between(kept), t.before(kept.From), t.after(kept.To)
}

// trim takes the white space off the ends of a passage.
func (t *Text) trim(p clip.Passage) clip.Passage {
	for p.From.Before(p.To) && t.blank(p.From) {
		if p.From.Offset++; p.From.Offset > len(t.leaves[p.From.Leaf]) {
			p.From = clip.Position{Leaf: p.From.Leaf + 1}
		}
	}
	for p.From.Before(p.To) && (p.To.Offset == 0 || unicode.IsSpace(t.leaves[p.To.Leaf][p.To.Offset-1])) {
		if p.To.Offset--; p.To.Offset < 0 {
			p.To = clip.Position{Leaf: p.To.Leaf - 1, Offset: len(t.leaves[p.To.Leaf-1])}
		}
	}
	return p
}

// blank reports whether white space or the end of a leaf stands at a position.
func (t *Text) blank(at clip.Position) bool {
	runes := t.leaves[at.Leaf]
	return at.Offset >= len(runes) || unicode.IsSpace(runes[at.Offset])
}

// between returns the text of a passage, leaves parted by an empty line.
func (t *Text) between(p clip.Passage) string {
	var out strings.Builder
	for leaf := p.From.Leaf; leaf <= p.To.Leaf; leaf++ {
		runes := t.leaves[leaf]
		low, high := 0, len(runes)
		if leaf == p.From.Leaf {
			low = p.From.Offset
		}
		if leaf == p.To.Leaf {
			high = p.To.Offset
		}
		if leaf > p.From.Leaf {
			out.WriteString("\n\n")
		}
		out.WriteString(string(runes[low:high]))
	}
	return out.String()
}

func (t *Text) before(at clip.Position) string {
	i := t.index(at)
	return string(t.folded[max(0, i-clip.ContextLength):i])
}

func (t *Text) after(at clip.Position) string {
	i := t.index(at)
	return string(t.folded[i:min(len(t.folded), i+clip.ContextLength)])
}

// Occurrences returns where the text says something, white space aside, in
// order. It is for people who name a passage by its words.
func (t *Text) Occurrences(quote string) []clip.Passage {
	var out []clip.Passage
	for _, s := range t.exact(fold(quote)) {
		out = append(out, t.passage(s))
	}
	return out
}

package clip

import "time"

// A Position is a place in a Body: the number of a leaf as Leaves counts them,
// and a rune offset in its text.
type Position struct {
	Leaf   int `json:"leaf"`
	Offset int `json:"offset"`
}

// Before reports whether p comes before q.
func (p Position) Before(q Position) bool {
	return p.Leaf < q.Leaf || p.Leaf == q.Leaf && p.Offset < q.Offset
}

// A Passage is the text from a position up to another.
type Passage struct {
	From Position `json:"from"`
	To   Position `json:"to"`
}

// Empty reports whether the passage holds nothing.
func (p Passage) Empty() bool { return !p.From.Before(p.To) }

// Overlaps reports whether two passages share text.
func (p Passage) Overlaps(q Passage) bool { return p.From.Before(q.To) && q.From.Before(p.To) }

// ContextLength is how much text a highlight keeps on each side, in runes:
// enough to tell places apart that say the same.
const ContextLength = 32

// A Highlight is a passage of a clip that a person marked, with what they
// wrote about it. It says what was marked and where, in the version that the
// person had before them, and never changes when the text does: package anchor
// finds its place in another version.
type Highlight struct {
	ID      ID      `json:"id"`
	Clip    ID      `json:"clip"`
	Version ID      `json:"version"` // in whose text Passage counts
	Passage Passage `json:"passage"`
	Quote   string  `json:"quote"`            // the passage; an empty line parts leaves
	Before  string  `json:"before,omitempty"` // what stands before it, up to ContextLength runes
	After   string  `json:"after,omitempty"`
	Colour  Colour  `json:"colour"`
	Note    string  `json:"note,omitempty"`
	// Made is when the person marked it.
	Made time.Time `json:"made"`
}

// Colour names the ink of a highlight; each face has a shade of its own for it.
type Colour string

// The inks, the usual one first.
const (
	Yellow Colour = "yellow"
	Green  Colour = "green"
	Blue   Colour = "blue"
	Pink   Colour = "pink"
)

// Colours returns the inks in the order in which they are offered.
func Colours() []Colour { return []Colour{Yellow, Green, Blue, Pink} }

// Known reports whether c is one of the inks.
func (c Colour) Known() bool {
	switch c {
	case Yellow, Green, Blue, Pink:
		return true
	}
	return false
}

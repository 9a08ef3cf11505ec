package reader

import "newsclip/clip"

// A Document is what the reader shows.
type Document struct {
	Title  string
	Source string // outlet · date · byline, on one line
	URL    string // the address, shown as a link
	Lead   string // the standfirst
	Note   string // what is to be known about this clip, muted
	Body   clip.Body
	Marks  []Mark
	// Passages are painted behind the marks.
	Passages []Passage
}

// A Position is a place in the text: the number of a leaf as clip.Body.Leaves
// counts them, and a rune offset in it. The title block has leaves of its own
// below zero.
type Position struct {
	Leaf, Offset int
}

// The leaves of the title block, in reading order.
const (
	LeafTitle = iota - 5
	LeafLead
	LeafSource
	LeafURL
	LeafNote
)

// Before reports whether p comes before q.
func (p Position) Before(q Position) bool {
	return p.Leaf < q.Leaf || p.Leaf == q.Leaf && p.Offset < q.Offset
}

// A Mark is a passage painted with a background.
type Mark struct {
	Leaf     int
	From, To int // rune offsets, From ≤ i < To
	// Current is the hit that the person stands on, painted stronger.
	Current bool
}

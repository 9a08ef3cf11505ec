package story

import (
	"cmp"
	"slices"

	"newsclip/clip"
)

const (
	copyShare    = 0.8 // contained: the same text, whole or cut
	versionShare = 0.5 // contained: a version or rewritten copy
	// copyLength is how long the smaller of two copies is, as a share of the
	// larger: a text that merely stands within a much longer one is no copy.
	copyLength = 0.5
	// maxCompared is how many documents are compared by all their shingles, those
	// with the most prints in common.
	maxCompared = 24
	// leastPrints is the share of the prints of the one with fewer that they have
	// in common at least: texts of which half is the same have some half of them.
	leastPrints = 0.15
)

// The kinds of duplicates.
const (
	Copy    = "copy"    // the same text, whole or cut
	Version = "version" // a rewritten, shortened or extended text
)

// Duplicate is a clip whose text overlaps.
type Duplicate struct {
	Clip        clip.ID
	Containment float64 // of the smaller text in the larger, 0 to 1
	Kind        string  // Copy or Version
}

// Contained returns how much of the smaller of two texts stands in the other, 0
// to 1; 0 for a clip that is not known.
func (g *Grouper) Contained(s *Signature, id clip.ID) float64 {
	if d := g.documents[id]; d != nil {
		return overlap(s.Shingles, g.shingles(d))
	}
	return 0
}

func kindOf(share float64, a, b int) string {
	switch {
	case share >= copyShare && float64(min(a, b)) >= copyLength*float64(max(a, b)):
		return Copy
	case share >= versionShare:
		return Version
	}
	return ""
}

// duplicates returns the documents of which a text is a copy or version, the
// most alike first.
func (g *Grouper) duplicates(s *Signature) []Duplicate {
	return g.overlapping(s, func(d *document) bool { return d.story != nil })
}

// Overlapping returns the clips of which a text is a copy or version, those that
// rest too, and not its own. Two texts are that to each other, so whoever keeps
// what it says of each text that is put knows all; of a text that more than
// maxCompared have it tells the newest, and they told of it.
func (g *Grouper) Overlapping(s *Signature) []clip.ID {
	all := g.duplicates(s)
	if len(g.resting) > 0 {
		all = append(all, g.overlapping(s, func(d *document) bool { return g.resting[d.id] == d })...)
	}
	ids := make([]clip.ID, len(all))
	for i, d := range all {
		ids[i] = d.Clip
	}
	return ids
}

func (g *Grouper) overlapping(s *Signature, among func(*document) bool) []Duplicate {
	var out []Duplicate
	for _, d := range g.sharing(s, among) {
		other := g.shingles(d)
		share := overlap(s.Shingles, other)
		if kind := kindOf(share, len(s.Shingles), len(other)); kind != "" {
			out = append(out, Duplicate{d.id, share, kind})
		}
	}
	slices.SortFunc(out, func(a, b Duplicate) int {
		return cmp.Or(cmp.Compare(b.Containment, a.Containment), cmp.Compare(a.Clip, b.Clip))
	})
	return out
}

// sharing returns those documents that have the most prints with a text in
// common.
func (g *Grouper) sharing(s *Signature, among func(*document) bool) []*document {
	count := map[int32]int{}
	for _, print := range s.Prints {
		n := 0
		g.prints.each(print, func(number int32) bool {
			if d := g.index.documents[number]; d.id != s.ID && among(d) {
				count[number]++
				n++
			}
			return n < maxPerPrint
		})
	}
	type sharer struct {
		document *document
		prints   int
	}
	all := make([]sharer, 0, len(count))
	for number, n := range count {
		d := g.index.documents[number]
		if float64(n) >= leastPrints*float64(min(len(s.Prints), int(d.prints))) {
			all = append(all, sharer{d, n})
		}
	}
	slices.SortFunc(all, func(a, b sharer) int {
		return cmp.Or(cmp.Compare(b.prints, a.prints), cmp.Compare(b.document.number, a.document.number))
	})
	out := make([]*document, 0, maxCompared)
	for _, s := range all[:min(maxCompared, len(all))] {
		out = append(out, s.document)
	}
	return out
}

package review

import (
	"slices"
	"strings"
)

// A Part is what may be in a document or left out.
type Part string

// The parts.
const (
	Cover      Part = "cover"
	Contents   Part = "contents"
	Standfirst Part = "standfirst"
	Byline     Part = "byline"
	Address    Part = "address"
	Text       Part = "text" // of the clips; in a list, its first sentences
	Images     Part = "images"
	Highlights Part = "highlights"
	Notes      Part = "notes"
	Sources    Part = "sources"    // a list of outlets with their clips and addresses
	Provenance Part = "provenance" // captured when and from where, with the hash of the original
)

// PartTitle is a part with its name for people.
type PartTitle struct {
	Part  Part
	Title string
}

// Parts returns every part in the order in which a document has them.
func Parts() []PartTitle {
	return []PartTitle{
		{Cover, "Cover"},
		{Contents, "Contents"},
		{Standfirst, "Standfirsts"},
		{Byline, "Authors"},
		{Address, "Addresses"},
		{Text, "Text"},
		{Images, "Images"},
		{Highlights, "Highlights"},
		{Notes, "Notes"},
		{Sources, "List of sources"},
		{Provenance, "Provenance"},
	}
}

// leftOut are the parts that a layout leaves out unless they are asked for.
// Highlights and notes are a person's own: nothing private is given away by
// an export that does not say so.
func (l Layout) leftOut() []Part {
	if l == ListOnly {
		return []Part{Cover, Contents, Images, Highlights, Notes, Sources, Provenance}
	}
	return []Part{Highlights, Notes, Provenance}
}

// Has reports whether a part is in the document: as Parts says, else as the
// layout has it.
func (o Options) Has(p Part) bool {
	if wanted, said := o.Parts[p]; said {
		return wanted
	}
	return !slices.Contains(o.Layout.leftOut(), p)
}

// Set says whether a part is in the document. It keeps nothing where that is
// what the layout does anyway, and changes no other copy of the options.
func (o *Options) Set(p Part, wanted bool) {
	parts := map[Part]bool{}
	for other, is := range o.Parts {
		if other != p {
			parts[other] = is
		}
	}
	if wanted == slices.Contains(o.Layout.leftOut(), p) {
		parts[p] = wanted
	}
	o.Parts = parts
}

func (o Options) checkParts() error {
	for p := range o.Parts {
		if _, err := PartNamed(string(p)); err != nil {
			return err
		}
	}
	return nil
}

// PartNamed returns the part of that name, in either case.
func PartNamed(name string) (Part, error) {
	var names []string
	for _, p := range Parts() {
		if strings.EqualFold(string(p.Part), strings.TrimSpace(name)) {
			return p.Part, nil
		}
		names = append(names, string(p.Part))
	}
	return "", invalid("A document has no part %q.", []any{name}, "Choose among: "+strings.Join(names, ", ")+".")
}

package blocks

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// subjects says for people what the groups of names speak of, in the order of
// groups; empty: nothing that would explain why a block was left out.
var subjects = [groupCount]string{Caption, Related, Share, Comments, Calls, "byline", "date line", "tags", Navigation, "", "hidden", ""}

// Subjects that others ask for.
const (
	Caption    = "caption or credit"
	Related    = "related links"
	Share      = "share bar"
	Comments   = "comments"
	Calls      = "newsletter, advertisement or subscription"
	Navigation = "navigation"
)

// captionLevels is how far above its text the element stands that is called a
// caption.
const captionLevels = 2

// IsCaption reports whether block i is called a caption or credit. The page has
// been judged.
func (p *Page) IsCaption(i int) bool {
	at := p.Blocks[i].inner
	for level := 0; at != none && level < captionLevels; level++ {
		if e := &p.elements[at]; e.names.groups&1 != 0 || e.node.DataAtom == atom.Figcaption {
			return true
		}
		at = p.elements[at].parent
	}
	return false
}

// subjectLevels is how far above a block its subject is looked for.
const subjectLevels = 6

// Subject says what the names around block i speak of, or "". The page has been
// judged.
func (p *Page) Subject(i int) string {
	at := p.Blocks[i].inner
	for level := 0; at != none && level < subjectLevels; level++ {
		e := &p.elements[at]
		for k, subject := range subjects {
			if subject != "" && e.names.groups&(1<<k) != 0 {
				return subject
			}
		}
		switch e.node.Data {
		case "nav", "footer":
			return "navigation"
		case "figcaption":
			return "caption or credit"
		}
		at = e.parent
	}
	return ""
}

// formLevels is how many elements a form names.
const formLevels = 3

// Form is how block i stands on its page: the elements around it with their
// first class each, outermost first, "div.story > aside.box > p".
func (p *Page) Form(i int) string {
	var names []string
	for at := p.Blocks[i].block; at != none && len(names) < formLevels; at = p.elements[at].parent {
		n := p.elements[at].node
		name := n.Data
		for class := range strings.FieldsSeq(attribute(n, "class")) {
			name += "." + class
			break
		}
		names = append(names, name)
	}
	slices.Reverse(names)
	return strings.Join(names, " > ")
}

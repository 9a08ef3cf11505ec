package blocks

import (
	"slices"
	"strings"
)

// subjects says for people what the groups of names speak of, in the order of
// groups; empty: nothing that would explain why a block was left out.
var subjects = [groupCount]string{"caption or credit", "related links", "share bar", "comments", "newsletter, advertisement or subscription",
	"byline", "date line", "tags", "navigation", "", "hidden", ""}

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
		if classes := strings.Fields(attribute(n, "class")); len(classes) > 0 {
			name += "." + classes[0]
		}
		names = append(names, name)
	}
	slices.Reverse(names)
	return strings.Join(names, " > ")
}

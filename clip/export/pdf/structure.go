package pdf

import (
	"fmt"
	"strings"
)

// titleRole is the tag of the document's own title. PDF 2.0 has it; for readers
// of PDF 1.7, which have not, the role map says that it is a heading
// (ISO 32000-1, 14.8.4).
const titleRole = "Title"

// structure is the tree of tags that tells a screen reader what is a heading,
// a list, a table (ISO 32000-1, 14.7 and 14.8). Elements are kept only until
// flush, which follows each clip.
type structure struct {
	doc      *document
	root     ref
	document ref
	kids     []ref    // of the document element, in reading order
	parents  []string // the parent tree: by key, the element of each piece of content
	open     []*element
}

// An element is one tag. Its kids are pieces of content and other elements.
type element struct {
	id, parent ref
	role       string
	extra      string // more entries: alternative text, language
	kids       []string
}

func newStructure(doc *document) *structure {
	return &structure{doc: doc, root: doc.alloc(), document: doc.alloc()}
}

// element opens a tag in parent; nil stands for the document.
func (s *structure) element(role string, parent *element) *element {
	e := &element{id: s.doc.alloc(), role: role, parent: s.document}
	if parent != nil {
		e.parent = parent.id
		parent.kids = append(parent.kids, e.id.String())
	} else {
		s.kids = append(s.kids, e.id)
	}
	s.open = append(s.open, e)
	return e
}

// flush writes the open elements and forgets them.
func (s *structure) flush() {
	for _, e := range s.open {
		s.doc.object(e.id, fmt.Sprintf("<</Type/StructElem/S/%s/P %v%s/K[%s]>>", e.role, e.parent, e.extra, strings.Join(e.kids, " ")))
	}
	clear(s.open)
	s.open = s.open[:0]
}

// key takes a place in the parent tree.
func (s *structure) key(value string) int {
	s.parents = append(s.parents, value)
	return len(s.parents) - 1
}

// finish writes the roots. front counts the top elements that were made last
// but are read first: cover and contents.
func (s *structure) finish(front int) {
	s.flush()
	turn := len(s.kids) - front
	kids := append(append([]ref{}, s.kids[turn:]...), s.kids[:turn]...)
	s.doc.object(s.document, fmt.Sprintf("<</Type/StructElem/S/Document/P %v/K[%s]>>", s.root, refs(kids)))
	var numbers strings.Builder
	for i, value := range s.parents {
		fmt.Fprintf(&numbers, "%d %s ", i, value)
	}
	tree := s.doc.alloc()
	s.doc.object(tree, "<</Nums["+numbers.String()+"]>>")
	s.doc.object(s.root, fmt.Sprintf("<</Type/StructTreeRoot/K %v/ParentTree %v/ParentTreeNextKey %d/RoleMap<</%s/H1>>>>", s.document, tree, len(s.parents), titleRole))
}

// language adds the language of an element's text.
func (e *element) language(tag string) {
	if tag != "" {
		e.extra += "/Lang" + uriString(tag)
	}
}

// alternative adds what is read out instead of an image.
func (e *element) alternative(text string) { e.extra += "/Alt " + textString(text) }

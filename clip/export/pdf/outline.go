package pdf

import (
	"fmt"
	"math"
)

// A bookmark is a line of the outline that readers show beside the page.
type bookmark struct {
	title string
	depth int // below which it stands: the last bookmark of less depth
	page  ref
	top   float64

	id             ref
	parent         int // number of the bookmark, or -1
	kids           []int
	previous, next ref
}

// clipLevel is the depth of a clip below any section.
const clipLevel = math.MaxInt

// writeOutline writes the bookmarks as a tree (12.3.3) and returns its root.
func (b *book) writeOutline() ref {
	root := b.doc.alloc()
	top := b.linkBookmarks()
	if len(top) == 0 {
		b.doc.object(root, "<</Type/Outlines/Count 0>>")
		return root
	}
	for i := range b.bookmarks {
		m := &b.bookmarks[i]
		parent := root
		if m.parent >= 0 {
			parent = b.bookmarks[m.parent].id
		}
		body := fmt.Sprintf("<</Title %s/Parent %v/Dest[%v/XYZ 0 %.1f null]", textString(m.title), parent, m.page, m.top+8)
		if m.previous != 0 {
			body += fmt.Sprintf("/Prev %v", m.previous)
		}
		if m.next != 0 {
			body += fmt.Sprintf("/Next %v", m.next)
		}
		if len(m.kids) > 0 { // a count below 0: closed at first
			body += fmt.Sprintf("/First %v/Last %v/Count %d", b.bookmarks[m.kids[0]].id, b.bookmarks[m.kids[len(m.kids)-1]].id, -len(m.kids))
		}
		b.doc.object(m.id, body+">>")
	}
	b.doc.object(root, fmt.Sprintf("<</Type/Outlines/First %v/Last %v/Count %d>>", b.bookmarks[top[0]].id, b.bookmarks[top[len(top)-1]].id, len(top)))
	return root
}

// linkBookmarks gives each bookmark its parent and neighbours and returns
// those at the top.
func (b *book) linkBookmarks() (top []int) {
	var open []int // from the top down to the last bookmark
	for i := range b.bookmarks {
		m := &b.bookmarks[i]
		m.id, m.parent = b.doc.alloc(), -1
		for len(open) > 0 && b.bookmarks[open[len(open)-1]].depth >= m.depth {
			open = open[:len(open)-1]
		}
		siblings := &top
		if len(open) > 0 {
			m.parent = open[len(open)-1]
			siblings = &b.bookmarks[m.parent].kids
		}
		if n := len(*siblings); n > 0 {
			before := &b.bookmarks[(*siblings)[n-1]]
			m.previous, before.next = before.id, m.id
		}
		*siblings = append(*siblings, i)
		open = append(open, i)
	}
	return top
}

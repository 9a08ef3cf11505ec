package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// A page holds the operators of one page until finish writes them.
type page struct {
	book    *book
	id      ref
	sheet   sheet
	label   string // its number as printed
	content bytes.Buffer
	notes   []ref // link annotations
	marked  []ref // by marked-content number: the element of that content
	key     int   // in the parent tree
	fonts   []*face
	images  []*picture
	silent  bool // what is drawn now was read before
}

func (b *book) newPage(label string) *page {
	return &page{book: b, id: b.doc.alloc(), sheet: b.sheet, label: label, key: b.tree.key("")}
}

func (p *page) printf(format string, args ...any) { fmt.Fprintf(&p.content, format, args...) }

// begin opens marked content of e, or, without one, of something that is not
// read: a running head, a line.
func (p *page) begin(e *element) {
	if e == nil || p.silent {
		p.content.WriteString("/Artifact BMC\n")
		return
	}
	number := len(p.marked)
	p.marked = append(p.marked, e.id)
	e.kids = append(e.kids, fmt.Sprintf("<</Type/MCR/Pg %v/MCID %d>>", p.id, number))
	p.printf("/%s<</MCID %d>>BDC\n", e.role, number)
}

// again has draw draw what was read before, as an artifact.
func (p *page) again(draw func()) {
	before := p.silent
	p.silent = true
	draw()
	p.silent = before
}

func (p *page) end() { p.content.WriteString("EMC\n") }

// bar fills a rectangle whose top left corner is x, top.
func (p *page) bar(x, top, width, height float64, c ink) {
	p.printf("/Artifact BMC %s rg %.2f %.2f %.2f %.2f re f EMC\n", c, x, top-height, width, height)
}

// frame draws the outline of a rectangle whose top left corner is x, top.
func (p *page) frame(x, top, width, height float64) {
	const line = 0.4
	p.bar(x, top, width, line, gray)
	p.bar(x, top-height+line, width, line, gray)
	p.bar(x, top, line, height, gray)
	p.bar(x+width-line, top, line, height, gray)
}

// use returns the name under which the page's operators call the face.
func (p *page) use(f *face) string {
	if !slices.Contains(p.fonts, f) {
		p.fonts = append(p.fonts, f)
	}
	f.used = true
	return fmt.Sprintf("F%d", int(f.id))
}

// image draws a picture with its bottom left corner at x, y.
func (p *page) image(image *picture, x, y, width, height float64) {
	if !slices.Contains(p.images, image) {
		p.images = append(p.images, image)
	}
	p.printf("q %.3f 0 0 %.3f %.2f %.2f cm /I%d Do Q\n", width, height, x, y, int(image.id))
}

// link makes a rectangle lead to target; e is its Link element.
func (p *page) link(x0, y0, x1, y1 float64, target *link, e *element) {
	id := p.book.doc.alloc()
	action := target.destination
	contents := target.title
	if action == "" {
		action = "/A<</S/URI/URI" + uriString(target.address) + ">>"
		contents = target.address
	} else {
		action = "/Dest" + action
	}
	parent := ""
	if e != nil && !p.silent {
		parent = fmt.Sprintf("/StructParent %d", p.book.tree.key(e.id.String()))
		e.kids = append(e.kids, fmt.Sprintf("<</Type/OBJR/Pg %v/Obj %v>>", p.id, id))
	}
	p.book.doc.object(id, fmt.Sprintf("<</Type/Annot/Subtype/Link/P %v/Rect[%.2f %.2f %.2f %.2f]/Border[0 0 0]/F 4/Contents %s%s%s>>",
		p.id, x0, y0, x1, y1, textString(contents), action, parent))
	p.notes = append(p.notes, id)
}

// finish writes the page and lets its operators go.
func (p *page) finish() {
	doc := p.book.doc
	content := doc.alloc()
	doc.stream(content, "", p.content.Bytes())
	var fonts, images strings.Builder
	for _, f := range p.fonts {
		fmt.Fprintf(&fonts, "/F%d %v", int(f.id), f.id)
	}
	for _, i := range p.images {
		fmt.Fprintf(&images, "/I%d %v", int(i.id), i.id)
	}
	notes := ""
	if len(p.notes) > 0 {
		notes = "/Annots[" + refs(p.notes) + "]"
	}
	doc.object(p.id, fmt.Sprintf("<</Type/Page/Parent %v/MediaBox[0 0 %.2f %.2f]/Contents %v/Tabs/S/StructParents %d%s/Resources<</Font<<%s>>/XObject<<%s>>>>>>",
		p.book.pagesRoot, p.sheet.width, p.sheet.height, content, p.key, notes, fonts.String(), images.String()))
	p.book.tree.parents[p.key] = "[" + refs(p.marked) + "]"
	p.content = bytes.Buffer{}
}

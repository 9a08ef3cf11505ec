package reader

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"newsclip/clip"
)

// Options are what a View needs from outside. The zero value shows text
// without images and ignores links.
type Options struct {
	// Image returns the bytes of a kept image, nil when there is none. It is
	// called through Go, and never for an address that the library has not.
	Image func(url string) fyne.Resource
	// Go runs work away from the user interface and then done on it; nil shows
	// no images.
	Go func(work, done func())
	// Open is called with the address of a link that was clicked: http, https
	// or mailto, nothing else.
	Open func(url string)
	// Menu returns what the menu of the right button offers for leaves of the
	// body, as clip.Body.Leaves counts them; nil: nothing.
	Menu func(leaves []int) []*fyne.MenuItem
	// Selected is called when the person has selected text, or nothing any
	// more.
	Selected func()
	// Tapped is called with the ID of a passage that was clicked.
	Tapped func(id clip.ID)
	// Scrolled is called when the text has moved.
	Scrolled func()
	// Key, Rune and Shortcut get what the reader has no use for itself.
	Key      func(*fyne.KeyEvent)
	Rune     func(rune)
	Shortcut func(fyne.Shortcut)
}

// View is the reader. Use it on Fyne's goroutine only.
type View struct {
	widget.BaseWidget
	page   *page
	scroll *container.Scroll
}

// New returns an empty reader.
func New(o Options) *View {
	v := &View{page: newPage(o)}
	v.scroll = container.NewVScroll(v.page)
	v.page.scroll = v.scroll
	v.scroll.OnScrolled = func(fyne.Position) { v.page.scrolled() }
	v.ExtendBaseWidget(v)
	return v
}

// SetDocument shows d from its beginning.
func (v *View) SetDocument(d Document) {
	v.page.setDocument(d)
	v.scroll.Offset = fyne.Position{}
	v.scroll.Refresh()
	v.page.repaint()
}

// Replace shows d and stays where the person reads: for a document that is the
// same but for a detail.
func (v *View) Replace(d Document) {
	anchor := v.page.anchor()
	v.page.setDocument(d)
	v.page.restore(anchor)
}

// SetMarks replaces the marks of the document.
func (v *View) SetMarks(marks []Mark) {
	v.page.document.Marks = marks
	v.page.repaint()
}

// Find marks every place where text occurs, ignoring case, scrolls to the
// number-th of them, counted from 0 and round the end, and returns how many
// there are.
func (v *View) Find(text string, number int) int {
	return v.step(find(v.page.texts, text, false), number)
}

// FindWords is Find for whole words, any of them.
func (v *View) FindWords(words []string, number int) int {
	return v.step(v.wordMarks(words), number)
}

func (v *View) step(marks []Mark, number int) int {
	if len(marks) > 0 {
		number = ((number % len(marks)) + len(marks)) % len(marks)
		marks[number].Current = true
	}
	v.SetMarks(marks)
	if len(marks) > 0 {
		v.page.reveal(Position{marks[number].Leaf, marks[number].From})
	}
	return len(marks)
}

// Highlight marks whole words wherever they occur, ignoring case.
func (v *View) Highlight(words []string) { v.SetMarks(v.wordMarks(words)) }

// RevealMark scrolls to the first mark in the text itself, unless one stands
// above it, where it is in view already.
func (v *View) RevealMark() {
	marks := v.page.document.Marks
	if len(marks) > 0 && marks[0].Leaf >= 0 {
		v.page.reveal(Position{marks[0].Leaf, marks[0].From})
	}
}

// wordMarks returns the places of words in the order of the text.
func (v *View) wordMarks(words []string) (marks []Mark) {
	for _, word := range words {
		marks = append(marks, find(v.page.texts, word, true)...)
	}
	slices.SortFunc(marks, func(a, b Mark) int {
		return cmp.Or(cmp.Compare(a.Leaf, b.Leaf), cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To))
	})
	return marks
}

// SelectedText returns the text that is selected, paragraphs parted by empty
// lines.
func (v *View) SelectedText() string { return v.page.selectedText() }

// SelectAll selects the whole text.
func (v *View) SelectAll() { v.page.selectAll() }

// ScrollToTop shows the beginning.
func (v *View) ScrollToTop() { v.page.scrollTo(0) }

// Page scrolls by a share of the height in view, down when positive.
func (v *View) Page(share float32) { v.page.scrollBy(share * v.scroll.Size().Height) }

// CreateRenderer implements fyne.Widget.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	return &viewRenderer{v}
}

type viewRenderer struct{ view *View }

// Layout lays the text out for the width before the scroll asks for its
// height; what the person reads stays in view.
func (r *viewRenderer) Layout(size fyne.Size) {
	p := r.view.page
	anchor := p.anchor()
	changed := p.setWidth(size.Width)
	r.view.scroll.Resize(size)
	if changed {
		p.restore(anchor)
	} else {
		p.scrolled()
	}
}

func (r *viewRenderer) MinSize() fyne.Size           { return fyne.NewSize(200, 120) }
func (r *viewRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.view.scroll} }
func (r *viewRenderer) Destroy()                     {}

// Refresh follows a change of theme: sizes and colours.
func (r *viewRenderer) Refresh() {
	p := r.view.page
	anchor := p.anchor()
	if p.themeChanged() {
		p.restore(anchor)
		return
	}
	p.repaint()
}

package ui

import (
	"fmt"
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/view"
)

// exportPreview shows how a document begins.
type exportPreview struct {
	box    *fyne.Container
	state  *widget.Label
	wrong  *fault // with what is chosen
	scroll *container.Scroll
	making bool
	asked  int // counts what was chosen: only the last is shown
}

// previewPause is how long nothing is chosen before a preview is made: typing
// goes on.
const previewPause = 250 * time.Millisecond

func newExportPreview() *exportPreview {
	p := &exportPreview{state: widget.NewLabel(""), wrong: newFault(exportWide - exportFormWide), scroll: container.NewVScroll(container.NewVBox())}
	p.state.Truncation = fyne.TextTruncateEllipsis
	ground := canvas.NewRectangle(theme.Color(theme.ColorNameInputBackground))
	p.box = container.NewBorder(container.NewVBox(p.state, p.wrong.label), nil, nil, nil, container.NewStack(ground, p.scroll))
	return p
}

// ask makes the preview anew after a pause.
func (p *exportPreview) ask(f *exportForm) {
	p.asked++
	asked := p.asked
	p.making = true
	f.model.Stop()
	p.state.SetText("Preview: being made…")
	f.w.worker.later(previewPause, func() {
		if asked == p.asked && f.overlay != nil {
			f.model.Preview(func(made view.Preview, err error) { p.show(made, err) })
		}
	})
}

// fail says why the document cannot be made so; how it was before stays in view.
func (p *exportPreview) fail(sentence string) {
	p.state.SetText("This cannot be made:")
	p.wrong.say(sentence)
}

func (p *exportPreview) show(made view.Preview, err error) {
	p.making = false
	p.wrong.say("")
	switch {
	case err != nil:
		p.fail(app.Sentence(err))
		return
	case made.Name != "":
		p.state.SetText("Preview of " + made.Name)
		p.put(previewText(made.Text))
	case len(made.Pages) == 1:
		p.state.SetText("Preview of the first page")
		p.put(previewPages(made.Pages))
	default:
		p.state.SetText(fmt.Sprintf("Preview of the first %d pages", len(made.Pages)))
		p.put(previewPages(made.Pages))
	}
}

// put shows something in the place of what was shown, at the same height.
func (p *exportPreview) put(content fyne.CanvasObject) {
	at := p.scroll.Offset
	p.scroll.Content = container.NewPadded(content)
	p.scroll.Refresh()
	p.scroll.ScrollToOffset(at)
}

func previewText(text string) fyne.CanvasObject {
	label := widget.NewLabel(text) // in even widths Chinese lines would overlap
	label.Wrapping = fyne.TextWrapWord
	return label
}

// previewPages lays pages out, each as wide as there is room.
func previewPages(pages []image.Image) fyne.CanvasObject {
	stack := container.New(&pageStack{})
	for _, page := range pages {
		drawn := canvas.NewImageFromImage(page)
		drawn.FillMode, drawn.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
		stack.Add(drawn)
	}
	return stack
}

// pageStack lays images of pages out in rows: two beside each other where
// there is room.
type pageStack struct{ width float32 }

// pageGap is the room between pages, in units; minPageWide the least width of
// one; twoPagesWide the least of two.
const pageGap, minPageWide, twoPagesWide = 12, 200, 560

// MinSize is part of fyne.Layout.
func (l *pageStack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	l.place(objects, max(l.width, minPageWide), func(_ fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		height = max(height, at.Y+size.Height)
	})
	return fyne.NewSize(minPageWide, height)
}

// Layout is part of fyne.Layout.
func (l *pageStack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		o.Resize(size)
		o.Move(at)
	})
}

func (l *pageStack) place(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) {
	columns := 1
	if width >= twoPagesWide && len(objects) > 1 {
		columns = 2
	}
	each := (width - pageGap*float32(columns-1)) / float32(columns)
	y, high := float32(0), float32(0)
	for i, o := range objects {
		if column := i % columns; column == 0 && i > 0 {
			y, high = y+high+pageGap, 0
		}
		height := pageHeight(o, each)
		high = max(high, height)
		put(o, fyne.NewPos(float32(i%columns)*(each+pageGap), y), fyne.NewSize(each, height))
	}
}

func pageHeight(o fyne.CanvasObject, width float32) float32 {
	page, ok := o.(*canvas.Image)
	if !ok || page.Image == nil || page.Image.Bounds().Empty() {
		return width
	}
	size := page.Image.Bounds().Size()
	return width * float32(size.Y) / float32(size.X)
}

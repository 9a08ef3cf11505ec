package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/view"
)

// offers are the stories that look like one. They stand in one line of the left
// pane, which is there only while there are any; a click shows them side by side
// with what they share, and a person merges them or says that they are two.
type offers struct {
	w      *Window
	found  []app.Offered
	latest *view.Latest
	asking bool
	again  bool   // something changed since they were asked for
	sheet  *sheet // that shows them; nil while it is closed
	list   *fyne.Container
}

func newOffers(w *Window) *offers {
	return &offers{w: w, latest: view.NewLatest(w.worker.post, w.worker.work), list: container.NewVBox()}
}

// offersPause is how long the library must rest before it is asked again: an
// import changes it ten times a second.
const offersPause = time.Second

// ask asks which stories look like one, one question at a time.
func (o *offers) ask() {
	if o.asking {
		o.again = true
		return
	}
	o.asking, o.again = true, false
	o.w.worker.later(offersPause, func() { view.Ask(o.latest, o.w.app.Offers, o.answer) })
}

func (o *offers) answer(found []app.Offered, err error) {
	o.asking = false
	if err != nil { // a fault is told where it stops a person from doing something
		return
	}
	o.found = found
	o.w.tree.SetOffers(len(found))
	o.w.sidebar.tree.Refresh()
	if o.sheet != nil {
		o.fill()
	}
	if o.again {
		o.ask()
	}
}

// show shows the offers.
func (o *offers) show() {
	if len(o.found) == 0 || o.sheet != nil {
		return
	}
	s := o.w.newSheet("Are these one story?")
	o.sheet = s
	s.cancel = o.close
	o.fill()
	s.cancelButton("Close")
	s.show(container.NewVScroll(o.list), fyne.NewSize(640, 520), nil)
}

func (o *offers) close() {
	s := o.sheet
	o.sheet = nil
	s.close()
}

// fill lists the offers; when the last one is answered the sheet goes.
func (o *offers) fill() {
	o.list.RemoveAll()
	for i := range o.found {
		if i > 0 {
			o.list.Add(widget.NewSeparator())
		}
		o.list.Add(o.card(&o.found[i]))
	}
	o.list.Refresh()
	if len(o.found) == 0 {
		o.close()
	}
}

// card is one offer: the two stories, what they share, and the two answers.
func (o *offers) card(offer *app.Offered) fyne.CanvasObject {
	box := container.New(stacked{})
	say := func(s captionShown) {
		c := newCaption(nil)
		c.show(s)
		box.Add(c)
	}
	for _, story := range []*app.Coverage{&offer.From, &offer.To} {
		say(captionShown{text: story.Story.Name, bold: true, lines: 3})
		say(captionShown{text: storyText(story), small: true, muted: true, lines: 2})
	}
	for _, why := range reasons(offer) {
		say(captionShown{text: why, small: true, lines: 2})
	}
	answered := *offer
	merge := o.sheet.inner("Merge", func() { o.merge(&answered) })
	merge.Importance = widget.HighImportance
	apart := o.sheet.inner("They are two", func() { o.apart(&answered) })
	return container.NewVBox(box, container.NewHBox(merge, apart))
}

// storyText says of a story how much there is of it, from whom and when.
func storyText(c *app.Coverage) string {
	var names []string
	for _, outlet := range c.Outlets[:min(outletsNamed, len(c.Outlets))] {
		if outlet.Name != "" {
			names = append(names, outlet.Name)
		}
	}
	text := coverageText(c)
	if len(names) > 0 {
		text += " · " + strings.Join(names, ", ")
	}
	if more := len(c.Outlets) - outletsNamed; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// reasons say what the two clips have in common that are most like each other.
func reasons(offer *app.Offered) (out []string) {
	if names := offer.Alike.Names; len(names) > 0 {
		out = append(out, "Both name "+strings.Join(names, ", "))
	}
	if words := offer.Alike.Words; len(words) > 0 {
		out = append(out, "Words of both: "+strings.Join(words, ", "))
	}
	details := alikeDetails(&offer.Alike)
	if outletOf(&offer.Alike.Clip) != "" { // the stories say it
		details = details[1:]
	}
	return append(out, strings.Join(append(details, fmt.Sprintf("%d %% likely", percent(offer.Chance))), " · "))
}

// merge joins the two.
func (o *offers) merge(offer *app.Offered) {
	o.answered(offer, func(ctx context.Context) error {
		return o.w.app.MergeStories(ctx, offer.From.Story.ID, offer.To.Story.ID)
	}, "“"+shorten(offer.From.Story.Name, 60)+"” is now part of “"+shorten(offer.To.Story.Name, 60)+"”.")
}

// apart remembers that they are two.
func (o *offers) apart(offer *app.Offered) {
	o.answered(offer, func(ctx context.Context) error {
		return o.w.app.KeepApart(ctx, offer.From.Story.ID, offer.To.Story.ID)
	}, "The two stories stay two.")
}

func (o *offers) answered(offer *app.Offered, do func(context.Context) error, said string) {
	o.w.do(do, func() {
		o.w.notice.say(said, "Undo", o.w.undo)
		o.w.reading.reopen()
		var rest []app.Offered
		for _, other := range o.found {
			if other.From.Story.ID != offer.From.Story.ID || other.To.Story.ID != offer.To.Story.ID {
				rest = append(rest, other)
			}
		}
		o.found = rest
		o.w.tree.SetOffers(len(rest))
		o.w.sidebar.tree.Refresh()
		if o.sheet != nil {
			o.fill()
		}
		o.ask()
	})
}

// stacked lays captions out below each other, each as high as its text at the
// width that there is.
type stacked struct{}

// MinSize is part of fyne.Layout.
func (stacked) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, o := range objects {
		height += o.MinSize().Height
	}
	return fyne.NewSize(200, height)
}

// Layout is part of fyne.Layout.
func (stacked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(size.Width, height))
		o.Move(fyne.NewPos(0, y))
		y += height
	}
}

package ui

import (
	"context"
	"fmt"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/clip"
)

// toggleWhy shows beside the open clip why it is in its story, or no longer.
func (w *Window) toggleWhy() { w.reading.panel.toggle(w.reading.why) }

// whyPanel says why the open clip is in its story, and takes it out.
type whyPanel struct {
	w     *Window
	form  *form
	id    clip.ID // the clip that this is of
	rows  *fyne.Container
	apart *formButton
	whole fyne.CanvasObject
}

func newWhyPanel(w *Window, f *form) *whyPanel {
	p := &whyPanel{w: w, form: f, rows: container.New(layout.NewCustomPaddedVBoxLayout(0))}
	p.apart = f.inner("Not the same story", p.part)
	p.whole = container.NewPadded(container.NewBorder(nil, p.apart, nil, nil, container.NewVScroll(p.rows)))
	return p
}

func (p *whyPanel) title() string              { return "Why here?" }
func (p *whyPanel) content() fyne.CanvasObject { return p.whole }
func (p *whyPanel) first() fyne.Focusable      { return nil }

// show asks about the open clip.
func (p *whyPanel) show() {
	id := p.w.reading.clip.ID
	if id == "" {
		p.fill("", nil)
		return
	}
	var why app.Reasons
	p.w.do(func(ctx context.Context) (err error) { why, err = p.w.app.Why(ctx, id); return err }, func() {
		if p.w.reading.clip.ID == id {
			p.fill(id, &why)
		}
	})
}

func (p *whyPanel) fill(id clip.ID, r *app.Reasons) {
	p.id = id
	p.rows.Objects = nil
	p.apart.Disable()
	switch {
	case r == nil:
		p.muted("Open a clip to see why it is in its story.")
	case r.Others == 0:
		p.say("This clip is alone in its story.")
	default:
		p.apart.Enable()
		p.say(fmt.Sprintf("In “%s” with %s.", r.Story.Name, others(r.Others)))
		p.muted(fmt.Sprintf("It fits with %d %%; a clip joins by itself from %d %%.", percent(r.Chance), percent(r.Needed)))
	}
	if r != nil {
		p.reasons(r)
	}
	p.rows.Refresh()
}

func (p *whyPanel) reasons(r *app.Reasons) {
	if r.Clip.Pinned {
		p.muted("Pinned: it stays where it is.")
	}
	for i := range r.Alike {
		p.alike(&r.Alike[i])
	}
	p.listed("You put it with", r.Together)
	p.listed("You parted it from", r.Apart)
	if r.Next.ID != "" {
		p.heading("Next best story")
		p.link(r.Next.Name, func() { p.w.visitStory(r.Next.ID) })
		p.muted(fmt.Sprintf("It would fit there with %d %%.", percent(r.NextChance)))
	}
}

// alike shows a clip of the same story, and what the two share.
func (p *whyPanel) alike(a *app.Alike) {
	p.heading(a.Clip.Version.Headline())
	p.muted(strings.Join(alikeDetails(a), " · "))
	if len(a.Names) > 0 {
		p.say("Names: " + strings.Join(a.Names, ", "))
	}
	if len(a.Words) > 0 {
		p.say("Words: " + strings.Join(a.Words, ", "))
	}
}

func alikeDetails(a *app.Alike) []string {
	var out []string
	if outlet := outletOf(&a.Clip); outlet != "" {
		out = append(out, outlet)
	}
	switch {
	case a.Days < 0:
		out = append(out, "not both have a date")
	case a.Days < 1:
		out = append(out, "within a day")
	default:
		out = append(out, fmt.Sprintf("%.0f days apart", math.Ceil(a.Days)))
	}
	if a.Shared >= sharedWorthSaying {
		out = append(out, fmt.Sprintf("%.0f %% of the shorter text is in the other", 100*a.Shared))
	}
	return out
}

// sharedWorthSaying is the least share of one text in another that is told.
const sharedWorthSaying = 0.1

func (p *whyPanel) listed(what string, clips []clip.Clip) {
	if len(clips) == 0 {
		return
	}
	p.heading(what)
	for i := range clips {
		p.say(clips[i].Version.Title)
	}
}

func (p *whyPanel) say(text string)   { p.add(widget.NewLabel(text)) }
func (p *whyPanel) muted(text string) { p.add(mutedLabel(text)) }

func (p *whyPanel) heading(text string) {
	label := widget.NewLabel(text)
	label.TextStyle.Bold = true
	p.rows.Add(widget.NewSeparator())
	p.add(label)
}

func (p *whyPanel) link(text string, do func()) {
	link := widget.NewHyperlink(text, nil)
	link.Wrapping, link.OnTapped = fyne.TextWrapWord, do
	p.rows.Add(link)
}

func (p *whyPanel) add(label *widget.Label) {
	label.Wrapping = fyne.TextWrapWord
	p.rows.Add(label)
}

// part takes the clip out of its story, for good.
func (p *whyPanel) part() {
	p.w.notSame([]clip.ID{p.id})
}

// percent never says 100: no chance is certain.
func percent(chance float64) int { return min(int(math.Round(100*chance)), 99) }

func others(n int) string {
	if n == 1 {
		return "one other clip"
	}
	return fmt.Sprintf("%d other clips", n)
}

package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// notice is the strip at the bottom: the last message with what can be done
// about it, and the work under way with its progress.
type notice struct {
	box     *fyne.Container
	message *widget.Label
	action  *widget.Button
	other   *widget.Button // a second thing that can be done
	close   *widget.Button
	strip   *fyne.Container
	jobs    *fyne.Container
	later   func(pause time.Duration, f func())
	said    int // counts the messages
}

// noticeStays is how long a message stays that is no warning: long enough to
// read it and to take the deed back.
const noticeStays = 20 * time.Second

func newNotice(later func(time.Duration, func())) *notice {
	n := &notice{later: later, message: widget.NewLabel(""), action: widget.NewButton("", nil), other: widget.NewButton("", nil), jobs: container.NewVBox()}
	n.message.Wrapping = fyne.TextWrapWord
	n.close = widget.NewButtonWithIcon("", theme.CancelIcon(), n.hide)
	n.close.Importance = widget.LowImportance
	ground := canvas.NewRectangle(theme.Color(theme.ColorNameInputBackground))
	line := container.NewBorder(nil, nil, nil, container.NewCenter(container.NewHBox(n.action, n.other, n.close)), n.message)
	n.strip = container.NewStack(ground, container.NewPadded(line))
	n.strip.Hide()
	n.box = container.NewVBox(n.jobs, n.strip)
	return n
}

// say shows a message for a while; action may be empty.
func (n *notice) say(text, action string, do func()) {
	n.warn(text, action, do)
	said := n.said
	n.later(noticeStays, func() {
		if said == n.said {
			n.hide()
		}
	})
}

// warn shows a message until it is closed or another comes.
func (n *notice) warn(text, action string, do func()) {
	n.said++
	n.message.SetText(text)
	n.action.Hide()
	n.other.Hide()
	if action != "" {
		n.action.SetText(action)
		n.action.OnTapped = func() { n.hide(); do() }
		n.action.Show()
	}
	n.strip.Show()
	n.box.Refresh()
}

// offer adds a second thing to do to the message that shows.
func (n *notice) offer(text string, do func()) {
	n.other.SetText(text)
	n.other.OnTapped = func() { n.hide(); do() }
	n.other.Show()
	n.box.Refresh()
}

func (n *notice) hide() {
	n.strip.Hide()
	n.box.Refresh()
}

// job is one line of work under way.
type job struct {
	ctx   context.Context
	label *widget.Label
	bar   *widget.ProgressBar
	wait  *widget.ProgressBarInfinite // until there is more than one thing to count
}

// begin shows a line for work and returns its context, which Cancel ends, and
// the function that takes the line away.
func (n *notice) begin(parent context.Context, title string) (*job, func()) {
	ctx, cancel := context.WithCancel(parent)
	j := &job{ctx: ctx, label: widget.NewLabel(title), bar: widget.NewProgressBar(), wait: widget.NewProgressBarInfinite()}
	j.bar.Hide()
	bars := container.New(thinBar{}, j.bar, j.wait)
	stop := widget.NewButton("Cancel", cancel)
	line := container.NewBorder(widget.NewSeparator(), nil, j.label, stop, bars)
	n.jobs.Add(line)
	n.box.Refresh()
	return j, func() {
		cancel()
		j.wait.Stop()
		n.jobs.Remove(line)
		n.box.Refresh()
	}
}

// progress shows how far the work is.
func (j *job) progress(done, total int) {
	if total > 1 {
		j.wait.Hide()
		j.bar.Show()
		j.bar.SetValue(float64(done) / float64(total))
	}
}

// say shows what the work is at, and how far.
func (j *job) say(text string, done, total int) {
	j.label.SetText(text)
	j.progress(done, total)
}

// thinBar lays bars out in the middle of the height, each as high as a line of
// text.
type thinBar struct{}

// MinSize is part of fyne.Layout.
func (thinBar) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(80, barHeight) }

// Layout is part of fyne.Layout.
func (thinBar) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(size.Width, barHeight))
		o.Move(fyne.NewPos(0, (size.Height-barHeight)/2))
	}
}

// barHeight is the height of a progress bar, in units.
const barHeight = 20

package ui

import (
	"context"
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/clip"
	"newsclip/clip/store"
)

// toggleRemoved shows beside the open clip what was removed from its page, or
// no longer.
func (w *Window) toggleRemoved() { w.reading.panel.toggle(w.reading.removed) }

// removedPanel shows what cleaning left out of the open clip and why: what is
// typed narrows it, Up and Down go through it, Return puts a piece back.
type removedPanel struct {
	w          *Window
	id         clip.ID // the clip whose pieces these are
	all, shown []clip.Removal
	at         int
	filter     *formField
	list       *widget.List
	text, why  *widget.Label
	once       *formButton
	always     *formButton
	whole      fyne.CanvasObject
}

func newRemovedPanel(w *Window, f *form) *removedPanel {
	r := &removedPanel{w: w, text: widget.NewLabel(""), why: mutedLabel("")}
	r.text.Wrapping, r.why.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	r.list = widget.NewList(func() int { return len(r.shown) }, func() fyne.CanvasObject { return newPieceLine() }, nil)
	r.list.HideSeparators = true
	r.list.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		o.(*pieceLine).show(r.shown[i], i == r.at, func() { r.choose(i) })
	}
	r.filter = f.field("")
	r.filter.arrow = func(by int) { r.choose(min(max(r.at+by, 0), max(len(r.shown)-1, 0))) }
	r.filter.OnChanged = func(string) { r.narrow() }
	r.once = f.inner("Put back", func() { r.putBack(false) })
	r.once.Importance = widget.HighImportance
	r.always = f.inner("Put back, always on this site", func() { r.putBack(true) })
	f.accept = func() { r.putBack(false) }
	piece := container.NewVScroll(container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()), r.text, r.why))
	chosen := container.NewBorder(widget.NewSeparator(), container.NewVBox(r.once, r.always), nil, nil, piece)
	r.whole = container.NewPadded(container.New(listed{}, container.NewBorder(r.filter, nil, nil, nil, r.list), chosen))
	return r
}

func (r *removedPanel) title() string              { return "What was removed" }
func (r *removedPanel) content() fyne.CanvasObject { return r.whole }
func (r *removedPanel) first() fyne.Focusable      { return r.filter }

// show reads what was left out of the open clip.
func (r *removedPanel) show() {
	id, version := r.w.reading.clip.ID, r.w.reading.clip.Version.ID
	if id == "" {
		r.fill("", nil)
		return
	}
	var left store.Cleaning
	r.w.do(func(ctx context.Context) (err error) { left, err = r.w.app.Cleaning(ctx, version); return err }, func() {
		if r.w.reading.clip.Version.ID == version {
			r.fill(id, left.Removed)
		}
	})
}

func (r *removedPanel) fill(id clip.ID, removed []clip.Removal) {
	if id != r.id {
		r.at = 0
	}
	r.id, r.all = id, removed
	r.filter.SetPlaceHolder(fmt.Sprintf("Find among what was removed (%d)", len(removed)))
	at := r.at
	r.narrow()
	r.choose(min(at, max(len(r.shown)-1, 0)))
}

func (r *removedPanel) narrow() {
	words := strings.Fields(strings.ToLower(r.filter.Text))
	r.shown = nil
	for _, piece := range r.all {
		if hasAll(strings.ToLower(piece.Text+" "+piece.Reason+" "+piece.Rule+" "+piece.Form), words) {
			r.shown = append(r.shown, piece)
		}
	}
	r.choose(0)
}

func hasAll(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

func (r *removedPanel) current() (piece clip.Removal, ok bool) {
	if r.at >= len(r.shown) {
		return piece, false
	}
	return r.shown[r.at], true
}

// choose shows a piece whole, with all that is known of why it went.
func (r *removedPanel) choose(i int) {
	r.at = i
	piece, ok := r.current()
	r.text.SetText(piece.Text)
	r.why.SetText(r.wholeWhy(piece, ok))
	for _, b := range []*formButton{r.once, r.always} {
		if ok && app.CanPutBack(piece) {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	if ok {
		r.list.ScrollTo(i)
	}
	r.list.Refresh()
}

// wholeWhy says all that is known of why a piece went.
func (r *removedPanel) wholeWhy(piece clip.Removal, ok bool) string {
	switch {
	case r.id == "":
		return "Open a clip to see what was removed from it."
	case len(r.all) == 0:
		return "Nothing was removed from this clip."
	case !ok:
		return "No piece has these words."
	case !app.CanPutBack(piece):
		return pieceWhy(piece) + " · mended, not left out"
	case piece.Form != "":
		return pieceWhy(piece) + " · " + piece.Form
	}
	return pieceWhy(piece)
}

// putBack puts the chosen piece back.
func (r *removedPanel) putBack(always bool) {
	if piece, ok := r.current(); ok && app.CanPutBack(piece) {
		r.w.putBack(r.id, piece, always)
	}
}

// pieceWhy says why a piece went: a reason, and the rule or score.
func pieceWhy(piece clip.Removal) string {
	if piece.Rule == "" {
		return piece.Reason
	}
	return piece.Reason + " · " + piece.Rule
}

// pieceLine is one removed piece: how it begins, and why it went.
type pieceLine struct {
	widget.BaseWidget
	ground    *canvas.Rectangle
	text, why *widget.Label
	tapped    func()
}

func newPieceLine() *pieceLine {
	l := &pieceLine{ground: canvas.NewRectangle(color.Transparent), text: widget.NewLabel(""), why: mutedLabel("")}
	l.why.SizeName = theme.SizeNameCaptionText
	l.text.Truncation, l.why.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	l.ground.CornerRadius = theme.InputRadiusSize()
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is part of fyne.Widget.
func (l *pieceLine) CreateRenderer() fyne.WidgetRenderer {
	lines := container.New(layout.NewCustomPaddedVBoxLayout(-2*theme.InnerPadding()), l.text, l.why)
	return widget.NewSimpleRenderer(container.NewStack(l.ground, lines))
}

// Tapped chooses the piece.
func (l *pieceLine) Tapped(*fyne.PointEvent) { l.tapped() }

func (l *pieceLine) show(piece clip.Removal, current bool, tapped func()) {
	l.tapped = tapped
	l.ground.FillColor, l.why.Importance = color.Transparent, widget.LowImportance
	if current { // muted ink cannot be read on this ground in the dark
		l.ground.FillColor, l.why.Importance = theme.Color(theme.ColorNameSelection), widget.MediumImportance
	}
	l.ground.Refresh()
	l.text.SetText(piece.Text)
	l.why.SetText(pieceWhy(piece))
}

// putBack puts a removed piece back into a clip's text.
func (w *Window) putBack(id clip.ID, piece clip.Removal, always bool) {
	var done app.Corrected
	w.do(func(ctx context.Context) (err error) { done, err = w.app.PutBack(ctx, id, piece, always); return err }, func() {
		text := "Put back, as a new version."
		if done.Rule != nil {
			text = "Put back. Pieces like it stay on every page of " + done.Rule.Site + " from now on."
		}
		w.notice.say(text, "Undo", w.undo)
		w.reading.reopen()
	})
}

// correctMenu offers to take blocks of the open clip away.
func (w *Window) correctMenu(leaves []int) []*fyne.MenuItem {
	id, all := w.reading.clip.ID, w.reading.clip.Version.Body.Leaves()
	var texts []string
	for _, leaf := range leaves {
		if leaf < len(all) {
			texts = append(texts, all[leaf].Text)
		}
	}
	if id == "" || len(texts) == 0 {
		return nil
	}
	away := fyne.NewMenuItem("Take away", func() { w.takeAway(id, texts, false) })
	always := fyne.NewMenuItem("Take away, always on this site", func() { w.takeAway(id, texts, true) })
	return []*fyne.MenuItem{away, always}
}

// takeAway takes blocks out of a clip's text.
func (w *Window) takeAway(id clip.ID, texts []string, always bool) {
	var done app.Corrected
	w.do(func(ctx context.Context) (err error) { done, err = w.app.TakeAway(ctx, id, texts, always); return err }, func() {
		w.notice.say(takenAway(done.Rule), "Undo", w.undo)
		w.reading.reopen()
	})
}

func takenAway(rule *clip.SiteRule) string {
	switch {
	case rule == nil:
		return "Taken away, as a new version."
	case rule.Text != "":
		return "Taken away. Where a page of " + rule.Site + " says the same, it goes too from now on."
	}
	return "Taken away. Pieces like it go from every page of " + rule.Site + " from now on."
}

// askRules lists the corrections that hold for a whole site; the one chosen is
// dropped.
func (w *Window) askRules() {
	var rules []clip.SiteRule
	w.do(func(ctx context.Context) (err error) { rules, err = w.app.Rules(ctx); return err }, func() {
		var choices []choice
		for _, r := range rules {
			choices = append(choices, choice{r.Site + ": " + r.String(), func() { w.dropRule(r) }})
		}
		if len(choices) == 0 {
			w.notice.say("There are no rules. “Put back, always on this site” makes one.", "", nil)
			return
		}
		w.choose("Rules of sites: choose the one to drop", choices)
	})
}

func (w *Window) dropRule(r clip.SiteRule) {
	w.do(func(ctx context.Context) error { return w.app.DropRule(ctx, r.Number) }, func() {
		w.notice.say("The rule is dropped. Clips that it shaped stay as they are.", "Undo", w.undo)
	})
}

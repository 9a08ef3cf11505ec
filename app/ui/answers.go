package ui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/view"
	"newsclip/clip"
)

// added tells what became of inputs and asks about those that wait for it.
func (w *Window) added(results []app.Added) {
	text, action, do := w.told(results)
	say := w.notice.say
	if slices.ContainsFunc(results, func(r app.Added) bool { return r.Outcome == app.Failed }) || w.aside != "" {
		say = w.notice.warn
	}
	if w.aside != "" {
		text, w.aside = strings.TrimSpace(text+" "+w.aside), ""
	}
	if text != "" {
		say(text, action, do)
	}
	w.askPending(results)
	w.showKept(results)
}

// told says in one line what became of inputs, and what can be done about it.
func (w *Window) told(results []app.Added) (text, action string, do func()) {
	var kept []clip.ID
	var failed []app.Added
	twice, cancelled := 0, 0
	for _, r := range results {
		switch r.Outcome {
		case app.Kept, app.NewVersion:
			kept = append(kept, r.Clip.ID)
			if len(r.Existing) > 0 && r.Outcome == app.Kept {
				twice++
			}
		case app.Failed:
			failed = append(failed, r)
		case app.Cancelled, app.Waiting:
			cancelled++
		}
	}
	details := func() { w.showResults(results) }
	switch {
	case cancelled > 0:
		return w.toldCancelled(results, len(kept))
	case len(failed) > 0 && len(results) > 1:
		return fmt.Sprintf("%s kept, %d failed.", clips(len(kept)), len(failed)), "Details", details
	case len(failed) > 0 && strings.Contains(failed[0].Input, "://"):
		return app.Sentence(failed[0].Err), "Try again", w.retry
	case len(failed) > 0:
		return app.Sentence(failed[0].Err), "", nil
	case twice > 0:
		return fmt.Sprintf("%s kept, %d of them clipped before.", clips(len(kept)), twice), "Details", details
	case len(kept) == 1:
		return "1 clip kept.", "Undo", w.undo
	case len(kept) > 1:
		return clips(len(kept)) + " kept.", "Delete them", func() { w.delete(kept) }
	}
	return "", "", nil
}

// toldCancelled says what a cancelled batch has left: what was not reached waits.
func (w *Window) toldCancelled(results []app.Added, kept int) (text, action string, do func()) {
	waiting := 0
	for _, r := range results {
		if r.Outcome == app.Waiting {
			waiting++
		}
	}
	text = "Cancelled. "
	if kept > 0 {
		text += clips(kept) + " kept. "
	}
	if waiting == 0 {
		return text, "", nil
	}
	return text + "Not clipped yet: " + inputs(waiting) + ".", "Show", w.askQueue
}

// showResults lists what became of each input of a batch.
func (w *Window) showResults(results []app.Added) {
	box := container.NewVBox()
	failed := false
	for _, r := range results {
		label := widget.NewLabel(resultLine(r))
		label.Wrapping = fyne.TextWrapWord
		box.Add(label)
		failed = failed || r.Outcome == app.Failed
	}
	s := w.newSheet(fmt.Sprintf("What became of %d inputs", len(results)))
	if failed {
		s.button("Try the failed addresses again", func() { s.close(); w.retry() })
	}
	s.cancelButton("Close")
	s.show(container.NewVScroll(box), fyne.NewSize(680, 460), nil)
}

func resultLine(r app.Added) string {
	name := shorten(r.Input, 80)
	if r.Clip.ID != "" {
		name = shorten(r.Clip.Version.Headline(), 80)
	}
	switch {
	case r.Outcome == app.Failed:
		return "✗ " + name + "\n" + app.Sentence(r.Err)
	case r.Outcome == app.Kept && len(r.Existing) > 0:
		return "✓ " + name + "\nKept; it was clipped before on " + r.Existing[0].Captured.Local().Format("2 January 2006") + " too."
	case r.Outcome == app.Kept && len(r.Copies) > 0:
		return "✓ " + name + "\nKept; " + cmp.Or(r.Copies[0].Version.Outlet, r.Copies[0].Version.URL) + " has the same text."
	case r.Outcome == app.NewVersion:
		return "✓ " + name + "\nKept as a new version."
	case r.Outcome == app.Kept:
		return "✓ " + name
	}
	if r.Outcome == app.Cancelled || r.Outcome == app.Waiting {
		return "– " + name + "\nCancelled."
	}
	return "– " + name + "\nNot kept: " + string(r.Outcome) + "."
}

// showKept opens the clip that was kept and offers what its page carried.
func (w *Window) showKept(results []app.Added) {
	if len(results) != 1 || results[0].Clip.ID == "" {
		return
	}
	w.reveal(results[0].Clip)
	if len(results[0].Related) > 0 {
		w.offerRelated(results[0].Clip.ID, results[0].Related)
	}
}

// reveal opens a clip in the list, among all clips where the list that is open
// may not have it.
func (w *Window) reveal(c clip.Clip) {
	query := w.list.model.Query()
	if query.Text != "" || len(query.Folders) == 0 && w.sidebar.at != view.KeyAll {
		w.sidebar.visit(view.KeyAll)
	}
	w.list.model.Click([]clip.ID{c.ID}, c.ID, false, false)
	w.list.wanted = c.ID
	w.list.model.Refresh()
	w.reading.open(c.ID)
}

// askPending asks about duplicates and pages that are no article, one after
// the other.
func (w *Window) askPending(results []app.Added) {
	for i, r := range results {
		if r.Pending == nil {
			continue
		}
		next := func() { w.askPending(results[i+1:]) }
		if r.Outcome == app.Duplicate {
			w.askDuplicate(r, next)
		} else {
			w.askNoArticle(r, next)
		}
		return
	}
}

func (w *Window) askDuplicate(r app.Added, next func()) {
	existing := r.Existing[0]
	s := w.newSheet("Already clipped")
	answer := func(f func()) func() { return func() { s.close(); f(); next() } }
	s.cancel = answer(func() { w.refuse(r) })
	s.button("Open", answer(func() { w.discard(r.Pending, nil); w.reveal(existing) }))
	s.button("Save as new version", answer(func() { w.keep(r.Pending, app.AsNewVersion) }))
	s.button("Keep both", answer(func() { w.keep(r.Pending, app.KeepBoth) }))
	s.cancelButton("Do not keep")
	s.show(paragraph(fmt.Sprintf("“%s” was clipped on %s.", shorten(existing.Version.Headline(), 90),
		existing.Captured.Local().Format("2 January 2006"))), fyne.Size{}, nil)
}

func (w *Window) askNoArticle(r app.Added, next func()) {
	s := w.newSheet("Not kept yet")
	answer := func(f func()) func() { return func() { s.close(); f(); next() } }
	s.cancel = answer(func() { w.refuse(r) })
	s.cancelButton("Do not keep")
	s.acceptButton("Keep anyway", answer(func() { w.keep(r.Pending, app.KeepBoth) }))
	s.show(paragraph(r.Pending.Why()), fyne.Size{}, nil)
}

// refuse does not keep what was asked about, and gives the way back.
func (w *Window) refuse(r app.Added) {
	name := r.Pending.Version.Title
	if name == "" {
		name = r.Input
	}
	w.discard(r.Pending, func() {
		w.notice.say("Not kept: “"+shorten(name, 80)+"”.", "Keep it anyway", func() { w.keep(r.Pending, app.KeepBoth) })
	})
}

func (w *Window) keep(c *app.Capture, policy app.DuplicatePolicy) {
	w.worker.work(func() {
		kept := w.app.Keep(w.worker.ctx, c, app.AddOptions{Duplicates: policy})
		w.worker.post(func() { w.added([]app.Added{kept}) })
	})
}

func (w *Window) discard(c *app.Capture, done func()) {
	w.do(func(ctx context.Context) error { return w.app.Discard(ctx, c) }, done)
}

// offerRelated offers the other articles of a page as clips of their own.
func (w *Window) offerRelated(from clip.ID, related []clip.Related) {
	s := w.newSheet("Also on this page")
	s.cancelButton("None")
	checks := make([]*formCheck, len(related))
	chosen := func() (out []clip.Related) {
		for i, check := range checks {
			if check.Checked {
				out = append(out, related[i])
			}
		}
		return out
	}
	keep := s.acceptButton("Keep the checked", func() {
		if items := chosen(); len(items) > 0 { // Return with none checked answers nothing
			s.close()
			w.keepRelated(from, items)
		}
	})
	keep.Disable()
	box := container.NewVBox()
	for i, item := range related {
		checks[i] = s.check(shorten(item.Title, 80), func(bool) {
			if len(chosen()) > 0 {
				keep.Enable()
			} else {
				keep.Disable()
			}
		})
		box.Add(checks[i])
		if details := relatedDetails(item); details != "" {
			box.Add(mutedLabel("      " + details))
		}
	}
	s.show(container.NewVScroll(box), fyne.NewSize(620, 340), checks[0])
}

func (w *Window) keepRelated(from clip.ID, related []clip.Related) {
	var kept []app.Added
	w.do(func(ctx context.Context) (err error) { kept, err = w.app.KeepRelated(ctx, from, related); return err }, func() {
		var ids []clip.ID
		for _, added := range kept {
			ids = append(ids, added.Clip.ID)
		}
		w.notice.say(clips(len(ids))+" kept from this page.", "Delete", func() { w.delete(ids) })
	})
}

func relatedDetails(item clip.Related) string {
	text := item.Outlet
	if item.DateEvidence != "" {
		if text != "" {
			text += " · "
		}
		text += item.DateEvidence
	}
	if item.Excerpt {
		text += " · excerpt"
	}
	return text
}

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

// added tells what became of inputs and asks about those that wait for it; of a
// batch it tells when all is answered.
func (w *Window) added(results []app.Added) {
	pending := slices.DeleteFunc(slices.Clone(results), func(r app.Added) bool { return r.Pending == nil })
	if len(results) > 1 && len(pending) > 0 {
		w.askNoArticles(results, pending)
		return
	}
	w.tell(results)
	for _, r := range pending {
		if r.Outcome == app.Duplicate {
			w.askDuplicate(r)
		} else {
			w.askNoArticle(r)
		}
	}
	w.showKept(results)
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
	if w.reading.clip.ID == c.ID { // it may have a new version
		w.reading.reopen()
	}
	w.reading.open(c.ID)
}

// askDuplicate asks what to do with what was clipped before. Return opens the
// clip where nothing has changed since, else it keeps a new version.
func (w *Window) askDuplicate(r app.Added) {
	existing := r.Existing[0]
	s := w.newSheet("Already clipped")
	answer := func(f func()) func() { return func() { s.close(); f() } }
	s.cancel = answer(func() { w.refuse(r) })
	open, version := s.acceptButton, s.button
	since := "Nothing has changed since."
	if r.Changed != app.NothingChanged {
		open, version = s.button, s.acceptButton
		since = "Since then: " + strings.ToLower(r.Changed[:1]) + r.Changed[1:] + "."
	}
	open("Open", answer(func() { w.discard(r.Pending, nil); w.reveal(existing) }))
	version("Save as new version", answer(func() { w.keep(r.Pending, app.AsNewVersion) }))
	s.button("Keep both", answer(func() { w.keep(r.Pending, app.KeepBoth) }))
	s.cancelButton("Do not keep")
	s.show(paragraph(fmt.Sprintf("“%s” was clipped on %s. %s", shorten(existing.Version.Headline(), 90),
		existing.Captured.Local().Format("2 January 2006, 15:04"), since)), fyne.Size{}, nil)
}

func (w *Window) askNoArticle(r app.Added) {
	s := w.newSheet("Not kept yet")
	answer := func(f func()) func() { return func() { s.close(); f() } }
	s.cancel = answer(func() { w.refuse(r) })
	s.cancelButton("Do not keep")
	s.acceptButton("Keep anyway", answer(func() { w.keep(r.Pending, app.KeepBoth) }))
	s.show(paragraph(r.Pending.Why()), fyne.Size{}, nil)
}

// askNoArticles asks which of the pages of a batch that are no article to keep,
// and tells of the batch again.
func (w *Window) askNoArticles(results, pending []app.Added) {
	s := w.newSheet(fmt.Sprintf("%d of %d not kept yet", len(pending), len(results)))
	checks := make([]*formCheck, len(pending))
	box := container.NewVBox()
	for i, r := range pending {
		checks[i] = s.check(shorten(cmp.Or(r.Pending.Version.Title, r.Input), 80), nil)
		why := mutedLabel(r.Pending.Why())
		why.Wrapping = fyne.TextWrapWord
		box.Add(checks[i])
		box.Add(container.NewBorder(nil, nil, widget.NewLabel("   "), nil, why))
	}
	s.cancel = func() { s.close(); w.settle(results, pending, func(int) bool { return false }) }
	s.cancelButton("Keep none")
	s.acceptButton("Keep the checked", func() {
		s.close()
		w.settle(results, pending, func(i int) bool { return checks[i].Checked })
	})
	s.show(container.NewVScroll(box), fyne.NewSize(620, 340), checks[0])
}

// settle keeps the chosen of what waits for an answer, lets go of the others and
// tells of the batch.
func (w *Window) settle(results, pending []app.Added, chosen func(int) bool) {
	results = slices.Clone(results)
	w.do(func(ctx context.Context) error {
		for i, r := range pending {
			at := slices.IndexFunc(results, func(other app.Added) bool { return other.Pending == r.Pending })
			if chosen(i) {
				results[at] = w.app.Keep(ctx, r.Pending, app.AddOptions{Duplicates: app.KeepBoth})
			} else if err := w.app.Discard(ctx, r.Pending); err != nil {
				return err
			}
		}
		return nil
	}, func() { w.tell(results) })
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

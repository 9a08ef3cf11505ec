package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/clip"
)

// tell says what became of inputs.
func (w *Window) tell(results []app.Added) {
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
}

// told says in one line what became of inputs, and what can be done about it.
func (w *Window) told(results []app.Added) (text, action string, do func()) {
	switch len(results) {
	case 0:
		return "", "", nil
	case 1:
		return w.toldOne(&results[0])
	}
	return w.toldBatch(results)
}

// toldOne is told of one input.
func (w *Window) toldOne(r *app.Added) (text, action string, do func()) {
	switch r.Outcome {
	case app.Kept:
		return "1 clip kept.", "Undo", w.undo
	case app.NewVersion:
		return "Kept as a new version.", "Undo", w.undo
	case app.Waiting:
		return "Cancelled. Not clipped yet: 1 input.", "Show", w.askQueue
	case app.Cancelled:
		return "Cancelled.", "", nil
	case app.Failed:
		if strings.Contains(r.Input, "://") {
			return app.Sentence(r.Err), "Try again", w.retry
		}
		return app.Sentence(r.Err), "", nil
	}
	return "", "", nil
}

// toldBatch is told of several inputs.
func (w *Window) toldBatch(results []app.Added) (text, action string, do func()) {
	n := map[app.Outcome]int{}
	var kept []clip.ID
	for _, r := range results {
		n[r.Outcome]++
		if r.Outcome == app.Kept || r.Outcome == app.NewVersion {
			kept = append(kept, r.Clip.ID)
		}
	}
	text = clips(len(kept)) + " kept"
	counted := func(n int, what string) {
		if n > 0 {
			text += fmt.Sprintf(", %d %s", n, what)
		}
	}
	twice := len(keptTwice(results))
	counted(twice, "of them clipped before")
	counted(n[app.Failed], "failed")
	counted(n[app.NoArticle], "not kept")
	text += "."
	switch waiting := n[app.Waiting]; {
	case waiting > 0:
		return "Cancelled. " + text + " Not clipped yet: " + inputs(waiting) + ".", "Show", w.askQueue
	case n[app.Cancelled] > 0:
		text = "Cancelled. " + text
	case len(kept) == len(results) && twice == 0:
		return text, "Delete them", func() { w.delete(kept) }
	}
	return text, "Details", func() { w.showResults(results) }
}

// keptTwice returns the clips of a batch that were kept beside one of before.
func keptTwice(results []app.Added) (ids []clip.ID) {
	for _, r := range results {
		if r.Outcome == app.Kept && len(r.Existing) > 0 {
			ids = append(ids, r.Clip.ID)
		}
	}
	return ids
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
	if twice := keptTwice(results); len(twice) > 0 {
		s.button("Keep only the earlier ones", func() { s.close(); w.delete(twice) })
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

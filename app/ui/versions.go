package ui

import (
	"context"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/reader"
	"newsclip/clip"
	"newsclip/clip/diff"
)

// toggleVersions shows beside the open clip its versions, or no longer.
func (w *Window) toggleVersions() { w.reading.panel.toggle(w.reading.versions) }

// versionsPanel lists the versions of the open clip. While it is open the
// reader shows what the chosen one changed.
type versionsPanel struct {
	w    *Window
	r    *reading
	of   clip.ID // the clip whose versions these are
	all  []app.Revision
	at   int // number of the chosen version; 0: none yet
	with int // number of the one that it is compared with; 0: it is the first
	now  bool
	diff diff.Comparison
	list *fyne.Container
	box  *container.Scroll
}

func newVersionsPanel(w *Window, r *reading) *versionsPanel {
	p := &versionsPanel{w: w, r: r, list: container.NewVBox()}
	p.box = container.NewVScroll(container.NewPadded(p.list))
	return p
}

func (p *versionsPanel) title() string              { return "Versions" }
func (p *versionsPanel) content() fyne.CanvasObject { return p.box }
func (p *versionsPanel) first() fyne.Focusable      { return nil }

// comparing reports whether the reader shows versions and not the clip.
func (p *versionsPanel) comparing() bool { return p.r.panel.subject == p && p.of != "" && p.at > 0 }

// left gives the reader back to the clip.
func (p *versionsPanel) left() {
	p.of, p.at = "", 0
	if p.r.clip.ID != "" {
		p.r.show(true)
	}
}

// show reads the versions of the open clip, unless it shows them already.
func (p *versionsPanel) show() {
	c := &p.r.clip
	if c.ID == "" {
		p.of, p.all, p.at = "", nil, 0
		p.fill()
		return
	}
	if p.of == c.ID && p.current() == c.Version.Number {
		return
	}
	if p.of != c.ID {
		p.at = 0
	}
	id, current := c.ID, c.Version.Number
	var all []app.Revision
	p.w.do(func(ctx context.Context) (err error) { all, err = p.w.app.Revisions(ctx, id); return err }, func() {
		if p.r.clip.ID == id && p.r.panel.subject == p {
			p.of, p.all = id, all
			p.choose(current, false)
		}
	})
}

func (p *versionsPanel) current() int {
	for i := range p.all {
		if p.all[i].Current {
			return p.all[i].Number
		}
	}
	return 0
}

// revision returns a version by its number; nil: there is none.
func (p *versionsPanel) revision(number int) *app.Revision {
	i := slices.IndexFunc(p.all, func(r app.Revision) bool { return r.Number == number })
	if i < 0 {
		return nil
	}
	return &p.all[i]
}

// choose shows what a version changed: since the one that it was made of, or,
// with now, what has changed since, up to the current one.
func (p *versionsPanel) choose(number int, now bool) {
	p.at, p.now = number, now
	chosen := p.revision(number)
	if chosen == nil {
		return
	}
	p.with = chosen.Since
	old, fresh := p.revision(p.with), chosen
	if now {
		old, fresh = chosen, p.revision(p.current())
	}
	p.diff = diff.Comparison{}
	if old != nil {
		p.diff = diff.Compare(&old.Version, &fresh.Version)
	}
	p.fill()
	p.r.show(false)
}

// document is what the reader shows for the chosen version; false: the clip.
func (p *versionsPanel) document() (reader.Document, bool) {
	chosen := p.revision(p.at)
	if !p.comparing() || chosen == nil {
		return reader.Document{}, false
	}
	shown := chosen
	if p.now {
		shown = p.revision(p.current())
	}
	c := clip.Clip{ID: p.of, Version: shown.Version}
	document := reader.Document{Title: c.Version.Headline(), Source: sourceLine(&c), URL: c.Version.URL, Lead: c.Version.Standfirst, Body: c.Version.Body, Note: p.note()}
	if p.with > 0 || p.now {
		document.Body, document.Passages = p.diff.Body, p.passages()
		document.Title = ""
		for _, part := range p.diff.Title {
			document.Title += part.Text
		}
	}
	return document, true
}

func (p *versionsPanel) note() string {
	switch {
	case p.now:
		return fmt.Sprintf("What changed from version %d to %d, the current one", p.at, p.current())
	case p.with > 0:
		return fmt.Sprintf("What changed from version %d to %d", p.with, p.at)
	}
	return fmt.Sprintf("Version %d, the first", p.at)
}

// passages returns what went and what came, in the headline and in the text.
func (p *versionsPanel) passages() []reader.Passage {
	var out []reader.Passage
	offset := 0
	for _, part := range p.diff.Title {
		end := offset + utf8.RuneCountInString(part.Text)
		if part.Op != diff.Same {
			out = append(out, reader.Passage{From: reader.Position{Leaf: reader.LeafTitle, Offset: offset}, To: reader.Position{Leaf: reader.LeafTitle, Offset: end}, Style: styleOf(part.Op)})
		}
		offset = end
	}
	for _, passage := range p.diff.Passages {
		out = append(out, reader.Passage{From: reader.Position(passage.From), To: reader.Position(passage.To), Style: styleOf(passage.Op)})
	}
	return out
}

func styleOf(op diff.Op) reader.Style {
	if op == diff.Deleted {
		return reader.Deleted
	}
	return reader.Inserted
}

// fill lists the versions, the newest first.
func (p *versionsPanel) fill() {
	p.list.RemoveAll()
	for i := range slices.Backward(p.all) {
		p.list.Objects = append(p.list.Objects, p.card(&p.all[i])...)
	}
	p.list.Refresh()
}

// card is a version: how it came to be and what it changed; for the chosen one,
// each change that matters, and what can be done.
func (p *versionsPanel) card(r *app.Revision) []fyne.CanvasObject {
	chosen := r.Number == p.at
	name := fmt.Sprintf("Version %d", r.Number)
	if r.Current {
		name += " · current"
	}
	below := r.Created.Local().Format("2 January 2006, 15:04") + " · " + app.HowMade(r.Source.Method)
	if r.Since > 0 {
		below += fmt.Sprintf("\nSince version %d: %s", r.Since, lowerFirst(r.Summary))
	}
	head := newBarText(func() { p.choose(r.Number, false) })
	head.show(barShown{text: name, below: below, style: reader.Blue, current: chosen})
	out := []fyne.CanvasObject{head}
	if !chosen {
		return out
	}
	for i := range p.diff.Changes {
		out = append(out, p.change(&p.diff.Changes[i]))
	}
	if !r.Current {
		out = append(out, p.tools(r))
	}
	return append(out, widget.NewSeparator())
}

// lowerFirst lowers the first letter of a sentence that goes on from another.
func lowerFirst(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToLower(r)) + text[size:]
}

// change is one change that matters; a click goes to it.
func (p *versionsPanel) change(c *diff.Change) fyne.CanvasObject {
	at := reader.Position(c.At)
	if c.At.Leaf < 0 {
		at = reader.Position{Leaf: reader.LeafTitle}
	}
	line := newBarText(func() { p.r.view.Reveal(at) })
	style := reader.Yellow
	switch {
	case c.Is == "":
		style = reader.Deleted
	case c.Was == "":
		style = reader.Inserted
	}
	line.show(barShown{text: app.ChangeSentence(c), style: style, whole: true})
	return container.NewBorder(nil, nil, indent(), nil, line)
}

// indent sets a change in from its version.
func indent() fyne.CanvasObject {
	return container.NewGridWrap(fyne.NewSize(barPad, 1), widget.NewLabel(""))
}

func (p *versionsPanel) tools(r *app.Revision) fyne.CanvasObject {
	other := lowButton("Compare with current", theme.SearchIcon(), func() { p.choose(r.Number, true) })
	if p.now {
		other = lowButton("Compare with previous", theme.SearchIcon(), func() { p.choose(r.Number, false) })
		if r.Since == 0 {
			other = lowButton("Show it as it was", theme.SearchIcon(), func() { p.choose(r.Number, false) })
		}
	}
	use := lowButton("Make it current", theme.ConfirmIcon(), func() { p.w.useVersion(p.of, &r.Version) })
	other.Alignment, use.Alignment = widget.ButtonAlignLeading, widget.ButtonAlignLeading
	return container.NewVBox(other, use)
}

// useVersion makes a version the current one.
func (w *Window) useVersion(id clip.ID, v *clip.Version) {
	number, version := v.Number, v.ID
	w.do(func(ctx context.Context) error { return w.app.UseVersion(ctx, id, version) }, func() {
		w.notice.say(fmt.Sprintf("Version %d is the current one now.", number), "Undo", w.undo)
		w.reading.reopen()
	})
}

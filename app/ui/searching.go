package ui

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/view"
	"newsclip/assets"
)

// searchEntry is the search field: Escape empties it and goes to the list,
// Return and Down go to the first hit.
type searchEntry struct {
	widget.Entry
	leave    func(clear bool)
	shortcut func(*desktop.CustomShortcut) bool // reports whether it was one of the window's
	// key gets each key first and reports whether it had a use for it; tab says
	// whether it has one for the tabulator. Both may be nil.
	key     func(fyne.KeyName) bool
	tab     func() bool
	focused func(bool)
	next    func(by int) // goes to the next hit in the clip
	help    func()
}

// TypedShortcut gives the window the shortcuts that a text field has no use
// for: a field would swallow them.
func (e *searchEntry) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok && e.shortcut(custom) {
		return
	}
	e.Entry.TypedShortcut(s)
}

// AcceptsTab is part of fyne.Tabbable.
func (e *searchEntry) AcceptsTab() bool { return e.tab != nil && e.tab() }

// FocusGained is part of fyne.Focusable.
func (e *searchEntry) FocusGained() {
	e.Entry.FocusGained()
	if e.focused != nil {
		e.focused(true)
	}
}

// FocusLost is part of fyne.Focusable.
func (e *searchEntry) FocusLost() {
	e.Entry.FocusLost()
	if e.focused != nil {
		e.focused(false)
	}
}

// TypedKey is part of fyne.Focusable.
func (e *searchEntry) TypedKey(key *fyne.KeyEvent) {
	if e.key != nil && e.key(key.Name) {
		return
	}
	switch key.Name {
	case fyne.KeyF3:
		e.next(1)
	case fyne.KeyF1:
		e.help()
	case fyne.KeyEscape:
		e.leave(true)
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		e.leave(false)
	default:
		e.Entry.TypedKey(key)
	}
}

// searching is what stands above the rows: the field, how it may go on, and how
// what is found can be narrowed.
type searching struct {
	w         *Window
	field     *searchEntry
	bar       *fyne.Container // the field and its buttons
	save      *widget.Button
	suggested *suggestions
	narrow    *narrowing
	latest    *view.Latest
	kept      string // what was remembered last
}

var (
	bookmarkIcon = theme.NewThemedResource(fyne.NewStaticResource("bookmark.svg", assets.Bookmark))
	funnelIcon   = theme.NewThemedResource(fyne.NewStaticResource("funnel.svg", assets.Funnel))
)

func newSearching(w *Window, typed func(string), leave func(bool)) *searching {
	s := &searching{w: w, latest: view.NewLatest(w.worker.post, w.worker.work)}
	s.suggested = newSuggestions(s.take)
	s.narrow = newNarrowing(w)
	s.field = &searchEntry{leave: leave, shortcut: w.custom, key: s.key, tab: s.suggested.shown, focused: s.focused,
		next: func(by int) { w.reading.next(by) }, help: w.help}
	s.field.ExtendBaseWidget(s.field)
	s.field.SetPlaceHolder("Search the library")
	s.field.ActionItem = widget.NewIcon(theme.SearchIcon())
	s.field.OnChanged = func(text string) {
		typed(text)
		s.changed()
	}
	s.save = lowButton("", bookmarkIcon, s.keep)
	s.save.Disable()
	toggle := lowButton("", funnelIcon, s.narrow.toggle)
	s.bar = container.NewBorder(nil, nil, nil, container.NewHBox(s.save, toggle), s.field)
	return s
}

// stop drops what is under way.
func (s *searching) stop() {
	s.latest.Drop()
	s.narrow.latest.Drop()
}

// changed follows a change of the text.
func (s *searching) changed() {
	if strings.TrimSpace(s.field.Text) == "" {
		s.save.Disable()
	} else {
		s.save.Enable()
	}
	s.ask()
}

// ask asks how what is typed may go on.
func (s *searching) ask() {
	text, cursor := s.field.Text, s.cursor()
	view.Ask(s.latest, func(ctx context.Context) ([]app.Suggestion, error) { return s.w.app.Suggest(ctx, text, cursor) },
		func(found []app.Suggestion, err error) {
			if err != nil || s.w.window.Canvas().Focused() != s.field {
				found = nil // a list without suggestions is no fault to tell
			}
			s.suggested.show(found)
		})
}

// cursor returns where the cursor stands, in bytes.
func (s *searching) cursor() int {
	runes := []rune(s.field.Text)
	return len(string(runes[:min(s.field.CursorColumn, len(runes))]))
}

// take goes on as a suggestion says.
func (s *searching) take(chosen app.Suggestion) {
	text := s.field.Text
	if chosen.To > len(text) {
		return
	}
	before := text[:chosen.From] + chosen.With
	s.suggested.show(nil)
	s.w.window.Canvas().Focus(s.field)
	s.put(before+text[chosen.To:], before)
}

// put sets the text with the cursor after a part of it.
func (s *searching) put(text, before string) {
	s.field.SetText(text)
	s.field.CursorColumn = len([]rune(before))
	s.field.Refresh()
	s.ask()
}

// key lets the keyboard choose among the suggestions.
func (s *searching) key(name fyne.KeyName) bool {
	if !s.suggested.shown() {
		if name == fyne.KeyReturn || name == fyne.KeyEnter {
			s.remember()
		}
		return false
	}
	switch name {
	case fyne.KeyDown:
		s.suggested.step(1)
	case fyne.KeyUp:
		s.suggested.step(-1)
	case fyne.KeyTab:
		s.suggested.accept(0)
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.suggested.at < 0 {
			s.suggested.show(nil)
			s.remember()
			return false
		}
		s.suggested.accept(s.suggested.at)
	case fyne.KeyEscape:
		s.suggested.show(nil)
	default:
		return false
	}
	return true
}

// leavePause is how long suggestions outlive the focus: a click on one takes it
// away first.
const leavePause = 200 * time.Millisecond

func (s *searching) focused(gained bool) {
	if gained {
		s.ask()
		return
	}
	s.w.worker.later(leavePause, func() {
		if s.w.window.Canvas().Focused() != s.field {
			s.latest.Drop()
			s.suggested.show(nil)
		}
	})
}

// remember notes that the search was used: a hit was opened, or Return pressed.
func (s *searching) remember() {
	text := strings.TrimSpace(s.field.Text)
	if text == "" || text == s.kept {
		return
	}
	s.kept = text
	s.w.worker.work(func() { _ = s.w.app.Remember(s.w.worker.ctx, text) }) // a list of the last searches is no loss
}

// keep saves the search, and offers to name it.
func (s *searching) keep() {
	if strings.TrimSpace(s.field.Text) == "" {
		return
	}
	text := s.w.list.model.Query().Text
	s.w.saveSearch(s.w.sidebar.withPlace(text))
}

// add goes on with one more filter, or takes it away where it stands already.
func (s *searching) add(term string) {
	padded := " " + s.field.Text + " "
	text := padded + term
	if strings.Contains(padded, " "+term+" ") {
		text = strings.Replace(padded, " "+term+" ", " ", 1)
	}
	text = strings.TrimSpace(text)
	s.field.SetText(text)
	s.field.CursorColumn = len([]rune(text))
	s.latest.Drop()
	s.suggested.show(nil)
}

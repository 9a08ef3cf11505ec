package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// keys binds the keyboard. Shortcuts work everywhere outside a text field,
// which takes its own; single keys only where nothing has the focus.
func (w *Window) keys() {
	canvas := w.window.Canvas()
	bind := func(s fyne.Shortcut, do func()) {
		canvas.AddShortcut(s, func(fyne.Shortcut) {
			if !w.covered() {
				do()
			}
		})
	}
	bind(&fyne.ShortcutPaste{}, w.paste)
	bind(&fyne.ShortcutCopy{}, w.reading.copy)
	bind(&fyne.ShortcutSelectAll{}, w.selectAll)
	bind(&fyne.ShortcutUndo{}, w.undo)
	bind(&fyne.ShortcutRedo{}, w.redo)
	for _, k := range w.combinations() {
		bind(&desktop.CustomShortcut{KeyName: k.name, Modifier: k.modifier}, k.do)
	}
	canvas.SetOnTypedKey(w.typedKey)
	canvas.SetOnTypedRune(w.typedRune)
}

// combination is a key with modifiers, and what it does.
type combination struct {
	name     fyne.KeyName
	modifier fyne.KeyModifier
	do       func()
}

func (w *Window) combinations() []combination {
	control, shift := fyne.KeyModifierShortcutDefault, fyne.KeyModifierShift
	return []combination{
		{fyne.KeyZ, control | shift, w.redo},
		{fyne.KeyN, control, w.askAdd},
		{fyne.KeyO, control, w.openFiles},
		{fyne.KeyF, control, w.findInClip},
		{fyne.KeyF, control | shift, w.focusSearch},
		{fyne.KeyD, control, w.list.searching.keep},
		{fyne.KeyF3, shift, func() { w.reading.next(-1) }},
		{fyne.KeyE, control, w.askExport},
		{fyne.KeyUp, fyne.KeyModifierAlt, func() { w.arrangeBy(-1) }},
		{fyne.KeyDown, fyne.KeyModifierAlt, func() { w.arrangeBy(1) }},
		{fyne.KeyR, control, w.toggleRemoved},
		{fyne.KeyH, control, w.reading.marking.highlight},
	}
}

// custom runs a shortcut that a focused widget has no use for, and reports
// whether it is one of the window's.
func (w *Window) custom(s *desktop.CustomShortcut) bool {
	for _, k := range w.combinations() {
		if k.name == s.KeyName && k.modifier == s.Modifier {
			k.do()
			return true
		}
	}
	return false
}

// shortcut runs what the reader has no use for.
func (w *Window) shortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		w.paste()
	case *fyne.ShortcutUndo:
		w.undo()
	case *fyne.ShortcutRedo:
		w.redo()
	case *desktop.CustomShortcut:
		w.custom(s)
	}
}

// covered reports whether a dialog or a menu is open: keys must not change what
// lies behind it.
func (w *Window) covered() bool { return w.window.Canvas().Overlays().Top() != nil }

func (w *Window) typedKey(key *fyne.KeyEvent) {
	if top := w.window.Canvas().Overlays().Top(); top != nil {
		if w.sheetKey(top, key.Name) {
			return
		}
		if key.Name == fyne.KeyEscape {
			top.Hide()
			w.window.Canvas().Overlays().Remove(top)
		}
		return
	}
	switch key.Name {
	case fyne.KeyDown:
		w.list.step(1)
	case fyne.KeyUp:
		w.list.step(-1)
	case fyne.KeyDelete, fyne.KeyBackspace:
		w.trash()
	case fyne.KeyF1:
		w.help()
	case fyne.KeyF3:
		w.reading.next(1)
	case fyne.KeyF2:
		w.rename()
	case fyne.KeyEscape:
		w.escape()
	case fyne.KeyPageDown, fyne.KeySpace:
		w.reading.scroll(1)
	case fyne.KeyPageUp:
		w.reading.scroll(-1)
	}
}

func (w *Window) typedRune(r rune) {
	if w.covered() {
		return
	}
	switch r {
	case 'j':
		w.list.step(1)
	case 'k':
		w.list.step(-1)
	case '/':
		w.focusSearch()
	case '?':
		w.help()
	case 'g':
		w.askPlace()
	case 'm':
		w.askMove()
	case 'e':
		w.askEdit()
	case 's':
		w.star()
	case 't':
		w.askTags()
	case 'u':
		w.turnRead()
	case 'o':
		w.reading.openAddress()
	case 'h':
		w.reading.marking.highlight()
	case 'n':
		w.reading.marking.note()
	case 'p':
		w.pin()
	case 'v':
		w.toggleVersions()
	}
}

// keyboard is what the help shows, in this order.
var keyboard = [][2]string{
	{"Ctrl+V", "clip what is on the clipboard"},
	{"Ctrl+N", "add addresses, HTML or text"},
	{"Ctrl+O", "add files"},
	{"Ctrl+Shift+F  /", "search the library"},
	{"Ctrl+D", "save the search among the folders"},
	{"Ctrl+F", "find in the clip"},
	{"F3  Shift+F3", "next and previous hit in the clip"},
	{"j  k  Down  Up", "next and previous clip"},
	{"Ctrl+click  Shift+click  Ctrl+A", "select several"},
	{"G", "go to a folder or story"},
	{"M", "move to a folder or story (or drag clips onto its name)"},
	{"Alt+Up  Alt+Down", "move up or down in a folder that is sorted by hand (or drag)"},
	{"Drag onto “Stories”", "make a new story of clips; onto “Single clips”: they are not of their story"},
	{"Drag a story onto another", "merge the two"},
	{"P", "pin to the story, so that grouping leaves it there; again: unpin"},
	{"E", "edit the clip"},
	{"F2", "rename"},
	{"S  T  U", "star, tag, mark unread or read: all that is selected"},
	{"H", "highlight what is selected; else show the notes"},
	{"V", "versions of the clip, and what changed"},
	{"N", "write a note: on what is selected, on the highlight, on the clip"},
	{"O", "open the address in the browser"},
	{"Del", "delete (the trash keeps it 30 days)"},
	{"Ctrl+Z  Ctrl+Shift+Z", "undo, redo"},
	{"Ctrl+R", "what was removed from the page, beside the text"},
	{"Right click in the text", "take a paragraph away"},
	{"Ctrl+E", "export"},
	{"Ctrl+C", "copy the selected text"},
	{"Esc", "back"},
	{"F1  ?", "this page"},
}

// searchWords is what the help says about searching: the whole language.
var searchWords = [][2]string{
	{"old harbour", "clips with both words, in any form"},
	{"“old harbour”", "the phrase"},
	{"harb*", "words that begin so"},
	{"harbour -ferry", "without a word; also NOT ferry"},
	{"harbour OR port", "either; OR joins its neighbours: a b OR c is a (b OR c)"},
	{"(ferry OR tram) -(strike fares)", "parentheses, around words and what follows here"},
	{"title:  by:  note:", "words in one place: title:(port OR quay)"},
	{"outlet:  tag:  folder:  story:", "by name, or how it begins: tag:“sea trade”"},
	{"lang:de  url:example.com", "the language, a part of the address"},
	{"date:2026-03", "that year, month or day; also today, yesterday, this-week, last-month, 7d, 3m …"},
	{"date:2026-01..2026-03", "from, to; date:>2025 after, date:<=2026-03 up to"},
	{"is:unread", "also read, starred, highlighted, single (alone in its story), duplicate (another clip has its text, or its address), trash"},
	{"has:image", "also note, highlight, tag, folder"},
	{"sort:date", "newest first; also oldest, best, hand (as a folder is arranged)"},
	{"tag:port OR -is:read harbour", "each of these can be joined, left out and put in parentheses like a word"},
}

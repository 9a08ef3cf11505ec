package ui

import (
	"context"
	"fmt"
	"net/url"
	"os/exec"
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/reader"
	"newsclip/clip"
	"newsclip/clip/store"
)

// reading is the right pane: the open clip.
type reading struct {
	w       *Window
	pane    *fyne.Container
	view    *reader.View
	tools   *fyne.Container
	find    *searchEntry
	findBar *fyne.Container
	nothing *fyne.Container // shown while no clip is open
	found   *widget.Label
	hit     int // the hit that the person stands on
	panel   *panel
	removed *removedPanel
	why     *whyPanel
	marking *marking
	// versions shows, while it is open, what changed in place of the clip.
	versions *versionsPanel
	clip     clip.Clip
	want     clip.ID // what was asked for last: a late answer to another is dropped
	waiting  waitingActs
}

// waitingActs are to be done when a clip is shown.
type waitingActs struct {
	clip clip.ID
	acts []func()
}

func newReading(w *Window) *reading {
	r := &reading{w: w}
	r.view = reader.New(reader.Options{Image: r.image, Open: w.openAddress, Key: w.typedKey, Rune: w.typedRune,
		Go: func(work, done func()) {
			w.worker.work(func() { work(); w.worker.post(done) })
		},
		Shortcut: w.shortcut, Menu: r.menu,
		Selected: func() { r.marking.bar.selected() }, Scrolled: func() { r.marking.bar.place() },
		Tapped: func(id clip.ID) { r.marking.tapped(id) }})
	r.marking = newMarking(w, r)
	r.find = &searchEntry{leave: r.leaveFind, shortcut: w.custom, next: r.next, help: w.help}
	r.find.ExtendBaseWidget(r.find)
	r.find.SetPlaceHolder("Find in this clip")
	r.find.OnChanged = func(string) { r.hit = 0; r.mark() }
	r.found = widget.NewLabel("")
	r.findBar = container.NewBorder(nil, nil, nil, r.found, r.find)
	r.findBar.Hide()
	r.tools = r.toolbar()
	r.tools.Hide()
	r.nothing = container.NewCenter(mutedLabel("Choose a clip to read it."))
	r.panel = newPanel(w, container.NewStack(r.view, r.marking.bar.layer, r.nothing))
	r.removed = newRemovedPanel(w, r.panel.form())
	r.why = newWhyPanel(w, r.panel.form())
	r.marking.notes = newNotesPanel(r.marking, r.panel.form())
	r.versions = newVersionsPanel(w, r)
	r.pane = container.NewBorder(container.NewVBox(r.tools, r.findBar), nil, nil, nil, r.panel.pane)
	return r
}

func mutedLabel(text string) *widget.Label {
	label := widget.NewLabel(text)
	label.Importance = widget.LowImportance
	return label
}

func (r *reading) toolbar() *fyne.Container {
	w := r.w
	more := lowButton("", theme.MoreVerticalIcon(), nil)
	more.OnTapped = func() {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(more)
		w.clipMenu(r.clip.ID, at.AddXY(0, more.Size().Height))
	}
	return container.New(&toolRow{}, lowButton("Open", theme.ComputerIcon(), r.openAddress),
		lowButton("Edit", theme.DocumentCreateIcon(), w.askEdit),
		lowButton("Move", theme.FolderIcon(), w.askMove),
		lowButton("Tags", theme.ListIcon(), w.askTags),
		lowButton("Notes", noteIcon, func() { r.marking.toggleNotes() }),
		lowButton("Export", theme.DocumentSaveIcon(), w.askExport),
		lowButton("Delete", theme.DeleteIcon(), w.trash),
		more)
}

// open shows a clip and marks it read.
func (r *reading) open(id clip.ID) {
	if id == "" || id == r.clip.ID {
		return
	}
	r.want = id
	r.load(id, true)
}

// follow shows the clip that the list stands on, after the list has changed;
// it is not marked read: the person has not chosen it.
func (r *reading) follow(id clip.ID) {
	if id == "" {
		r.clear()
		return
	}
	if id != r.clip.ID && id != r.want {
		r.want = id
		r.load(id, false)
	}
}

// reopen reads the open clip again: it has changed.
func (r *reading) reopen() { r.reopenThen(nil) }

// reopenThen is reopen; then, when the clip is shown, done.
func (r *reading) reopenThen(done func()) {
	if r.clip.ID != "" {
		r.loadThen(r.clip.ID, false, done)
	}
}

func (r *reading) load(id clip.ID, first bool) { r.loadThen(id, first, nil) }

func (r *reading) loadThen(id clip.ID, first bool, done func()) {
	r.want = id
	var c clip.Clip
	var marks []app.Mark
	r.w.do(func(ctx context.Context) (err error) {
		if c, err = r.w.app.Clip(ctx, id); err != nil {
			return err
		}
		if first && !c.Read && r.w.app.ReadOnly() == nil {
			if err = r.w.app.SetRead(ctx, true, id); err != nil {
				return err
			}
		}
		marks, err = r.w.app.HighlightsIn(ctx, &c.Version)
		return err
	}, func() {
		if r.want != id {
			return
		}
		same := r.clip.ID == id
		r.clip = c
		r.marking.take(marks)
		r.show(same)
		if done != nil {
			done()
		}
		waiting := r.waiting
		r.waiting = waitingActs{}
		if waiting.clip == id {
			for _, act := range waiting.acts {
				act()
			}
		}
	})
}

// onceShown does what is about the clip that was asked for last: not about the
// one before it, which is open until that one has come.
func (r *reading) onceShown(act func()) {
	switch {
	case r.want != r.clip.ID:
		if r.waiting.clip != r.want {
			r.waiting = waitingActs{clip: r.want}
		}
		r.waiting.acts = append(r.waiting.acts, act)
	case r.clip.ID != "":
		act()
	}
}

// show shows the clip; the same one again stays where the person reads.
func (r *reading) show(same bool) {
	r.tools.Show()
	r.nothing.Hide()
	document := r.document()
	if same {
		r.view.Replace(document)
	} else {
		r.hit = r.before()
		r.view.SetDocument(document)
	}
	r.mark()
	if !same && !r.findBar.Visible() {
		r.view.RevealMark()
	}
	r.panel.follow()
}

// document is what the reader shows: the clip, or what changed in it.
func (r *reading) document() reader.Document {
	if document, ok := r.versions.document(); ok {
		return document
	}
	v := &r.clip.Version
	return reader.Document{Title: v.Headline(), Source: sourceLine(&r.clip), URL: v.URL, Lead: v.Standfirst,
		Note: noteLine(&r.clip), Body: v.Body, Passages: r.marking.passages()}
}

func (r *reading) clear() {
	if r.clip.ID == "" && r.want == "" {
		return
	}
	r.clip, r.want, r.waiting = clip.Clip{}, "", waitingActs{}
	r.marking.take(nil)
	r.marking.bar.hide()
	r.tools.Hide()
	r.findBar.Hide()
	r.nothing.Show()
	r.view.SetDocument(reader.Document{})
	r.panel.follow()
}

func sourceLine(c *clip.Clip) string {
	var parts []string
	for _, part := range []string{outletOf(c), c.Version.Byline()} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if d := c.Version.Published; d.IsZero() {
		parts = append(parts, "date unknown")
	} else if d.DayOnly {
		parts = append(parts, d.Time.Format("2 January 2006"))
	} else {
		parts = append(parts, d.Time.Format("2 January 2006, 15:04"))
	}
	return strings.Join(parts, " · ")
}

// noteLine says what is to be known about a clip: its star, what was set by
// hand, its tags, the evidence for an unknown date, the person's note.
func noteLine(c *clip.Clip) string {
	var parts []string
	if c.Starred {
		parts = append(parts, "★")
	}
	if c.Version.Published.IsZero() {
		for _, e := range c.Version.Evidence {
			if e.Field == clip.FieldPublished && e.Value != "" {
				parts = append(parts, "the page said “"+e.Value+"”")
				break
			}
		}
	}
	if len(c.Version.ByHand) > 0 {
		var fields []string
		for _, field := range c.Version.ByHand {
			fields = append(fields, app.FieldName(field))
		}
		parts = append(parts, "set by hand: "+strings.Join(fields, ", "))
	}
	if len(c.Tags) > 0 {
		parts = append(parts, "tags: "+strings.Join(c.Tags, ", "))
	}
	if c.Note != "" {
		parts = append(parts, c.Note)
	}
	return strings.Join(parts, " · ")
}

// mark marks what is looked for anew: what is typed in the find field, else
// the words that the search found.
func (r *reading) mark() {
	if !r.findBar.Visible() {
		r.view.Highlight(r.searched())
		return
	}
	text := strings.TrimSpace(r.find.Text)
	n := r.view.Find(text, r.hit)
	switch {
	case text == "":
		r.found.SetText("")
	case n == 0:
		r.found.SetText("not found")
	default:
		r.found.SetText(fmt.Sprintf("%d of %d", (r.hit%n+n)%n+1, n))
	}
}

// searched returns the words of the search: those marked in the clip's row,
// which may be other forms of what was typed.
func (r *reading) searched() []string {
	row, ok := r.w.list.row(r.clip.ID)
	if !ok {
		return nil
	}
	seen := map[string]bool{}
	var words []string
	for _, span := range slices.Concat(row.Title, row.Snippet) {
		if word := strings.ToLower(span.Text); span.Marked && !seen[word] {
			seen[word] = true
			words = append(words, word)
		}
	}
	return words
}

// menu is what the menu of the text offers beside its own.
func (r *reading) menu(leaves []int) []*fyne.MenuItem {
	if r.versions.comparing() { // the leaves are not those of the clip
		return nil
	}
	items := r.marking.menu()
	if more := r.w.correctMenu(leaves); len(more) > 0 {
		items = append(append(items, fyne.NewMenuItemSeparator()), more...)
	}
	return items
}

// leaveFind goes to the next hit, or ends the search in the clip.
func (r *reading) leaveFind(clear bool) {
	if clear {
		r.endFind()
		return
	}
	r.hit++
	r.mark()
}

// before is the hit before the first that the next key goes to: what is typed
// in the find field stands on its first hit, a search above all of them.
func (r *reading) before() int {
	if r.findBar.Visible() {
		return 0
	}
	return -1
}

// next goes to the next hit of what is found in the clip, else of the search;
// to the one before for -1.
func (r *reading) next(by int) {
	words := r.searched()
	switch {
	case r.clip.ID == "":
	case r.findBar.Visible():
		r.hit += by
		r.mark()
	case len(words) > 0:
		r.hit += by
		r.view.FindWords(words, r.hit)
	}
}

func (r *reading) endFind() {
	r.find.SetText("")
	r.findBar.Hide()
	r.hit = r.before()
	r.mark()
	r.w.window.Canvas().Unfocus()
}

func (r *reading) scroll(pages float32) { r.view.Page(pages * 0.9) }

// copy copies the selected text.
func (r *reading) copy() {
	if text := r.view.SelectedText(); text != "" {
		r.w.program.Clipboard().SetContent(text)
	}
}

// related offers once more what the clip's page carried.
func (r *reading) related() {
	var cleaning store.Cleaning
	id, version := r.clip.ID, r.clip.Version.ID
	r.w.do(func(ctx context.Context) (err error) { cleaning, err = r.w.app.Cleaning(ctx, version); return err }, func() {
		if len(cleaning.Related) == 0 {
			r.w.notice.say("The page of this clip carried no other article.", "", nil)
			return
		}
		r.w.offerRelated(id, cleaning.Related)
	})
}

func (r *reading) openAddress() { r.onceShown(r.openItsAddress) }

func (r *reading) openItsAddress() {
	if r.clip.Version.URL == "" {
		r.w.notice.say("The address of this clip is unknown. Press E to set it.", "", nil)
		return
	}
	r.w.openAddress(r.clip.Version.URL)
}

// image gives the reader an image that the library keeps, nil for none; the
// reader says so in its place.
func (r *reading) image(address string) fyne.Resource {
	data, _, err := r.w.app.Image(r.w.worker.ctx, address)
	if err != nil {
		return nil
	}
	return fyne.NewStaticResource(address, data)
}

// openAddress opens a link in the browser when its scheme is one that a
// browser should get.
func (w *Window) openAddress(address string) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" {
		w.notice.say("This link is not opened: "+shorten(address, 80)+" is no web address.", "", nil)
		return
	}
	if err := w.program.OpenURL(u); err != nil {
		w.notice.say("The browser could not be opened. The address is "+address, "", nil)
	}
}

// openPath opens a folder in the system's file manager.
func (w *Window) openPath(path string) {
	command := map[string]string{"darwin": "open", "windows": "explorer"}[runtime.GOOS]
	if command == "" {
		command = "xdg-open"
	}
	if err := exec.CommandContext(w.worker.ctx, command, path).Start(); err != nil {
		w.notice.say("The folder could not be opened. It is "+path, "", nil)
	}
}

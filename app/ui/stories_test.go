package ui

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"newsclip/app"
	"newsclip/app/ui/view"
	"newsclip/clip"
	"newsclip/clip/intake"
)

// pier is a report of so many words, each n one of its own.
func pier(n int) string {
	var text strings.Builder
	for i := range 14 {
		fmt.Fprintf(&text, "Report %[1]d.%[2]d tells that pier %[1]d%[2]d of the harbour lost board %[2]d in storm %[1]d, and that mason %[1]d%[2]d mended it by noon.\n\n", n, i)
	}
	return text.String()
}

// story keeps records as one story and returns their ids.
func (d *desk) story(name string, records ...intake.Record) (ids []clip.ID) {
	d.t.Helper()
	for i, r := range records {
		r.Ref = fmt.Sprintf("%s-%d", name, i)
		added, err := d.app.Add(d.t.Context(), []intake.Input{{Kind: intake.KindRecord, Record: &r}}, app.AddOptions{Anything: true, Duplicates: app.KeepBoth})
		if err != nil || added[0].Outcome != app.Kept {
			d.t.Fatalf("%+v, %v", added, err)
		}
		ids = append(ids, added[0].Clip.ID)
	}
	if _, err := d.app.SplitStory(d.t.Context(), name, ids...); err != nil {
		d.t.Fatal(err)
	}
	d.until("the story "+name, func() bool { return d.key(name) != "" })
	return ids
}

// key is the line of the left pane with that name.
func (d *desk) key(name string) string {
	for key, node := range d.tree.Nodes {
		if node.Name == name {
			return key
		}
	}
	return ""
}

// visit goes to a line of the left pane, as a click does.
func (d *desk) visit(name string) {
	d.t.Helper()
	key := d.key(name)
	d.place(key).Tapped(&fyne.PointEvent{})
	d.until(name, func() bool {
		c := d.list.model.Coverage()
		return d.sidebar.at == key && d.list.model.Loaded() && (d.tree.Nodes[key].Story == "" || c != nil && c.Story.ID == d.tree.Nodes[key].Story)
	})
}

// place is a line in the left pane, in view.
func (d *desk) place(key string) *place {
	d.t.Helper()
	d.sidebar.tree.ScrollTo(key)
	for _, p := range d.sidebar.places {
		if p.key == key && d.sidebar.placeAt(middle(p), func(node view.Node) bool { return node.Key == key }) == key { // else it is one put by
			return p
		}
	}
	d.t.Fatalf("no line %q in the left pane", key)
	return nil
}

func middle(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(o.Size().Width/2, o.Size().Height/2)
}

// rowOf is the row of a clip, in view.
func (d *desk) rowOf(id clip.ID) *row {
	d.t.Helper()
	d.list.rows.ScrollTo(d.list.model.LineOf(slices.Index(d.list.model.IDs(), id)))
	for _, o := range test.LaidOutObjects(d.list.rows) {
		if r, ok := o.(*row); ok && r.Visible() && r.data.Clip.ID == id {
			return r
		}
	}
	d.t.Fatalf("no row of clip %s", id)
	return nil
}

// dragOnto drags a clip's row onto a line of the left pane.
func (d *desk) dragOnto(id clip.ID, onto string) {
	d.t.Helper()
	r := d.rowOf(id)
	at := middle(d.place(onto))
	for _, p := range []fyne.Position{middle(r), at.AddXY(-3, 0), at} {
		r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: p}})
	}
	r.DragEnd()
}

// shown is the list as one reads it.
func (d *desk) shown() (lines []string) {
	d.t.Helper()
	for i := range d.list.model.Lines() {
		line := d.list.model.Line(i)
		switch {
		case line.Head:
			lines = append(lines, dayText(line.Day))
		case line.Clip < 0:
			lines = append(lines, "  "+alsoText(line.Copies))
		default:
			d.until("a row", func() bool { _, ok := d.list.model.Row(line.Clip); return ok })
			row, _ := d.list.model.Row(line.Clip)
			lines = append(lines, strings.Repeat(" ", map[bool]int{false: 2, true: 4}[line.Copy])+row.Clip.Version.Title)
		}
	}
	return lines
}

func day(text string) clip.Date {
	d, err := clip.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func TestStoryPage(t *testing.T) {
	d := newDesk(t)
	d.story("Piers", intake.Record{Title: "A", Outlet: "Ledger", Date: day("2026-03-04T08:00:00Z"), Body: pier(1)},
		intake.Record{Title: "B", Outlet: "Wire", Date: day("2026-03-06"), Body: pier(2)},
		intake.Record{Title: "C", Outlet: "Gazette", Date: day("2026-03-05"), Body: pier(1)},
		intake.Record{Title: "D", Outlet: "Ledger", Body: pier(3)})
	d.visit("Piers")
	newest := []string{"Friday, 6 March 2026", "  B", "Wednesday, 4 March 2026", "  A", "  also in Gazette", "Date unknown", "  D"}
	if diff := cmp.Diff(newest, d.shown()); diff != "" {
		t.Errorf("want → got\n%s", diff)
	}
	if text := d.list.head.summary.text; text != "4 clips, one of them a copy · 3 outlets · 4\u00a0–\u00a06\u00a0Mar\u00a02026 · 1\u00a0undated" {
		t.Errorf("it is summed up as %q", text)
	}
	d.list.rows.ScrollToTop()
	for _, o := range test.LaidOutObjects(d.list.rows) {
		if c, ok := o.(*caption); ok && strings.HasPrefix(c.text, "also") {
			test.Tap(c)
			break
		}
	}
	if diff := cmp.Diff("    C", d.shown()[5]); diff != "" {
		t.Errorf("the copy, want → got\n%s", diff)
	}
	test.Tap(d.list.head.summary)
	if o := d.list.head.outlets.outlets; !d.list.head.scroll.Visible() || len(o) != 3 || outletText(&o[0], false) != "4 Mar 08:00 · 1 undated" {
		t.Errorf("the outlets are %+v", o)
	}
	test.Tap(d.list.head.order)
	d.until("the oldest first", func() bool { return d.list.model.Line(0).Day == "2026-03-04" })
	if diff := cmp.Diff([]string{"Wednesday, 4 March 2026", "  A", "  also in Gazette", "    C", "Friday, 6 March 2026", "  B", "Date unknown", "  D"}, d.shown()); diff != "" {
		t.Errorf("oldest first, want → got\n%s", diff)
	}
	if !d.program.Preferences().Bool(prefOldest) || !d.program.Preferences().Bool(prefOutlets) {
		t.Error("it is not remembered")
	}
	d.list.clicked(d.list.model.IDs()[0], false, false)
	d.typedRune('j')
	d.typedRune('j')
	if row, _ := d.list.row(d.list.model.Active()); row.Clip.Version.Title != "B" {
		t.Errorf("after two steps it is %q", row.Clip.Version.Title)
	}
	test.Type(d.list.search, "mason")
	d.until("the search", func() bool { return d.list.model.Searching() && d.list.model.Coverage() == nil })
	if d.list.rows != d.list.plain || d.list.head.line.Visible() {
		t.Error("the search shows what belongs to the page")
	}
	d.list.search.SetText("")
	d.until("the page", func() bool { return d.list.model.Coverage() != nil })
}

// TestStoryPageOfManyClips opens a story of 400 clips and goes to its end.
func TestStoryPageOfManyClips(t *testing.T) {
	d := newDesk(t)
	var records strings.Builder
	for i := range 400 {
		fmt.Fprintf(&records, `{"id":"m-%d","title":"Clip %d","source":"Outlet %d","date":"2026-01-%02d","body":"Word%d of clip %d."}`+"\n", i, i, i%30, 1+i/20, i, i)
	}
	imported, err := d.app.Import(t.Context(), strings.NewReader(records.String()), app.ImportOptions{})
	if err != nil || imported.Kept != 400 {
		t.Fatalf("%+v, %v", imported, err)
	}
	ids, err := d.app.IDs(t.Context(), clip.Query{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.app.SplitStory(t.Context(), "Many", ids...); err != nil {
		t.Fatal(err)
	}
	d.until("the story", func() bool { return d.key("Many") != "" })
	began := time.Now()
	d.visit("Many")
	t.Logf("opened after %v", time.Since(began))
	if n := d.list.model.Lines(); n != 420 {
		t.Fatalf("%d lines, want 400 clips and 20 days", n)
	}
	began = time.Now()
	const pages = 60
	for i := range pages {
		d.list.rows.ScrollToOffset(float32(i) * 600)
	}
	t.Logf("scrolled a page in %v", time.Since(began)/pages)
	last := d.list.model.IDs()[399]
	d.list.rows.ScrollToBottom()
	d.until("the last row", func() bool { row, ok := d.list.row(last); return ok && row.Clip.Version.Title != "" })
	test.Tap(d.rowOf(last))
	d.until("the last clip", func() bool { return d.reading.clip.ID == last })
}

// looks is where each clip stands and what corrections taught.
func (d *desk) looks(ids []clip.ID) []string {
	d.t.Helper()
	var out []string
	for _, id := range ids {
		c, err := d.app.Clip(d.t.Context(), id)
		if err != nil {
			d.t.Fatal(err)
		}
		s, err := d.app.Story(d.t.Context(), c.Story)
		if err != nil {
			d.t.Fatal(err)
		}
		why, err := d.app.Why(d.t.Context(), id)
		if err != nil {
			d.t.Fatal(err)
		}
		line, err := json.Marshal([]any{c.Version.Title, s.ID, s.Name, s.Clips, c.Pinned, len(why.Together), len(why.Apart)})
		if err != nil {
			d.t.Fatal(err)
		}
		out = append(out, string(line))
	}
	return out
}

// TestCorrectionsOfStoriesAndTheirUndo makes each correction with the widgets of
// the window, takes it back with the offered Undo, and makes it again.
func TestCorrectionsOfStoriesAndTheirUndo(t *testing.T) {
	lock := func(title, body string) intake.Record {
		return intake.Record{Title: title, Outlet: "Ledger", Date: day("2026-03-04"), Body: body}
	}
	for _, c := range []struct {
		name    string
		correct func(d *desk, ids []clip.ID)
		holds   func(stories []clip.ID) bool // of A, B in “Locks” and C, D in “Bakers”
	}{
		{"move by drag", func(d *desk, ids []clip.ID) { d.dragOnto(ids[0], d.key("Bakers")) },
			func(s []clip.ID) bool { return s[0] == s[2] && s[1] != s[2] }},
		{"move by choice", func(d *desk, ids []clip.ID) {
			d.list.clicked(ids[0], false, false)
			d.typedRune('m')
			field := d.window.Canvas().Focused().(*formField)
			test.Type(field, "story bakers")
			field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}, func(s []clip.ID) bool { return s[0] == s[2] && s[1] != s[2] }},
		{"merge by drag", func(d *desk, ids []clip.ID) {
			from, to := d.place(d.key("Locks")), middle(d.place(d.key("Bakers")))
			from.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: to}})
			if d.sidebar.marked != d.key("Bakers") {
				d.t.Errorf("marked is %q", d.sidebar.marked)
			}
			from.DragEnd()
			d.sheet().accept()
		}, func(s []clip.ID) bool { return s[0] == s[2] && s[1] == s[2] }},
		{"merge by choice", func(d *desk, ids []clip.ID) {
			d.askMerge(d.tree.Nodes[d.key("Locks")])
			d.sheet().accept()
		}, func(s []clip.ID) bool { return s[0] == s[2] && s[1] == s[2] }},
		{"split by drag", func(d *desk, ids []clip.ID) { d.dragOnto(ids[0], view.KeyStories) },
			func(s []clip.ID) bool { return s[0] != s[1] && s[0] != s[2] }},
		{"split by choice", func(d *desk, ids []clip.ID) {
			d.list.clicked(ids[0], false, false)
			d.typedRune('m')
			field := d.window.Canvas().Focused().(*formField)
			test.Type(field, "new story")
			field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}, func(s []clip.ID) bool { return s[0] != s[1] && s[0] != s[2] }},
		{"not the same story by drag", func(d *desk, ids []clip.ID) {
			d.selectAll()
			d.dragOnto(ids[0], view.KeySingle)
		}, func(s []clip.ID) bool { return s[0] != s[1] && s[0] != s[2] && s[1] != s[2] }},
		{"not the same story by button", func(d *desk, ids []clip.ID) {
			d.list.clicked(ids[0], false, false)
			d.until("the clip", func() bool { return d.reading.clip.ID == ids[0] })
			d.toggleWhy()
			d.until("the reasons", func() bool { return strings.Contains(d.whySays(), "with one other clip") })
			test.Tap(d.reading.why.apart)
		}, func(s []clip.ID) bool { return s[0] != s[1] && s[0] != s[2] }},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			ids := d.story("Locks", lock("A", pier(1)), lock("B", pier(2)))
			ids = append(ids, d.story("Bakers", lock("C", pier(3)), lock("D", pier(4)))...)
			d.visit("Locks")
			d.until("the rows", func() bool { _, ok := d.list.model.Row(1); return ok })
			before := d.looks(ids)
			stories := func() (out []clip.ID) {
				for _, id := range ids {
					one, err := d.app.Clip(t.Context(), id)
					if err != nil {
						t.Fatal(err)
					}
					out = append(out, one.Story)
				}
				return out
			}
			d.notice.hide()
			c.correct(d, ids)
			d.until("the correction", func() bool { return d.notice.strip.Visible() && d.notice.action.Text == "Undo" && c.holds(stories()) })
			after := d.looks(ids)
			test.Tap(d.notice.action)
			d.until("its undo", func() bool { return strings.HasPrefix(d.notice.message.Text, "Undone") })
			if diff := cmp.Diff(before, d.looks(ids)); diff != "" {
				t.Errorf("undone: want → got\n%s", diff)
			}
			test.Tap(d.notice.action)
			d.until("its redo", func() bool { return strings.HasPrefix(d.notice.message.Text, "Redone") })
			if diff := cmp.Diff(after, d.looks(ids)); diff != "" {
				t.Errorf("redone: want → got\n%s", diff)
			}
		})
	}
}

func TestRenameAndPinAndTheirUndo(t *testing.T) {
	d := newDesk(t)
	ids := d.story("Locks", intake.Record{Title: "A", Body: pier(1)}, intake.Record{Title: "B", Body: pier(2)})
	if err := d.app.Pin(t.Context(), false, ids...); err != nil {
		t.Fatal(err)
	}
	d.visit("Locks")
	pinned := func(want bool) func() bool {
		return func() bool {
			c, err := d.app.Clip(t.Context(), ids[0])
			n := slices.IndexFunc(d.list.model.IDs(), func(id clip.ID) bool { return id == ids[0] })
			return err == nil && c.Pinned == want && d.list.model.Line(d.list.model.LineOf(n)).Pinned == want
		}
	}
	d.until("the row", func() bool { row, ok := d.list.row(ids[0]); return ok && !row.Clip.Pinned })
	d.list.clicked(ids[0], false, false)
	d.typedRune('p')
	d.until("the pin", pinned(true))
	d.undo()
	d.until("the pin's undo", pinned(false))
	d.redo()
	d.until("the pin again", pinned(true))
	d.until("the row", func() bool { row, ok := d.list.row(ids[0]); return ok && row.Clip.Pinned })
	d.typedRune('p')
	d.until("unpinned", pinned(false))
	d.escape()
	d.reading.clear()
	d.typedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	field := d.window.Canvas().Focused().(*formField)
	field.SetText("The locks of Wendmouth")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.until("the name", func() bool { return d.list.head.name.text == "The locks of Wendmouth" })
	d.undo()
	d.until("the name of before", func() bool { return d.list.head.name.text == "Locks" })
}

func TestMenuCorrectsStories(t *testing.T) {
	d := newDesk(t)
	ids := d.story("Locks", intake.Record{Title: "A", Body: pier(1)}, intake.Record{Title: "B", Body: pier(2)}, intake.Record{Title: "C", Body: pier(3)})
	d.visit("Locks")
	d.until("the rows", func() bool { row, ok := d.list.row(ids[0]); return ok && row.Clip.Pinned })
	choose := func(text string) {
		t.Helper()
		d.clipMenu(ids[0], fyne.NewPos(300, 300))
		for _, o := range test.LaidOutObjects(d.window.Canvas().Overlays().Top()) {
			if item, ok := o.(fyne.Tappable); ok && menuText(o) == text {
				item.Tapped(&fyne.PointEvent{})
				return
			}
		}
		t.Fatalf("the menu has no %q", text)
	}
	story := func() clip.ID {
		c, err := d.app.Clip(t.Context(), ids[0])
		if err != nil {
			t.Fatal(err)
		}
		return c.Story
	}
	was := story()
	for _, text := range []string{"Not the same story", "New story of this clip"} {
		choose(text)
		d.until(text, func() bool { return story() != was })
		d.undo()
		d.until(text+", undone", func() bool { return story() == was && len(d.list.model.IDs()) == 3 })
	}
	choose("Unpin from its story")
	d.until("unpinned", func() bool { return strings.Contains(d.notice.message.Text, "may be grouped anew") })
}

// menuText is what a menu's item says.
func menuText(item fyne.CanvasObject) string {
	for _, o := range test.LaidOutObjects(item) {
		if text, ok := o.(*canvas.Text); ok {
			return text.Text
		}
	}
	return ""
}

// TestFromTo holds that the days of a story are told without what they have in
// common.
func TestFromTo(t *testing.T) {
	for _, test := range []struct{ first, last, want string }{
		{"2026-03-04", "2026-03-04", "4 Mar 2026"},
		{"2026-03-04", "2026-03-22", "4 – 22 Mar 2026"},
		{"2026-02-28", "2026-03-01", "28 Feb – 1 Mar 2026"},
		{"2025-12-30", "2026-01-02", "30 Dec 2025 – 2 Jan 2026"},
	} {
		if got := strings.ReplaceAll(fromTo(test.first, test.last), noBreak, " "); got != test.want {
			t.Errorf("%s to %s is %q, want %q", test.first, test.last, got, test.want)
		}
	}
}

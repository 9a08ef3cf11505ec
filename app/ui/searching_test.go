package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
)

// library fills a desk with clips of two outlets and three months.
func (d *desk) library() {
	d.t.Helper()
	_, err := d.app.Import(d.t.Context(), strings.NewReader(`{"id":"a","title":"Harbour dues rise","body":"The council of Velmar voted on the dues.","date":"2026-01-10","tags":["port"],"source":"Harbour Post"}
{"id":"b","title":"Ferry line opens","body":"The council of Velmar opened a ferry.","date":"2026-03-05","tags":["port"],"source":"Harbour Post"}
{"id":"c","title":"Orchard blooms","body":"The council of Velmar likes cider.","date":"2026-03-20","tags":["food"],"source":"Tidewatch"}
`), app.ImportOptions{})
	if err != nil {
		d.t.Fatal(err)
	}
	d.until("the library", func() bool { return d.list.model.Len() == 3 && d.tree.Clips == 3 })
}

func (d *desk) search(text string) {
	d.t.Helper()
	d.focusSearch()
	d.list.search.SetText("")
	test.Type(d.list.search, text)
}

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

func TestSuggestionsByKeyboard(t *testing.T) {
	d := newDesk(t)
	d.library()
	d.search("council tag:")
	field, suggested := d.list.search, d.list.searching.suggested
	d.until("both tags", func() bool { return len(suggested.found) == 2 })
	if !field.AcceptsTab() || !suggested.layer.Visible() {
		t.Fatal("the suggestions do not show")
	}
	field.TypedKey(key(fyne.KeyDown))
	field.TypedKey(key(fyne.KeyDown))
	field.TypedKey(key(fyne.KeyUp))
	field.TypedKey(key(fyne.KeyReturn))
	if field.Text != "council tag:port " || field.CursorColumn != len(field.Text) {
		t.Errorf("took %q with the cursor at %d", field.Text, field.CursorColumn)
	}
	d.until("the clips with the tag", func() bool { return d.list.model.Len() == 2 })
	test.Type(field, "is:un")
	d.until("a state", func() bool { return len(suggested.found) == 1 })
	field.TypedKey(key(fyne.KeyTab))
	if field.Text != "council tag:port is:unread " {
		t.Errorf("the tabulator gives %q", field.Text)
	}
	test.Type(field, "so")
	d.until("a field", func() bool { return suggested.shown() })
	field.TypedKey(key(fyne.KeyEscape))
	if suggested.shown() || !strings.HasSuffix(field.Text, " so") {
		t.Errorf("Escape leaves suggestions, or took the text: %q", field.Text)
	}
}

func TestSuggestionByMouse(t *testing.T) {
	d := newDesk(t)
	d.library()
	d.search("outlet:tide")
	suggested := d.list.searching.suggested
	d.until("the outlet", func() bool { return len(suggested.found) == 1 })
	d.window.Canvas().Unfocus() // as a click does first
	test.Tap(suggested.box.Objects[0].(*suggestedLine))
	d.until("its clip", func() bool { return d.list.model.Len() == 1 })
	if d.list.search.Text != "outlet:Tidewatch " || d.window.Canvas().Focused() != d.list.search {
		t.Errorf("the field has %q", d.list.search.Text)
	}
}

func TestLastSearchesAreOffered(t *testing.T) {
	d := newDesk(t)
	d.library()
	d.search("cider")
	d.until("the hit", func() bool { return d.list.model.Len() == 1 })
	d.list.search.TypedKey(key(fyne.KeyReturn))
	d.until("the clip", func() bool { return d.reading.clip.ID != "" })
	d.until("the memory", func() bool { recent, err := d.app.Recent(t.Context()); return err == nil && len(recent) == 1 })
	d.search("")
	d.until("the last search", func() bool {
		found := d.list.searching.suggested.found
		return len(found) == 1 && found[0].Recent && found[0].With == "cider"
	})
}

func TestHelpWhileSearching(t *testing.T) {
	d := newDesk(t)
	d.library()
	d.list.search.TypedKey(key(fyne.KeyF1))
	if d.window.Canvas().Overlays().Top() == nil {
		t.Error("F1 shows no help")
	}
}

func TestCountsNarrow(t *testing.T) {
	d := newDesk(t)
	d.library()
	d.search("council")
	narrow := d.list.searching.narrow
	d.until("the counts", func() bool { return narrow.box.Visible() && len(narrow.outlets.Objects) == 2 })
	first := narrow.outlets.Objects[0].(*chip)
	if first.name.Text != "Harbour Post" || first.count.Text != "2" {
		t.Errorf("the first outlet is %s %s", first.name.Text, first.count.Text)
	}
	test.Tap(first)
	d.until("its clips", func() bool { return d.list.model.Len() == 2 && len(narrow.outlets.Objects) == 1 })
	test.Tap(narrow.outlets.Objects[0].(*chip))
	d.until("all of them again", func() bool { return d.list.model.Len() == 3 && len(narrow.outlets.Objects) == 2 })
	if d.list.search.Text != "council" {
		t.Errorf("the field has %q", d.list.search.Text)
	}
	_, width := narrow.bars.shown()
	narrow.bars.Tapped(&fyne.PointEvent{Position: fyne.NewPos(2.5*width, 10)})
	d.until("the clips of March", func() bool { return d.list.model.Query().Text == "council date:2026-03" && d.list.model.Len() == 2 })
	narrow.toggle()
	if narrow.box.Visible() {
		t.Error("the counts cannot be hidden")
	}
}

func TestCountsAreOfTheListWhileAWordIsUnfinished(t *testing.T) {
	d := newDesk(t)
	d.library()
	d.search("coun")
	narrow := d.list.searching.narrow
	d.until("the counts", func() bool {
		return d.list.model.Len() == 3 && narrow.box.Visible() && len(narrow.outlets.Objects) == 2
	})
	if count := narrow.outlets.Objects[0].(*chip).count.Text; count != "2" {
		t.Errorf("the first outlet has %s clips", count)
	}
}

func TestSearchIsSavedAmongTheFolders(t *testing.T) {
	d := newDesk(t)
	d.library()
	d.search("council tag:port")
	d.until("the hits", func() bool { return d.list.model.Len() == 2 })
	test.Tap(d.list.searching.save)
	saved := ""
	d.until("the saved search and its count", func() bool {
		for name, node := range d.tree.Nodes {
			if node.Search.ID != "" && node.Count == 2 {
				saved = name
			}
		}
		return saved != ""
	})
	d.sidebar.visit(saved)
	d.until("what it finds", func() bool { return d.list.search.Text == "" && d.list.model.Loaded() && d.list.model.Len() == 2 })
	if _, err := d.app.Import(t.Context(), strings.NewReader(`{"id":"d","title":"Quay mended","body":"The council of Velmar paid.","tags":["port"]}`), app.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	d.until("a new clip in it", func() bool { return d.list.model.Len() == 3 && d.tree.Nodes[saved].Count == 3 })
	d.search("ferry")
	d.until("words within it", func() bool { return d.list.model.Len() == 1 })
	d.undo()
	d.undo()
	d.until("it is gone", func() bool { _, there := d.tree.Nodes[saved]; return !there })
}

func TestDidYouMean(t *testing.T) {
	d := newDesk(t)
	d.library()
	d.search(`"coucnil of"`)
	var instead *widget.Button
	d.until("a better spelling", func() bool {
		for _, o := range test.LaidOutObjects(d.list.empty) {
			if b, ok := o.(*widget.Button); ok && strings.HasPrefix(b.Text, "Did you mean") {
				instead = b
			}
		}
		return instead != nil
	})
	test.Tap(instead)
	d.until("its clips", func() bool { return d.list.model.Len() == 3 })
	if d.list.search.Text != `"council of"` {
		t.Errorf("the field has %q", d.list.search.Text)
	}
}

func TestClickGoesToAPlace(t *testing.T) {
	d := newDesk(t)
	d.library()
	if _, err := d.app.SaveSearch(t.Context(), "Cider", "cider"); err != nil {
		t.Fatal(err)
	}
	find := func() *place {
		for _, p := range d.sidebar.places {
			if p.name.text == "Cider" {
				return p
			}
		}
		return nil
	}
	d.until("the search in the tree", func() bool { return find() != nil })
	test.Tap(find())
	d.until("what it finds", func() bool { return d.list.model.Len() == 1 })
}

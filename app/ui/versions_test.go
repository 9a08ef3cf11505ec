package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/app/ui/reader"
	"newsclip/clip"
)

// edited opens a sample and gives it a second version.
func (d *desk) edited() clip.ID {
	d.t.Helper()
	d.samples()
	id := d.openClip("Ferries sail")
	title := "Ferries stay in port"
	body := d.reading.clip.Version.Body.Clone()
	body[1] = clip.NewParagraph(strings.Replace(body[1:2].Plain(), "41,000", "43,500", 1))
	if _, err := d.app.Edit(d.t.Context(), id, app.Edit{Title: &title, Body: &body}); err != nil {
		d.t.Fatal(err)
	}
	d.reading.reopen()
	d.until("the edit", func() bool { return d.reading.clip.Version.Number == 2 })
	return id
}

// changed returns what the panel of versions says of the chosen one.
func (d *desk) changed() string {
	var said []string
	for _, o := range test.LaidOutObjects(d.reading.versions.list) {
		if b, ok := o.(*barText); ok {
			said = append(said, b.text)
		}
	}
	return strings.Join(said, "\n")
}

func TestVersionsShowWhatChanged(t *testing.T) {
	d := newDesk(t)
	d.edited()
	d.typedRune('v')
	panel := d.reading.versions
	d.until("the versions", panel.comparing)
	document, ok := panel.document()
	if !ok || document.Title != "Ferries sail again as Brennick harbour reopens, and dues risestay in port" || len(document.Passages) != 4 {
		t.Errorf("it shows %q with %d passages", document.Title, len(document.Passages))
	}
	said := d.changed()
	for _, want := range []string{"Version 2 · current", "Headline changed: “Ferries sail again", "41,000 → 43,500 cubic", "Version 1"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not among\n%s", want, said)
		}
	}
	d.typedRune('v')
	if panel.comparing() || d.reading.document().Title != "Ferries stay in port" {
		t.Error("closed, it still shows what changed")
	}
}

func TestOlderVersionIsMadeCurrent(t *testing.T) {
	d := newDesk(t)
	d.edited()
	d.typedRune('v')
	panel := d.reading.versions
	d.until("the versions", panel.comparing)
	panel.choose(1, false)
	if document, _ := panel.document(); !strings.HasPrefix(document.Title, "Ferries sail again") || len(document.Passages) != 0 {
		t.Errorf("the first version shows %q with %d passages", document.Title, len(document.Passages))
	}
	panel.choose(1, true)
	if document, _ := panel.document(); len(document.Passages) != 4 {
		t.Errorf("against the current one there are %d passages", len(document.Passages))
	}
	for _, o := range test.LaidOutObjects(panel.list) {
		if b, ok := o.(*widget.Button); ok && strings.HasPrefix(b.Text, "Make it") {
			test.Tap(b)
		}
	}
	d.until("the older version", func() bool { return d.reading.clip.Version.Number == 1 && panel.current() == 1 })
	d.undo()
	d.until("the newer again", func() bool { return d.reading.clip.Version.Number == 2 && panel.current() == 2 })
}

// TestNothingIsMarkedInAComparison holds that positions in a text of two
// versions never become a highlight of one.
func TestNothingIsMarkedInAComparison(t *testing.T) {
	d := newDesk(t)
	d.edited()
	d.typedRune('v')
	d.until("the versions", d.reading.versions.comparing)
	d.drag(reader.Position{Leaf: 0}, reader.Position{Leaf: 0, Offset: 12})
	if d.reading.marking.bar.box.Visible() || d.reading.menu([]int{0}) != nil {
		t.Error("marking and taking away are offered")
	}
	d.reading.marking.highlight()
	if n := len(d.marks()); n != 0 {
		t.Errorf("%d highlights were made", n)
	}
	d.openClip("Stadtbücherei")
	d.until("the other clip's versions", func() bool { return d.reading.versions.of == d.reading.clip.ID && d.reading.versions.comparing() })
}

package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"newsclip/app"
	"newsclip/clip"
	"newsclip/clip/intake"
)

const orchard = `<!doctype html><html lang="en"><head><title>Orchard of Lower Venn is saved | Venn Courier</title></head><body>
<nav class="top"><a href="/">Home</a> <a href="/farms">Farms</a></nav>
<article class="story"><h1>Orchard of Lower Venn is saved</h1>
<div class="text"><p>The old orchard of Lower Venn stays: the parish bought it on Monday for the price of a small car, after ninety people had given what they could.</p>
<p>It has two hundred trees of sixty kinds, and of four of them nobody knows another tree anywhere, said the warden, Hanne Osk, who has grafted all of them twice.</p>
<p class="appeal">Whoever reads us every week reads more of what matters in the valley, and helps us to go on with it for another year.</p>
<p>In May the orchard opens on Sundays, and in October there will be a day on which everybody may pick what they can carry home in two hands.</p></div>
<aside class="facts"><p>Trees of the orchard: 214</p></aside></article>
<footer class="imprint"><p>Venn Courier, 1 Ford Street</p></footer></body></html>`

// addOrchard adds the page and opens its clip.
func (d *desk) addOrchard() clip.ID {
	d.t.Helper()
	in := intake.Input{Kind: intake.KindHTML, Data: []byte(orchard), MediaType: "text/html", URL: "https://www.venn-courier.example/orchard"}
	if _, err := d.app.Add(d.t.Context(), []intake.Input{in}, app.AddOptions{Anything: true}); err != nil {
		d.t.Fatal(err)
	}
	d.until("the clip in the list", func() bool {
		for i := range d.list.model.Len() {
			if row, ok := d.list.model.Row(i); ok && strings.Contains(row.Clip.Version.Title, "Orchard") {
				return true
			}
		}
		return false
	})
	return d.openClip("Orchard")
}

func (d *desk) says(text string) func() bool {
	return func() bool { return strings.Contains(d.reading.clip.Version.Body.Plain(), text) }
}

func TestRemovedPieceIsPutBack(t *testing.T) {
	d := newDesk(t)
	d.addOrchard()
	if d.says("Trees of the orchard")() {
		t.Fatal("nothing to put back: the box was kept")
	}
	d.removed()
	field := d.window.Canvas().Focused().(*formField)
	test.Type(field, "trees FACTS")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.until("the piece", d.says("Trees of the orchard: 214"))
	if d.notice.action.Text != "Undo" {
		t.Errorf("the notice offers %q", d.notice.action.Text)
	}
	d.until("the list of what is still left out", func() bool {
		return !slices.ContainsFunc(d.reading.removed.all, func(r clip.Removal) bool { return strings.Contains(r.Text, "Trees of the orchard") })
	})
	test.Tap(d.notice.action)
	d.until("it gone again", func() bool { return !d.says("Trees of the orchard")() })
}

func TestPiecePutBackAlways(t *testing.T) {
	d := newDesk(t)
	d.addOrchard()
	d.removed()
	test.Type(d.window.Canvas().Focused().(*formField), "trees")
	test.Tap(d.reading.removed.always)
	d.until("its notice", func() bool { return strings.Contains(d.notice.message.Text, "venn-courier.example") })
	if rules, err := d.app.Rules(t.Context()); err != nil || len(rules) != 1 || !rules[0].Keep || rules[0].Form != "article.story > aside.facts > p" {
		t.Errorf("rules %+v, %v", rules, err)
	}
	d.askRules()
	d.until("the rules", func() bool { _, ok := d.window.Canvas().Focused().(*formField); return ok })
	d.window.Canvas().Focused().(*formField).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.until("the drop", func() bool { rules, err := d.app.Rules(t.Context()); return err == nil && len(rules) == 0 })
}

func TestRepairOffersNothing(t *testing.T) {
	d := newDesk(t)
	d.toggleRemoved()
	r := d.reading.removed
	r.fill("x", []clip.Removal{{Text: "a ⏎ b", Reason: "joined lines", Rule: "the line goes on"}, {Text: "Home", Reason: "navigation"}})
	if !r.once.Disabled() || !r.always.Disabled() {
		t.Error("a repair can be put back")
	}
	r.filter.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if r.once.Disabled() || r.always.Disabled() {
		t.Error("a piece cannot be put back")
	}
}

// removed opens the panel of what was removed, by its shortcut.
func (d *desk) removed() {
	d.t.Helper()
	d.custom(&desktop.CustomShortcut{KeyName: fyne.KeyR, Modifier: fyne.KeyModifierShortcutDefault})
	d.until("the pieces", func() bool { return d.reading.panel.isOpen() && len(d.reading.removed.all) > 0 })
}

func TestPanelFollowsTheOpenClip(t *testing.T) {
	d := newDesk(t)
	d.samples()
	d.addOrchard()
	d.removed()
	d.openClip("Brennick")
	d.until("the other clip's pieces", func() bool { return d.reading.removed.id == d.reading.clip.ID })
	d.reading.removed.filter.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.reading.panel.isOpen() || d.reading.clip.ID == "" {
		t.Error("Esc closes the panel, and nothing else")
	}
	d.toggleRemoved()
	d.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.reading.panel.isOpen() || d.reading.clip.ID == "" {
		t.Error("Esc in the window closes the panel first")
	}
}

// TestPanelFindsItsPlace holds that the panel stands beside a wide text and
// below a narrow one, and that the text has the rest.
func TestPanelFindsItsPlace(t *testing.T) {
	for _, c := range []struct {
		name       string
		size       fyne.Size
		wantBeside bool
	}{{"wide", fyne.NewSize(900, 600), true}, {"narrow", fyne.NewSize(420, 600), false}} {
		text, box, line := canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
		beside{}.Layout([]fyne.CanvasObject{text, box, line}, c.size)
		besides := box.Position().X > 0 && box.Size().Height == c.size.Height
		if besides != c.wantBeside || text.Size().Width < 300 || text.Size().Height < 300 {
			t.Errorf("%s: panel at %v of %v, text %v", c.name, box.Position(), box.Size(), text.Size())
		}
	}
}

func TestParagraphIsTakenAwayAlways(t *testing.T) {
	d := newDesk(t)
	d.addOrchard()
	leaves := d.reading.clip.Version.Body.Leaves()
	at := slices.IndexFunc(leaves, func(l clip.Leaf) bool { return strings.HasPrefix(l.Text, "Whoever reads us") })
	if at < 0 {
		t.Fatalf("nothing to take away in %q", d.reading.clip.Version.Body.Plain())
	}
	items := d.correctMenu([]int{at})
	if len(items) != 2 || items[0].Label != "Take away" || items[1].Label != "Take away, always on this site" {
		t.Fatalf("the menu offers %+v", items)
	}
	items[1].Action()
	d.until("it gone", func() bool { return d.reading.clip.Version.Number == 2 && !d.says("Whoever reads us")() })
	if text := d.notice.message.Text; !strings.Contains(text, "venn-courier.example") || d.notice.action.Text != "Undo" {
		t.Errorf("the notice says %q and offers %q", text, d.notice.action.Text)
	}
	d.undo()
	d.until("it back", d.says("Whoever reads us"))
	if rules, err := d.app.Rules(t.Context()); err != nil || len(rules) != 0 {
		t.Errorf("the rule outlived its undo: %v, %v", rules, err)
	}
}

package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"newsclip/app"
	"newsclip/clip"
	"newsclip/clip/intake"
)

// whySays returns what the panel says.
func (d *desk) whySays() string {
	var out []string
	for _, o := range d.reading.why.rows.Objects {
		switch o := o.(type) {
		case *widget.Label:
			out = append(out, o.Text)
		case *widget.Hyperlink:
			out = append(out, o.Text)
		}
	}
	return strings.Join(out, "\n")
}

func TestWhyHereAndNotTheSameStory(t *testing.T) {
	d := newDesk(t)
	const text = "The lock of Wendmouth was closed on Monday after a barge had struck its lower gate. The water board hopes to open the lock in two weeks, its engineer Odo Farr said at the gate."
	for ref, title := range map[string]string{"1": "Barge strikes the lock of Wendmouth", "2": "Lock of Wendmouth closed for two weeks"} {
		in := intake.Input{Kind: intake.KindRecord, Record: &intake.Record{Ref: ref, Title: title, Body: text + " This is report " + ref + "."}}
		if _, err := d.app.Add(t.Context(), []intake.Input{in}, app.AddOptions{Anything: true, Duplicates: app.KeepBoth}); err != nil {
			t.Fatal(err)
		}
	}
	d.until("the clips", func() bool { return d.list.model.Len() == 2 })
	id := d.openClip("Barge")
	d.toggleWhy()
	d.until("the reasons", func() bool { return strings.Contains(d.whySays(), "with one other clip") })
	if says := d.whySays(); !strings.Contains(says, "Odo Farr") || !strings.Contains(says, "not both have a date") || d.reading.why.apart.Disabled() {
		t.Errorf("the panel says\n%s", says)
	}
	test.Tap(d.reading.why.apart)
	d.until("the clip alone", func() bool { return strings.Contains(d.whySays(), "alone in its story") })
	if !strings.Contains(d.whySays(), "You parted it from") || !d.reading.why.apart.Disabled() {
		t.Errorf("the panel says\n%s", d.whySays())
	}
	d.undo()
	d.until("the story again", func() bool {
		ids, err := d.app.IDs(t.Context(), clip.Query{Stories: []clip.ID{d.reading.clip.Story}})
		return err == nil && len(ids) == 2 && slices.Contains(ids, id)
	})
	d.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.reading.panel.isOpen() {
		t.Error("Esc left the panel open")
	}
}

package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"newsclip/app"
	"newsclip/app/ui/view"
	"newsclip/clip"
	"newsclip/clip/intake"
)

// alike keeps two clips of one event in two stories that no person parted, and
// returns them: what was parted from the second is in the trash.
func (d *desk) alike() (one, other clip.ID) {
	d.t.Helper()
	var ids []clip.ID
	for i := range 5 {
		r := intake.Record{Ref: fmt.Sprint(i), Title: fmt.Sprintf("Lock of Wendmouth closed, report %d", i), Outlet: []string{"Ledger", "Wire"}[i%2], Date: day(fmt.Sprintf("2026-03-0%d", 1+i)),
			Body: "The lock of Wendmouth was closed on Monday after a barge had struck its lower gate. The water board hopes to open the lock in two weeks, its engineer Odo Farr said at the gate."}
		added, err := d.app.Add(d.t.Context(), []intake.Input{{Kind: intake.KindRecord, Record: &r}}, app.AddOptions{Anything: true, Duplicates: app.KeepBoth})
		if err != nil || added[0].Outcome != app.Kept {
			d.t.Fatalf("%+v, %v", added, err)
		}
		ids = append(ids, added[0].Clip.ID)
	}
	if err := d.app.NotSameStory(d.t.Context(), ids[4]); err != nil {
		d.t.Fatal(err)
	}
	if err := d.app.Trash(d.t.Context(), ids[1:4]...); err != nil { // the newest: it was parted from these
		d.t.Fatal(err)
	}
	return ids[0], ids[4]
}

func TestStoriesThatLookLikeOneAreOffered(t *testing.T) {
	d := newDesk(t)
	one, other := d.alike()
	offered := func() bool { return slices.Contains(d.tree.Children[""], view.KeyOffers) }
	together := func() bool {
		a, err := d.app.Clip(t.Context(), one)
		b, errOther := d.app.Clip(t.Context(), other)
		return err == nil && errOther == nil && a.Story == b.Story
	}
	open := func() *sheet {
		t.Helper()
		d.until("the line", offered)
		d.place(view.KeyOffers).Tapped(&fyne.PointEvent{})
		return d.sheet()
	}
	press := func(s *sheet, text string) {
		t.Helper()
		for _, o := range test.LaidOutObjects(s.overlay) {
			if b, ok := o.(*formButton); ok && b.Text == text {
				test.Tap(b)
				return
			}
		}
		t.Fatalf("the dialog has no button %q", text)
	}
	s := open()
	var said []string
	for _, o := range test.LaidOutObjects(s.overlay) {
		if c, ok := o.(*caption); ok {
			said = append(said, c.text)
		}
	}
	if all := strings.ReplaceAll(strings.Join(said, "\n"), noBreak, " "); !strings.Contains(all, "\n1 clip · 1 Mar 2026 · Ledger") || !strings.Contains(all, "\n1 clip · 5 Mar 2026 · Ledger") || !strings.Contains(all, "Odo Farr") || !strings.Contains(all, "4 days apart") {
		t.Errorf("the preview says\n%s", all)
	}
	press(s, "Merge")
	d.until("the merge", func() bool { return together() && !d.covered() && !offered() })
	test.Tap(d.notice.action)
	d.until("its undo", func() bool { return !together() })
	press(open(), "They are two")
	d.until("the refusal", func() bool { return !d.covered() && !offered() && d.notice.message.Text == "The two stories stay two." })
	d.undo()
	d.until("the offer again", offered)
	d.redo()
	d.until("no offer again", func() bool { return !offered() })
	if together() {
		t.Error("they are together")
	}
}

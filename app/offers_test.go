package app

import (
	"slices"
	"testing"

	"newsclip/clip"
	"newsclip/clip/intake"
	"newsclip/clip/store"
)

// TestOffers parts clips of one event without saying that they are two stories;
// they are offered, and declining, accepting and undoing each hold.
func TestOffers(t *testing.T) {
	a := open(t)
	ctx := t.Context()
	report := func(ref, title, body string) clip.Clip {
		return add(t, a, intake.Input{Kind: intake.KindRecord, Record: &intake.Record{Ref: ref, Title: title, Outlet: "Ledger", Date: at("2026-03-04"), Body: body}})
	}
	const lock = "The lock of Wendmouth was closed on Monday after a barge had struck its lower gate. The water board hopes to open the lock in two weeks, its engineer Odo Farr said at the gate."
	first := report("1", "Barge strikes the lock of Wendmouth", lock)
	second := report("2", "Lock of Wendmouth closed for two weeks", lock+" Boats wait below the town.")
	report("3", "Bakers of Hollin strike for an hour", "The bakers of Hollin stopped work for an hour on Tuesday morning, and bread came late to nine villages of the valley.")
	if first.Story != second.Story {
		t.Fatal("the clips are no story")
	}
	if offers := got(a.Offers(ctx))(t); len(offers) != 0 {
		t.Errorf("of stories that are apart: %+v", offers)
	}
	// The machine would have put them together; here it had not.
	made := got(a.SplitStory(ctx, "", second.ID))(t)
	must(t, a.MoveToStory(ctx, made.ID, second.ID))
	links := got(a.library.Links(ctx))(t)
	if len(links) != 1 || links[0].Together {
		t.Fatalf("links %+v", links)
	}
	if offers := got(a.Offers(ctx))(t); len(offers) != 0 {
		t.Errorf("what a person parted is offered: %+v", offers)
	}
	must(t, a.organise(ctx, "Test", func(c *store.Change) error { return c.Link(links[0].A, links[0].B, true) }))
	a.changing.Lock()
	must(t, a.relearn(ctx, links))
	a.changing.Unlock()
	offers := got(a.Offers(ctx))(t)
	if len(offers) != 1 || !slices.Contains([]clip.ID{first.Story, made.ID}, offers[0].From.Story.ID) || offers[0].Chance < 0.5 {
		t.Fatalf("offers %+v", offers)
	}
	if o := offers[0]; !slices.Contains(o.Alike.Names, "Odo Farr") || len(o.From.Outlets) != 1 || o.From.Outlets[0].Name != "Ledger" || o.Alike.Days != 0 {
		t.Errorf("the preview: %+v", o)
	}
	count := func(want int, when string) {
		t.Helper()
		if offers := got(a.Offers(ctx))(t); len(offers) != want {
			t.Errorf("%s: %d offers, want %d", when, len(offers), want)
		}
	}
	must(t, a.KeepApart(ctx, offers[0].From.Story.ID, offers[0].To.Story.ID))
	count(0, "declined")
	got(a.Undo(ctx))(t)
	count(1, "its undo")
	got(a.Redo(ctx))(t)
	count(0, "its redo")
	got(a.Undo(ctx))(t)
	must(t, a.MergeStories(ctx, offers[0].From.Story.ID, offers[0].To.Story.ID))
	count(0, "merged")
	if one, other := got(a.Clip(ctx, first.ID))(t), got(a.Clip(ctx, second.ID))(t); one.Story != other.Story {
		t.Error("merged, and apart")
	}
	got(a.Undo(ctx))(t)
	count(1, "the merge undone")
	must(t, a.Trash(ctx, second.ID))
	count(0, "one of them in the trash")
	got(a.Undo(ctx))(t)
	count(1, "and back")
}

package app

import (
	"strings"
	"testing"

	"newsclip/clip"
	"newsclip/clip/store"
)

// TestRegroup puts a clip where nobody would, and has it found.
func TestRegroup(t *testing.T) {
	a := open(t)
	const text = "The lock of Wendmouth was closed on Monday after a barge had struck its lower gate. The water board hopes to open the lock in two weeks, its engineer Odo Farr said at the gate."
	lock := add(t, a, record("1", "Barge strikes the lock of Wendmouth", text))
	again := add(t, a, record("2", "Lock of Wendmouth closed for two weeks", strings.ReplaceAll(text, "hopes to open", "will open")))
	bakers := add(t, a, record("3", "Bakers of Hollin strike for an hour", "The bakers of Hollin stopped work for an hour on Tuesday morning, and bread came late to nine villages of the valley."))
	if plan, err := a.Regroup(t.Context(), nil); err != nil || plan.Clips != 3 || len(plan.Moves) != 0 {
		t.Fatalf("Regroup of a library that is right: %+v, %v", plan, err)
	}
	put := func(pinned bool) {
		t.Helper()
		err := a.organise(t.Context(), "Test", func(c *store.Change) error {
			return c.State(again.ID, func(s *clip.State) { s.Story, s.Pinned = bakers.Story, pinned })
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	put(true)
	if plan, err := a.Regroup(t.Context(), nil); err != nil || moves(plan, again.ID) {
		t.Errorf("Regroup would move a pinned clip: %+v, %v", plan, err)
	}
	put(false)
	plan, err := a.Regroup(t.Context(), nil)
	if err != nil || len(plan.Moves) != 1 || plan.Moves[0].From.ID != bakers.Story || plan.Moves[0].To.ID != lock.Story || plan.Moves[0].Clips[0].ID != again.ID {
		t.Fatalf("Regroup = %+v, %v", plan, err)
	}
	if err := a.ApplyRegrouping(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	at := func() clip.ID {
		c, err := a.Clip(t.Context(), again.ID)
		if err != nil {
			t.Fatal(err)
		}
		return c.Story
	}
	if at() != lock.Story {
		t.Error("the clip was not moved")
	}
	if _, err := a.Undo(t.Context()); err != nil || at() != bakers.Story {
		t.Errorf("it was not taken back: %v", err)
	}
	if err := a.ApplyRegrouping(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	if err := a.MoveToStory(t.Context(), lock.Story, bakers.ID); err != nil {
		t.Fatal(err)
	}
	err = a.organise(t.Context(), "Test", func(c *store.Change) error {
		return c.State(bakers.ID, func(s *clip.State) { s.Pinned = false })
	})
	if err != nil {
		t.Fatal(err)
	}
	if plan, err := a.Regroup(t.Context(), nil); err != nil || moves(plan, bakers.ID) {
		t.Errorf("what a person put together would be parted: %+v, %v", plan, err)
	}
}

func moves(plan Regrouping, id clip.ID) bool {
	for _, m := range plan.Moves {
		for _, c := range m.Clips {
			if c.ID == id {
				return true
			}
		}
	}
	return false
}

// TestRegroupKeepsApartWhatIsPinnedLater holds that a clip does not join the
// story of one that it was parted from, though that one comes later.
func TestRegroupKeepsApartWhatIsPinnedLater(t *testing.T) {
	a := open(t)
	text := pierReport(1)
	first := add(t, a, record("1", "Pier mended", text))
	second := add(t, a, record("2", "Pier mended", text))
	must(t, a.NotSameStory(t.Context(), second.ID))
	third := add(t, a, record("3", "Pier mended", text))
	parted := got(a.Clip(t.Context(), second.ID))(t)
	must(t, a.organise(t.Context(), "Test", func(c *store.Change) error {
		return c.State(third.ID, func(s *clip.State) { s.Story = parted.Story })
	}))
	must(t, a.ApplyRegrouping(t.Context(), got(a.Regroup(t.Context(), nil))(t)))
	if got(a.Clip(t.Context(), first.ID))(t).Story == got(a.Clip(t.Context(), second.ID))(t).Story {
		t.Error("what was parted is together")
	}
}

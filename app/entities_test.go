package app

import (
	"slices"
	"testing"

	"newsclip/clip"
)

// TestEntities tells of a story whom its clips name, and of one that is not
// there nothing.
func TestEntities(t *testing.T) {
	a := open(t)
	first := add(t, a, record("1", "Lock of Wendmouth closed after a barge struck it", "A barge struck the lower gate in Wendmouth on Monday. The engineer Odo Farr said that the water board would need two weeks for the gate."))
	second := add(t, a, record("2", "Barge crew heard over broken gate", "The crew of the barge was heard on Tuesday. Two weeks are needed in Wendmouth, the engineer Odo Farr told the council of the town."))
	if err := a.MoveToStory(t.Context(), first.Story, second.ID); err != nil {
		t.Fatal(err)
	}
	got, err := a.Entities(t.Context(), first.Story)
	slices.Sort(got)
	if want := []string{"Odo Farr", "Wendmouth"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("Entities = %q, %v; want %q", got, err, want)
	}
	if got, err := a.Entities(t.Context(), clip.NewID()); err != nil || len(got) > 0 {
		t.Errorf("of no story: %q, %v", got, err)
	}
}

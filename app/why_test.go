package app

import (
	"slices"
	"strings"
	"testing"

	"newsclip/clip"
)

func TestWhy(t *testing.T) {
	a := open(t)
	const text = "The lock of Wendmouth was closed on Monday after a barge had struck its lower gate. The water board hopes to open the lock in two weeks, its engineer Odo Farr said at the gate."
	first := add(t, a, record("1", "Barge strikes the lock of Wendmouth", text))
	second := add(t, a, record("2", "Lock of Wendmouth closed for two weeks", strings.ReplaceAll(text, "hopes to open", "will open")))
	alone := add(t, a, record("3", "Bakers of Hollin strike for an hour", "The bakers of Hollin stopped work for an hour on Tuesday morning, and bread came late to nine villages of the valley."))
	why, err := a.Why(t.Context(), second.ID)
	if err != nil || why.Story.ID != first.Story || why.Others != 1 || why.Chance < why.Needed || len(why.Alike) != 1 {
		t.Fatalf("Why = %+v, %v", why, err)
	}
	shared := why.Alike[0]
	if shared.Clip.ID != first.ID || !slices.Contains(shared.Names, "Odo Farr") || !slices.Contains(shared.Words, "lock") || slices.Contains(shared.Names, "Farr") || shared.Days != -1 {
		t.Errorf("alike: %+v", shared)
	}
	if why, err := a.Why(t.Context(), alone.ID); err != nil || why.Others != 0 || why.Chance != 0 || len(why.Alike) != 0 {
		t.Errorf("of a clip alone: %+v, %v", why, err)
	}
	if _, err := a.SplitStory(t.Context(), "", second.ID); err != nil {
		t.Fatal(err)
	}
	why, err = a.Why(t.Context(), second.ID)
	if err != nil || why.Others != 0 || len(why.Apart) != 1 || why.Apart[0].ID != first.ID {
		t.Errorf("after it was taken out: %+v, %v", why, err)
	}
	if err := a.Trash(t.Context(), second.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Why(t.Context(), second.ID); clip.KindOf(err) != clip.ErrInvalid {
		t.Errorf("of a clip in the trash: %v", err)
	}
}

// TestSignatureOfAnotherVersionIsMadeAnew opens a library whose signatures
// another version of the program made: they are made anew, and kept.
func TestSignatureOfAnotherVersionIsMadeAnew(t *testing.T) {
	dir := t.TempDir()
	a, err := Open(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	c := add(t, a, record("1", "Barge strikes the lock of Wendmouth", "The lock of Wendmouth was closed on Monday after a barge had struck its lower gate."))
	if err := a.library.SetSignatures(t.Context(), map[clip.ID][]byte{c.Current: []byte(`{"v":1}`)}); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if a, err = Open(t.Context(), Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if err := a.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	for kept, err := range a.library.Signatures(t.Context()) {
		if err != nil || len(kept.Data) == 0 || kept.Data[0] == '{' {
			t.Errorf("kept %q, %v", kept.Data, err)
		}
	}
}

package app

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsclip/clip"
	"newsclip/clip/intake"
	"newsclip/clip/story"
)

func record(ref, title, body string) intake.Input {
	return intake.Input{Kind: intake.KindRecord, Record: &intake.Record{Ref: ref, Title: title, Body: body}}
}

// TestGroupingIsMadeWhenNeeded opens a library again: lists, searches and
// states do without the grouping, the next clip finds it as it was, with what
// changed meanwhile.
func TestGroupingIsMadeWhenNeeded(t *testing.T) {
	dir := t.TempDir()
	a, err := Open(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	const text = "The lock of Wendmouth was closed on Monday after a barge had struck its lower gate. The water board hopes to open the lock in two weeks, its engineer Odo Farr said at the gate."
	first := add(t, a, record("1", "Barge strikes the lock of Wendmouth", text))
	second := add(t, a, record("2", "Bakers of Hollin strike for an hour", "The bakers of Hollin stopped work for an hour on Tuesday morning, and bread came late to nine villages of the valley."))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if a, err = Open(t.Context(), Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if err := a.SetRead(t.Context(), true, first.ID); err != nil {
		t.Fatal(err)
	}
	if err := a.Trash(t.Context(), second.ID); err != nil {
		t.Fatal(err)
	}
	if a.hasGrouping() {
		t.Error("reading and trashing made the grouping")
	}
	third := add(t, a, record("3", "Lock of Wendmouth closed for two weeks", strings.ReplaceAll(text, "hopes to open", "will open")))
	if third.Story != first.Story {
		t.Error("the new clip does not find the story of the old one")
	}
	if !a.hasGrouping() {
		t.Error("a clip was placed without the grouping")
	}
}

// TestGroupingIsSaved opens a library again with a saved grouping, changed since,
// and with one that is damaged, of another library, or gone: each places the next
// clip as one made anew does.
func TestGroupingIsSaved(t *testing.T) {
	const text = "The lock of Wendmouth was closed on Monday after a barge had struck its lower gate. The water board hopes to open the lock in two weeks, its engineer Odo Farr said at the gate."
	for name, spoil := range map[string]func(t *testing.T, dir string){
		"as it was": func(*testing.T, string) {},
		"damaged": func(t *testing.T, dir string) {
			must(t, os.WriteFile(filepath.Join(dir, "snapshot"), []byte("no snapshot"), 0o600))
		},
		"gone": func(t *testing.T, dir string) { must(t, os.RemoveAll(dir)) },
		"records damaged": func(t *testing.T, dir string) {
			data, err := os.ReadFile(filepath.Join(dir, "records"))
			must(t, err)
			for i := 16; i < len(data); i++ {
				data[i] ^= 1
			}
			must(t, os.WriteFile(filepath.Join(dir, "records"), data, 0o600))
		},
		"of another library": func(t *testing.T, dir string) {
			g, err := story.New(story.Options{Dir: dir})
			must(t, err)
			must(t, errors.Join(g.Save("1 1"), g.Close()))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			a := openAt(t, dir, ticking())
			first := add(t, a, record("1", "Barge strikes the lock of Wendmouth", text))
			add(t, a, record("2", "Bakers of Hollin strike for an hour", "The bakers of Hollin stopped work for an hour on Tuesday morning, and bread came late to nine villages of the valley."))
			a.saveGrouping(t.Context(), 0)
			if a.unsaved != 0 || a.grouped == 0 {
				t.Fatal("the grouping was not saved")
			}
			third := add(t, a, record("3", "A choir sang at the pit", "A choir of miners sang in the old pit of Velm on Sunday, and four hundred people came to hear it there."))
			must(t, a.Trash(t.Context(), third.ID))
			must(t, a.Close())
			spoil(t, filepath.Join(dir, "grouping"))
			a = openAt(t, dir, ticking())
			defer a.Close()
			must(t, a.Warm(t.Context()))
			fourth := add(t, a, record("4", "Lock of Wendmouth closed for two weeks", strings.ReplaceAll(text, "hopes to open", "will open")))
			if fourth.Story != first.Story {
				t.Error("the new clip does not find the story of the old one")
			}
			if a.grouper.StoryOf(third.ID) != "" {
				t.Error("a clip in the trash is in a story")
			}
			must(t, a.Restore(t.Context(), third.ID))
			if got := a.grouper.StoryOf(third.ID); got != third.Story {
				t.Errorf("back from the trash a clip is in story %q, want %q", got, third.Story)
			}
		})
	}
}

// TestDroppedGrouping has the grouping go between being needed and being asked:
// for a clip it is made again, what a move taught it reads later.
func TestDroppedGrouping(t *testing.T) {
	a := open(t)
	const text = "The lock of Wendmouth was closed on Monday after a barge had struck its lower gate. The water board hopes to open the lock in two weeks, its engineer Odo Farr said at the gate."
	first := add(t, a, record("1", "Barge strikes the lock of Wendmouth", text))
	other := add(t, a, record("2", "Bakers of Hollin strike for an hour", "The bakers of Hollin stopped work for an hour on Tuesday morning, and bread came late to nine villages of the valley."))
	must(t, a.changeStories(t.Context(), func() error {
		a.dropGrouping()
		again := story.Sign(story.Document{ID: "again", Title: "Lock of Wendmouth closed for two weeks", Text: text, Lang: "en"})
		placed, err := a.place(t.Context(), again)
		if placed.Story != first.Story || len(placed.Duplicates) != 1 {
			t.Errorf("placed %+v", placed)
		}
		return err
	}))
	must(t, a.changeStories(t.Context(), func() error {
		a.dropGrouping()
		return a.moveToStories(t.Context(), "Move", []transfer{{to: clip.Story{ID: first.Story}, ids: []clip.ID{other.ID}}})
	}))
	must(t, a.Warm(t.Context()))
	if got := a.grouper.StoryOf(other.ID); got != first.Story {
		t.Errorf("what was moved is in story %q, want %q", got, first.Story)
	}
}

// TestWarmBesideChanges makes the grouping while clips come and go.
func TestWarmBesideChanges(t *testing.T) {
	a := open(t)
	done := make(chan error)
	go func() { done <- a.Warm(t.Context()) }()
	for _, ref := range []string{"a", "b", "c"} {
		c := add(t, a, record(ref, "Ferry "+ref+" sails", "The ferry "+ref+" sails again on Sunday, its master said to the newspaper of the island."))
		if err := a.Trash(t.Context(), c.ID); err != nil {
			t.Fatal(err)
		}
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

// TestClosedWhileWarming closes the library before its grouping is made.
func TestClosedWhileWarming(t *testing.T) {
	a, err := Open(t.Context(), Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := a.Warm(t.Context()); err == nil {
		t.Error("a closed library is said to be warm")
	}
}

func add(t *testing.T, a *App, in intake.Input) clip.Clip {
	t.Helper()
	results, err := a.Add(t.Context(), []intake.Input{in}, AddOptions{Duplicates: KeepBoth, Anything: true})
	if err != nil || len(results) != 1 || results[0].Outcome != Kept {
		t.Fatalf("added: %+v, %v", results, err)
	}
	return results[0].Clip
}

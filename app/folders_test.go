package app

import (
	"testing"

	"newsclip/clip"
)

// TestANameMayHaveASlash finds folders by paths that can be read in two ways.
func TestANameMayHaveASlash(t *testing.T) {
	a := open(t)
	ctx := t.Context()
	make := func(parent clip.ID, name string) clip.ID {
		t.Helper()
		folder, err := a.MakeFolder(ctx, parent, name)
		if err != nil {
			t.Fatal(err)
		}
		return folder.ID
	}
	round := make("", "24/7")
	night := make(round, "On/off")
	daily := make("", "Daily")
	nested := make(daily, "Review")
	make("", "Daily/Review")
	for path, want := range map[string]clip.ID{"24/7": round, "24/7/on/OFF": night, "Daily/Review": nested, "Daily": daily} {
		if got, err := a.FolderAt(ctx, path); err != nil || got.ID != want {
			t.Errorf("FolderAt(%q) is %q, %v", path, got.Name, err)
		}
		if got, err := a.MakePath(ctx, path); err != nil || got.ID != want {
			t.Errorf("MakePath(%q) made %q, %v", path, got.Name, err)
		}
	}
	if _, err := a.FolderAt(ctx, "24"); clip.KindOf(err) != clip.ErrNotFound {
		t.Errorf("FolderAt(24): %v", err)
	}
	if got, err := a.MakePath(ctx, "24/7/On/off/late"); err != nil || got.Name != "late" || got.Parent != night {
		t.Errorf("a new one: %q in %q, %v", got.Name, got.Parent, err)
	}
}

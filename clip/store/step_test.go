package store

import (
	"context"
	"testing"
	"time"

	"newsclip/clip"
)

// inTrash says of each clip whether it is in the trash: "t" or "-".
func inTrash(t *testing.T, l *Library, ids ...clip.ID) (out string) {
	t.Helper()
	for _, id := range ids {
		c, err := l.Clip(t.Context(), id)
		switch {
		case err != nil:
			t.Fatal(err)
		case c.Trashed.IsZero():
			out += "-"
		default:
			out += "t"
		}
	}
	return out
}

func addIn(t *testing.T, l *Library, s *Step, title string) clip.ID {
	t.Helper()
	c, err := l.Add(InStep(t.Context(), s), item(title, "The text of "+title+"."))
	if err != nil {
		t.Fatal(err)
	}
	return c.ID
}

func undo(t *testing.T, do func(context.Context) (string, error), want string) {
	t.Helper()
	if action, err := do(t.Context()); err != nil || action != want {
		t.Errorf("took %q, %v; want %q", action, err, want)
	}
}

func star(t *testing.T, l *Library, starred bool, id clip.ID) {
	t.Helper()
	if err := l.Change(t.Context(), "Star", func(c *Change) error {
		return c.State(id, func(s *clip.State) { s.Starred = starred })
	}); err != nil {
		t.Fatal(err)
	}
}

func TestSeveralTransactionsAreOneStep(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	step := NewStep("Import")
	a, b := addIn(t, l, step, "a"), addIn(t, l, step, "b")
	l.Close()
	l = open(t, dir)
	undo(t, l.Undo, "Import")
	if got := inTrash(t, l, a, b); got != "tt" {
		t.Errorf("undone: %s", got)
	}
	undo(t, l.Redo, "Import")
	if got := inTrash(t, l, a, b); got != "--" {
		t.Errorf("redone: %s", got)
	}
}

func TestAStepGoesOnOnlyWhileItIsTheLast(t *testing.T) {
	l := open(t, t.TempDir())
	step := NewStep("Import")
	a := addIn(t, l, step, "a")
	star(t, l, true, a)
	b := addIn(t, l, step, "b")
	undo(t, l.Undo, "Import")
	if got := inTrash(t, l, a, b); got != "-t" {
		t.Errorf("the second part undone: %s", got)
	}
	undo(t, l.Undo, "Star")
	undo(t, l.Undo, "Import")
	if got := inTrash(t, l, a, b); got != "tt" {
		t.Errorf("all undone: %s", got)
	}
}

func TestWhatChangesNothingIsNoStep(t *testing.T) {
	l := open(t, t.TempDir())
	a := add(t, l, item("a", "Text."))
	star(t, l, true, a.ID)
	undo(t, l.Undo, "Star")
	star(t, l, false, a.ID)
	if _, err := l.AddVersion(t.Context(), a.ID, item("a", "Later text."), false); err != nil {
		t.Fatal(err)
	}
	if before, after, err := l.Undoable(t.Context()); err != nil || before != "Add “a”" || after != "Star" {
		t.Errorf("undo %q, redo %q, %v", before, after, err)
	}
}

// TestUndoPassesOverWhatTheTrashHeld empties the trash of one of two merged
// clips: the merge can still be undone for the other, although its old story
// went with the trash.
func TestUndoPassesOverWhatTheTrashHeld(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	a, b, c := add(t, l, item("a", "Text a.")), add(t, l, item("b", "Text b.")), add(t, l, item("c", "Text c."))
	change := func(action string, edit func(*clip.State), ids ...clip.ID) {
		t.Helper()
		if err := l.Change(t.Context(), action, func(c *Change) error {
			for _, id := range ids {
				if err := c.State(id, edit); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	change("Merge", func(s *clip.State) { s.Story = c.Story }, a.ID, b.ID)
	change("Delete", func(s *clip.State) { s.Trashed = time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC) }, b.ID)
	if n, err := l.EmptyTrash(t.Context(), time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)); n != 0 || err != nil {
		t.Fatalf("too early: emptied %d, %v", n, err)
	}
	if n, err := l.EmptyTrash(t.Context(), time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC)); n != 1 || err != nil {
		t.Fatalf("emptied %d, %v", n, err)
	}
	l.Close()
	l = open(t, dir)
	undo(t, l.Undo, "Merge")
	if got, err := l.Clip(t.Context(), a.ID); err != nil || got.Story != a.Story {
		t.Errorf("story %s, %v; want %s", got.Story, err, a.Story)
	}
	if s, err := l.Story(t.Context(), a.Story); err != nil || s.Name != "a" {
		t.Errorf("the story came back as %q, %v", s.Name, err)
	}
	undo(t, l.Redo, "Merge")
	if problems, err := l.Verify(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("verify: %v, %v", problems, err)
	}
}

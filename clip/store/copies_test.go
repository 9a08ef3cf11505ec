package store

import (
	"slices"
	"testing"
	"time"

	"newsclip/clip"
)

// duplicates checks which clips are duplicates.
func duplicates(t *testing.T, l *Library, want ...clip.ID) {
	t.Helper()
	got, err := l.IDs(t.Context(), clip.Query{Where: []clip.Filter{{Is: clip.FilterDuplicate}}})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	if want = slices.Sorted(slices.Values(want)); !slices.Equal(got, want) {
		t.Errorf("duplicates are %v, want %v", got, want)
	}
}

func TestCopies(t *testing.T) {
	l := open(t, t.TempDir())
	a, b, c := add(t, l, item("One", "alpha")).ID, add(t, l, item("Two", "alpha")).ID, add(t, l, item("Three", "gamma")).ID
	note := func(all ...Copies) {
		t.Helper()
		if err := l.NoteCopies(t.Context(), all); err != nil {
			t.Fatal(err)
		}
	}
	duplicates(t, l)
	note(Copies{a, nil}, Copies{b, []clip.ID{a, a, "unknown"}}, Copies{"unknown", []clip.ID{c}})
	duplicates(t, l, a, b)
	note(Copies{c, []clip.ID{a}})
	duplicates(t, l, a, b, c)

	// The text of one changes: what others noted of it goes too. Of two that
	// change at once the one noted last knows.
	note(Copies{a, nil})
	duplicates(t, l)
	note(Copies{a, []clip.ID{b}}, Copies{b, nil})
	duplicates(t, l)
	note(Copies{a, nil}, Copies{b, []clip.ID{a}})
	duplicates(t, l, a, b)

	trash := func(at time.Time) {
		t.Helper()
		if err := l.Change(t.Context(), "Delete", func(change *Change) error {
			return change.State(b, func(s *clip.State) { s.Trashed = at })
		}); err != nil {
			t.Fatal(err)
		}
	}
	trash(time.Now())
	duplicates(t, l)
	trash(time.Time{})
	duplicates(t, l, a, b)

	if err := l.RenewCopies(t.Context(), []Copies{{a, nil}, {c, []clip.ID{b}}}); err != nil {
		t.Fatal(err)
	}
	duplicates(t, l, b, c)
	trash(time.Now())
	if _, err := l.EmptyTrash(t.Context(), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	duplicates(t, l)
	if problems, err := l.Verify(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("verify: %v, %v", problems, err)
	}
}

// TestFrontPageIsNoSharedAddress: some sites name their front page as the address
// of each of their pages; others tell their pages by a query alone.
func TestFrontPageIsNoSharedAddress(t *testing.T) {
	l := open(t, t.TempDir())
	of := func(url string) clip.ID {
		t.Helper()
		n := item("Page", url)
		n.Clip.Version.URL = url
		return add(t, l, n).ID
	}
	of("https://lower-venn.example/")
	of("https://www.lower-venn.example")
	first, second := of("https://tarn.example/?p=7"), of("http://tarn.example/?p=7&utm_source=letter")
	of("https://tarn.example/?p=8")
	duplicates(t, l, first, second)
}

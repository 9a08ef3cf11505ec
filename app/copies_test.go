package app

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"newsclip/clip"
)

// bundled is a library with a wire's text in two outlets, a rewritten version of
// it, two versions of one address, and two articles whose pages both name the
// front page as their address.
type bundled struct {
	*App
	wire, copied, rewritten, first, second, front, other, alone clip.ID
}

func bundle(t *testing.T, dir string) bundled {
	t.Helper()
	a := openAt(t, dir, ticking())
	lines := strings.Split(ferryText, "\n")
	kept := func(address, canonical, title, text string) clip.ID {
		t.Helper()
		return add(t, a, page(address, canonical, title, text)).ID
	}
	const ahorn, front = "https://ahorn.example/news/bakers", "https://lower-venn.example/"
	return bundled{
		App:       a,
		wire:      kept(ferryAddress, "", ferryTitle, ferryText),
		copied:    kept("https://velm.example/wire/ferry", "", "Skarn ferry back in service", ferryText+"\nThe wire."),
		rewritten: kept("https://orrin.example/7", "", "Brass band plays for the ferry", lines[0]+"\n"+lines[1]+"\nIn Orrin nobody had heard of it before the afternoon."),
		first:     kept(ahorn, "", "Bakers stop work for an hour", bakersText),
		second:    kept(ahorn+"?utm_source=letter", "", "Choir of miners sings in the old pit", choirText),
		front:     kept("https://lower-venn.example/orchard", front, "Orchard of Lower Venn is sold to the parish", orchardText),
		other:     kept("https://lower-venn.example/snow", front, "Snow closes the pass of Orrin for a day", snowText),
		alone:     kept("https://tarn.example/lock", "", "Barge strikes the lock of Wendmouth", lockText),
	}
}

const (
	choirText   = `A choir of forty miners sang in the old pit of Velm on Sunday, and four hundred people came down the new stairs to hear songs that had last been sung there in their grandfathers' days.`
	orchardText = `The orchard of Lower Venn belongs to the parish from the first of May, its council said on Thursday, and whoever lends a hand with the picking takes a basket of pears home.`
	snowText    = `Snow that fell through the night closed the pass of Orrin on Saturday, and two lorries with oil for the hospital waited at its foot until the plough had made a lane at noon.`
	lockText    = `The lock of Wendmouth was closed on Monday after a barge had struck its lower gate, and the water board hopes to open it in two weeks, its engineer Odo Farr said at the gate.`
)

// duplicates are the clips that a search for duplicates finds, beside words too.
func (b *bundled) duplicates(t *testing.T, want ...clip.ID) {
	t.Helper()
	for _, text := range []string{"is:duplicate", "is:duplicate OR zeppelin", "is:duplicate (the OR zeppelin)"} {
		found := got(b.Find(t.Context(), clip.Query{Text: text}))(t)
		slices.Sort(found.IDs)
		want := slices.Sorted(slices.Values(want))
		if !slices.Equal(found.IDs, want) {
			t.Errorf("%s: %q, want %q", text, b.titles(t, found.IDs), b.titles(t, want))
		}
	}
}

func (b *bundled) titles(t *testing.T, ids []clip.ID) (out []string) {
	for _, c := range got(b.Clips(t.Context(), ids))(t) {
		out = append(out, c.Version.Title)
	}
	return out
}

func TestDuplicates(t *testing.T) {
	b := bundle(t, t.TempDir())
	defer b.Close()
	ctx := t.Context()
	all := []clip.ID{b.wire, b.copied, b.rewritten, b.first, b.second}
	b.duplicates(t, all...)
	if rest := got(b.Find(ctx, clip.Query{Text: "-is:duplicate"}))(t); rest.Total != 3 {
		t.Errorf("%d are no duplicates, want 3", rest.Total)
	}

	must(t, b.Trash(ctx, b.copied, b.rewritten, b.first))
	b.duplicates(t)
	must(t, b.Restore(ctx, b.copied))
	b.duplicates(t, b.wire, b.copied)
	must(t, b.Restore(ctx, b.rewritten, b.first))
	b.duplicates(t, all...)

	// While its copy is in the trash a text comes a third time.
	must(t, b.Trash(ctx, b.wire, b.copied, b.rewritten))
	third := add(t, b.App, page("https://skarn.example/a", "", "Ferry sails", ferryText)).ID
	b.duplicates(t, b.first, b.second)
	must(t, b.Restore(ctx, b.wire))
	b.duplicates(t, b.first, b.second, b.wire, third)
	must(t, b.Restore(ctx, b.copied, b.rewritten))
	all = append(all, third)
	b.duplicates(t, all...)

	// A text is edited until nothing of it is left, and that is undone.
	got(b.Edit(ctx, third, Edit{Body: ptr(clip.FromPlain(snowText))}))(t)
	b.duplicates(t, append([]clip.ID{third, b.other}, all[:5]...)...)
	got(b.Undo(ctx))(t)
	b.duplicates(t, all...)
	got(b.Redo(ctx))(t)
	b.duplicates(t, append([]clip.ID{third, b.other}, all[:5]...)...)
	got(b.Undo(ctx))(t)

	must(t, b.Trash(ctx, third))
	got(b.EmptyTrash(ctx, b.clock().AddDate(1, 0, 0)))(t)
	b.duplicates(t, all[:5]...)
	noProblems(t, b.App)
}

// TestDuplicatesAreKnownAgain opens a library whose grouping was saved or lost,
// after changes that did without it.
func TestDuplicatesAreKnownAgain(t *testing.T) {
	for name, lose := range map[string]func(t *testing.T, dir string){
		"as it was": func(*testing.T, string) {},
		"lost":      func(t *testing.T, dir string) { must(t, os.RemoveAll(filepath.Join(dir, "grouping"))) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "library")
			b := bundle(t, dir)
			b.saveGrouping(t.Context(), 0)
			must(t, b.Trash(t.Context(), b.copied))
			must(t, b.Close())
			lose(t, dir)

			b.App = openAt(t, dir, ticking())
			b.duplicates(t, b.wire, b.rewritten, b.first, b.second)
			must(t, b.Restore(t.Context(), b.copied))
			b.duplicates(t, b.wire, b.copied, b.rewritten, b.first, b.second)
			must(t, b.Close())

			b.App = openAt(t, dir, ticking())
			must(t, b.Trash(t.Context(), b.copied, b.rewritten, b.second)) // without the grouping
			b.duplicates(t)
			must(t, b.Close())
		})
	}
}

// TestDuplicatesAfterARestore reads a backup into an empty library.
func TestDuplicatesAfterARestore(t *testing.T) {
	dir := t.TempDir()
	b := bundle(t, filepath.Join(dir, "one"))
	path := backUp(t, b.App)
	must(t, b.Close())
	b.App = openAt(t, filepath.Join(dir, "two"), ticking())
	defer b.Close()
	restore(t, b.App, path, RestoreOptions{})
	b.duplicates(t, b.wire, b.copied, b.rewritten, b.first, b.second)
}

// TestAWindowDoesNotWaitForDuplicates asks before the texts were compared.
func TestAWindowDoesNotWaitForDuplicates(t *testing.T) {
	dir := t.TempDir()
	b := bundle(t, dir)
	must(t, b.Close())
	a := got(Open(t.Context(), Options{Dir: dir, Background: true}))(t)
	defer a.Close()
	hint := func() string { return got(a.Find(t.Context(), clip.Query{Text: "is:duplicate"}))(t).Hint }
	if hint := hint(); !strings.Contains(hint, "still being compared") || a.hasGrouping() {
		t.Errorf("hint %q", hint)
	}
	told := make(chan struct{}, 1)
	defer a.Watch(func() {
		select {
		case told <- struct{}{}:
		default:
		}
	})()
	must(t, a.Warm(context.WithoutCancel(t.Context())))
	<-told
	if hint := hint(); hint != "" {
		t.Errorf("when they are compared the hint is %q", hint)
	}
}

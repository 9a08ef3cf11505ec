package app

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsclip/clip"
	"newsclip/clip/intake"
	"newsclip/clip/store"
)

// ticking is a clock that goes on by a minute at each look.
func ticking() func() time.Time {
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	return func() time.Time { now = now.Add(time.Minute); return now }
}

func openAt(t *testing.T, dir string, clock func() time.Time) *App {
	t.Helper()
	a, err := Open(t.Context(), Options{Dir: dir, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func got[T any](t *testing.T, v T, err error) T {
	t.Helper()
	must(t, err)
	return v
}

// addText keeps a text of its own words as a clip.
func addText(t *testing.T, a *App, title, text string) clip.ID {
	t.Helper()
	in := intake.Input{Kind: intake.KindHTML, URL: "https://coastal-ledger.example/" + clip.HashOf([]byte(title)).short(), MediaType: "text/html; charset=utf-8",
		Data: fmt.Appendf(nil, `<html lang="en"><head><title>%s</title></head><body><article><h1>%s</h1><p>%s</p><aside class="more">Read also</aside></article></body></html>`, title, title, strings.Repeat(text+" ", 12))}
	added := got(t, first(a.Add(t.Context(), []intake.Input{in}, AddOptions{Anything: true, Duplicates: KeepBoth, NoImages: true})))
	if added.Outcome != Kept {
		t.Fatalf("%s is %s, %v", title, added.Outcome, added.Err)
	}
	return added.Clip.ID
}

func first(added []Added, err error) (Added, error) {
	if err != nil || len(added) == 0 {
		return Added{}, errors.Join(err, errors.New("nothing was added"))
	}
	return added[0], nil
}

// furnish fills a library with one of everything that a person can make.
func furnish(t *testing.T, a *App) (ids []clip.ID) {
	t.Helper()
	ctx := t.Context()
	for i, text := range []string{
		"The ferry to Skarn sails again after repairs to its rudder, the harbour said.",
		"A choir of miners sang in the old pit of Velm, three hundred metres below the town.",
		"Snow closed the pass of Orrin for the ninth time this winter; ploughs are on their way.",
		"The bakers of Tarn Head bake with grain from the island again, after forty years.",
		"A comet was seen over the bay, and the observatory stayed open all night for it."} {
		ids = append(ids, addText(t, a, fmt.Sprintf("Clip %d: %s", i, text[:12]), text))
	}
	top := got(t, a.MakeFolder(ctx, "", "Islands: north/south?"))(t)
	below := got(t, a.MakeFolder(ctx, top.ID, "Skarn"))(t)
	must(t, a.File(ctx, below.ID, ids[0], ids[3]))
	must(t, a.File(ctx, top.ID, ids[0]))
	must(t, a.Tag(ctx, []string{"sea", "später"}, nil, ids[0], ids[2]))
	must(t, a.SetNote(ctx, ids[1], "Ask the choir.\nTwice."))
	must(t, a.SetStarred(ctx, true, ids[2]))
	must(t, a.SetRead(ctx, true, ids[4]))
	title := "Clip 0, by hand"
	got(t, a.Edit(ctx, ids[0], Edit{Title: &title}))
	got(t, a.SplitStory(ctx, "Winter on the pass", ids[2], ids[3]))
	must(t, a.Pin(ctx, true, ids[1]))
	addImage(t, a, ids[1])
	must(t, a.Trash(ctx, ids[4]))
	return ids
}

package app

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
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

// got returns a value that was to be had without an error.
func got[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		must(t, err)
		return v
	}
}

// addText keeps a text of its own words as a clip.
func addText(t *testing.T, a *App, title, text string) clip.ID {
	t.Helper()
	in := intake.Input{Kind: intake.KindHTML, URL: "https://coastal-ledger.example/" + string(clip.HashOf([]byte(title)))[:8], MediaType: "text/html; charset=utf-8",
		Data: fmt.Appendf(nil, `<html lang="en"><head><title>%s</title></head><body><article><h1>%s</h1><p>Our reporter went there and asked around for a day.</p><p>%s</p><aside class="more">Read also</aside></article></body></html>`, title, title, strings.Repeat(text+" ", 12))}
	added := got(first(a.Add(t.Context(), []intake.Input{in}, AddOptions{Anything: true, Duplicates: KeepBoth, NoImages: true})))(t)
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
	top := got(a.MakeFolder(ctx, "", "Islands: north/south?"))(t)
	below := got(a.MakeFolder(ctx, top.ID, "Skarn"))(t)
	must(t, a.File(ctx, below.ID, ids[0], ids[3]))
	must(t, a.File(ctx, top.ID, ids[0]))
	must(t, a.Arrange(ctx, below.ID, Spot{}, ids[3], ids[0]))
	must(t, a.Tag(ctx, []string{"sea", "später"}, nil, ids[0], ids[2]))
	must(t, a.SetNote(ctx, ids[1], "Ask the choir.\nTwice."))
	must(t, a.SetStarred(ctx, true, ids[2]))
	must(t, a.SetRead(ctx, true, ids[4]))
	title := "Clip 0, by hand"
	got(a.Edit(ctx, ids[0], Edit{Title: &title}))(t)
	got(a.SplitStory(ctx, "Winter on the pass", ids[2], ids[3]))(t)
	must(t, a.Pin(ctx, true, ids[1]))
	got(a.HighlightQuote(ctx, ids[1], "Our reporter went there", clip.Green, "Who leads it?"))(t)
	showImage(t, a, ids[1])
	got(a.TakeAway(ctx, ids[2], []string{strings.TrimSpace(strings.Repeat("Snow closed the pass of Orrin for the ninth time this winter; ploughs are on their way. ", 12))}, false))(t)
	must(t, a.organise(ctx, "Rule", func(c *store.Change) error {
		return c.AddRule(clip.SiteRule{Site: "coastal-ledger.example", Correction: clip.Correction{Form: "aside.more"}})
	}))
	got(a.SaveSearch(ctx, "Ferries", "ferry OR harbour"))(t)
	if _, err := a.library.Enqueue(ctx, []store.Wanted{{URL: "https://velm-echo.example/waits", Note: `{"tags":["later"]}`}, {Name: "pasted text", Data: []byte{0, 1, 0xff}}}); err != nil {
		t.Fatal(err)
	}
	must(t, a.Trash(ctx, ids[4]))
	gone := addText(t, a, "Gone for good", "This clip is deleted and the trash is emptied of it before the backup.")
	must(t, a.Trash(ctx, gone))
	if n, err := a.library.EmptyTrash(ctx, a.clock().Add(-time.Second)); err != nil || n != 2 {
		t.Fatalf("emptied %d, %v", n, err)
	}
	must(t, a.follow(ctx))
	ids[4] = addText(t, a, "Clip 5: in the trash", "A comet was seen over the bay, and the observatory stayed open for it.")
	must(t, a.Trash(ctx, ids[4]))
	return ids
}

// showImage gives a clip an image that the library keeps, by an edit.
func showImage(t *testing.T, a *App, id clip.ID) {
	t.Helper()
	hash := got(a.library.PutImage(t.Context(), []byte("\x89PNG\r\n\x1a\n an invented picture"), "image/png"))(t)
	c := got(a.Clip(t.Context(), id))(t)
	body := append(c.Version.Body.Clone(), clip.Block{Kind: clip.Image, URL: clip.ImageScheme + string(hash), Alt: "The choir"})
	got(a.Edit(t.Context(), id, Edit{Body: &body}))(t)
}

// entries reads every file of a backup.
func entries(t *testing.T, path string) map[string]string {
	t.Helper()
	z := got(zip.OpenReader(path))(t)
	defer z.Close()
	out := map[string]string{}
	for _, f := range z.File {
		in := got(f.Open())(t)
		out[f.Name] = string(got(io.ReadAll(in))(t))
		in.Close()
	}
	return out
}

// backUp makes a backup and returns its path.
func backUp(t *testing.T, a *App) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "backup.zip")
	got(a.Backup(t.Context(), path, BackupOptions{}))(t)
	return path
}

// restore restores a backup whole.
func restore(t *testing.T, a *App, path string, o RestoreOptions) *store.RestoreReport {
	t.Helper()
	b := got(a.OpenBackup(t.Context(), path, nil))(t)
	defer b.Close()
	plan := got(b.Plan(t.Context(), o))(t)
	report := got(b.Restore(t.Context(), o))(t)
	if diff := cmp.Diff(plan, report); diff != "" {
		t.Errorf("what was done differs from the plan (plan → done):\n%s", diff)
	}
	return report
}

func noProblems(t *testing.T, a *App) {
	t.Helper()
	if problems := got(a.Verify(t.Context(), nil))(t); len(problems) > 0 {
		t.Errorf("verify: %v", problems)
	}
}

// TestBackupRoundTrip restores a backup into an empty library: a backup of that
// is the same file by file, but for when it was made.
func TestBackupRoundTrip(t *testing.T) {
	clock := ticking()
	a := openAt(t, filepath.Join(t.TempDir(), "one"), clock)
	ids := furnish(t, a)
	path := backUp(t, a)
	b := openAt(t, filepath.Join(t.TempDir(), "two"), clock)
	report := restore(t, b, path, RestoreOptions{})
	if len(report.Problems) > 0 || report.Clips[store.VerdictNew] != len(ids) {
		t.Errorf("report %+v", report)
	}
	noProblems(t, b)
	before, after := entries(t, path), entries(t, backUp(t, b))
	for _, made := range []string{"newsclip.json", "SHA256SUMS.txt"} {
		if before[made] == "" {
			t.Errorf("no %s", made)
		}
		delete(before, made)
		delete(after, made)
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("first → second backup:\n%s", diff)
	}
	if again := restore(t, b, path, RestoreOptions{}); again.Clips[store.VerdictSame] != len(ids) || again.Versions+again.Jobs+len(again.Objects)+len(again.Kept) > 0 {
		t.Errorf("restored again: %+v", again)
	}
	if found := got(b.Find(t.Context(), clip.Query{Text: "choir miners"}))(t); len(found.Rows) != 1 || found.Rows[0].Clip.ID != ids[1] {
		t.Errorf("search finds %d", len(found.Rows))
	}
}

func TestBackupIsReadableByItself(t *testing.T) {
	a := openAt(t, filepath.Join(t.TempDir(), "one"), ticking())
	furnish(t, a)
	files := entries(t, backUp(t, a))
	names := slices.Sorted(maps.Keys(files))
	pages := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !strings.HasPrefix(name, "clips/") })
	if len(pages) != 8 { // five clips, two of them edited, one corrected
		t.Errorf("pages: %q", pages)
	}
	for _, want := range []string{"clips/Winter on the pass (", "clips/Single clips/", "clips/Trash/", "index/folder Islands- north-south- (", "index/folder Skarn (", "index/2026-03.html", "images/", "originals/"} {
		if !slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, want) }) {
			t.Errorf("nothing is called %s… among %q", want, names)
		}
	}
	for _, name := range pages {
		page := files[name]
		if strings.Contains(name, "Clip 1") && strings.Contains(page, "Version 2 of 2") {
			for _, want := range []string{"<h1>Clip 1", "Ask the choir.", "Highlighted: “Our reporter went there” – Who leads it?", `src="../../images/`, ">original</a>"} {
				if !strings.Contains(page, want) {
					t.Errorf("%s lacks %q:\n%s", name, want, page)
				}
			}
		}
	}
	for name, page := range files {
		if strings.HasSuffix(name, ".html") {
			checkLinks(t, files, name, page)
		}
	}
}

// checkLinks follows each link within the backup.
func checkLinks(t *testing.T, files map[string]string, name, page string) {
	t.Helper()
	for _, found := range regexp.MustCompile(`(?:href|src)="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		to := html.UnescapeString(found[1])
		if strings.Contains(to, "://") || strings.HasPrefix(name, "originals/") {
			continue
		}
		to = got(url.PathUnescape(to))(t)
		if files[path.Join(path.Dir(name), to)] == "" {
			t.Errorf("%s leads to %s, which is not there", name, to)
		}
	}
}

func TestRestoreIntoAFilledLibrary(t *testing.T) {
	clock := ticking()
	a := openAt(t, filepath.Join(t.TempDir(), "one"), clock)
	ids := furnish(t, a)
	ctx := t.Context()
	path := backUp(t, a)
	// Since the backup: one is changed, one put in the trash, one deleted for
	// good, one new; a folder is renamed, a highlight taken away.
	must(t, a.SetNote(ctx, ids[0], "Changed since."))
	must(t, a.Trash(ctx, ids[1]))
	must(t, a.Trash(ctx, ids[2]))
	later := addText(t, a, "Later", "A clip that came after the backup was made.")
	if n := got(a.EmptyTrash(ctx, clock().AddDate(0, 0, 1)))(t); n != 3 {
		t.Fatalf("emptied %d", n)
	}
	must(t, a.Trash(ctx, ids[3]))
	want := map[store.Verdict]int{store.VerdictNewer: 1, store.VerdictDeleted: 4}
	untouched := restore(t, a, path, RestoreOptions{})
	if diff := cmp.Diff(want, untouched.Clips); diff != "" || untouched.Versions > 0 {
		t.Errorf("want → got:\n%s%+v", diff, untouched)
	}
	c := got(a.Clip(ctx, ids[0]))(t)
	if c.Note != "Changed since." {
		t.Errorf("a newer note became %q", c.Note)
	}
	all := RestoreOptions{RestorePolicy: store.RestorePolicy{ReplaceNewer: true, RestoreDeleted: true}}
	if report := restore(t, a, path, all); len(report.Problems) > 0 || report.Clips[store.VerdictDeleted] != 4 {
		t.Errorf("report %+v", report)
	}
	if c := got(a.Clip(ctx, ids[0]))(t); c.Note != "" {
		t.Errorf("the note is %q", c.Note)
	}
	if c := got(a.Clip(ctx, ids[1]))(t); c.Note != "Ask the choir.\nTwice." || !c.Trashed.IsZero() {
		t.Errorf("the deleted clip came back as %+v", c.State)
	}
	noProblems(t, a)
	if again := restore(t, a, path, RestoreOptions{}); again.Clips[store.VerdictSame] != len(ids) {
		t.Errorf("restored again: %+v", again)
	}
	// One Undo takes all of it back, but deletes nothing.
	if action := got(a.Undo(ctx))(t); action != "Restore a backup" {
		t.Errorf("undone: %s", action)
	}
	if c := got(a.Clip(ctx, ids[0]))(t); c.Note != "Changed since." {
		t.Errorf("undone, the note is %q", c.Note)
	}
	if c := got(a.Clip(ctx, ids[2]))(t); c.Trashed.IsZero() {
		t.Error("undone, a clip that came back is not in the trash")
	}
	if c := got(a.Clip(ctx, later))(t); !c.Trashed.IsZero() {
		t.Error("a clip that the backup does not know was touched")
	}
	noProblems(t, a)
}

// TestRestoreIntoAnotherLibrary joins two libraries with a folder of one name
// and different logs.
func TestRestoreIntoAnotherLibrary(t *testing.T) {
	clock := ticking()
	a := openAt(t, filepath.Join(t.TempDir(), "one"), clock)
	ids := furnish(t, a)
	path := backUp(t, a)
	b := openAt(t, filepath.Join(t.TempDir(), "two"), clock)
	ctx := t.Context()
	twin := got(b.MakeFolder(ctx, "", "islands: north/south?"))(t)
	own := addText(t, b, "Own", "The other library has a clip of its own about an owl.")
	report := restore(t, b, path, RestoreOptions{})
	if report.Clips[store.VerdictNew] != len(ids) || report.Objects["folders"] != 1 {
		t.Errorf("report %+v", report)
	}
	if c := got(b.Clip(ctx, ids[0]))(t); !slices.Contains(c.Folders, twin.ID) || len(c.Folders) != 2 {
		t.Errorf("the clip is in %v, not in %s", c.Folders, twin.ID)
	}
	noProblems(t, b)
	got(b.Clip(ctx, own))(t)
}

func TestBackupWhileTheLibraryChanges(t *testing.T) {
	a := openAt(t, filepath.Join(t.TempDir(), "one"), ticking())
	ids := furnish(t, a)
	path := filepath.Join(t.TempDir(), "b.zip")
	changed := false
	got(a.Backup(t.Context(), path, BackupOptions{Progress: func(int, int) {
		if !changed {
			changed = true
			must(t, a.Trash(t.Context(), ids...))
			got(a.EmptyTrash(t.Context(), a.clock().AddDate(0, 0, 1)))(t)
		}
	}}))(t)
	b := openAt(t, filepath.Join(t.TempDir(), "two"), ticking())
	if report := restore(t, b, path, RestoreOptions{}); report.Clips[store.VerdictNew] != len(ids) || len(report.Problems) > 0 {
		t.Errorf("report %+v", report)
	}
	noProblems(t, b)
}

func TestBackupLeavesNothingBehind(t *testing.T) {
	a := openAt(t, filepath.Join(t.TempDir(), "one"), ticking())
	furnish(t, a)
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	_, err := a.Backup(ctx, filepath.Join(dir, "b.zip"), BackupOptions{Progress: func(int, int) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := a.Backup(t.Context(), dir, BackupOptions{}); clip.KindOf(err) != clip.ErrInvalid {
		t.Errorf("a folder: %v", err)
	}
	if _, err := a.Backup(t.Context(), filepath.Join(dir, "none", "b.zip"), BackupOptions{}); clip.KindOf(err) != clip.ErrNotFound {
		t.Errorf("no folder: %v", err)
	}
	if left := got(os.ReadDir(dir))(t); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	must(t, os.WriteFile(filepath.Join(dir, "b.zip"), []byte("mine"), 0o644))
	if _, err := a.Backup(t.Context(), filepath.Join(dir, "b.zip"), BackupOptions{}); clip.KindOf(err) != clip.ErrExists {
		t.Errorf("there already: %v", err)
	}
	got(a.Backup(t.Context(), filepath.Join(dir, "b.zip"), BackupOptions{Overwrite: true}))(t)
}

// TestSearchFollowsARestore looks for a note before and after.
func TestSearchFollowsARestore(t *testing.T) {
	a := openAt(t, filepath.Join(t.TempDir(), "one"), ticking())
	id := addText(t, a, "Noted", "The ferry to Skarn sails again.")
	path := backUp(t, a)
	must(t, a.SetNote(t.Context(), id, "seen since"))
	found := func(want int) {
		t.Helper()
		if found := got(a.Find(t.Context(), clip.Query{Text: "note:seen"}))(t); len(found.Rows) != want {
			t.Errorf("found %d, want %d", len(found.Rows), want)
		}
	}
	found(1)
	restore(t, a, path, RestoreOptions{RestorePolicy: store.RestorePolicy{ReplaceNewer: true}})
	found(0)
	got(a.Undo(t.Context()))(t)
	found(1)
}

package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
	"pgregory.net/rapid"
)

// clock ticks a second at each look.
func clock() func() time.Time {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	return func() time.Time { now = now.Add(time.Second); return now }
}

func open(t testing.TB, dir string) *Library {
	t.Helper()
	l, err := Open(context.Background(), Options{Dir: dir, Clock: clock()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func item(title, text string) New {
	return New{Original: []byte(text), Signature: []byte{1}, Clip: clip.Clip{Version: clip.Version{
		Metadata: clip.Metadata{Title: title, Outlet: "The Shoreline Post", URL: "https://post.example/" + title},
		Body:     clip.Body{clip.NewParagraph(text)}, Source: clip.Source{Method: clip.MethodHTML}}}}
}

func add(t testing.TB, l *Library, n New) clip.Clip {
	t.Helper()
	c, err := l.Add(context.Background(), n)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAddIsReadBackWhole(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	n := item("Keeper retires", "The keeper climbed 212 steps.")
	n.Clip.Ref, n.Clip.Tags = "r-1", []string{"sea"}
	n.Clip.Version.Published, _ = clip.ParseDate("2026-02-03T08:00:00+01:00")
	n.Related = []clip.Related{{Title: "Another"}}
	added := add(t, l, n)
	l.Close()
	l = open(t, dir)
	c, err := l.Clip(t.Context(), added.ID)
	if err != nil || !reflect.DeepEqual(c, added) {
		t.Fatalf("after reopening\n got %+v\nwant %+v\n%v", c, added, err)
	}
	if got := c.Version.Body.Plain(); got != "The keeper climbed 212 steps." {
		t.Errorf("text = %q", got)
	}
	if data, err := l.Original(t.Context(), c.Version.Source.Original); err != nil || string(data) != "The keeper climbed 212 steps." {
		t.Errorf("original = %q, %v", data, err)
	}
	if cleaning, err := l.Cleaning(t.Context(), c.Current); err != nil || len(cleaning.Related) != 1 {
		t.Errorf("related = %v, %v", cleaning.Related, err)
	}
	for _, text := range []string{string(c.ID), string(c.ID[:5]), "r-1"} {
		if id, err := l.Resolve(t.Context(), text); err != nil || id != c.ID {
			t.Errorf("Resolve(%q) = %s, %v", text, id, err)
		}
	}
}

func TestSecondProcessIsTold(t *testing.T) {
	dir := t.TempDir()
	open(t, dir)
	if _, err := Open(t.Context(), Options{Dir: dir}); clip.KindOf(err) != clip.ErrBusy {
		t.Errorf("second Open: %v, want kind %q", err, clip.ErrBusy)
	}
}

func TestNewerLibraryIsRefused(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	if _, err := l.writer.Exec("PRAGMA user_version = 999"); err != nil {
		t.Fatal(err)
	}
	l.Close()
	if _, err := Open(t.Context(), Options{Dir: dir}); clip.KindOf(err) != clip.ErrUnsupported {
		t.Errorf("Open of a newer library: %v, want kind %q", err, clip.ErrUnsupported)
	}
}

func TestFilters(t *testing.T) {
	l := open(t, t.TempDir())
	a, b, c := add(t, l, item("A", "alpha")), add(t, l, item("B", "beta")), add(t, l, item("C", "gamma"))
	var folder clip.Folder
	err := l.Change(t.Context(), "Sort", func(change *Change) (err error) {
		if folder, err = change.PutFolder(clip.Folder{Name: "F"}); err != nil {
			return err
		}
		if err := change.State(a.ID, func(s *clip.State) { s.Folders, s.Tags, s.Starred = []clip.ID{folder.ID}, []string{"x"}, true }); err != nil {
			return err
		}
		if err := change.State(b.ID, func(s *clip.State) { s.Story, s.Read = a.Story, true }); err != nil {
			return err
		}
		return change.State(c.ID, func(s *clip.State) { s.Trashed = time.Now() })
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		query clip.Query
		want  []clip.ID
	}{
		"all":     {clip.Query{}, []clip.ID{b.ID, a.ID}},
		"folder":  {clip.Query{Folders: []clip.ID{folder.ID}}, []clip.ID{a.ID}},
		"story":   {clip.Query{Stories: []clip.ID{a.Story}}, []clip.ID{b.ID, a.ID}},
		"single":  {clip.Query{Single: true}, nil},
		"tag":     {clip.Query{Tags: []string{"X"}}, []clip.ID{a.ID}},
		"unread":  {clip.Query{Unread: true}, []clip.ID{a.ID}},
		"starred": {clip.Query{Starred: true}, []clip.ID{a.ID}},
		"outlet":  {clip.Query{Outlet: "the shoreline post"}, []clip.ID{b.ID, a.ID}},
		"trash":   {clip.Query{Trash: true}, []clip.ID{c.ID}},
		"limit":   {clip.Query{Limit: 1}, []clip.ID{b.ID}},
		"future":  {clip.Query{From: time.Now().AddDate(1, 0, 0)}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			ids, err := l.IDs(t.Context(), test.query)
			if err != nil || !slices.Equal(ids, test.want) {
				t.Errorf("IDs = %v, %v; want %v", ids, err, test.want)
			}
			test.query.Limit = 0
			filtered, err := l.Filter(t.Context(), test.query, []clip.ID{c.ID, b.ID, a.ID})
			if err != nil || name != "limit" && !slices.Equal(filtered, test.want) {
				t.Errorf("Filter = %v, %v; want %v", filtered, err, test.want)
			}
		})
	}
	if counts, err := l.Counts(t.Context()); err != nil || counts != (Counts{All: 2, Unread: 1, Trash: 1}) {
		t.Errorf("Counts = %+v, %v", counts, err)
	}
}

func TestFolders(t *testing.T) {
	l := open(t, t.TempDir())
	put := func(f clip.Folder) (out clip.Folder, err error) {
		err = l.Change(t.Context(), "Folder", func(c *Change) (err error) { out, err = c.PutFolder(f); return err })
		return out, err
	}
	top, err := put(clip.Folder{Name: "Top"})
	if err != nil {
		t.Fatal(err)
	}
	below, err := put(clip.Folder{Name: "Below", Parent: top.ID})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := put(clip.Folder{Name: "top"}); clip.KindOf(err) != clip.ErrExists {
		t.Errorf("same name: %v", err)
	}
	top.Parent = below.ID
	if _, err := put(top); clip.KindOf(err) != clip.ErrInvalid {
		t.Errorf("folder within itself: %v", err)
	}
	c := add(t, l, item("A", "alpha"))
	if err := l.Change(t.Context(), "File", func(change *Change) error {
		return change.State(c.ID, func(s *clip.State) { s.Folders = []clip.ID{below.ID} })
	}); err != nil {
		t.Fatal(err)
	}
	if err := l.Change(t.Context(), "Delete", func(change *Change) error { return change.DeleteFolder(top.ID) }); err != nil {
		t.Fatal(err)
	}
	if folders, err := l.Folders(t.Context()); err != nil || len(folders) != 0 {
		t.Errorf("Folders = %v, %v", folders, err)
	}
	if kept, err := l.Clip(t.Context(), c.ID); err != nil || len(kept.Folders) != 0 {
		t.Errorf("the clip of a deleted folder = %+v, %v", kept, err)
	}
}

// dump is everything that a person can see.
func dump(t *rapid.T, l *Library) string {
	var out strings.Builder
	for _, trash := range []bool{false, true} {
		ids, err := l.IDs(context.Background(), clip.Query{Trash: trash})
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(ids)
		clips, err := l.Clips(context.Background(), ids)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range clips {
			slices.Sort(c.Folders)
			fmt.Fprintf(&out, "%s %v %v %s %t %v %v %v %q %t %s\n", c.ID, trash, c.Current, c.Story, c.Pinned, c.Folders, c.Places, c.Tags, c.Note, c.Starred, c.Version.Title)
		}
	}
	folders, err := l.Folders(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	stories, err := l.Stories(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	links, err := l.Links(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(&out, folders, stories, links)
	return out.String()
}

// TestUndoProperty makes random changes, takes all back, and makes all again.
func TestUndoProperty(t *testing.T) {
	dir := t.TempDir()
	round := 0
	rapid.Check(t, func(t *rapid.T) {
		round++
		folder := filepath.Join(dir, fmt.Sprint(round))
		l, err := Open(context.Background(), Options{Dir: folder, Clock: clock()})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { l.Close(); os.RemoveAll(folder) }()
		var clips []clip.Clip
		for i := range 3 {
			c, err := l.Add(context.Background(), item(fmt.Sprint("clip", i), "text"))
			if err != nil {
				t.Fatal(err)
			}
			clips = append(clips, c)
		}
		states := []string{dump(t, l)}
		for i := range rapid.IntRange(1, 8).Draw(t, "changes") {
			randomChange(t, l, clips, i)
			if now := dump(t, l); now != states[len(states)-1] {
				states = append(states, now)
			} else { // it changed nothing: its step goes
				if _, err := l.Undo(context.Background()); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		if l, err = Open(context.Background(), Options{Dir: folder, Clock: clock()}); err != nil {
			t.Fatal(err)
		}
		for i := len(states) - 2; i >= 0; i-- {
			if action, err := l.Undo(context.Background()); err != nil || dump(t, l) != states[i] {
				t.Fatalf("undo of %q: %v\n got %s\nwant %s", action, err, dump(t, l), states[i])
			}
		}
		for i := 1; i < len(states); i++ {
			if action, err := l.Redo(context.Background()); err != nil || dump(t, l) != states[i] {
				t.Fatalf("redo of %q: %v\n got %s\nwant %s", action, err, dump(t, l), states[i])
			}
		}
	})
}

func randomChange(t *rapid.T, l *Library, clips []clip.Clip, i int) {
	ctx := context.Background()
	c := rapid.SampledFrom(clips).Draw(t, "clip")
	other := rapid.SampledFrom(clips).Draw(t, "other")
	var err error
	switch rapid.IntRange(0, 7).Draw(t, "change") {
	case 0:
		err = l.Change(ctx, "Trash", func(change *Change) error {
			return change.State(c.ID, func(s *clip.State) { s.Trashed = time.Unix(int64(i+1), 0) })
		})
	case 1:
		err = l.Change(ctx, "Tag", func(change *Change) error {
			return change.State(c.ID, func(s *clip.State) { s.Tags = []string{fmt.Sprint("t", i)} })
		})
	case 2:
		err = l.Change(ctx, "Folder", func(change *Change) error {
			f, err := change.PutFolder(clip.Folder{Name: fmt.Sprint("f", i)})
			if err != nil {
				return err
			}
			return change.State(c.ID, func(s *clip.State) { s.Folders = append(s.Folders, f.ID) })
		})
	case 3:
		err = l.Change(ctx, "Move", func(change *Change) error {
			if err := change.Link(c.ID, other.ID, c.ID != other.ID); err != nil {
				return err
			}
			return change.State(c.ID, func(s *clip.State) { s.Story, s.Pinned = other.Story, true })
		})
	case 4:
		err = l.Change(ctx, "Rename", func(change *Change) error {
			_, err := change.PutStory(clip.Story{ID: c.Story, Name: fmt.Sprint("s", i), Named: true})
			return err
		})
	case 5:
		_, err = l.AddVersion(ctx, c.ID, item(fmt.Sprint("edited", i), "text"), true)
	case 7:
		folders, e := l.Folders(ctx)
		if err = e; err == nil && len(folders) > 0 {
			err = arrangeIn(ctx, l, folders[0].ID, c.ID, other.ID, i)
		} else if err == nil {
			err = l.Change(ctx, "Make folder", func(change *Change) error {
				_, err := change.PutFolder(clip.Folder{Name: fmt.Sprint("made", i)})
				return err
			})
		}
	case 6:
		folders, e := l.Folders(ctx)
		if err = e; err == nil && len(folders) > 0 {
			err = l.Change(ctx, "Delete folder", func(change *Change) error { return change.DeleteFolder(folders[0].ID) })
		} else if err == nil {
			err = l.Change(ctx, "Note", func(change *Change) error {
				return change.State(c.ID, func(s *clip.State) { s.Note = fmt.Sprint("n", i) })
			})
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

// arrangeIn puts two clips in a folder, one before the other, and notes i on it.
func arrangeIn(ctx context.Context, l *Library, folder, one, other clip.ID, i int) error {
	return l.Change(ctx, "Arrange", func(c *Change) error {
		for _, id := range []clip.ID{other, one} {
			if err := c.State(id, func(s *clip.State) {
				if s.Note = fmt.Sprint("n", i); !slices.Contains(s.Folders, folder) {
					s.Folders = append(s.Folders, folder)
				}
			}); err != nil {
				return err
			}
		}
		return c.Arrange(folder, Spot{Before: other}, one)
	})
}

func TestUndoOfAddTrashes(t *testing.T) {
	l := open(t, t.TempDir())
	c := add(t, l, item("A", "alpha"))
	if _, err := l.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if gone, err := l.Clip(t.Context(), c.ID); err != nil || gone.Trashed.IsZero() {
		t.Errorf("after undo: %+v, %v; want it in the trash", gone.State, err)
	}
	if _, err := l.Undo(t.Context()); clip.KindOf(err) != clip.ErrNotFound {
		t.Errorf("second undo: %v", err)
	}
	if _, err := l.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if back, err := l.Clip(t.Context(), c.ID); err != nil || !back.Trashed.IsZero() {
		t.Errorf("after redo: %+v, %v", back.State, err)
	}
}

func TestQueueEndsWithTheClip(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	jobs, err := l.Enqueue(t.Context(), []Wanted{{URL: "https://a.example/1"}, {URL: "https://a.example/2"}})
	if err != nil {
		t.Fatal(err)
	}
	n := item("A", "alpha")
	n.Job = jobs[0].ID
	add(t, l, n)
	if err := l.Fail(t.Context(), jobs[1].ID, "refused"); err != nil {
		t.Fatal(err)
	}
	l.Close()
	l = open(t, dir)
	waiting, err := l.Waiting(t.Context())
	if err != nil || len(waiting) != 1 || waiting[0].URL != "https://a.example/2" || waiting[0].Tries != 1 || waiting[0].Error != "refused" {
		t.Errorf("Waiting = %+v, %v", waiting, err)
	}
}

func TestEmptyTrashKeepsTheLog(t *testing.T) {
	l := open(t, t.TempDir())
	c := add(t, l, item("A", "alpha"))
	keep := add(t, l, item("B", "beta"))
	if err := l.Change(t.Context(), "Delete", func(change *Change) error {
		return change.State(c.ID, func(s *clip.State) { s.Trashed = l.clock() })
	}); err != nil {
		t.Fatal(err)
	}
	seq, err := l.Seq(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n, err := l.EmptyTrash(t.Context(), l.clock()); err != nil || n != 1 {
		t.Fatalf("EmptyTrash = %d, %v", n, err)
	}
	if _, err := l.Clip(t.Context(), c.ID); clip.KindOf(err) != clip.ErrNotFound {
		t.Errorf("the clip is still there: %v", err)
	}
	if _, err := l.Original(t.Context(), c.Version.Source.Original); clip.KindOf(err) != clip.ErrNotFound {
		t.Errorf("the original is still there: %v", err)
	}
	if _, err := l.Original(t.Context(), keep.Version.Source.Original); err != nil {
		t.Errorf("another clip's original: %v", err)
	}
	if entries, err := l.Journal(t.Context(), seq, 10); err != nil || len(entries) != 1 || !entries[0].Content {
		t.Errorf("Journal = %+v, %v", entries, err)
	}
	if problems, err := l.Verify(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("Verify = %v, %v", problems, err)
	}
}

func TestVerifyFindsWhatChanged(t *testing.T) {
	for name, test := range map[string]struct {
		harm func(t *testing.T, l *Library, c clip.Clip)
		what string
	}{
		"original flipped": {func(t *testing.T, l *Library, c clip.Clip) {
			write(t, blobPath(l.originals(), c.Version.Source.Original), "Alpha")
		}, "original"},
		"image missing": {func(t *testing.T, l *Library, _ clip.Clip) {
			hash, err := l.PutImage(t.Context(), []byte("png"), "image/png")
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(blobPath(l.images(), hash)); err != nil {
				t.Fatal(err)
			}
		}, "image"},
		"text changed": {func(t *testing.T, l *Library, _ clip.Clip) {
			exec(t, l, "UPDATE bodies SET xhtml = '<p>other</p>'")
		}, "text"},
		"log changed": {func(t *testing.T, l *Library, _ clip.Clip) {
			exec(t, l, `UPDATE provenance SET entry = replace(entry, 'capture', 'Capture')`)
		}, "provenance"},
	} {
		t.Run(name, func(t *testing.T) {
			l := open(t, t.TempDir())
			c := add(t, l, item("A", "alpha"))
			if problems, err := l.Verify(t.Context(), nil); err != nil || len(problems) > 0 {
				t.Fatalf("before: %v, %v", problems, err)
			}
			test.harm(t, l, c)
			problems, err := l.Verify(t.Context(), nil)
			if err != nil || len(problems) != 1 || problems[0].What != test.what {
				t.Errorf("Verify = %v, %v; want one problem with the %s", problems, err, test.what)
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func exec(t *testing.T, l *Library, query string) {
	t.Helper()
	if _, err := l.writer.Exec(query); err != nil {
		t.Fatal(err)
	}
}

func TestAddressKey(t *testing.T) {
	const want = "news.example/a/story?id=7&page=2"
	for _, address := range []string{
		"https://news.example/a/story?id=7&page=2",
		"http://www.news.example/a/story/?page=2&id=7#top",
		"https://m.news.example:443/a/story?utm_source=x&id=7&page=2&fbclid=y",
		"https://amp.news.example/a/story/amp?id=7&page=2",
		" HTTPS://News.Example/amp/a/story?id=7&page=2",
		"https://news.example/a/story.amp.html?id=7&page=2",
		"https://news-example.cdn.ampproject.org/c/s/www.news.example/a/story?id=7&page=2",
		"https://www.google.com/amp/s/amp.news.example/a/story/amp?id=7&page=2",
	} {
		if got := AddressKey(strings.Replace(address, "HTTPS", "https", 1)); got != want {
			t.Errorf("AddressKey(%q) = %q, want %q", address, got, want)
		}
	}
	for _, address := range []string{"", "mailto:a@b.example", "javascript:alert(1)", "/relative"} {
		if got := AddressKey(address); got != "" {
			t.Errorf("AddressKey(%q) = %q, want none", address, got)
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	l := open(b, b.TempDir())
	n := item("A", strings.Repeat("A clip of six kilobytes has many words. ", 150))
	for b.Loop() {
		n.Clip.ID = ""
		add(b, l, n)
	}
}

func TestReadingIsNoStepForUndo(t *testing.T) {
	l := open(t, t.TempDir())
	c := add(t, l, item("A", "alpha"))
	if err := l.SetRead(t.Context(), true, c.ID); err != nil {
		t.Fatal(err)
	}
	if read, err := l.Clip(t.Context(), c.ID); err != nil || !read.Read {
		t.Errorf("after SetRead: %+v, %v", read.State, err)
	}
	if undo, _, err := l.Undoable(t.Context()); err != nil || undo != "Add “A”" {
		t.Errorf("Undoable = %q, %v", undo, err)
	}
}

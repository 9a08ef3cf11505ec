package search

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
)

// open opens an index in dir with docs put into it, whose texts are at hand
// for snippets.
func open(t testing.TB, dir string, docs ...Document) *Index {
	t.Helper()
	texts := map[clip.ID]string{}
	for _, d := range docs {
		texts[d.ID] = d.Text
	}
	x, err := Open(t.Context(), Options{Dir: dir, Text: func(context.Context, []clip.ID) (map[clip.ID]string, error) {
		return texts, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	if len(docs) > 0 {
		if err := x.Apply(t.Context(), 1, docs, nil); err != nil {
			t.Fatal(err)
		}
	}
	return x
}

func asking(text string) Request { return Request{Words: Parse(text, Context{}).Words} }

func ids(t testing.TB, x *Index, q clip.Query) []string {
	t.Helper()
	result, err := x.Search(t.Context(), Request{Words: Parse(q.Text, Context{}).Words, Typing: q.Typing, Limit: q.Limit})
	if err != nil {
		t.Fatalf("search %q: %v", q.Text, err)
	}
	out := []string{}
	for _, hit := range result.Hits {
		out = append(out, string(hit.ID))
	}
	return out
}

func sorted(in []string) []string {
	slices.Sort(in)
	return in
}

func indexDir(t testing.TB) string { return filepath.Join(t.TempDir(), "index") }

func harbour() Document {
	return Document{ID: "harbour", Title: "Harbour dues rise", Text: "The port of Velmar raises its dues in May.", Lang: "en"}
}

func TestIndexIsKept(t *testing.T) {
	dir := indexDir(t)
	x := open(t, dir, harbour())
	if !x.Fresh() || x.Seq() != 1 {
		t.Errorf("new index: fresh %v, seq %d", x.Fresh(), x.Seq())
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, dir)
	count, err := again.Count(t.Context())
	if again.Fresh() || again.Seq() != 1 || count != 1 || err != nil {
		t.Errorf("kept index: fresh %v, seq %d, %d clips, %v", again.Fresh(), again.Seq(), count, err)
	}
	if got := ids(t, again, clip.Query{Text: "velmar"}); !slices.Equal(got, []string{"harbour"}) {
		t.Errorf("hits after opening again: %v", got)
	}
}

func TestApplyReplacesAndRemoves(t *testing.T) {
	x := open(t, indexDir(t), harbour(), Document{ID: "other", Title: "Other", Text: "Velmar too"})
	changed := harbour()
	changed.Text = "Nothing about the town any more."
	if err := x.Apply(t.Context(), 7, []Document{changed}, []clip.ID{"other", "never there"}); err != nil {
		t.Fatal(err)
	}
	if got := ids(t, x, clip.Query{Text: "velmar"}); len(got) != 0 {
		t.Errorf("old texts are still found: %v", got)
	}
	if got := ids(t, x, clip.Query{Text: "nothing town"}); !slices.Equal(got, []string{"harbour"}) {
		t.Errorf("new text: %v", got)
	}
	if x.Seq() != 7 {
		t.Errorf("seq %d, want 7", x.Seq())
	}
}

// TestWhatCannotBeOpenedIsReplaced damages a closed index in all the ways that
// disks and other programs do.
func TestWhatCannotBeOpenedIsReplaced(t *testing.T) {
	tests := map[string]func(t *testing.T, dir string){
		"nothing there": func(t *testing.T, dir string) { check(t, os.RemoveAll(dir)) },
		"garbage": func(t *testing.T, dir string) {
			check(t, os.RemoveAll(dir))
			check(t, os.MkdirAll(dir, 0o700))
			check(t, os.WriteFile(filepath.Join(dir, "index_meta.json"), []byte("{garbage"), 0o600))
		},
		"no segments": func(t *testing.T, dir string) {
			for _, path := range segments(t, dir) {
				check(t, os.Remove(path))
			}
		},
		"segment cut off": func(t *testing.T, dir string) {
			for _, path := range segments(t, dir) {
				check(t, os.Truncate(path, 40))
			}
		},
		"wrong bytes after a crash": func(t *testing.T, dir string) {
			check(t, os.Remove(filepath.Join(dir, markName)))
			for _, path := range segments(t, dir) {
				data, err := os.ReadFile(path)
				check(t, err)
				data[len(data)/3] ^= 0xff
				check(t, os.WriteFile(path, data, 0o600))
			}
		},
		"a file in its place": func(t *testing.T, dir string) {
			check(t, os.RemoveAll(dir))
			check(t, os.WriteFile(dir, []byte("x"), 0o600))
		},
	}
	for name, damage := range tests {
		t.Run(name, func(t *testing.T) {
			dir := indexDir(t)
			check(t, open(t, dir, harbour()).Close())
			damage(t, dir)
			x := open(t, dir)
			if count, err := x.Count(t.Context()); !x.Fresh() || x.Seq() != 0 || count != 0 || err != nil {
				t.Fatalf("fresh %v, seq %d, %d clips, %v; want a fresh empty index", x.Fresh(), x.Seq(), count, err)
			}
			check(t, x.Apply(t.Context(), 1, []Document{harbour()}, nil))
			if got := ids(t, x, clip.Query{Text: "velmar"}); len(got) != 1 {
				t.Errorf("the fresh index finds %v", got)
			}
		})
	}
}

func TestUncleanEndKeepsWholeIndex(t *testing.T) {
	dir := indexDir(t)
	check(t, open(t, dir, harbour()).Close())
	check(t, os.Remove(filepath.Join(dir, markName)))
	if x := open(t, dir); x.Fresh() || x.Seq() != 1 {
		t.Errorf("fresh %v, seq %d; nothing was damaged", x.Fresh(), x.Seq())
	}
}

func TestAnotherVersionIsReplaced(t *testing.T) {
	dir := indexDir(t)
	x := open(t, dir, harbour())
	check(t, x.bleve.SetInternal([]byte(keyFormat), []byte("0")))
	check(t, x.Close())
	if again := open(t, dir); !again.Fresh() {
		t.Error("an index of another format was opened")
	}
}

func TestSecondOpenDoesNotHang(t *testing.T) {
	dir := indexDir(t)
	open(t, dir, harbour())
	done := make(chan *Index, 1)
	go func() {
		x, _ := Open(context.Background(), Options{Dir: dir})
		done <- x
	}()
	select {
	case x := <-done:
		if x == nil || !x.Fresh() {
			t.Error("want a fresh index in place of the locked one")
		}
		if x != nil {
			x.Close()
		}
	case <-time.After(time.Minute):
		t.Fatal("opening a locked index hangs")
	}
}

func TestRebuild(t *testing.T) {
	dir := indexDir(t)
	check(t, open(t, dir, harbour()).Close())
	x, err := Open(t.Context(), Options{Dir: dir, Rebuild: true})
	check(t, err)
	defer x.Close()
	if !x.Fresh() {
		t.Error("Rebuild kept the index")
	}
}

// TestSeqAndClipsAreOne copies the folder between batches, as a crash would
// leave it, and compares the number with the clips.
func TestSeqAndClipsAreOne(t *testing.T) {
	dir := indexDir(t)
	x := open(t, dir)
	for seq := int64(1); seq <= 5; seq++ {
		check(t, x.Apply(t.Context(), seq, []Document{{ID: clip.ID(fmt.Sprintf("c%d", seq)), Title: "One", Text: "more"}}, nil))
		if seq%2 == 0 {
			continue
		}
		crashed := indexDir(t)
		check(t, os.CopyFS(crashed, os.DirFS(dir)))
		copied := open(t, crashed)
		count, err := copied.Count(t.Context())
		if err != nil || !copied.Fresh() && int64(count) != copied.Seq() {
			t.Errorf("number %d with %d clips, %v", copied.Seq(), count, err)
		}
	}
}

func TestClosed(t *testing.T) {
	x := open(t, indexDir(t), harbour())
	check(t, x.Close())
	check(t, x.Close())
	if _, err := x.Search(t.Context(), asking("a")); clip.KindOf(err) != clip.ErrUnavailable {
		t.Errorf("search after close: %v", err)
	}
	if err := x.Apply(t.Context(), 2, nil, nil); clip.KindOf(err) != clip.ErrUnavailable {
		t.Errorf("apply after close: %v", err)
	}
}

func TestAfterFailedBatchTheIndexComesBack(t *testing.T) {
	x := open(t, indexDir(t), harbour())
	x.drop()
	if _, err := x.Search(t.Context(), asking("velmar")); clip.KindOf(err) != clip.ErrUnavailable {
		t.Errorf("search without an index: %v", err)
	}
	check(t, x.Apply(t.Context(), 2, []Document{{ID: "second", Text: "velmar"}}, nil))
	if got := ids(t, x, clip.Query{Text: "velmar"}); len(got) != 2 {
		t.Errorf("after revival: %v", got)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	x := open(t, indexDir(t), harbour())
	if _, err := x.Search(ctx, asking("velmar")); err != context.Canceled {
		t.Errorf("search: %v", err)
	}
	if err := x.Apply(ctx, 2, []Document{harbour()}, nil); err != context.Canceled {
		t.Errorf("apply: %v", err)
	}
	if _, err := Open(ctx, Options{Dir: indexDir(t)}); err != context.Canceled {
		t.Errorf("open: %v", err)
	}
}

func segments(t *testing.T, dir string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no segments: %v", err)
	}
	return paths
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// BenchmarkApply reports clips/s of about 3 KB.
func BenchmarkApply(b *testing.B) {
	x := open(b, indexDir(b))
	docs := newsroom(100)
	seq := int64(0)
	for b.Loop() {
		seq++
		check(b, x.Apply(b.Context(), seq, docs, nil))
	}
	b.ReportMetric(float64(len(docs)*b.N)/b.Elapsed().Seconds(), "clips/s")
}

// BenchmarkKeystroke reports the time per letter of a query typed into 2,000
// clips.
func BenchmarkKeystroke(b *testing.B) {
	x := open(b, indexDir(b), newsroom(2000)...)
	typed := []rune("harbour council vot")
	i := 0
	for b.Loop() {
		i = i%len(typed) + 1
		ids(b, x, clip.Query{Text: string(typed[:i]), Typing: true})
	}
}

// newsroom makes n clips of invented words, some common, some rare.
func newsroom(n int) []Document {
	words := strings.Fields("harbour council vote dues ferry bridge budget school river storm market station museum orchard quarry lantern")
	docs := make([]Document, n)
	for i := range docs {
		var text strings.Builder
		for j := range 450 {
			word := words[(i*7+j*j)%len(words)]
			fmt.Fprintf(&text, "%s%d %s ", word, (i*31+j)%900, word)
		}
		docs[i] = Document{ID: clip.ID(fmt.Sprintf("clip%d", i)), Title: words[i%len(words)] + " news", Text: text.String(), Lang: "en"}
	}
	return docs
}

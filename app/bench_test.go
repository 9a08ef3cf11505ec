package app

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
	"newsclip/clip/intake"
	"newsclip/clip/store"
	"newsclip/clip/store/faults"
	"newsclip/clip/story"
)

// The benchmarks of a large library need one: NEWSCLIP_LARGE says how many clips
// it has (5,000 when unset), NEWSCLIP_LARGE_DIR where it is kept from run to run,
// since making 100,000 takes minutes.

// largeLibrary returns the folder of a library of so many clips, which it makes
// when it is not there.
func largeLibrary(b *testing.B) string {
	b.Helper()
	clips := 5_000
	if n, err := strconv.Atoi(os.Getenv("NEWSCLIP_LARGE")); err == nil {
		clips = n
	}
	dir := os.Getenv("NEWSCLIP_LARGE_DIR")
	if dir == "" {
		dir = b.TempDir()
	}
	dir = filepath.Join(dir, fmt.Sprintf("library-%d", clips))
	if HasLibrary(dir) {
		return dir
	}
	if err := fillLibrary(b, dir, clips); err != nil {
		b.Fatal(err)
	}
	return dir
}

// fillLibrary makes a library of invented clips of some 6 KB, ten to a story: on
// a disk in memory, where nothing waits for a sync, and then in its folder.
func fillLibrary(b *testing.B, dir string, clips int) error {
	ctx := b.Context()
	disk := faults.New(b.TempDir())
	defer disk.Close()
	library, err := store.Open(ctx, store.Options{Dir: "/large", Disk: disk})
	if err != nil {
		return err
	}
	rng := rand.New(rand.NewPCG(1, 6))
	start := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	var storyID clip.ID
	for n := range clips {
		if n%10 == 0 {
			storyID = ""
		}
		added, err := library.Add(ctx, inventedClip(rng, n, start.Add(time.Duration(n)*20*time.Minute), storyID))
		if err != nil {
			return err
		}
		storyID = added.Story
	}
	if err := library.Close(); err != nil {
		return err
	}
	file, err := disk.Open("/large/library.db")
	if err != nil {
		return err
	}
	data, err := io.ReadAll(file)
	if err != nil {
		return err
	}
	if err := errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(filepath.Join(dir, "library.db"), data, 0o600)); err != nil {
		return err
	}
	a, err := Open(ctx, Options{Dir: dir}) // makes the index
	if err != nil {
		return err
	}
	return a.Close()
}

func inventedClip(rng *rand.Rand, n int, published time.Time, storyID clip.ID) store.New {
	id := clip.NewID()
	v := clip.Version{Metadata: clip.Metadata{Title: fmt.Sprintf("Report %d: %s", n, inventedWords(rng, 6)), Outlet: fmt.Sprint("Outlet ", n%50),
		URL: fmt.Sprintf("https://outlet-%d.example/reports/%d", n%50, n), Lang: "en", Published: clip.Date{Time: published}}, Source: clip.Source{Method: clip.MethodText}}
	for range 10 {
		v.Body = append(v.Body, clip.NewParagraph(inventedWords(rng, 95)))
	}
	signature, err := story.Sign(document(id, &v)).MarshalBinary()
	if err != nil {
		panic(err) // a signature always can
	}
	return store.New{Clip: clip.Clip{ID: id, Version: v, State: clip.State{Story: storyID}}, Signature: signature}
}

// inventedWords returns words of two to four syllables, the first ones often.
func inventedWords(rng *rand.Rand, n int) string {
	zipf := rand.NewZipf(rng, 1.1, 3, 30_000)
	syllables := []string{"ka", "ro", "mel", "tin", "sa", "vu", "nor", "be", "li", "dra", "po", "gen", "shi", "lo", "mar", "fe"}
	words := make([]string, n)
	for i := range words {
		for k := zipf.Uint64() + 16; k > 0; k /= 16 {
			words[i] += syllables[k%16]
		}
	}
	return strings.Join(words, " ")
}

// BenchmarkOpen opens a large library up to its first list.
func BenchmarkOpen(b *testing.B) {
	dir := largeLibrary(b)
	if a, err := Open(b.Context(), Options{Dir: dir}); err != nil || a.Close() != nil { // its index stands
		b.Fatal(err)
	}
	var spent time.Duration
	defer func() { b.ReportMetric(float64(spent.Milliseconds())/float64(b.N), "processor-ms/op") }()
	for b.Loop() {
		used := processorTime()
		a, err := Open(b.Context(), Options{Dir: dir})
		if err != nil {
			b.Fatal(err)
		}
		ids, err := a.IDs(b.Context(), clip.Query{})
		if err != nil {
			b.Fatal(err)
		}
		if rows, err := a.Rows(b.Context(), ids[:50]); err != nil || len(rows) != 50 {
			b.Fatal(len(rows), err)
		}
		spent += processorTime() - used
		b.StopTimer()
		a.Close()
		b.StartTimer()
	}
}

// BenchmarkRebuild makes the index of a large library anew, and reports the
// clips for each second of the clock and of a processor, and on Linux the most
// anonymous memory that the process had.
func BenchmarkRebuild(b *testing.B) {
	dir := largeLibrary(b)
	a, err := Open(b.Context(), Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	clips := 0
	most := watchMemory(b)
	began, used := time.Now(), processorTime()
	for b.Loop() {
		if err := a.index.Empty(b.Context()); err != nil {
			b.Fatal(err)
		}
		if err := a.indexAll(b.Context()); err != nil {
			b.Fatal(err)
		}
		n, err := a.index.Count(b.Context())
		if err != nil || n == 0 {
			b.Fatal(n, err)
		}
		clips += int(n)
	}
	b.ReportMetric(float64(clips)/time.Since(began).Seconds(), "clips/s")
	if spent := processorTime() - used; spent > 0 {
		b.ReportMetric(float64(clips)/spent.Seconds(), "clips/processor-s")
	}
	b.ReportMetric(float64(most())/(1<<20), "MB")
}

// BenchmarkKeepUntilFindable adds a page of some 6 KB to a large library, and
// searches for a word that only it has.
func BenchmarkKeepUntilFindable(b *testing.B) {
	a := largeApp(b)
	rng := rand.New(rand.NewPCG(2, 6))
	var took, spent []time.Duration
	for n := 0; b.Loop(); n++ {
		word := fmt.Sprintf("zq%dxk%d", time.Now().UnixNano(), n)
		page := "<html lang=en><head><title>" + inventedWords(rng, 7) + "</title></head><body><article><h1>" + inventedWords(rng, 7) + "</h1>"
		for range 10 {
			page += "<p>" + inventedWords(rng, 95) + " " + word + ".</p>"
		}
		began, used := time.Now(), processorTime()
		added, err := a.Add(b.Context(), []intake.Input{{Kind: intake.KindHTML, Data: []byte(page)}}, AddOptions{Duplicates: KeepBoth, Anything: true, NoImages: true})
		if err != nil || added[0].Outcome != Kept {
			b.Fatal(added, err)
		}
		found, err := a.Find(b.Context(), clip.Query{Text: word})
		if err != nil || found.Total != 1 {
			b.Fatal(found.Total, err)
		}
		took, spent = append(took, time.Since(began)), append(spent, processorTime()-used)
	}
	for of, times := range map[string][]time.Duration{"ms": took, "processor-ms": spent} {
		slices.Sort(times)
		b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, of+"/p50")
		b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, of+"/p99")
	}
}

func largeApp(b *testing.B) *App {
	b.Helper()
	a, err := Open(b.Context(), Options{Dir: largeLibrary(b)})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { a.Close() })
	if err := a.Warm(b.Context()); err != nil {
		b.Fatal(err)
	}
	return a
}

// BenchmarkOrganise files, stars, tags, moves and trashes 5,000 clips, takes that
// back, and searches among them.
func BenchmarkOrganise(b *testing.B) {
	a := largeApp(b)
	ids, err := a.IDs(b.Context(), clip.Query{Limit: 5_000})
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for name, change := range map[string]func() (clip.Query, error){
		"file": func() (clip.Query, error) {
			folder, err := a.MakePath(b.Context(), fmt.Sprint("Folder ", time.Now().UnixNano()))
			if err != nil {
				return clip.Query{}, err
			}
			return clip.Query{Folders: []clip.ID{folder.ID}}, a.File(b.Context(), folder.ID, ids...)
		},
		"star": func() (clip.Query, error) {
			n++
			return clip.Query{Starred: n%2 == 1}, a.SetStarred(b.Context(), n%2 == 1, ids...)
		},
		"tag": func() (clip.Query, error) {
			tag := fmt.Sprint("tag", time.Now().UnixNano())
			return clip.Query{Tags: []string{tag}}, a.Tag(b.Context(), []string{tag}, nil, ids...)
		},
		"read": func() (clip.Query, error) { n++; return clip.Query{}, a.SetRead(b.Context(), n%2 == 0, ids...) },
		// Of the following, two changes are in one time.
		"trash, restore": func() (clip.Query, error) {
			return clip.Query{}, cmp.Or(a.Trash(b.Context(), ids...), a.Restore(b.Context(), ids...))
		},
		"tag, undo": func() (clip.Query, error) {
			err := a.Tag(b.Context(), []string{fmt.Sprint("undone", time.Now().UnixNano())}, nil, ids...)
			_, undoing := a.Undo(b.Context())
			return clip.Query{}, cmp.Or(err, undoing)
		},
		"move, undo": func() (clip.Query, error) {
			_, err := a.SplitStory(b.Context(), "", ids...)
			_, undoing := a.Undo(b.Context())
			return clip.Query{}, cmp.Or(err, undoing)
		},
	} {
		b.Run(name, func(b *testing.B) {
			used := processorTime()
			defer func() { b.ReportMetric(float64((processorTime()-used).Milliseconds())/float64(b.N), "processor-ms/op") }()
			for b.Loop() {
				q, err := change()
				if err != nil {
					b.Fatal(err)
				}
				q.Text = "report"
				if found, err := a.Find(b.Context(), q); err != nil || found.Total < len(ids) {
					b.Fatal(found.Total, err)
				}
			}
		})
	}
}

package story

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"newsclip/clip"
)

// kept is a grouping in a folder that may be saved, and begun again from what was
// saved with all that was done since done again.
type kept struct {
	dir   string
	g     *Grouper
	since []func(*Grouper)
}

func (k *kept) do(f func(*Grouper)) {
	k.since = append(k.since, f)
	f(k.g)
}

// TestSnapshotAndReplayGiveTheSame holds that a grouping that is saved and begun
// again at any time, and brought up by doing again what was done since, does as
// one that goes on.
func TestSnapshotAndReplayGiveTheSame(t *testing.T) {
	documents, _ := told(t, "serials.jsonl")
	more, _ := told(t, "languages.jsonl")
	var signed []Signature
	for _, d := range slices.Concat(documents[:50], more[:30]) {
		signed = append(signed, Sign(d))
	}
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "newsclip-test-")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		plain, err := New(Options{})
		if err != nil {
			t.Fatal(err)
		}
		k := &kept{dir: dir}
		if k.g, err = New(Options{Dir: dir}); err != nil {
			t.Fatal(err)
		}
		if err := k.g.Save("0"); err != nil {
			t.Fatal(err)
		}
		order := rapid.Permutation(signed).Draw(t, "order")[:15]
		stories := []clip.ID{"first"}
		for i, s := range order {
			var a, b Placement
			a = plain.Place(s)
			k.do(func(g *Grouper) { b = g.Place(s) })
			if !reflect.DeepEqual(a, b) {
				t.Fatalf("placed %+v, begun again %+v", a, b)
			}
			id := a.Story
			if id == "" {
				id = clip.ID(fmt.Sprint("story ", i))
				stories = append(stories, id)
			}
			both := func(f func(*Grouper)) { f(plain); k.do(f) }
			both(func(g *Grouper) { g.Put(s, id) })
			some := rapid.SampledFrom(order[:i+1]).Draw(t, "some").ID
			switch rapid.IntRange(0, 13).Draw(t, "then") {
			case 0:
				to := rapid.SampledFrom(stories).Draw(t, "to")
				both(func(g *Grouper) { g.Move(some, to) })
			case 1:
				both(func(g *Grouper) { g.Remove(some) })
			case 5, 6:
				both(func(g *Grouper) { g.Rest(some) })
			case 7, 8:
				to := rapid.SampledFrom(stories).Draw(t, "wakes in")
				both(func(g *Grouper) { g.Wake(some, to) })
			case 2:
				k.save(t, fmt.Sprint(i))
			case 3:
				k.again(t)
			case 4:
				x, _ := plain.Why(s)
				if y, _ := k.g.Why(s); !reflect.DeepEqual(x, y) {
					t.Fatalf("why %+v, begun again %+v", x, y)
				}
				k.since = append(k.since, func(g *Grouper) { g.Why(s) })
			}
			if x, y := plain.Name(id, ""), k.g.Name(id, ""); x != y {
				t.Fatalf("named %q, begun again %q", x, y)
			}
		}
		if err := k.g.Err(); err != nil {
			t.Fatal(err)
		}
		_ = k.g.Close()
	})
}

func (k *kept) save(t *rapid.T, mark string) {
	if err := k.g.Save(mark); err != nil {
		t.Fatal(err)
	}
	k.since = nil
}

func (k *kept) again(t *rapid.T) {
	_ = k.g.Close()
	var err error
	if k.g, _, err = Load(Options{Dir: k.dir}); err != nil {
		t.Fatal(err)
	}
	for _, f := range k.since {
		f(k.g)
	}
}

// saved returns a folder with a snapshot of a few stories.
func saved(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	g, err := New(Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	place(g, news)
	if err := errors.Join(g.Save("mark"), g.Close()); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestSnapshotTellsItsMark(t *testing.T) {
	g, mark, err := Load(Options{Dir: saved(t)})
	if err != nil || mark != "mark" || len(g.documents) != len(news) {
		t.Fatalf("mark %q, %v", mark, err)
	}
	_ = g.Close()
}

// TestDamagedSnapshotIsNone damages a snapshot and its records in many ways.
func TestDamagedSnapshotIsNone(t *testing.T) {
	dir := saved(t)
	whole, err := os.ReadFile(filepath.Join(dir, snapshotFile))
	if err != nil {
		t.Fatal(err)
	}
	refused := func(what string) {
		t.Helper()
		if _, _, err := Load(Options{Dir: dir}); !errors.Is(err, ErrNoSnapshot) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for at := 0; at < len(whole); at += 1 + len(whole)/29 {
		damaged := bytes.Clone(whole)
		damaged[at] ^= 0x55
		write(t, dir, snapshotFile, damaged)
		refused(fmt.Sprint("byte ", at, " changed"))
		write(t, dir, snapshotFile, whole[:at])
		refused(fmt.Sprint("cut at ", at))
	}
	write(t, dir, snapshotFile, whole)
	write(t, dir, recordsFile, []byte("other records than those of the snapshot, and fewer"))
	refused("other records")
	if err := os.Remove(filepath.Join(dir, recordsFile)); err != nil {
		t.Fatal(err)
	}
	refused("no records")
}

func write(t testing.TB, dir, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestDamagedRecordIsAnError damages what is remembered of the clips: the
// grouping says so rather than place by it.
func TestDamagedRecordIsAnError(t *testing.T) {
	dir := saved(t)
	data, err := os.ReadFile(filepath.Join(dir, recordsFile))
	if err != nil {
		t.Fatal(err)
	}
	for i := len(seal{}); i < len(data); i++ {
		data[i] ^= 1
	}
	write(t, dir, recordsFile, data)
	g, _, err := Load(Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if g.Place(Sign(news[1])); g.Err() == nil || g.Save("x") == nil {
		t.Error("nothing was said of it")
	}
}

// FuzzSnapshot holds that whatever a snapshot holds under a right checksum, it is
// refused or can be worked with.
func FuzzSnapshot(f *testing.F) {
	dir := saved(f)
	whole, err := os.ReadFile(filepath.Join(dir, snapshotFile))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(0, []byte{})
	f.Add(60, []byte{9, 9, 9, 9, 9, 9, 9, 9})
	next := Sign(Document{ID: "a3", Title: news[0].Title, Text: news[0].Text, Lang: "en", Date: day(6)})
	f.Fuzz(func(t *testing.T, at int, change []byte) {
		body := bytes.Clone(whole[:len(whole)-crc32.Size])
		if at < 0 || at > len(body) {
			return
		}
		copy(body[at:], change)
		sum := crc32.New(castagnoli)
		sum.Write(body)
		write(t, dir, snapshotFile, sum.Sum(body))
		g, _, err := Load(Options{Dir: dir})
		if err != nil {
			if !errors.Is(err, ErrNoSnapshot) {
				t.Errorf("refused with %v", err)
			}
			return
		}
		defer g.Close()
		p := g.Place(next)
		g.Put(next, "story")
		if d := g.documents["a3"]; d == nil || d.story.id != "story" || p.Score < 0 || p.Score > 1 {
			t.Errorf("placed %+v", p)
		}
	})
}

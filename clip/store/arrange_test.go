package store

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
)

// row is a folder with clips named by letters, the first being the newest.
type row struct {
	*testing.T
	l      *Library
	folder clip.ID
	names  map[clip.ID]string
	ids    map[string]clip.ID
}

func newRow(t *testing.T, letters string) *row {
	r := &row{t, open(t, t.TempDir()), clip.NewID(), map[clip.ID]string{}, map[string]clip.ID{}}
	r.change(func(c *Change) error { _, err := c.PutFolder(clip.Folder{ID: r.folder, Name: "Board"}); return err })
	for i, letter := range letters {
		r.add(string(letter), 28-i)
	}
	return r
}

func (r *row) add(name string, day int) {
	r.Helper()
	n := item(name, "Text.")
	n.Clip.Folders = []clip.ID{r.folder}
	n.Clip.Version.Published = clip.Date{Time: time.Date(2026, 2, day, 0, 0, 0, 0, time.UTC), DayOnly: true}
	id := add(r.T, r.l, n).ID
	r.names[id], r.ids[name] = name, id
}

func (r *row) change(f func(*Change) error) {
	r.Helper()
	if err := r.l.Change(r.Context(), "Change", f); err != nil {
		r.Fatal(err)
	}
}

func (r *row) arrange(spot Spot, names string) {
	r.Helper()
	var ids []clip.ID
	for _, name := range names {
		ids = append(ids, r.ids[string(name)])
	}
	r.change(func(c *Change) error { return c.Arrange(r.folder, spot, ids...) })
}

func (r *row) before(name string) Spot { return Spot{Before: r.ids[name]} }

// reads is the folder's clips by hand.
func (r *row) reads() (out string) {
	r.Helper()
	ids, err := r.l.IDs(r.Context(), clip.Query{Folders: []clip.ID{r.folder}, Order: clip.ByHand})
	if err != nil {
		r.Fatal(err)
	}
	for _, id := range ids {
		out += r.names[id]
	}
	return out
}

func (r *row) want(what, want string) {
	r.Helper()
	if got := r.reads(); got != want {
		r.Errorf("%s: the folder reads %s, want %s", what, got, want)
	}
}

func TestArrange(t *testing.T) {
	r := newRow(t, "abcde")
	r.want("arranged by nobody, newest first", "abcde")
	r.arrange(r.before("b"), "d")
	r.want("one before another", "adbce")
	r.arrange(Spot{Last: true}, "ba")
	r.want("two to the end", "dceba")
	r.arrange(Spot{}, "ab")
	r.want("two to the top", "abdce")
	r.arrange(r.before("d"), "dc")
	r.want("before itself", "abdce")
	r.add("f", 1)
	r.want("a new one comes last", "abdcef")
	r.change(func(c *Change) error { return c.State(r.ids["b"], func(s *clip.State) { s.Trashed = time.Now() }) })
	r.arrange(r.before("a"), "e")
	r.want("without the one in the trash", "eadcf")
	r.change(func(c *Change) error { return c.State(r.ids["b"], func(s *clip.State) { s.Trashed = time.Time{} }) })
	r.want("it comes back to its place", "eabdcf")
	r.change(func(c *Change) error { return c.State(r.ids["a"], func(s *clip.State) { s.Folders = nil }) })
	r.change(func(c *Change) error {
		return c.State(r.ids["a"], func(s *clip.State) { s.Folders = []clip.ID{r.folder} })
	})
	r.want("taken out and put back", "ebdcfa")
	for range 2 {
		if _, err := r.l.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	r.want("that undone", "eabdcf")
	r.change(func(c *Change) error { return c.Unarrange(r.folder) })
	r.want("forgotten", "abcdef")
	if c, err := r.l.Clip(t.Context(), r.ids["a"]); err != nil || c.Places != nil {
		t.Errorf("places %v, %v", c.Places, err)
	}
	for name, spot := range map[string]Spot{"a clip elsewhere": {Last: true}, "before a clip elsewhere": {Before: "nowhere"}} {
		ids := []clip.ID{r.ids["a"], "elsewhere"}
		if spot.Before != "" {
			ids = ids[:1]
		}
		err := r.l.Change(t.Context(), "Arrange", func(c *Change) error { return c.Arrange(r.folder, spot, ids...) })
		if clip.KindOf(err) != clip.ErrInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestArrangeLikeASlice moves clips about, to the same spots again and again so
// that the room between places is used up, and holds the folder against a slice.
func TestArrangeLikeASlice(t *testing.T) {
	r := newRow(t, "abcdef")
	want := strings.Split("abcdef", "")
	random := rand.New(rand.NewPCG(6, 10))
	for range 120 {
		name, to := want[random.IntN(len(want))], random.IntN(3)
		want = slices.DeleteFunc(want, func(other string) bool { return other == name })
		spot := Spot{Last: true}
		if to < len(want) {
			spot = r.before(want[to])
		}
		want = slices.Insert(want, to, name)
		r.arrange(spot, name)
		if got := r.reads(); got != strings.Join(want, "") {
			t.Fatalf("the folder reads %s, want %s", got, strings.Join(want, ""))
		}
	}
}

// TestArrangedBelow lists a folder with the one below it: each in its own order,
// a clip of both where it stands first.
func TestArrangedBelow(t *testing.T) {
	r := newRow(t, "abc")
	below := clip.NewID()
	r.change(func(c *Change) error {
		if _, err := c.PutFolder(clip.Folder{ID: below, Parent: r.folder, Name: "Below"}); err != nil {
			return err
		}
		for _, name := range []string{"b", "c"} {
			if err := c.State(r.ids[name], func(s *clip.State) { s.Folders = append(s.Folders, below) }); err != nil {
				return err
			}
		}
		if err := c.State(r.ids["c"], func(s *clip.State) { s.Folders = []clip.ID{below} }); err != nil {
			return err
		}
		return c.Arrange(below, Spot{}, r.ids["c"], r.ids["b"])
	})
	r.arrange(Spot{}, "ba")
	ids, err := r.l.IDs(t.Context(), clip.Query{Folders: []clip.ID{r.folder, below}, Order: clip.ByHand, Limit: 3})
	if err != nil || !slices.Equal(ids, []clip.ID{r.ids["b"], r.ids["a"], r.ids["c"]}) {
		t.Errorf("%v, %v", ids, err)
	}
}

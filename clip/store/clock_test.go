package store_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"newsclip/clip"
	"newsclip/clip/store"
)

// jumps are what a clock may say next: years back and ahead, 1970, before it,
// the year 1, twice the same.
var jumps = []time.Time{
	time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC),
	time.Date(2016, 3, 1, 12, 0, 0, 0, time.UTC), time.Date(2091, 1, 1, 0, 0, 0, 0, time.UTC),
	time.UnixMilli(0), time.UnixMilli(-1), time.Date(1901, 1, 1, 0, 0, 0, 0, time.UTC), {},
}

// TestClockJumps works on a library by a clock that jumps, and on a twin by one
// that ticks: what a person sees is the same, but for the times.
func TestClockJumps(t *testing.T) {
	first := seed(t)
	for i := range uint64(rounds(t, 3)) {
		rng := rand.New(rand.NewPCG(first+i, 4))
		twin := twinLibrary(t)
		dir := t.TempDir()
		clock := func() time.Time { return jumps[rng.IntN(len(jumps))] }
		l, err := store.Open(ctx, store.Options{Dir: dir, Clock: clock})
		if err != nil {
			t.Fatal(err)
		}
		w := &work{l}
		for range 60 {
			task := randomTask(rng)
			if task.kind == emptying { // goes by the time, rightly
				continue
			}
			if err := twin.do(task); err != nil {
				t.Fatal(err)
			}
			if err := w.do(task); err != nil {
				t.Fatalf("seed %d: task %v: %v", first+i, task, err)
			}
			if got, want := w.mustPicture(t), twin.mustPicture(t); got != want {
				t.Fatalf("seed %d: task %v\n got %s\nwant %s", first+i, task, got, want)
			}
		}
		entries, err := l.Journal(ctx, 0, 10_000)
		if err != nil || !slices.IsSortedFunc(entries, func(a, b store.Entry) int { return int(a.Seq - b.Seq) }) {
			t.Errorf("the journal is out of order: %v", err)
		}
		w.sound(t)
		w.Close()
	}
}

// TestTrashAtAnyTime puts a clip into the trash while the clock says nothing
// sensible.
func TestTrashAtAnyTime(t *testing.T) {
	for _, now := range jumps {
		l, err := store.Open(ctx, store.Options{Dir: t.TempDir(), Clock: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		c, err := l.Add(ctx, fresh(1))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		if ids, err := l.IDs(ctx, clip.Query{Trash: true}); err != nil || !slices.Contains(ids, c.ID) {
			t.Errorf("at %v the clip of an undone Add is not in the trash: %v, %v", now, ids, err)
		}
		l.Close()
	}
}

package store_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsclip/clip/store"
	"newsclip/clip/store/faults"
)

// torture is how many times as many rounds fault tests run as usual, by the
// variable that make torture sets.
func torture() int {
	times, err := strconv.Atoi(os.Getenv("NEWSCLIP_TORTURE"))
	if err != nil {
		return 1
	}
	return times
}

// rounds returns how many rounds a fault test runs.
func rounds(t *testing.T, usual int) int {
	t.Helper()
	if testing.Short() {
		return max(1, usual/10)
	}
	return usual * torture()
}

// seed returns a fresh seed, or the one in NEWSCLIP_SEED, to see a failure
// again.
func seed(t *testing.T) uint64 {
	t.Helper()
	if n, err := strconv.ParseUint(os.Getenv("NEWSCLIP_SEED"), 10, 64); err == nil {
		return n
	}
	return uint64(time.Now().UnixNano())
}

// library is where the library lies on the disks of the tests.
const library = "/press/library"

// TestPowerLoss works on a library until the power goes, at a random step, has
// the disk lose and tear what was not synced, and opens what is left: it must
// be what the twin was before the task that was under way, or after it.
func TestPowerLoss(t *testing.T) {
	first, cuts := seed(t), 0
	n := rounds(t, 10)
	for i := range n {
		s := first + uint64(i)
		if !t.Run(fmt.Sprintf("NEWSCLIP_SEED=%d", s), func(t *testing.T) { cuts += powerLosses(t, s) }) {
			return
		}
	}
	t.Logf("seed %d: %d libraries, %d power losses survived", first, n, cuts)
}

// boots is how often a library is started in one round.
const boots = 6

func powerLosses(t *testing.T, seed uint64) (cuts int) {
	rng := rand.New(rand.NewPCG(seed, 1))
	twin := twinLibrary(t)
	disk := faults.New(t.TempDir())
	var left *underWay // when the power went, and has left no trace
	for range boots {
		disk.CutAt(1 + rng.IntN(600))
		under := untilDark(t, rng, disk, twin, left)
		cuts++
		before := disk
		disk = before.Restart(rng, t.TempDir())
		before.Close()
		left = nil
		w := openOn(t, disk, "after the power came back")
		if under.before != under.after && w.mustPicture(t) == under.before {
			left = &under
		} else if got := w.mustPicture(t); got != under.after {
			t.Errorf("after a power loss at task %v it is neither what it was before (-want +got)\n%s\nnor after\n%s",
				under.task, cmp.Diff(under.before, got), cmp.Diff(under.after, got))
			w.Close()
			return cuts
		}
		w.sound(t)
		w.Close()
	}
	disk.Close()
	return cuts
}

// twinLibrary is a library on a disk that never fails.
func twinLibrary(t *testing.T) *work {
	t.Helper()
	disk := faults.New(t.TempDir())
	twin := openOn(t, disk, "the twin")
	t.Cleanup(func() { twin.Close(); disk.Close() })
	return twin
}

func openOn(t *testing.T, disk *faults.Disk, when string) *work {
	t.Helper()
	l, err := store.Open(ctx, store.Options{Dir: library, Clock: ticking(), Disk: disk})
	if err != nil {
		t.Fatalf("open %s: %v", when, err)
	}
	if err := l.ReadOnly(); err != nil {
		t.Fatalf("open %s: %v", when, err)
	}
	return &work{l}
}

// underWay is the task at which the power went, with the pictures of the twin.
type underWay struct {
	task          task
	before, after string
}

// untilDark works until the power goes; it begins with the task that was left.
func untilDark(t *testing.T, rng *rand.Rand, disk *faults.Disk, twin *work, left *underWay) underWay {
	t.Helper()
	now := underWay{after: twin.mustPicture(t)}
	if left != nil { // the twin has done it
		now = *left
	} else {
		now.before = now.after
	}
	l, err := store.Open(ctx, store.Options{Dir: library, Clock: ticking(), Disk: disk})
	if err != nil && !disk.Off() {
		t.Fatalf("open with power: %v", err)
	}
	if err != nil {
		return now
	}
	w := &work{l}
	defer w.Close() // without power it fails
	for !disk.Off() {
		if left != nil {
			left = nil
		} else {
			now = underWay{task: randomTask(rng), before: now.after}
			if err := twin.do(now.task); err != nil {
				t.Fatalf("twin: %v", err)
			}
			now.after = twin.mustPicture(t)
		}
		if err := w.do(now.task); err != nil && !disk.Off() {
			t.Fatalf("task %v with power: %v", now.task, err)
		} else if err == nil {
			now.before = now.after
		}
	}
	return now
}

// TestKeptAgainAfterFailedSync keeps a clip whose first try failed when its
// file had its name already, but not for good: the second must not rely on it.
func TestKeptAgainAfterFailedSync(t *testing.T) {
	for i := range uint64(rounds(t, 20)) {
		disk := faults.New(t.TempDir())
		w := openOn(t, disk, "at first")
		disk.Refuse(func(s faults.Step) error {
			if s.Op == faults.SyncFolder {
				return syscall.EIO
			}
			return nil
		})
		if _, err := w.Add(ctx, fresh(i)); err == nil {
			t.Fatal("Add succeeded although its folder could not be synced")
		}
		disk.Refuse(nil)
		if _, err := w.Add(ctx, fresh(i)); err != nil {
			t.Fatal(err)
		}
		after := disk.Restart(rand.New(rand.NewPCG(i, 3)), t.TempDir())
		w.Close()
		disk.Close()
		w = openOn(t, after, "after the power came back")
		w.sound(t)
		w.Close()
		after.Close()
	}
}

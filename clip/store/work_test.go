package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsclip/clip"
	"newsclip/clip/store"
)

// The fault tests do random work on two libraries: one on a disk that fails,
// and a twin on one that does not, which says how the first must look.

// task is one thing that a person does; its numbers choose what with.
type task struct {
	kind int
	n    uint64
}

// tasks are what a task can be, by its kind.
var tasks = []func(w *work, t task) error{
	(*work).add, (*work).add, (*work).add, (*work).edit, (*work).tag, (*work).star, (*work).file, (*work).trash, (*work).undo,
	(*work).undo, (*work).redo, (*work).enqueue, (*work).finish, (*work).fail, (*work).read, (*work).emptyTrash, (*work).rule,
}

// emptying is the kind of the task that empties the trash.
const emptying = 15

func randomTask(rng *rand.Rand) task { return task{rng.IntN(len(tasks)), rng.Uint64()} }

// work is a library under work.
type work struct{ *store.Library }

func (w *work) do(t task) error { return tasks[t.kind](w, t) }

var ctx = context.Background()

// ticking is a clock that is a second later at each look.
func ticking() func() time.Time {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	return func() time.Time { now = now.Add(time.Second); return now }
}

// chosen returns one of the clips, in or out of the trash; none: "".
func (w *work) chosen(n uint64, trash bool) (clip.ID, error) {
	ids, err := w.IDs(ctx, clip.Query{Trash: trash})
	if err != nil || len(ids) == 0 {
		return "", err
	}
	clips, err := w.Clips(ctx, ids)
	if err != nil {
		return "", err
	}
	slices.SortFunc(clips, func(a, b clip.Clip) int { return strings.Compare(a.Ref, b.Ref) })
	return clips[n%uint64(len(clips))].ID, nil
}

// original is the bytes of the page that a version is of.
func original(n uint64) []byte {
	return []byte(strings.Repeat(fmt.Sprintf("The lighthouse of Skarn has %d steps. ", n), 1+int(n%400)))
}

func fresh(n uint64) store.New {
	text := fmt.Sprintf("The keeper of Skarn climbed %d steps.", n)
	return store.New{Original: original(n), Signature: []byte{1}, Clip: clip.Clip{Ref: fmt.Sprintf("r%d", n), Version: clip.Version{
		Metadata: clip.Metadata{Title: fmt.Sprintf("Keeper %d", n), Outlet: "The Shoreline Post", URL: fmt.Sprintf("https://post.example/%d", n)},
		Body:     clip.Body{clip.NewParagraph(text)}, Source: clip.Source{Method: clip.MethodHTML}}}}
}

func (w *work) add(t task) error {
	if _, err := w.PutImage(ctx, original(t.n%7), "image/png"); err != nil {
		return err
	}
	_, err := w.Add(ctx, fresh(t.n%1e12))
	return err
}

func (w *work) edit(t task) error {
	id, err := w.chosen(t.n, false)
	if id == "" {
		return err
	}
	_, err = w.AddVersion(ctx, id, fresh(t.n%1e12), true)
	return err
}

// state changes the state of a clip. Each step has a name of its own, so that
// pictures tell whether it is there even where it changed nothing.
func (w *work) state(t task, action string, edit func(*clip.State)) error {
	id, err := w.chosen(t.n, false)
	if id == "" {
		return err
	}
	return w.Change(ctx, action+fmt.Sprint(" ", t.n), func(c *store.Change) error { return c.State(id, edit) })
}

func (w *work) tag(t task) error {
	return w.state(t, "Tag", func(s *clip.State) { s.Tags = []string{fmt.Sprint("t", t.n%9)} })
}

func (w *work) star(t task) error {
	return w.state(t, "Star", func(s *clip.State) { s.Starred, s.Note = !s.Starred, fmt.Sprint("n", t.n%9) })
}

func (w *work) trash(t task) error {
	return w.state(t, "Delete", func(s *clip.State) { s.Trashed = time.Unix(int64(1+t.n%1000), 0) })
}

func (w *work) file(t task) error {
	folders, err := w.Folders(ctx)
	if err != nil {
		return err
	}
	id, err := w.chosen(t.n, false)
	if err != nil || id == "" {
		return err
	}
	name := fmt.Sprint("f", t.n%5)
	at := slices.IndexFunc(folders, func(f clip.Folder) bool { return f.Name == name })
	return w.Change(ctx, fmt.Sprint("File ", t.n), func(c *store.Change) error {
		var folder clip.Folder
		if at >= 0 {
			folder = folders[at]
		} else if folder, err = c.PutFolder(clip.Folder{Name: name}); err != nil {
			return err
		}
		return c.State(id, func(s *clip.State) { s.Folders = []clip.ID{folder.ID} })
	})
}

// unless forgives an error of a kind: there was nothing to do.
func unless(kind clip.ErrorKind, err error) error {
	if clip.KindOf(err) == kind {
		return nil
	}
	return err
}

func (w *work) undo(task) error { _, err := w.Undo(ctx); return unless(clip.ErrNotFound, err) }
func (w *work) redo(task) error { _, err := w.Redo(ctx); return unless(clip.ErrNotFound, err) }

func (w *work) enqueue(t task) error {
	_, err := w.Enqueue(ctx, []store.Wanted{{URL: fmt.Sprintf("https://post.example/later/%d", t.n%100)}})
	return err
}

// job calls f with one of the addresses that wait.
func (w *work) job(t task, f func(store.Job) error) error {
	jobs, err := w.Waiting(ctx)
	if err != nil || len(jobs) == 0 {
		return err
	}
	return f(jobs[t.n%uint64(len(jobs))])
}

// finish keeps the clip of an address that waits.
func (w *work) finish(t task) error {
	return w.job(t, func(job store.Job) error {
		n := fresh(t.n % 1e12)
		n.Job = job.ID
		_, err := w.Add(ctx, n)
		return err
	})
}

func (w *work) fail(t task) error {
	return w.job(t, func(job store.Job) error { return w.Fail(ctx, job.ID, "It did not answer.") })
}

func (w *work) read(t task) error {
	id, err := w.chosen(t.n, false)
	if id == "" {
		return err
	}
	return w.SetRead(ctx, t.n%2 == 0, id)
}

func (w *work) emptyTrash(t task) error {
	if t.n%3 > 0 { // seldom: it ends what can be undone
		return nil
	}
	_, err := w.EmptyTrash(ctx, time.Unix(int64(t.n%1000), 0))
	return err
}

func (w *work) rule(t task) error {
	return w.Change(ctx, fmt.Sprint("Rule ", t.n), func(c *store.Change) error {
		return c.AddRule(clip.SiteRule{Site: "post.example", Correction: clip.Correction{Form: fmt.Sprint("p.x", t.n%5)}})
	})
}

// picture is everything that a person can see in lists, without ids and times.
func (w *work) picture() (string, error) {
	var out strings.Builder
	folders, err := w.Folders(ctx)
	if err != nil {
		return "", err
	}
	names := map[clip.ID]string{}
	for _, f := range folders {
		names[f.ID] = f.Name
		fmt.Fprintf(&out, "folder %s (%d)\n", f.Name, f.Clips)
	}
	for _, trash := range []bool{false, true} {
		if err := w.clips(&out, trash, names); err != nil {
			return "", err
		}
	}
	jobs, err := w.Waiting(ctx)
	if err != nil {
		return "", err
	}
	for _, j := range jobs {
		fmt.Fprintf(&out, "waits %s %d %q\n", j.URL, j.Tries, j.Error)
	}
	rules, err := w.Rules(ctx, "")
	if err != nil {
		return "", err
	}
	for _, r := range rules {
		fmt.Fprintf(&out, "rule %d %s %s\n", r.Number, r.Site, r.Form)
	}
	undo, redo, err := w.Undoable(ctx)
	fmt.Fprintf(&out, "undo %s, redo %s\n", undo, redo)
	return out.String(), err
}

func (w *work) clips(out *strings.Builder, trash bool, folders map[clip.ID]string) error {
	ids, err := w.IDs(ctx, clip.Query{Trash: trash})
	if err != nil {
		return err
	}
	clips, err := w.Clips(ctx, ids)
	if err != nil {
		return err
	}
	var lines []string
	for _, c := range clips {
		line := fmt.Sprintf("clip %s trash %v tags %v starred %v read %v note %q version %d %q of %s in", c.Ref, trash, c.Tags, c.Starred, c.Read, c.Note,
			c.Version.Number, c.Version.Title, c.Version.Source.Original[:8])
		for _, f := range c.Folders {
			line += " " + folders[f]
		}
		lines = append(lines, line+"\n")
	}
	slices.Sort(lines)
	out.WriteString(strings.Join(lines, ""))
	return nil
}

// sound checks that the library is whole, and that every change can be taken
// back and made again.
func (w *work) sound(t *testing.T) {
	t.Helper()
	problems, err := w.Verify(ctx, nil)
	if err != nil || len(store.Harmful(problems)) > 0 {
		t.Fatalf("Verify = %v, %v", problems, err)
	}
	before := w.mustPicture(t)
	undone := 0
	for ; ; undone++ {
		if _, err := w.Undo(ctx); clip.KindOf(err) == clip.ErrNotFound {
			break
		} else if err != nil {
			t.Fatalf("undo: %v", err)
		}
	}
	for range undone {
		if _, err := w.Redo(ctx); err != nil {
			t.Fatalf("redo: %v", err)
		}
	}
	if after := w.mustPicture(t); after != before {
		t.Fatalf("after %d undos and redos (-want +got)\n%s", undone, cmp.Diff(before, after))
	}
}

func (w *work) mustPicture(t *testing.T) string {
	t.Helper()
	picture, err := w.picture()
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

package app

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/intake"
)

// The child of TestKill does mixed work and prints, a line each, what it is
// about to change and what it was told is done:
//
//	open
//	waiting ADDRESS          the address is in the queue
//	kept ID                  the clip is kept
//	will ID FACET            the facet of the clip is about to change
//	fact ID FACET VALUE      it has changed: it has this value from now on
type crashWork struct {
	ctx     context.Context
	app     *App
	rng     *rand.Rand
	address string
	folder  clip.ID
	clips   []clip.ID
	// done and undone are the changes of this run that Undo takes back, and
	// Redo makes again.
	done, undone []crashChange
	n            int
}

// crashChange is a change of one facet of a clip.
type crashChange struct {
	id            clip.ID
	facet         string
	before, after string
}

// crashFacets are what the work changes of a clip, and how each is read back.
var crashFacets = map[string]struct {
	set func(w *crashWork, id clip.ID, value string) error
	get func(a *App, ctx context.Context, c *clip.Clip) string
}{
	"tags": {func(w *crashWork, id clip.ID, value string) error {
		c, err := w.app.Clip(w.ctx, id)
		if err != nil {
			return err
		}
		return w.app.Tag(w.ctx, []string{value}, c.Tags, id)
	}, func(_ *App, _ context.Context, c *clip.Clip) string { return strings.Join(c.Tags, ",") }},
	"note": {func(w *crashWork, id clip.ID, value string) error { return w.app.SetNote(w.ctx, id, value) },
		func(_ *App, _ context.Context, c *clip.Clip) string { return c.Note }},
	"title": {func(w *crashWork, id clip.ID, value string) error {
		_, err := w.app.Edit(w.ctx, id, Edit{Title: &value})
		return err
	}, func(_ *App, _ context.Context, c *clip.Clip) string { return c.Version.Title }},
	"starred": {func(w *crashWork, id clip.ID, value string) error {
		return w.app.SetStarred(w.ctx, value == "true", id)
	},
		func(_ *App, _ context.Context, c *clip.Clip) string { return fmt.Sprint(c.Starred) }},
	"trashed": {func(w *crashWork, id clip.ID, value string) error {
		if value == "true" {
			return w.app.Trash(w.ctx, id)
		}
		return w.app.Restore(w.ctx, id)
	}, func(_ *App, _ context.Context, c *clip.Clip) string { return fmt.Sprint(!c.Trashed.IsZero()) }},
	"folder": {func(w *crashWork, id clip.ID, value string) error {
		if value == "0" {
			return w.app.Unfile(w.ctx, w.folder, id)
		}
		return w.app.File(w.ctx, w.folder, id)
	}, func(_ *App, _ context.Context, c *clip.Clip) string { return fmt.Sprint(len(c.Folders)) }},
	"highlights": {func(w *crashWork, id clip.ID, _ string) error {
		_, err := w.app.Highlight(w.ctx, id, clip.Passage{To: clip.Position{Offset: 5}}, clip.Blue, fmt.Sprint("mark ", w.n))
		return err
	}, func(a *App, ctx context.Context, c *clip.Clip) string {
		marks, err := a.Highlights(ctx, c.ID)
		if err != nil {
			return err.Error()
		}
		return fmt.Sprint(len(marks))
	}},
}

func crashFacetNames() []string {
	names := make([]string, 0, len(crashFacets))
	for name := range crashFacets {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// crashLoop works until it is killed.
func crashLoop(dir, address string) error {
	ctx := context.Background()
	a, err := Open(ctx, Options{Dir: dir})
	if err != nil {
		return err
	}
	w := &crashWork{ctx: ctx, app: a, rng: rand.New(rand.NewPCG(uint64(os.Getpid()), 5)), address: address}
	if w.clips, err = a.IDs(ctx, clip.Query{Limit: 50}); err != nil {
		return err
	}
	folder, err := a.MakePath(ctx, "Review")
	if err != nil {
		return err
	}
	w.folder = folder.ID
	fmt.Println("open")
	for ; ; w.n++ {
		work := w.change
		switch {
		case len(w.clips) < 3 || w.rng.IntN(6) == 0:
			work = w.add
		case len(w.done) > 0 && w.rng.IntN(5) == 0:
			work = w.undo
		case len(w.undone) > 0 && w.rng.IntN(2) == 0:
			work = w.redo
		}
		if err := work(); err != nil {
			return err
		}
	}
}

// add queues an address, and adds one and two texts.
func (w *crashWork) add() error {
	w.done, w.undone = nil, nil
	stamp := fmt.Sprintf("%d-%d", os.Getpid(), w.n)
	slow := w.address + "/never-answers/" + stamp
	if _, err := w.app.enqueue(w.ctx, []intake.Input{{Kind: intake.KindURL, URL: slow}}, AddOptions{}); err != nil {
		return err
	}
	fmt.Println("waiting", slow)
	inputs := []intake.Input{
		{Kind: intake.KindURL, URL: w.address + "/article/" + stamp},
		{Kind: intake.KindText, Data: []byte(crashText(stamp + "a"))},
		{Kind: intake.KindText, Data: []byte(crashText(stamp + "b"))},
	}
	_, err := w.app.Add(w.ctx, inputs, AddOptions{Duplicates: KeepBoth, Each: func(_, _ int, added Added) {
		if added.Outcome != Kept {
			fmt.Println("error", added.Outcome, added.Err)
			return
		}
		fmt.Println("kept", added.Clip.ID)
		w.clips = append(w.clips, added.Clip.ID)
	}})
	return err
}

// change changes one facet of one clip.
func (w *crashWork) change() error {
	names := crashFacetNames()
	c := crashChange{id: w.clips[w.rng.IntN(len(w.clips))], facet: names[w.rng.IntN(len(names))]}
	var err error
	if c.before, err = w.get(c); err != nil {
		return err
	}
	c.after = fmt.Sprintf("value %d of %d", w.n, os.Getpid())
	switch {
	case c.facet == "starred" || c.facet == "trashed":
		c.after = fmt.Sprint(c.before == "false")
	case c.facet == "folder":
		c.after = map[string]string{"0": "1", "1": "0"}[c.before]
	}
	fmt.Println("will", c.id, c.facet)
	if err := crashFacets[c.facet].set(w, c.id, c.after); err != nil {
		return fmt.Errorf("%+v: %w", c, err)
	}
	if c.after, err = w.get(c); err != nil {
		return err
	}
	fmt.Println("fact", c.id, c.facet, c.after)
	w.done, w.undone = append(w.done, c), nil
	return nil
}

func (w *crashWork) get(c crashChange) (string, error) {
	kept, err := w.app.Clip(w.ctx, c.id)
	if err != nil {
		return "", err
	}
	return crashFacets[c.facet].get(w.app, w.ctx, &kept), nil
}

func (w *crashWork) undo() error {
	c := w.done[len(w.done)-1]
	fmt.Println("will", c.id, c.facet)
	if _, err := w.app.Undo(w.ctx); err != nil {
		return fmt.Errorf("undo %+v: %w", c, err)
	}
	fmt.Println("fact", c.id, c.facet, c.before)
	w.done, w.undone = w.done[:len(w.done)-1], append(w.undone, c)
	return nil
}

func (w *crashWork) redo() error {
	c := w.undone[len(w.undone)-1]
	fmt.Println("will", c.id, c.facet)
	if _, err := w.app.Redo(w.ctx); err != nil {
		return fmt.Errorf("redo %+v: %w", c, err)
	}
	fmt.Println("fact", c.id, c.facet, c.after)
	w.done, w.undone = append(w.done, c), w.undone[:len(w.undone)-1]
	return nil
}

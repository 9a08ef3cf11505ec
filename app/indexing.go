package app

import (
	"context"
	"fmt"
	"sync"

	"newsclip/clip"
)

// The index follows the journal in turn. Where it is far behind (it was lost,
// or is of another version), the window does not wait: it is filled in the
// background, oldest clips first, while lists work and searches find what it
// has. What changes meanwhile is put into it out of turn, without moving the
// number that it has reached, so that a new clip is found at once; in its turn
// it is put again, which changes nothing.

// indexing is how the index follows.
type indexing struct {
	mutex   sync.Mutex // one batch at a time; guards what follows
	running bool       // in the background
	latest  int64      // journal number up to which was put out of turn
	err     error      // why it could not follow; nil when it can
	working sync.WaitGroup
}

// tellEvery is after how many batches the watchers are told how far the index
// has got.
const tellEvery = 10

// followIndex brings the index up to the journal, or has that done in the
// background. A change is kept even if the index cannot follow it (the disk is
// full): the next change tries again, and until then searches say so.
func (a *App) followIndex(ctx context.Context) error {
	a.indexing.mutex.Lock()
	defer a.indexing.mutex.Unlock()
	if a.indexing.running {
		return a.followed(ctx, a.indexLatest(ctx))
	}
	for {
		n, err := a.indexBatch(ctx)
		if err != nil || n < followBatch {
			return a.followed(ctx, err)
		}
		if a.background {
			return a.followed(ctx, a.startIndexing(ctx))
		}
	}
}

// followed notes whether the index could follow. Only a cancelled caller is told.
func (a *App) followed(ctx context.Context, err error) error {
	a.indexing.err = err
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return nil
}

// indexAll brings the index up to the journal before it returns, and tells what
// stands in the way.
func (a *App) indexAll(ctx context.Context) error {
	a.awaitIndex()
	a.indexing.mutex.Lock()
	defer a.indexing.mutex.Unlock()
	for {
		n, err := a.indexBatch(ctx)
		a.indexing.err = err
		if err != nil || n < followBatch {
			return err
		}
	}
}

// indexBatch indexes the next entries of the journal and returns how many.
func (a *App) indexBatch(ctx context.Context) (int, error) {
	entries, err := a.library.Journal(ctx, a.index.Seq(), followBatch)
	if err != nil {
		return 0, fmt.Errorf("read journal: %w", err)
	}
	if len(entries) == 0 {
		return 0, nil
	}
	if err := a.indexEntries(ctx, entries); err != nil {
		return 0, fmt.Errorf("update index: %w", err)
	}
	return len(entries), nil
}

// startIndexing goes on in the background.
func (a *App) startIndexing(ctx context.Context) error {
	latest, err := a.library.Seq(ctx)
	if err != nil {
		return fmt.Errorf("read journal: %w", err)
	}
	a.indexing.running, a.indexing.latest = true, latest
	a.indexing.working.Go(func() {
		for n := 1; a.indexNext(); n++ {
			if n%tellEvery == 0 {
				a.changed()
			}
		}
		if a.open.Err() == nil {
			a.changed()
		}
	})
	return nil
}

// indexNext does one batch of the background's; false at the end.
func (a *App) indexNext() bool {
	a.indexing.mutex.Lock()
	defer a.indexing.mutex.Unlock()
	n, err := a.indexBatch(a.open)
	a.indexing.err = err
	a.indexing.running = err == nil && n > 0
	return a.indexing.running
}

// indexLatest puts what was changed since into the index, out of turn.
func (a *App) indexLatest(ctx context.Context) error {
	for {
		entries, err := a.library.Journal(ctx, a.indexing.latest, followBatch)
		if err != nil || len(entries) == 0 {
			return err
		}
		var changed []clip.ID
		for id, content := range clipsOf(entries) {
			if content {
				changed = append(changed, id)
			}
		}
		if err := a.putIndex(ctx, a.index.Seq(), changed); err != nil {
			return err
		}
		a.indexing.latest = entries[len(entries)-1].Seq
	}
}

// awaitIndex returns when nothing is indexed in the background any more.
func (a *App) awaitIndex() { a.indexing.working.Wait() }

// indexHint says, for searches, that the index does not have everything; empty
// when it does.
func (a *App) indexHint(ctx context.Context) string {
	a.indexing.mutex.Lock()
	running, err := a.indexing.running, a.indexing.err
	a.indexing.mutex.Unlock()
	switch {
	case running:
		goal, err := a.library.Seq(ctx)
		if err != nil || goal == 0 {
			return ""
		}
		return fmt.Sprintf("The search index is being made (%d %%); until then searches may miss clips.", 100*a.index.Seq()/goal)
	case err != nil && a.open.Err() == nil:
		return "The search index could not be written, so new clips are not found. Check that there is room on the disk; the clips are kept, and are found after the next change."
	}
	return ""
}

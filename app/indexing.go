package app

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
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
	next    *ahead     // the batch that is being read meanwhile; nil: none
	latest  int64      // journal number up to which was put out of turn
	err     error      // why it could not follow; nil when it can
	working sync.WaitGroup
}

// tellEvery is after how many batches the watchers are told how far the index
// has got.
const tellEvery = 5

// followIndex brings the index up to the journal, or has that done in the
// background. A change is kept even if the index cannot follow it (the disk is
// full): the next change tries again, and until then searches say so.
func (a *App) followIndex(ctx context.Context) error {
	a.indexing.mutex.Lock()
	defer a.indexing.mutex.Unlock()
	defer boundMemory()()
	if a.indexing.running {
		return a.followed(ctx, a.indexLatest(ctx))
	}
	more, err := a.indexBatch(ctx)
	switch {
	case err != nil || !more:
		return a.followed(ctx, err)
	case a.background:
		return a.followed(ctx, a.startIndexing(ctx))
	}
	return a.followed(ctx, a.indexRest(ctx))
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
	defer boundMemory()()
	a.indexing.err = a.indexRest(ctx)
	return a.indexing.err
}

// indexRest indexes to the end of the journal.
func (a *App) indexRest(ctx context.Context) error {
	for {
		if more, err := a.indexBatch(ctx); err != nil || !more {
			return err
		}
	}
}

// indexBatch indexes the next entries of the journal, and reports whether there
// may be more. Those it has read meanwhile.
func (a *App) indexBatch(ctx context.Context) (more bool, err error) {
	b, err := a.nextBatch(ctx)
	if err != nil || b == nil {
		return false, err
	}
	if b.more {
		a.readAhead(ctx, b.seq)
	}
	if err := a.index.Put(ctx, b.seq, b.put, b.gone); err != nil {
		a.leaveAhead()
		return false, fmt.Errorf("update index: %w", err)
	}
	return b.more, nil
}

// startIndexing goes on in the background.
func (a *App) startIndexing(ctx context.Context) error {
	latest, err := a.library.Seq(ctx)
	if err != nil {
		return fmt.Errorf("read journal: %w", err)
	}
	a.indexing.running, a.indexing.latest = true, latest
	a.indexing.working.Go(func() {
		defer boundMemory()()
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
	more, err := a.indexBatch(a.open)
	a.indexing.err = err
	a.indexing.running = err == nil && more
	return a.indexing.running
}

// indexLatest puts what was changed since into the index, out of turn.
func (a *App) indexLatest(ctx context.Context) error {
	for {
		entries, err := a.library.ContentJournal(ctx, a.indexing.latest, followBatch)
		if err != nil || len(entries) == 0 {
			return err
		}
		if err := a.putIndex(ctx, a.index.Seq(), slices.Collect(maps.Keys(clipsOf(entries)))); err != nil {
			return err
		}
		a.indexing.latest = entries[len(entries)-1].Seq
	}
}

// awaitIndex returns when nothing is indexed in the background any more.
func (a *App) awaitIndex() {
	a.indexing.working.Wait()
	a.indexing.mutex.Lock()
	defer a.indexing.mutex.Unlock()
	if !a.indexing.running {
		a.leaveAhead()
	}
}

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

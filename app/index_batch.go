package app

import (
	"context"
	"fmt"
	"runtime/debug"
	"runtime/metrics"
	"slices"

	"newsclip/clip"
	"newsclip/clip/store"
	"newsclip/search"
)

// A batch of the index is read and analyzed while the one before it is built,
// which takes as long. Larger batches cost less for each clip, and memory.
const (
	// followBatch is how many journal entries the index takes in one batch:
	// 500, 1,000 and 2,000 take 2.5, 2.1 and 1.9 ms of a processor for each
	// clip of 6 KB, and some 250, 370 and 620 MB.
	followBatch = 1000
	// followText ends a batch early, in bytes of text: clips may be long.
	followText = 12 << 20
	// followRead is of how many entries the clips are read at a time.
	followRead = 100
	// fillMemory bounds what indexing many batches takes beside what the
	// program has already, in bytes: the garbage collector works for that.
	fillMemory = 256 << 20
)

// batch is what the index takes of a part of the journal: of the entries under
// which its content changed. Names and states are not in it, so a change of them
// alone leaves it, and the number it has reached, as they are.
type batch struct {
	after, seq int64 // journal numbers: the one before it, and its last
	read       int64 // where the journal stood when it was read
	more       bool  // there were more entries
	put        *search.Batch
	gone       []clip.ID
}

// ahead is a batch that is being read.
type ahead struct {
	done chan struct{} // closed at the end
	read *batch
	err  error
}

// readAhead begins to read the batch after a journal number. The caller holds
// indexing.mutex.
func (a *App) readAhead(ctx context.Context, after int64) {
	next := &ahead{done: make(chan struct{})}
	a.indexing.next = next
	go func() {
		defer close(next.done)
		next.read, next.err = a.readBatch(ctx, after)
	}()
}

// leaveAhead waits for a batch that is being read and is not wanted any more.
// The caller holds indexing.mutex.
func (a *App) leaveAhead() {
	if a.indexing.next != nil {
		<-a.indexing.next.done
		a.indexing.next = nil
	}
}

// nextBatch returns the batch that the index takes next, nil at the end of the
// journal. One that was read ahead is read again if there was a change since:
// what it holds of a clip must not replace what is newer. The caller holds
// indexing.mutex.
func (a *App) nextBatch(ctx context.Context) (*batch, error) {
	next, after := a.indexing.next, a.index.Seq()
	a.indexing.next = nil
	if next != nil {
		<-next.done
		seq, err := a.library.Seq(ctx)
		if b := next.read; err == nil && next.err == nil && b != nil && b.after == after && b.read == seq {
			return b, nil
		}
	}
	return a.readBatch(ctx, after)
}

func (a *App) readBatch(ctx context.Context, after int64) (*batch, error) {
	seq, err := a.library.Seq(ctx)
	if err != nil {
		return nil, fmt.Errorf("read journal: %w", err)
	}
	entries, err := a.library.ContentJournal(ctx, after, followBatch)
	if err != nil {
		return nil, fmt.Errorf("read journal: %w", err)
	}
	if len(entries) == 0 {
		return nil, nil
	}
	b := &batch{after: after, read: seq, more: len(entries) == followBatch}
	put, err := b.fill(ctx, a, entries)
	if err != nil {
		return nil, err
	}
	b.put, err = a.index.Prepare(ctx, put)
	return b, err
}

// fill reads the clips whose content changed, until there are enough.
func (b *batch) fill(ctx context.Context, a *App, entries []store.Entry) (put []search.Document, err error) {
	taken, text := map[clip.ID]bool{}, 0
	for chunk := range slices.Chunk(entries, followRead) {
		var ids []clip.ID
		for _, entry := range chunk {
			if entry.Clip != "" && !taken[entry.Clip] {
				taken[entry.Clip] = true
				ids = append(ids, entry.Clip)
			}
		}
		documents, gone, err := a.documents(ctx, ids)
		if err != nil {
			return nil, err
		}
		put, b.gone, b.seq = append(put, documents...), append(b.gone, gone...), chunk[len(chunk)-1].Seq
		for i := range documents {
			text += len(documents[i].Text)
		}
		if text > followText {
			b.more = b.more || b.seq < entries[len(entries)-1].Seq
			break
		}
	}
	return put, nil
}

// documents reads what the index takes of clips, and which of them are gone.
func (a *App) documents(ctx context.Context, ids []clip.ID) (put []search.Document, gone []clip.ID, err error) {
	found, err := a.library.Searchables(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	for _, id := range ids {
		if s, ok := found[id]; ok {
			put = append(put, indexed(id, &s))
		} else {
			gone = append(gone, id)
		}
	}
	return put, gone, nil
}

func indexed(id clip.ID, s *store.Searchable) search.Document {
	d := search.Document{ID: id, Title: s.Metadata.Title, Text: s.Text, Note: s.Note, Highlights: s.Highlights,
		Byline: s.Metadata.Byline(), Outlet: s.Metadata.Outlet, Lang: s.Metadata.Lang, Date: s.Captured}
	if !s.Metadata.Published.IsZero() {
		d.Date = s.Metadata.Published.Time
	}
	return d
}

// putIndex puts clips into the index as they are, takes those that are gone out
// of it, and moves it to a journal number.
func (a *App) putIndex(ctx context.Context, seq int64, ids []clip.ID) error {
	put, gone, err := a.documents(ctx, ids)
	if err != nil {
		return err
	}
	return a.index.Apply(ctx, seq, put, gone)
}

// boundMemory has the garbage collector keep the program within fillMemory more
// than what is alive in it, until the function that it returns is called. A
// tighter limit (GOMEMLIMIT) stays.
func boundMemory() (end func()) {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	limit := int64(live[0].Value.Uint64()) + fillMemory
	if before := debug.SetMemoryLimit(-1); before > limit {
		debug.SetMemoryLimit(limit)
		return func() { debug.SetMemoryLimit(before) }
	}
	return func() {}
}

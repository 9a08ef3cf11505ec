package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path/filepath"
	"sync"
	"time"

	"newsclip/clip"
	"newsclip/search"
)

// fill makes both indexes, one after the other, and prints how fast.
func (s *speed) fill(ctx context.Context, c *corpus) error {
	if s.keep {
		return nil
	}
	ours, err := s.fillIndex(ctx, c)
	if err != nil {
		return err
	}
	var theirs filling
	if !s.alone {
		if theirs, err = s.fillPeer(ctx, c); err != nil {
			return err
		}
	}
	fmt.Printf("%-34s %22s %22s\n", "", "ours", "FTS5")
	fmt.Printf("%-34s %22.0f %22.0f\n", "indexing, clips/s", s.each(ours.clock), s.each(theirs.clock))
	fmt.Printf("%-34s %22.0f %22.0f\n", "indexing, clips/s of one processor", s.each(ours.processor), s.each(theirs.processor))
	fmt.Printf("%-34s %22.2f %22.2f\n", "index ÷ text", float64(size(s.indexDir()))/float64(ours.text), float64(size(s.peerPath()))/float64(ours.text)-1)
	return nil
}

// each returns clips a second; 0 when nothing was measured.
func (s *speed) each(took time.Duration) float64 {
	if took == 0 {
		return 0
	}
	return float64(s.clips) / took.Seconds()
}

// filling sums up what indexing takes, without what it takes to invent clips.
type filling struct {
	text             int64 // bytes
	clock, processor time.Duration
}

// timed adds what work takes.
func (f *filling) timed(work func() error) error {
	began, used := time.Now(), processor()
	err := work()
	f.clock += time.Since(began)
	f.processor += processor() - used
	return err
}

// fillIndex fills ours as the program does: a batch is analyzed while the one
// before it is put.
func (s *speed) fillIndex(ctx context.Context, c *corpus) (f filling, err error) {
	index, err := search.Open(ctx, search.Options{Dir: s.indexDir(), Rebuild: true})
	if err != nil {
		return f, err
	}
	defer index.Close()
	var ready *search.Batch
	for docs := range batches(c.clips(s.clips)) {
		batch := make([]search.Document, len(docs))
		for i := range docs {
			batch[i] = docs[i].indexed()
			f.text += int64(len(docs[i].title) + len(docs[i].text))
		}
		if err := f.timed(func() error { ready, err = putAndPrepare(ctx, index, ready, batch); return err }); err != nil {
			return f, err
		}
	}
	return f, f.timed(func() error {
		return errors.Join(index.Put(ctx, index.Seq()+1, ready, nil), index.Close())
	})
}

// putAndPrepare puts a batch, nil for none, and prepares the next meanwhile.
func putAndPrepare(ctx context.Context, index *search.Index, ready *search.Batch, next []search.Document) (prepared *search.Batch, err error) {
	var preparing sync.WaitGroup
	var failed error
	preparing.Go(func() { prepared, failed = index.Prepare(ctx, next) })
	if ready != nil {
		err = index.Put(ctx, index.Seq()+1, ready, nil)
	}
	preparing.Wait()
	return prepared, errors.Join(err, failed)
}

func (s *speed) fillPeer(ctx context.Context, c *corpus) (f filling, err error) {
	peer, err := openFulltext(s.peerPath(), true)
	if err != nil {
		return f, err
	}
	defer peer.close()
	for docs := range batches(c.clips(s.clips)) {
		if err := f.timed(func() error { return peer.add(ctx, docs) }); err != nil {
			return f, err
		}
	}
	return f, nil
}

// batches parts clips into what is indexed at once.
func batches(clips iter.Seq2[int, clip.Clip]) iter.Seq[[]document] {
	return func(yield func([]document) bool) {
		batch := make([]document, 0, indexBatch)
		for _, made := range clips {
			if batch = append(batch, taken(&made)); len(batch) == indexBatch {
				if !yield(batch) {
					return
				}
				batch = batch[:0]
			}
		}
		if len(batch) > 0 {
			yield(batch)
		}
	}
}

func taken(c *clip.Clip) document {
	return document{id: string(c.ID), title: c.Version.Title, byline: c.Version.Byline(), outlet: c.Version.Outlet,
		lang: c.Version.Lang, text: c.Version.Body.Plain(), date: c.Version.Published.Time.Unix()}
}

// size returns the bytes of a file or of all files in a folder.
func size(path string) (sum int64) {
	filepath.WalkDir(path, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			if info, err := entry.Info(); err == nil {
				sum += info.Size()
			}
		}
		return nil
	})
	return sum
}

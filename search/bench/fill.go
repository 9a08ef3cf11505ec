package main

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"newsclip/clip"
	"newsclip/search"
)

// fill makes both indexes.
func (s *speed) fill(ctx context.Context, c *corpus) error {
	if s.keep {
		return nil
	}
	index, err := search.Open(ctx, search.Options{Dir: s.indexDir(), Rebuild: true})
	if err != nil {
		return err
	}
	defer index.Close()
	f := filling{index: index}
	if !s.alone {
		if f.peer, err = openFulltext(s.peerPath(), true); err != nil {
			return err
		}
		defer f.peer.close()
	}
	for _, made := range c.clips(s.clips) {
		if f.batch = append(f.batch, taken(&made)); len(f.batch) < indexBatch {
			continue
		}
		if err := f.flush(ctx); err != nil {
			return err
		}
	}
	if err := f.flush(ctx); err != nil {
		return err
	}
	if err := index.Close(); err != nil {
		return err
	}
	fmt.Printf("%-34s %22s %22s\n", "", "ours", "FTS5")
	fmt.Printf("%-34s %22.0f %22.0f\n", "indexing, clips/s", float64(s.clips)/f.ours.Seconds(), float64(s.clips)/f.theirs.Seconds())
	fmt.Printf("%-34s %22.0f\n", "indexing, clips/s of one processor", float64(s.clips)/f.processor.Seconds())
	fmt.Printf("%-34s %22.2f %22.2f\n", "index ÷ text", float64(size(s.indexDir()))/float64(f.text), float64(size(s.peerPath()))/float64(f.text)-1)
	return nil
}

func taken(c *clip.Clip) document {
	return document{id: string(c.ID), title: c.Version.Title, byline: c.Version.Byline(), outlet: c.Version.Outlet,
		lang: c.Version.Lang, text: c.Version.Body.Plain(), date: c.Version.Published.Time.Unix()}
}

// filling puts batches into both indexes and sums up how long each takes.
type filling struct {
	index        *search.Index
	peer         *fulltext
	batch        []document
	text         int64 // bytes
	ours, theirs time.Duration
	processor    time.Duration // ours
}

func (f *filling) flush(ctx context.Context) error {
	batch := make([]search.Document, len(f.batch))
	for i := range f.batch {
		batch[i] = f.batch[i].indexed()
		f.text += int64(len(f.batch[i].title) + len(f.batch[i].text))
	}
	began, used := time.Now(), processor()
	if err := f.index.Apply(ctx, f.index.Seq()+1, batch, nil); err != nil {
		return err
	}
	f.ours += time.Since(began)
	f.processor += processor() - used
	if f.peer != nil {
		began = time.Now()
		if err := f.peer.add(ctx, f.batch); err != nil {
			return err
		}
		f.theirs += time.Since(began)
	}
	f.batch = f.batch[:0]
	return nil
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

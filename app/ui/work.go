package ui

import (
	"context"
	"sync"
	"time"
)

// worker turns work into goroutines, and is the one place where they come
// back to the window.
type worker struct {
	running sync.WaitGroup
	ctx     context.Context
	cancel  context.CancelFunc
	back    func(func()) // runs a function on the window's goroutine, later
}

func newWorker(back func(func())) *worker {
	ctx, cancel := context.WithCancel(context.Background())
	return &worker{ctx: ctx, cancel: cancel, back: back}
}

// work runs f on a goroutine that close waits for.
func (w *worker) work(f func()) {
	if w.ctx.Err() == nil {
		w.running.Go(f)
	}
}

// post runs f on the window's goroutine, later; after close it does nothing.
func (w *worker) post(f func()) {
	if w.ctx.Err() != nil {
		return
	}
	w.back(func() {
		if w.ctx.Err() == nil {
			f()
		}
	})
}

// later runs f on the window's goroutine after a pause.
func (w *worker) later(pause time.Duration, f func()) {
	w.work(func() {
		select {
		case <-time.After(pause):
			w.post(f)
		case <-w.ctx.Done():
		}
	})
}

// close cancels what runs and waits for it.
func (w *worker) close() {
	w.cancel()
	w.running.Wait()
}

package store

import (
	"context"
	"database/sql"
	"errors"
)

// A Step is what one Undo takes back. Several transactions may be one step, as
// the batches of an import are; it goes on only while it is the last one done,
// so that what a person does or undoes meanwhile keeps its place in the order.
type Step struct {
	action string
	id     int64 // 0: nothing of it has been written
}

// NewStep returns a step that has not begun; action says what it is, to stand
// after "Undo". A step in which nothing changes leaves no trace.
func NewStep(action string) *Step { return &Step{action: action} }

type stepKey struct{}

// InStep has every change made with the context that it returns be a part of a
// step.
func InStep(ctx context.Context, s *Step) context.Context {
	return context.WithValue(ctx, stepKey{}, s)
}

// stepOf returns the context's step; where it has none, a new one.
func stepOf(ctx context.Context, action string) *Step {
	if s, ok := ctx.Value(stepKey{}).(*Step); ok {
		return s
	}
	return NewStep(action)
}

// Stepped reports whether a context has a step.
func Stepped(ctx context.Context) bool { return ctx.Value(stepKey{}) != nil }

// inStep runs one transaction of a step. One goroutine at a time works on a
// step.
func (l *Library) inStep(ctx context.Context, s *Step, f func(*writer) error) error {
	var w *writer
	err := l.transaction(ctx, func(tx *sql.Tx) error {
		w = &writer{ctx: ctx, tx: tx, now: l.now(), of: s, action: s.action}
		return f(w)
	})
	if err == nil && w.step != 0 {
		s.id = w.step
	}
	return err
}

// beginStep opens the writer's step at its first change; steps that were undone
// can no longer be redone then.
func (w *writer) beginStep() error {
	if w.of == nil || w.step != 0 {
		return nil
	}
	if err := w.exec("UPDATE steps SET state = 'past' WHERE state = 'undone'"); err != nil {
		return err
	}
	last, err := w.lastDone()
	if err != nil {
		return err
	}
	if w.of.id != 0 && w.of.id == last {
		w.step = last
		return nil
	}
	result, err := w.tx.ExecContext(w.ctx, "INSERT INTO steps (time, action, state) VALUES (?, ?, 'done')", millis(w.now), w.action)
	if err != nil {
		return err
	}
	w.step, err = result.LastInsertId()
	return err
}

// lastDone returns the number of the step that Undo would take back, 0 for
// none.
func (w *writer) lastDone() (id int64, err error) {
	err = w.tx.QueryRowContext(w.ctx, "SELECT id FROM steps WHERE state = 'done' ORDER BY id DESC LIMIT 1").Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return id, err
}

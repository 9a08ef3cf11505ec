package view

import "context"

// Latest asks questions of which only the last one's answer matters: a new one
// cancels the one before.
type Latest struct {
	post   func(func()) // runs a function on the window's goroutine, from any
	work   func(func()) // runs a function on a goroutine of its own
	number int
	stop   context.CancelFunc
}

// NewLatest returns one without questions.
func NewLatest(post, work func(func())) *Latest {
	return &Latest{post: post, work: work, stop: func() {}}
}

// Drop cancels what was asked; its answer does not come.
func (l *Latest) Drop() {
	l.stop()
	l.number++
}

// Ask has a question answered off the window's goroutine; answer gets what
// came, on it.
func Ask[T any](l *Latest, question func(context.Context) (T, error), answer func(T, error)) {
	l.Drop()
	number := l.number
	ctx, stop := context.WithCancel(context.Background())
	l.stop = stop
	l.work(func() {
		defer stop()
		got, err := question(ctx)
		l.post(func() {
			if number == l.number {
				answer(got, err)
			}
		})
	})
}

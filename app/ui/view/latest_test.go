package view

import (
	"context"
	"errors"
	"testing"
)

func TestOnlyTheLatestIsAnswered(t *testing.T) {
	w := newWindow(t)
	l := NewLatest(w.post, w.run)
	var answers []string
	take := func(text string, _ error) { answers = append(answers, text) }
	cancelled := make(chan struct{})
	Ask(l, func(ctx context.Context) (string, error) { <-ctx.Done(); close(cancelled); return "first", ctx.Err() }, take)
	Ask(l, func(context.Context) (string, error) { return "second", nil }, take)
	<-cancelled
	w.until(t, "an answer", func() bool { return len(answers) > 0 })
	w.work.Wait()
	for len(w.posted) > 0 {
		(<-w.posted)()
	}
	if len(answers) != 1 || answers[0] != "second" {
		t.Errorf("answers %q", answers)
	}
	fault := errors.New("closed")
	var got error
	Ask(l, func(context.Context) (string, error) { return "", fault }, func(_ string, err error) { got = err })
	w.until(t, "the fault", func() bool { return got != nil })
	if !errors.Is(got, fault) {
		t.Errorf("got %v", got)
	}
}

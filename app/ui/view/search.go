package view

import (
	"strings"
	"time"
)

// typingPause is how long the person must pause before a search starts: below
// it each key would start one that nobody sees, above it the list lags.
const typingPause = 80 * time.Millisecond

// Type searches for text as it is typed, in the place that the list shows; empty
// text shows everything there again. White space at the end counts: it ends a
// word.
func (l *List) Type(text string) {
	if text = strings.TrimLeft(text, " \t"); text == l.text {
		return
	}
	l.text = text
	l.typed()
	l.generation++ // answers on their way are stale
	generation := l.generation
	timer := time.AfterFunc(typingPause, func() {
		l.post(func() {
			if generation == l.generation && !l.stopped {
				l.Clear()
				l.load(true)
			}
		})
	})
	l.typed = func() { timer.Stop() }
}

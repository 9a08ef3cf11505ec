package view

import (
	"strings"
	"time"
)

// typingPause is how long the person must pause before a search starts: below
// it each key would start one that nobody sees, above it the list lags.
const typingPause = 80 * time.Millisecond

// Type searches for text as it is typed; empty text shows everything again.
func (l *List) Type(text string) {
	text = strings.TrimSpace(text)
	if text == l.query.Text {
		return
	}
	l.query.Text = text
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

package app

import (
	"context"
	"fmt"
	"time"

	"newsclip/clip"
	"newsclip/clip/store"
)

// follow brings the index and the grouping, when it stands, up to the journal.
// The caller holds changing.
func (a *App) follow(ctx context.Context) error {
	if err := a.followGrouping(ctx); err != nil {
		return fmt.Errorf("update stories: %w", err)
	}
	return a.followIndex(ctx)
}

// clipsOf returns the clips that entries touch, and whether their content
// changed.
func clipsOf(entries []store.Entry) map[clip.ID]bool {
	touched := make(map[clip.ID]bool, len(entries))
	for _, entry := range entries {
		if entry.Clip != "" {
			touched[entry.Clip] = touched[entry.Clip] || entry.Content
		}
	}
	return touched
}

// dateOf is the date a clip is listed under: published, else captured.
func dateOf(c *clip.Clip) time.Time {
	if !c.Version.Published.IsZero() {
		return c.Version.Published.Time
	}
	return c.Captured
}

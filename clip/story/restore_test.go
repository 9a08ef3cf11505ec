package story

import (
	"fmt"
	"testing"

	"newsclip/clip"
)

// TestRestoreOfMoreThanIsKeptInMemory puts more clips back than a grouping keeps
// in memory, as opening a library does.
func TestRestoreOfMoreThanIsKeptInMemory(t *testing.T) {
	g, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range looked + 50 {
		id := clip.ID(fmt.Sprintf("clip%04d", i))
		g.Restore(Sign(Document{ID: id, Title: "Ferry sails", Text: fmt.Sprintf("The ferry to Skarn sailed on trip %d.", i), Lang: "en"}), "story")
	}
	for _, i := range []int{0, looked + 49} {
		if of := g.StoryOf(clip.ID(fmt.Sprintf("clip%04d", i))); of != "story" {
			t.Errorf("clip %d is in %q", i, of)
		}
	}
}

package story

import (
	"newsclip/clip"
)

// Unlink forgets every correction; what holds is told again. Clips stay where
// they are.
func (g *Grouper) Unlink() {
	clear(g.apart)
	clear(g.together)
}

// StoryOf returns the story that a clip is in, empty for a clip that is not
// known.
func (g *Grouper) StoryOf(id clip.ID) clip.ID {
	if d := g.documents[id]; d != nil {
		return d.story.id
	}
	return ""
}

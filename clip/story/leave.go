package story

import "newsclip/clip"

// Move puts a document into another story; false when it is not known.
func (g *Grouper) Move(id, to clip.ID) bool {
	d := g.documents[id]
	if d != nil && d.story.id != to {
		g.leave(d)
		g.group(to).add(d)
	}
	return d != nil
}

func (g *Grouper) leave(d *document) {
	story := d.story
	story.remove(d)
	if len(story.documents) == 0 {
		delete(g.stories, story.id)
	}
}

// Rest takes a document out, as Remove does, and keeps what was made of it, as
// long as its text stays the same: its record stands in the file anyhow, and its
// postings and prints lead to it again when it wakes. That is for the trash: of
// thousands of clips that go there by mistake none is analysed again.
func (g *Grouper) Rest(id clip.ID) {
	if d := g.documents[id]; d != nil {
		g.takeOut(d)
		g.resting[id] = d
	}
}

// Wake puts a document that rests into a story; false when none of that ID does.
func (g *Grouper) Wake(id, story clip.ID) bool {
	d := g.resting[id]
	if d == nil {
		return false
	}
	delete(g.resting, id)
	g.vocabulary.countTerms(g.vocabulary.tongue(d.lang), g.counted(d).terms, 1)
	g.index.putBack(d)
	g.documents[id] = d
	g.group(story).add(d)
	return true
}

// Remove forgets a document, one that rests too.
func (g *Grouper) Remove(id clip.ID) {
	if d := g.documents[id]; d != nil {
		g.takeOut(d)
	}
	delete(g.resting, id)
}

func (g *Grouper) takeOut(d *document) {
	g.leave(d)
	g.vocabulary.countTerms(g.vocabulary.tongue(d.lang), g.counted(d).terms, -1)
	g.index.remove(d)
	d.analysis = nil
	delete(g.documents, d.id)
}

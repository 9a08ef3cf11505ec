package story

import (
	"cmp"
	"slices"

	"newsclip/clip"
)

// group is one story.
type group struct {
	id        clip.ID
	documents []*document
	*centroids
	newest, oldest float64
	dated          bool
	summed         uint32 // the turn in which its centroids were looked at
}

// centroids are the sums of a story's vectors, in the order of its documents.
// They are made when they are looked at and let go when many other stories were:
// most stories have one clip.
type centroids struct{ all, title, lead, ent centroid }

// summed is how many stories keep their centroids in memory, those looked at
// last: 5 KB for a story of a few clips. It is more than one placing looks at.
const summed = 256

func (c *centroids) add(a *analysis) {
	c.all.add(a.all)
	c.title.add(a.title)
	c.lead.add(a.lead)
	c.ent.add(a.ent)
}

func (s *group) add(d *document) {
	s.documents = append(s.documents, d)
	if s.centroids != nil && d.analysis != nil {
		s.centroids.add(d.analysis)
	} else {
		s.centroids = nil
	}
	d.story = s
	s.extend(d.day)
}

func (s *group) extend(day float64) {
	if day == 0 {
		return
	}
	if !s.dated || day > s.newest {
		s.newest = day
	}
	if !s.dated || day < s.oldest {
		s.oldest = day
	}
	s.dated = true
}

func (s *group) remove(d *document) {
	s.documents = slices.DeleteFunc(s.documents, func(other *document) bool { return other == d })
	d.story = nil
	s.settle()
}

// settle makes anew what follows from the story's documents.
func (s *group) settle() {
	s.centroids, s.dated, s.newest, s.oldest = nil, false, 0, 0
	for _, d := range s.documents {
		s.extend(d.day)
	}
}

// ring keeps things in memory, so many at most.
type ring[T any] struct {
	all  []T
	next int
}

// put adds one and returns the one that gives way to it: that which was added
// longest ago and is not busy. Fewer are busy than it keeps.
func (r *ring[T]) put(v T, most int, busy func(T) bool) (out T) {
	if len(r.all) < most {
		r.all = append(r.all, v)
		return out
	}
	for busy(r.all[r.next]) {
		r.next = (r.next + 1) % most
	}
	out, r.all[r.next] = r.all[r.next], v
	r.next = (r.next + 1) % most
	return out
}

// look returns what a document's features are made of, and keeps it at least
// until the next placing.
func (g *Grouper) look(d *document) *analysis {
	d.looked = g.turn
	if d.analysis == nil {
		d.analysis = g.read(d)
		g.keep(d)
	}
	return d.analysis
}

func (g *Grouper) keep(d *document) {
	if old := g.lookedAt.put(d, looked, func(d *document) bool { return d.looked == g.turn }); old != nil && old != d {
		old.analysis = nil
	}
}

// read returns the same and keeps nothing: for walks through many documents.
func (g *Grouper) read(d *document) *analysis {
	if d.analysis != nil {
		return d.analysis
	}
	data, err := g.records.read(d.record)
	if err == nil {
		var a *analysis
		if a, _, err = readRecord(data); err == nil && a.within(len(g.vocabulary.documents)) {
			return a
		}
	}
	g.fail(cmp.Or(err, errRecord))
	return &analysis{}
}

// counted returns what a document was counted with.
func (g *Grouper) counted(d *document) counted {
	data, err := g.records.read(d.record)
	if err == nil {
		var c counted
		if c, err = readCounted(data); err == nil && below(c.terms, len(g.vocabulary.documents)) {
			return c
		}
	}
	g.fail(cmp.Or(err, errRecord))
	return counted{}
}

func (g *Grouper) shingles(d *document) []uint16 { return g.counted(d).shingles }

// manyClips is how many clips of a story are added up at once.
const manyClips = 100

func sumsOf(documents []*document, read func(*document) *analysis) centroids {
	var all, title, lead, ent summing
	for _, d := range documents {
		a := read(d)
		all.add(a.all)
		title.add(a.title)
		lead.add(a.lead)
		ent.add(a.ent)
	}
	return centroids{all.done(), title.done(), lead.done(), ent.done()}
}

// sum makes a story's centroids, when it has none, and keeps them at least until
// the next placing.
func (g *Grouper) sum(s *group) {
	s.summed = g.turn
	if s.centroids != nil {
		return
	}
	s.centroids = &centroids{}
	read := g.read
	if len(s.documents) <= nearPerStory { // they are looked at next
		read = g.look
	}
	if len(s.documents) < manyClips {
		for _, d := range s.documents {
			s.centroids.add(read(d))
		}
	} else {
		*s.centroids = sumsOf(s.documents, read)
	}
	if old := g.summedUp.put(s, summed, func(s *group) bool { return s.summed == g.turn }); old != nil && old != s {
		old.centroids = nil
	}
}

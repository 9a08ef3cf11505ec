package story

import (
	"math"
	"slices"

	"newsclip/clip"
)

// The features of a document and a story, by their number in model.json. The
// model leaves out the story's size, its span and whether the outlet is the
// same: in the data it learnt on they only say how that was gathered.
const (
	cosineAll = iota
	cosineTitle
	cosineNames
	cosineLead
	nearestAll
	nearestTitle
	nearestLead
	nearestNames
	meanOfThree
	logGap
	decayedGap
	_
	_
	noDate
	noBody
	noBodyNearestTitle
	noBodyCosineTitle
	margin
	sharedTitle
	_
	_
	featureCount
)

type features [featureCount]float64

// group is one story with its centroids.
type group struct {
	id                    clip.ID
	documents             []*document
	all, title, lead, ent centroid
	newest, oldest        float64
	dated                 bool
}

func (g *group) add(d *document) {
	g.documents = append(g.documents, d)
	g.all.add(d.all)
	g.title.add(d.title)
	g.lead.add(d.lead)
	g.ent.add(d.ent)
	d.story = g
	g.extend(d.signature.Day)
}

func (g *group) extend(day float64) {
	if day == 0 {
		return
	}
	if !g.dated || day > g.newest {
		g.newest = day
	}
	if !g.dated || day < g.oldest {
		g.oldest = day
	}
	g.dated = true
}

func (g *group) remove(d *document) {
	g.documents = slices.DeleteFunc(g.documents, func(other *document) bool { return other == d })
	g.all.remove(d.all)
	g.title.remove(d.title)
	g.lead.remove(d.lead)
	g.ent.remove(d.ent)
	d.story = nil
	g.dated = false
	for _, other := range g.documents {
		g.extend(other.signature.Day)
	}
}

// candidate is a story that a document may belong to.
type candidate struct {
	story *group
	near  []*document
	features
	chance float64
}

// nearPerStory bounds the documents of one story that are compared in full.
const nearPerStory = 8

// candidates gathers the stories of the nearest documents with their features.
func (v *vocabulary) candidates(d *document, near []*document) []*candidate {
	var out []*candidate
	byStory := map[*group]*candidate{}
	for _, other := range near {
		c := byStory[other.story]
		if c == nil {
			if len(out) >= maxCandidates {
				continue
			}
			c = &candidate{story: other.story}
			byStory[other.story] = c
			out = append(out, c)
		}
		if len(c.near) < nearPerStory {
			c.near = append(c.near, other)
		}
	}
	for _, c := range out {
		c.likeness(v, d)
		c.time(d)
	}
	for _, c := range out {
		best := 0.0
		for _, other := range out {
			if other != c {
				best = max(best, (other.features[cosineAll]+other.features[nearestAll])/2)
			}
		}
		c.features[margin] = (c.features[cosineAll]+c.features[nearestAll])/2 - best
	}
	return out
}

func (c *candidate) likeness(v *vocabulary, d *document) {
	f := &c.features
	f[cosineAll], f[cosineTitle] = c.story.all.cosine(d.all), c.story.title.cosine(d.title)
	f[cosineNames], f[cosineLead] = c.story.ent.cosine(d.ent), c.story.lead.cosine(d.lead)
	var all []float64
	for _, other := range c.near {
		all = append(all, d.all.dot(other.all))
		f[nearestTitle] = max(f[nearestTitle], d.title.dot(other.title))
		f[nearestLead] = max(f[nearestLead], d.lead.dot(other.lead))
		f[nearestNames] = max(f[nearestNames], d.ent.dot(other.ent))
		f[sharedTitle] = max(f[sharedTitle], v.shared(d.title, other.title)/20)
	}
	slices.Sort(all)
	slices.Reverse(all)
	f[nearestAll] = all[0]
	best := all[:min(3, len(all))]
	for _, s := range best {
		f[meanOfThree] += s / float64(len(best))
	}
	if !d.signature.HasBody {
		f[noBody], f[noBodyNearestTitle], f[noBodyCosineTitle] = 1, f[nearestTitle], f[cosineTitle]
	}
}

// shared sums the weight of the terms that two titles share.
func (v *vocabulary) shared(a, b vector) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(a.terms) && j < len(b.terms); {
		switch {
		case a.terms[i] == b.terms[j]:
			sum += v.idf(a.terms[i])
			i++
			j++
		case a.terms[i] < b.terms[j]:
			i++
		default:
			j++
		}
	}
	return sum
}

// time sets how far the document lies outside the story's days.
func (c *candidate) time(d *document) {
	if d.signature.Day == 0 || !c.story.dated {
		c.features[noDate], c.features[decayedGap] = 1, 0.5
		return
	}
	gap := max(0, d.signature.Day-c.story.newest, c.story.oldest-d.signature.Day)
	c.features[logGap], c.features[decayedGap] = math.Log1p(gap), math.Exp(-gap/3)
}

package story

import (
	"math"
	"slices"
)

// The features of a document and a story. The story's size, its span and
// whether the outlet is the same are left out: in the data that there is to
// learn from they only say how it was gathered.
const (
	// Cosines with the story's centroids.
	cosineAll = iota
	cosineTitle
	cosineNames
	cosineLead
	// The best of the story's near documents.
	nearestAll
	nearestTitle
	nearestLead
	nearestNames
	meanOfThree
	sharedTitle // summed rarity of the title terms that both have
	sharedTop   // the same of their ten heaviest terms
	contained   // of the smaller text's shingles in the other
	// How far the document lies outside the story's days.
	logGap       // ln(1 + days)
	noDate       // of the document or the story: no gap
	noBody       // a title is all there is
	noBodyTitle  // nearestTitle where it is
	noBodyCosine // cosineTitle where it is
	// The story among others.
	margin     // over the next best story
	background // how like the document the near documents of other stories are
	neighbours // share of the near documents that are the story's, of those that could be
	// What of the document is not the story's.
	titleCover // share by rarity of its title terms that the story has anywhere
	leadCover  // of its lead's terms
	namesCover // of its names; -1: it has none
	rarestBoth // rarity of the rarest term that both have among their heaviest
	numbers    // share of the title's and lead's numbers that the story has; -1: there are none
	size       // ln(1 + different terms of the document)
	// What is alike besides the one or two names of a place or person.
	besides // nearestAll without the two terms that do most for it
	several // ln(1 + how many of their heaviest terms both have)
	// What is alike by the words that tell the stories in question apart; see
	// distinct.go.
	distinctAll
	distinctTitle
	distinctCosine
	distinctShare // distinctAll as a share of nearestAll
	// How well the rest of the story goes with it.
	thirdAll // the third best of the near documents' cosines, or the last
	meanAll  // of them
	crossed  // the best of title with lead and lead with title
	// What of the story is not the document's, and of the document not the
	// story's.
	titleHeld    // share by squared weight of a near document's title terms that the document has anywhere
	leadHeld     // of its lead's
	strangest    // rarity of the rarest of its title terms that the story has nowhere
	strangerLead // share by squared weight of its lead's terms that the story has nowhere
	featureCount
)

type features [featureCount]float32

// candidate is a story that a document may belong to.
type candidate struct {
	story *group
	near  []*document
	all   []float64 // cosines of the near documents, the highest first
	features
	chance float64
}

// nearPerStory bounds the documents of one story that are compared in full.
const nearPerStory = 8

// reader makes ready what is not in memory.
type reader interface {
	look(*document) *analysis
	sum(*group)
}

// candidates gathers the stories of the nearest documents with their features.
func (v *vocabulary) candidates(d *document, near []*document, from reader) []*candidate {
	var out []*candidate
	byStory := map[*group]*candidate{}
	count := map[*group]int{}
	for _, other := range near {
		count[other.story]++
		c := byStory[other.story]
		if c == nil {
			if len(out) >= maxCandidates {
				continue
			}
			from.sum(other.story)
			c = &candidate{story: other.story}
			byStory[other.story] = c
			out = append(out, c)
		}
		if len(c.near) < nearPerStory {
			from.look(other)
			c.near = append(c.near, other)
		}
	}
	for _, c := range out {
		c.likeness(v, d)
		c.cover(v, d)
		c.time(d)
		c.features[neighbours] = float32(count[c.story]) / float32(min(len(c.story.documents), nearest))
	}
	compare(out)
	distinguish(d, out)
	return out
}

// compare sets what a candidate is among the others.
func compare(all []*candidate) {
	for _, c := range all {
		best, sum, n := float32(0), 0.0, 0
		for _, other := range all {
			if other == c {
				continue
			}
			best = max(best, (other.features[cosineAll]+other.features[nearestAll])/2)
			for _, s := range other.all {
				sum += s
				n++
			}
		}
		c.features[margin] = (c.features[cosineAll]+c.features[nearestAll])/2 - best
		c.features[background] = float32(sum / float64(max(n, 1)))
	}
}

func (c *candidate) likeness(v *vocabulary, d *document) {
	f := &c.features
	f[cosineAll], f[cosineTitle] = float32(c.story.all.cosine(d.all)), float32(c.story.title.cosine(d.title))
	f[cosineNames], f[cosineLead] = float32(c.story.ent.cosine(d.ent)), float32(c.story.lead.cosine(d.lead))
	best := func(feature int, value float64) { f[feature] = max(f[feature], float32(value)) }
	anywhere := union(d.title.terms, d.all.terms)
	for _, other := range c.near {
		c.all = append(c.all, d.all.dot(other.all))
		best(nearestTitle, d.title.dot(other.title))
		best(nearestLead, d.lead.dot(other.lead))
		best(nearestNames, d.ent.dot(other.ent))
		best(sharedTitle, v.shared(d.title.terms, other.title.terms))
		top, rarest, common := v.sharedTop(d, other)
		best(sharedTop, top)
		best(rarestBoth, rarest)
		best(besides, d.all.besides(other.all))
		best(several, math.Log1p(float64(common)))
		best(contained, containment(d.sketch, other.sketch))
		best(crossed, max(d.title.dot(other.lead), d.lead.dot(other.title)))
		best(titleHeld, other.title.held(anywhere))
		best(leadHeld, other.lead.held(anywhere))
	}
	slices.Sort(c.all)
	slices.Reverse(c.all)
	f[nearestAll] = float32(c.all[0])
	three := c.all[:min(3, len(c.all))]
	f[meanOfThree], f[meanAll], f[thirdAll] = mean(three), mean(c.all), float32(three[len(three)-1])
	if !d.hasBody {
		f[noBody], f[noBodyTitle], f[noBodyCosine] = 1, f[nearestTitle], f[cosineTitle]
	}
}

func mean(all []float64) float32 {
	sum := 0.0
	for _, x := range all {
		sum += x / float64(len(all))
	}
	return float32(sum)
}

// shared sums the rarity of the terms that two ascending lists share.
func (v *vocabulary) shared(a, b []int32) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			sum += v.rarity(a[i])
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return sum
}

// topTerms is how many of their heaviest terms documents are told by.
const topTerms = 10

// sharedTop sums the rarity of the heaviest terms that two documents share,
// gives that of the rarest, and how many there are.
func (v *vocabulary) sharedTop(a, b *document) (sum, rarest float64, common int) {
	for _, x := range a.top[:min(topTerms, len(a.top))] {
		for _, y := range b.top[:min(topTerms, len(b.top))] {
			if x.term == y.term {
				sum += v.rarity(x.term)
				rarest = max(rarest, v.rarity(x.term))
				common++
			}
		}
	}
	return sum, rarest, common
}

// cover sets how much of the document the story has.
func (c *candidate) cover(v *vocabulary, d *document) {
	f := &c.features
	f[titleCover] = v.cover(d.title.terms, &c.story.all, &c.story.title)
	f[leadCover] = v.cover(d.lead.terms, &c.story.all, &c.story.title)
	f[namesCover] = v.cover(d.ent.terms, &c.story.ent, &c.story.ent)
	f[size] = float32(math.Log1p(float64(len(d.all.terms))))
	f[numbers] = v.cover(d.numbers, &c.story.all, &c.story.lead)
	for _, t := range d.title.terms {
		if !c.story.has(t) {
			f[strangest] = max(f[strangest], float32(v.rarity(t)))
		}
	}
	for i, t := range d.lead.terms {
		if !c.story.has(t) {
			f[strangerLead] += d.lead.weights[i] * d.lead.weights[i]
		}
	}
}

// has reports whether a story has a term in a text or title.
func (c *centroids) has(term int32) bool {
	return c.all.sum.weight(term) > 0 || c.title.sum.weight(term) > 0
}

// cover is the share of terms, by rarity, that one of two centroids has; -1
// when there are none.
func (v *vocabulary) cover(terms []int32, a, b *centroid) float32 {
	sum, all := 0.0, 0.0
	for _, t := range terms {
		rarity := v.rarity(t)
		all += rarity
		if a.sum.weight(t) > 0 || b.sum.weight(t) > 0 {
			sum += rarity
		}
	}
	if all == 0 {
		return -1
	}
	return float32(sum / all)
}

// time sets how far the document lies outside the story's days.
func (c *candidate) time(d *document) {
	if d.day == 0 || !c.story.dated {
		c.features[noDate], c.features[logGap] = 1, -1
		return
	}
	gap := max(0, d.day-c.story.newest, c.story.oldest-d.day)
	c.features[logGap] = float32(math.Log1p(gap))
}

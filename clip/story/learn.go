package story

import (
	"context"

	"newsclip/clip"
	"newsclip/clip/boost"
)

// A Labelled document is one whose story people said; "" where nobody did.
type Labelled struct {
	Signature
	Story string
}

// Examples are what a merge model learns from: documents, each with a story
// that it might join, and whether people put it there.
type Examples struct{ all []example }

type example struct {
	features features
	said     string // the document's story
	might    string // the one that it might join
	weight   float32
}

// alone begins the id of a story of one whose story nobody said: its documents
// are there as in life, and ask nothing.
const alone = "alone "

// Libraries adds the examples of libraries, each from its beginning, whose
// documents arrive in this order; each is then put where people put it. The
// examples weigh as much together as weight, whatever their number.
func (e *Examples) Libraries(libraries [][]Labelled, weight float64) {
	first := len(e.all)
	for _, library := range libraries {
		e.stream(library)
	}
	for i := range e.all[first:] {
		e.all[first+i].weight = float32(weight / float64(len(e.all)-first))
	}
}

func (e *Examples) stream(library []Labelled) {
	g := newGrouper(nil)
	for _, d := range library {
		own := clip.ID(d.Story)
		if d.Story == "" {
			own = alone + d.ID
		} else {
			e.ask(g.weigh(d.Signature), d.Story)
		}
		g.Put(d.Signature, own)
	}
}

func (e *Examples) ask(candidates []*candidate, said string) {
	for _, c := range candidates {
		if id := string(c.story.id); len(id) < len(alone) || id[:len(alone)] != alone {
			e.all = append(e.all, example{features: c.features, said: said, might: id})
		}
	}
}

// Learn learns a model from the examples without a skipped story and returns
// its table, with notes in its head.
func (e *Examples) Learn(ctx context.Context, skip func(story string) bool, notes []string, o boost.Options) ([]byte, error) {
	examples := boost.NewExamples(featureCount)
	for _, x := range e.all {
		if skip(x.said) || skip(x.might) {
			continue
		}
		yes := float32(0)
		if x.said == x.might {
			yes = 1
		}
		examples.Add(x.features[:], yes, x.weight)
	}
	o.Rising = rising
	table, err := boost.Train(ctx, examples, o)
	if err != nil {
		return nil, err
	}
	table.Notes = notes
	return table.MarshalBinary()
}

// rising are the features that only ever speak for a story: where the examples
// of a few hundred stories say otherwise, it is chance.
var rising = []int{cosineAll, cosineTitle, cosineNames, cosineLead, nearestAll, nearestTitle, nearestLead, nearestNames, meanOfThree,
	sharedTitle, sharedTop, contained, noBodyTitle, noBodyCosine, neighbours, titleCover, leadCover, besides, several}

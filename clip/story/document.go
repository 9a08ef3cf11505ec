package story

import (
	"math"
	"slices"

	"newsclip/clip"
)

// document is a placed clip. What its features are made of is read when it is
// looked at (Grouper.look), and forgotten when many others were.
type document struct {
	id     clip.ID
	lang   string
	day    float64 // since 1970; 0: unknown
	number int32   // in the index
	prints int32   // how many it has
	record extent
	story  *group
	looked uint32 // the turn in which it was looked at
	*analysis
}

// looked is how many documents keep in memory what their features are made of,
// those looked at last: 3 KB each. It is more than one placing looks at.
const looked = 512

// draft is a document that is being placed, with the numbers of its words.
type draft struct {
	document
	counted
	signature *Signature
	counts    int // changes of the vocabulary before it
}

// analyse makes a document of a signature, by the frequencies as they are, its
// own words counted.
func (v *vocabulary) analyse(s *Signature) *draft {
	w := v.words(s)
	v.count(w, 1)
	defer v.count(w, -1)
	d := &draft{document: document{id: s.ID, lang: s.Lang, day: s.Day}, signature: s,
		counted: counted{terms: ascending(w.all()), shingles: s.Shingles}}
	a := &analysis{headline: s.Title, outlet: s.Outlet, hasBody: s.HasBody, sketch: s.Sketch}
	d.analysis = a
	title, lead, all, names := v.room.title[:0], v.room.lead[:0], v.room.all[:0], v.room.names[:0]
	for i, id := range w.terms {
		c := w.counts[i]
		idf := v.idf(id)
		title = weigh(title, id, float64(c[0]), idf)
		lead = weigh(lead, id, float64(c[0]+c[1]), idf)
		all = weigh(all, id, float64(c[0])*titleBoost+float64(c[2]), idf)
		if w.number[i] && c[0]+c[1] > 0 {
			a.numbers = append(a.numbers, id)
		}
	}
	for i, id := range w.names {
		names = weigh(names, id, w.times[i], v.idf(id))
	}
	a.title, a.lead, a.all, a.ent = vectorOf(title, 60), vectorOf(lead, 80), vectorOf(all, 120), vectorOf(names, 40)
	v.room = room{title, lead, all, names}
	top := all[:0]
	for i, t := range a.all.terms {
		top = append(top, weighted{t, float64(a.all.weights[i])})
	}
	a.top = slices.Clone(heaviest(top, indexedTerms))
	return d
}

// room is where terms are weighed, one document after the other.
type room struct{ title, lead, all, names []weighted }

// weigh adds a term that stands in a text so often, by (1 + ln tf) · idf.
func weigh(to []weighted, id int32, tf, idf float64) []weighted {
	if tf > 0 && idf > 0 {
		to = append(to, weighted{id, (1 + math.Log(tf)) * idf})
	}
	return to
}

// vectorOf keeps the n heaviest.
func vectorOf(all []weighted, n int) vector {
	if len(all) > n {
		all = heaviest(all, n)
	}
	return unit(all)
}

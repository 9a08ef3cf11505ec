package story

import "math"

// Stories that compete for a clip are about the same person or place more often
// than not, and that is what makes all of them look like it: each of a hurricane's
// stories has the storm's name, each of a town's the town's. What tells them
// apart is the words that one has and the others have not. So likeness is told
// once more with every term weighed down by the share of the other candidates
// whose near documents have it, too: a term of all counts nothing, one of a single
// story in full. With one candidate it is the plain likeness.

// rivals is, for the terms of a vector, which of the candidates have them.
type rivals struct {
	has   [][]bool  // by candidate and term
	count []float64 // by term
}

func newRivals(candidates, terms int) *rivals {
	r := &rivals{has: make([][]bool, candidates), count: make([]float64, terms)}
	for i := range r.has {
		r.has[i] = make([]bool, terms)
	}
	return r
}

// note says that a document of a candidate has those of a vector's terms that it
// has.
func (r *rivals) note(candidate int, of, other vector) {
	has := r.has[candidate]
	each(of, other, func(i, _ int) {
		if !has[i] {
			has[i] = true
			r.count[i]++
		}
	})
}

// weights returns what each term counts for a candidate, 0 to 1.
func (r *rivals) weights(candidate int) []float64 {
	others := float64(max(1, len(r.has)-1))
	out := make([]float64, len(r.count))
	for i, n := range r.count {
		if r.has[candidate][i] {
			n--
		}
		out[i] = 1 - n/others
	}
	return out
}

// distinguish sets the features of what tells the candidates apart.
func distinguish(d *document, all []*candidate) {
	text, title := newRivals(len(all), len(d.all.terms)), newRivals(len(all), len(d.title.terms))
	for i, c := range all {
		for _, other := range c.near {
			text.note(i, d.all, other.all)
			title.note(i, d.title, other.title)
		}
	}
	for i, c := range all {
		f := &c.features
		inText, inTitle := text.weights(i), title.weights(i)
		for _, other := range c.near {
			f[distinctAll] = max(f[distinctAll], float32(d.all.dotBy(other.all, inText)))
			f[distinctTitle] = max(f[distinctTitle], float32(d.title.dotBy(other.title, inTitle)))
		}
		f[distinctCosine] = float32(d.all.dotBy(c.story.all.sum, inText) / math.Sqrt(max(leastSquare, c.story.all.square)))
		f[distinctShare] = f[distinctAll] / max(leastCosine, f[nearestAll])
	}
}

// What is divided by at least.
const (
	leastSquare = 1e-9
	leastCosine = 0.01
)

// dotBy is the dot product with each of a's terms weighed.
func (a vector) dotBy(b vector, weights []float64) float64 {
	sum := 0.0
	each(a, b, func(i, j int) { sum += float64(a.weights[i]) * float64(b.weights[j]) * weights[i] })
	return sum
}

// each calls f with the places of every term that two vectors share.
func each(a, b vector, f func(i, j int)) {
	for i, j := 0, 0; i < len(a.terms) && j < len(b.terms); {
		switch {
		case a.terms[i] == b.terms[j]:
			f(i, j)
			i++
			j++
		case a.terms[i] < b.terms[j]:
			i++
		default:
			j++
		}
	}
}

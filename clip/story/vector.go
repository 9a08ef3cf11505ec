package story

import (
	"cmp"
	"math"
	"slices"
)

// vector is sparse and of length 1; its terms ascend.
type vector struct {
	terms   []int32
	weights []float32
}

func (a vector) dot(b vector) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(a.terms) && j < len(b.terms); {
		switch {
		case a.terms[i] == b.terms[j]:
			sum += float64(a.weights[i]) * float64(b.weights[j])
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

// besides is the dot product without the two terms that do most for it: what is
// left when a place or person is all that two texts have in common.
func (a vector) besides(b vector) float64 {
	sum, first, second := 0.0, 0.0, 0.0
	for i, j := 0, 0; i < len(a.terms) && j < len(b.terms); {
		switch {
		case a.terms[i] == b.terms[j]:
			part := float64(a.weights[i]) * float64(b.weights[j])
			sum += part
			if part > first {
				first, second = part, first
			} else {
				second = max(second, part)
			}
			i++
			j++
		case a.terms[i] < b.terms[j]:
			i++
		default:
			j++
		}
	}
	return sum - first - second
}

// weight returns that of a term, 0 where there is none.
func (a vector) weight(term int32) float32 {
	if i, ok := slices.BinarySearch(a.terms, term); ok {
		return a.weights[i]
	}
	return 0
}

// held is the share of a vector, by squared weight, whose terms are among some,
// which ascend.
func (a vector) held(terms []int32) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(a.terms) && j < len(terms); {
		switch {
		case a.terms[i] == terms[j]:
			sum += float64(a.weights[i]) * float64(a.weights[i])
			i++
			j++
		case a.terms[i] < terms[j]:
			i++
		default:
			j++
		}
	}
	return sum
}

// union merges two ascending lists of terms.
func union(a, b []int32) []int32 {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}

// plus returns the sum of two vectors. It may be one of them.
func (a vector) plus(b vector) vector {
	if len(a.terms) == 0 {
		return b
	}
	most := len(a.terms) + len(b.terms)
	out := vector{make([]int32, 0, most), make([]float32, 0, most)}
	i, j := 0, 0
	for i < len(a.terms) && j < len(b.terms) {
		term, weight := a.terms[i], a.weights[i]
		switch {
		case term == b.terms[j]:
			weight += b.weights[j]
			i++
			j++
		case term < b.terms[j]:
			i++
		default:
			term, weight = b.terms[j], b.weights[j]
			j++
		}
		out.terms, out.weights = append(out.terms, term), append(out.weights, weight)
	}
	out.terms = append(append(out.terms, a.terms[i:]...), b.terms[j:]...)
	out.weights = append(append(out.weights, a.weights[i:]...), b.weights[j:]...)
	return out
}

// centroid is a sum of vectors with its squared length. That of a story of one
// clip is the clip's own vector.
type centroid struct {
	sum    vector
	square float64
}

// muchLonger is from how many times as many terms on they are looked for one by
// one.
const muchLonger = 16

func (c *centroid) dot(v vector) float64 {
	if len(c.sum.terms) < muchLonger*len(v.terms) {
		return v.dot(c.sum)
	}
	sum := 0.0
	for i, t := range v.terms {
		sum += float64(c.sum.weight(t)) * float64(v.weights[i])
	}
	return sum
}

func (c *centroid) add(v vector) {
	if len(v.terms) == 0 {
		return
	}
	c.square += 2*c.dot(v) + 1
	c.sum = c.sum.plus(v)
}

// summing adds many vectors up, with the very result of centroid.add one by one:
// to merge each into the sum takes as long as the sum is, thousands of times.
type summing struct {
	sum    vector        // its terms as they came
	at     map[int32]int // in sum, by term
	square float64
}

func (s *summing) add(v vector) {
	if len(v.terms) == 0 {
		return
	}
	if s.at == nil {
		s.at = map[int32]int{}
	}
	dot := 0.0
	for i, t := range v.terms {
		at, ok := s.at[t]
		if !ok {
			s.at[t] = len(s.sum.terms)
			s.sum.terms, s.sum.weights = append(s.sum.terms, t), append(s.sum.weights, v.weights[i])
			continue
		}
		dot += float64(s.sum.weights[at]) * float64(v.weights[i])
		s.sum.weights[at] += v.weights[i]
	}
	s.square += 2*dot + 1
}

func (s *summing) done() centroid {
	out := centroid{vector{slices.Clone(s.sum.terms), make([]float32, len(s.sum.terms))}, s.square}
	slices.Sort(out.sum.terms)
	for i, t := range out.sum.terms {
		out.sum.weights[i] = s.sum.weights[s.at[t]]
	}
	return out
}

func (c *centroid) cosine(v vector) float64 {
	if c.square <= 1e-9 {
		return 0
	}
	return c.dot(v) / math.Sqrt(c.square)
}

type weighted struct {
	term   int32
	weight float64
}

// heaviest orders by weight, then by term, and keeps the first n.
func heaviest(all []weighted, n int) []weighted {
	slices.SortFunc(all, func(a, b weighted) int {
		if c := cmp.Compare(b.weight, a.weight); c != 0 {
			return c
		}
		return cmp.Compare(a.term, b.term)
	})
	return all[:min(n, len(all))]
}

// unit makes a vector of length 1.
func unit(all []weighted) vector {
	square := 0.0
	for _, w := range all {
		square += w.weight * w.weight
	}
	if square == 0 {
		return vector{}
	}
	slices.SortFunc(all, func(a, b weighted) int { return cmp.Compare(a.term, b.term) })
	v := vector{make([]int32, 0, len(all)), make([]float32, 0, len(all))}
	for _, w := range all {
		v.terms = append(v.terms, w.term)
		v.weights = append(v.weights, float32(w.weight/math.Sqrt(square)))
	}
	return v
}

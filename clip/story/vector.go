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

// centroid is a sum of vectors with its squared length.
type centroid struct {
	weights map[int32]float32
	square  float64
}

func (c *centroid) dot(v vector) float64 {
	sum := 0.0
	for i, t := range v.terms {
		sum += float64(c.weights[t]) * float64(v.weights[i])
	}
	return sum
}

func (c *centroid) add(v vector) {
	if len(v.terms) == 0 {
		return
	}
	if c.weights == nil {
		c.weights = make(map[int32]float32, 2*len(v.terms)) // most stories are small
	}
	c.square += 2*c.dot(v) + 1
	for i, t := range v.terms {
		c.weights[t] += v.weights[i]
	}
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
	var v vector
	for _, w := range all {
		v.terms = append(v.terms, w.term)
		v.weights = append(v.weights, float32(w.weight/math.Sqrt(square)))
	}
	return v
}

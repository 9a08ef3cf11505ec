package story

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestCentroid holds that the sum of vectors is what adding their weights term
// by term gives, and its products with vectors too, whatever their lengths.
func TestCentroid(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	vectorOf := func(n int) vector {
		var v vector
		for term := range int32(4000) {
			if random.IntN(4000) < n {
				v.terms, v.weights = append(v.terms, term), append(v.weights, random.Float32())
			}
		}
		return v
	}
	var c centroid
	var many summing
	plain := map[int32]float32{}
	square := 0.0
	dot := func(v vector) (sum float64) {
		for i, term := range v.terms {
			sum += float64(plain[term]) * float64(v.weights[i])
		}
		return sum
	}
	for range 60 {
		v := vectorOf(120)
		before := slices.Clone(v.weights)
		c.add(v)
		many.add(v)
		if at := many.done(); !slices.Equal(at.sum.terms, c.sum.terms) || !slices.Equal(at.sum.weights, c.sum.weights) || at.square != c.square {
			t.Fatal("adding up at once gives another sum")
		}
		square += 2*dot(v) + 1
		for i, term := range v.terms {
			plain[term] += v.weights[i]
		}
		if !slices.Equal(v.weights, before) {
			t.Fatal("adding a vector changed it")
		}
		for _, n := range []int{0, 3, 40, 500} {
			if v := vectorOf(n); c.dot(v) != dot(v) {
				t.Fatalf("product %v, want %v", c.dot(v), dot(v))
			}
		}
	}
	for term := range int32(4000) {
		if c.sum.weight(term) != plain[term] {
			t.Fatalf("term %d weighs %v, want %v", term, c.sum.weight(term), plain[term])
		}
	}
	if !slices.IsSorted(c.sum.terms) || c.square != square {
		t.Errorf("squared length %v, want %v", c.square, square)
	}
}

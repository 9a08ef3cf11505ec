package story

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestPostings holds that each term keeps its postings in their order, while
// blocks move, after a snapshot, and when more come behind it.
func TestPostings(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	const terms = 500
	x := &postings{}
	want := make([][]uint64, terms)
	post := func(from, to int32) {
		for document := from; document < to; document++ {
			for range 20 {
				term := int32(terms * random.Float64() * random.Float64() * random.Float64())
				if n := len(want[term]); n > 0 && int32(want[term][n-1]>>32) == document {
					continue
				}
				p := posting(document, random.Float32())
				x.post(term, p)
				want[term] = append(want[term], p)
			}
		}
	}
	check := func(when string) {
		t.Helper()
		for term := range int32(len(x.heads)) {
			if got := x.of(term, nil); !slices.Equal(got, want[term]) {
				t.Fatalf("%s: term %d has %d postings, want %d", when, term, len(got), len(want[term]))
			}
		}
	}
	post(0, 5000)
	check("at first")
	if used := slices.MaxFunc(want, func(a, b []uint64) int { return len(a) - len(b) }); len(used) < 2*mostCompacted {
		t.Fatalf("no term has more than %d postings", len(used))
	}
	var file bytes.Buffer
	w := newPacker(&file)
	x.pack(w)
	if err := w.end(); err != nil {
		t.Fatal(err)
	}
	r := newUnpacker(&file, int64(file.Len()))
	x = &postings{}
	x.unpack(r, 5000)
	if err := r.end(); err != nil {
		t.Fatal(err)
	}
	check("after a snapshot")
	post(5000, 6000)
	check("after more")
}

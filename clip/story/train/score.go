package main

import (
	"fmt"

	"newsclip/clip"
	"newsclip/clip/story"
)

// score sums BCubed precision and recall (Bagga and Baldwin, 1998) over
// documents, and counts pairs.
type score struct {
	documents         int
	precision, recall float64
	both, put, said   int // pairs put together rightly, put together, said to be together; each counted from both sides
}

func (s *score) add(o *score) {
	s.documents += o.documents
	s.precision += o.precision
	s.recall += o.recall
	s.both += o.both
	s.put += o.put
	s.said += o.said
}

func (s *score) String() string {
	n := float64(max(s.documents, 1))
	p, r := s.precision/n, s.recall/n
	return fmt.Sprintf("BCubed F1 %.3f (P %.3f R %.3f), pairs P %.3f R %.3f: %d right, %d wrong; %d documents",
		2*p*r/max(p+r, 1e-9), p, r, ratio(s.both, s.put), ratio(s.both, s.said), s.both/2, (s.put-s.both)/2, s.documents)
}

func ratio(a, b int) float64 { return float64(a) / float64(max(b, 1)) }

// compare scores where documents were put; those of other folds count only as
// company, those of no story not at all.
func compare(stream []story.Labelled, placed []clip.ID, fold int) *score {
	type both struct {
		said string
		put  clip.ID
	}
	said, put, together := map[string]int{}, map[clip.ID]int{}, map[both]int{}
	for i, d := range stream {
		if d.Story != "" {
			said[d.Story]++
			put[placed[i]]++
			together[both{d.Story, placed[i]}]++
		}
	}
	var out score
	for i, d := range stream {
		if d.Story == "" || foldOf(d.Story) != fold {
			continue
		}
		n := together[both{d.Story, placed[i]}]
		out.documents++
		out.precision += ratio(n, put[placed[i]])
		out.recall += ratio(n, said[d.Story])
		out.both += n - 1
		out.put += put[placed[i]] - 1
		out.said += said[d.Story] - 1
	}
	return &out
}

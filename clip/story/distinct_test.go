package story

import (
	"math"
	"slices"
	"testing"
)

// TestDistinguish has three stories of one town compete for a clip: the town's
// name speaks for none of them, what only one has in full, and what two of three
// have for half.
func TestDistinguish(t *testing.T) {
	vectorOf := func(terms ...int32) vector {
		v := vector{terms: terms}
		for range terms {
			v.weights = append(v.weights, float32(1/math.Sqrt(float64(len(terms)))))
		}
		return v
	}
	const town, ferry, strike, fire = 1, 2, 3, 4
	story := func(terms ...int32) *candidate {
		d := &document{analysis: &analysis{all: vectorOf(terms...), title: vectorOf(terms...)}}
		c := &candidate{story: &group{centroids: &centroids{}}, near: []*document{d}}
		c.story.centroids.add(d.analysis)
		return c
	}
	clip := &document{analysis: &analysis{all: vectorOf(town, ferry, strike), title: vectorOf(town, ferry, strike)}}
	all := []*candidate{story(town, ferry), story(town, ferry, strike), story(town, fire)}
	distinguish(clip, all)
	each := 1 / math.Sqrt(3) // of the clip's terms
	for i, want := range []float64{each * math.Sqrt(0.5) / 2, each * each * 1.5, 0} {
		f := all[i].features
		for _, feature := range []int{distinctAll, distinctTitle, distinctCosine} {
			if math.Abs(float64(f[feature])-want) > 1e-6 {
				t.Errorf("story %d, feature %d: %.4f, want %.4f", i, feature, f[feature], want)
			}
		}
	}
	alone := []*candidate{story(town, fire)}
	distinguish(clip, alone)
	if got, want := float64(alone[0].features[distinctAll]), clip.all.dot(alone[0].near[0].all); math.Abs(got-want) > 1e-6 {
		t.Errorf("without another %.4f, want the plain likeness %.4f", got, want)
	}
}

func TestHeld(t *testing.T) {
	v := vector{terms: []int32{2, 5, 9}, weights: []float32{0.6, 0.8, 0}}
	if got := v.held([]int32{1, 5, 7}); math.Abs(got-0.64) > 1e-6 {
		t.Errorf("%.3f of it is held, want 0.64", got)
	}
	if got := union([]int32{2, 5}, []int32{1, 5, 8}); !slices.Equal(got, []int32{1, 2, 5, 8}) {
		t.Errorf("the union is %v", got)
	}
}

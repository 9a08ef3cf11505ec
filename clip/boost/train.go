package boost

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
)

// Learning is gradient boosting of regression trees for the logistic loss
// with second-order steps: Friedman, Greedy function approximation (2001);
// Chen and Guestrin, XGBoost (2016), whose gain and leaf value are used. Each
// feature is cut into bins once; a node's split is found by summing gradients
// per bin. Of two children only the smaller is summed, the other is what is
// left of the parent. The cost of a tree is examples × features × depth / 2.
// Each tree may be grown on a part of the examples and features, drawn anew
// (Friedman, Stochastic gradient boosting, 2002): that is faster, and learns
// less by heart. Where it is known that an answer never falls with a feature,
// trees that say otherwise are not grown (XGBoost's monotone constraints: a split
// must rise, and the middle of its sides bounds all that grows below them).
//
// The same examples and options give the same table, bit for bit, on amd64:
// sums run in the order of the examples, whatever the number of processors.

// Examples are what a table is learnt from.
type Examples struct {
	features int
	x        []float32 // features of one example after the other
	y, w     []float32
}

// NewExamples returns an empty set of examples with so many features each.
func NewExamples(features int) *Examples { return &Examples{features: features} }

// Add adds an example: its features (copied), the answer (0 to 1) and its
// weight.
func (e *Examples) Add(x []float32, y, w float32) {
	e.x = append(e.x, x[:e.features]...)
	e.y, e.w = append(e.y, y), append(e.w, w)
}

// Len is how many examples there are.
func (e *Examples) Len() int { return len(e.y) }

// Options steer learning; the zero value is a sensible choice.
type Options struct {
	Trees     int     // 0: 150
	Depth     int     // of each tree, at most 7; 0: 6
	Rate      float64 // of learning; 0: 0.1
	MinWeight float64 // least second-order weight of a leaf; 0: 5
	Lambda    float64 // ridge on leaf values; 0: 1
	Rows      float64 // share of the examples that a tree is grown on; 0: all
	Columns   float64 // share of the features; 0: all
	Rising    []int   // features with which the answer never falls, all else equal
	// Progress is told after each tree; nil is fine.
	Progress func(done, total int)
}

func (o Options) withDefaults() Options {
	if o.Trees == 0 {
		o.Trees = 150
	}
	if o.Depth == 0 {
		o.Depth = 6
	}
	o.Depth = min(o.Depth, 7) // 255 nodes
	if o.Rate == 0 {
		o.Rate = 0.1
	}
	if o.MinWeight == 0 {
		o.MinWeight = 5
	}
	if o.Lambda == 0 {
		o.Lambda = 1
	}
	if o.Rows == 0 {
		o.Rows = 1
	}
	if o.Columns == 0 {
		o.Columns = 1
	}
	return o
}

// bins is how many pieces a feature is cut into.
const bins = 64

// edgeSample is how many examples at most the bins' edges are taken from.
const edgeSample = 50_000

// Train learns a table.
func Train(ctx context.Context, e *Examples, o Options) (*Table, error) {
	o = o.withDefaults()
	if e.Len() == 0 || e.features < 1 || e.features > maxFeatures {
		return nil, errors.New("no examples, or too many features")
	}
	l := newLearner(e, o)
	t := &Table{features: e.features, base: l.base}
	for i := range o.Trees {
		l.draw(i)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		nodes := l.grow()
		if len(nodes) == 1 {
			break // nothing is left to learn
		}
		t.trees = append(t.trees, nodes)
		if o.Progress != nil {
			o.Progress(i+1, o.Trees)
		}
	}
	return t, nil
}

type learner struct {
	Options
	examples *Examples
	edges    [][]float32 // per feature, ascending
	binned   [][]uint8   // per feature, per example
	sums     []float32   // log-odds so far
	gradient []float32
	hessian  []float32
	order    []int32 // the tree's examples, grouped by the node they are in
	columns  []int   // the tree's features
	rising   []bool  // by feature
	base     float32
}

// draw draws the examples and features of a tree.
func (l *learner) draw(tree int) {
	random := rand.New(rand.NewPCG(uint64(tree), 2001))
	l.order, l.columns = l.order[:0], l.columns[:0]
	for i := range l.sums {
		if l.Rows == 1 || random.Float64() < l.Rows {
			l.order = append(l.order, int32(i))
		}
	}
	for feature := range l.examples.features {
		if l.Columns == 1 || random.Float64() < l.Columns {
			l.columns = append(l.columns, feature)
		}
	}
	if len(l.columns) == 0 {
		l.columns = append(l.columns, tree%l.examples.features)
	}
}

func newLearner(e *Examples, o Options) *learner {
	n := e.Len()
	l := &learner{Options: o, examples: e, edges: make([][]float32, e.features), binned: make([][]uint8, e.features),
		sums: make([]float32, n), gradient: make([]float32, n), hessian: make([]float32, n), order: make([]int32, 0, n), rising: make([]bool, e.features)}
	for _, feature := range o.Rising {
		l.rising[feature] = true
	}
	Each(e.features, l.bin)
	yes, all := 0.0, 0.0
	for i, w := range e.w {
		yes += float64(e.y[i]) * float64(w)
		all += float64(w)
	}
	share := min(max(yes/all, 1e-6), 1-1e-6)
	l.base = float32(math.Log(share / (1 - share)))
	for i := range l.sums {
		l.sums[i] = l.base
	}
	return l
}

// Each calls f for 0 to n-1 on all processors and waits.
func Each(n int, f func(i int)) {
	var group sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	group.Wait()
}

// bin cuts a feature at quantiles of a sample.
func (l *learner) bin(feature int) {
	e := l.examples
	n := e.Len()
	var sample []float32
	for i := 0; i < n; i += n/edgeSample + 1 {
		sample = append(sample, e.x[i*e.features+feature])
	}
	slices.Sort(sample)
	var edges []float32
	for k := 1; k < bins; k++ {
		v := sample[k*len(sample)/bins]
		if len(edges) == 0 || v > edges[len(edges)-1] {
			edges = append(edges, v)
		}
	}
	out := make([]uint8, n)
	for i := range out {
		v := e.x[i*e.features+feature]
		at, _ := slices.BinarySearch(edges, v) // the first edge that is at least v
		out[i] = uint8(at)
	}
	l.edges[feature], l.binned[feature] = edges, out
}

// cell sums the gradients and second-order weights of a bin.
type cell struct{ g, h float64 }

// histogram holds the bins of all features of a node's examples.
type histogram []cell

// leaf is a node that may yet be split.
type leaf struct {
	node   int // in the tree
	lo, hi int // in order
	depth  int
	sums   histogram
	total  cell
	// Bounds of the values below it, so that none crosses one across a split
	// by a rising feature.
	least, most float64
}

// grow learns one tree and adds it to the sums.
func (l *learner) grow() tree {
	for i, s := range l.sums {
		p := logistic(float64(s))
		w := float64(l.examples.w[i])
		l.gradient[i] = float32((p - float64(l.examples.y[i])) * w)
		l.hessian[i] = float32(p * (1 - p) * w)
	}
	nodes := tree{{}}
	root := leaf{hi: len(l.order), sums: l.histogram(0, len(l.order)), least: math.Inf(-1), most: math.Inf(1)}
	root.total = l.total(root.sums)
	queue := []leaf{root}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		s := split{}
		if at.depth < l.Depth {
			s = l.best(&at)
		}
		if s.gain <= 0 {
			l.end(nodes, &at)
			continue
		}
		left, right := l.divide(&at, s)
		left.node, right.node = len(nodes), len(nodes)+1
		nodes = append(nodes, node{}, node{})
		nodes[at.node] = node{feature: int16(s.feature), threshold: l.edges[s.feature][s.bin], left: int16(left.node)}
		queue = append(queue, left, right)
	}
	l.add(nodes)
	return nodes
}

// end makes a leaf of a node.
func (l *learner) end(nodes tree, at *leaf) {
	nodes[at.node] = node{feature: leafFeature, threshold: float32(at.bound(l.value(at.total)) * l.Rate)}
}

// value is what a leaf of such examples says.
func (l *learner) value(c cell) float64 { return -c.g / (c.h + l.Lambda) }

func (at *leaf) bound(value float64) float64 { return min(max(value, at.least), at.most) }

// add adds a tree's values to the sums of all examples, drawn or not.
func (l *learner) add(nodes tree) {
	const part = 4096
	n, width := len(l.sums), l.examples.features
	Each((n+part-1)/part, func(k int) {
		for i := k * part; i < min(n, (k+1)*part); i++ {
			l.sums[i] += nodes.value(l.examples.x[i*width : (i+1)*width])
		}
	})
}

func (l *learner) histogram(lo, hi int) histogram {
	sums := make(histogram, l.examples.features*bins)
	Each(len(l.columns), func(k int) {
		feature := l.columns[k]
		out := sums[feature*bins : (feature+1)*bins]
		binned := l.binned[feature]
		for _, i := range l.order[lo:hi] {
			c := &out[binned[i]]
			c.g += float64(l.gradient[i])
			c.h += float64(l.hessian[i])
		}
	})
	return sums
}

// total sums a node's examples: the bins of any feature that was drawn.
func (l *learner) total(sums histogram) (sum cell) {
	at := l.columns[0] * bins
	for _, c := range sums[at : at+bins] {
		sum.g += c.g
		sum.h += c.h
	}
	return sum
}

type split struct {
	gain         float64
	feature, bin int
}

// best finds the split with the highest gain; of equal ones the first feature
// and bin.
func (l *learner) best(at *leaf) split {
	found := make([]split, l.examples.features)
	all := at.total
	before := all.g * all.g / (all.h + l.Lambda)
	Each(len(l.columns), func(k int) {
		feature := l.columns[k]
		cells := at.sums[feature*bins : (feature+1)*bins]
		var left cell
		for bin := range l.edges[feature] {
			left.g += cells[bin].g
			left.h += cells[bin].h
			right := cell{all.g - left.g, all.h - left.h}
			if left.h < l.MinWeight || right.h < l.MinWeight {
				continue
			}
			if l.rising[feature] && at.bound(l.value(left)) > at.bound(l.value(right)) {
				continue
			}
			gain := left.g*left.g/(left.h+l.Lambda) + right.g*right.g/(right.h+l.Lambda) - before
			if gain > found[feature].gain {
				found[feature] = split{gain, feature, bin}
			}
		}
	})
	best := split{}
	for _, s := range found {
		if s.gain > best.gain {
			best = s
		}
	}
	return best
}

// divide parts a node's examples, in their order, and sums both sides.
func (l *learner) divide(at *leaf, s split) (left, right leaf) {
	segment := l.order[at.lo:at.hi]
	var goRight []int32
	n := 0
	for _, i := range segment {
		if int(l.binned[s.feature][i]) <= s.bin {
			segment[n] = i
			n++
		} else {
			goRight = append(goRight, i)
		}
	}
	copy(segment[n:], goRight)
	left = leaf{lo: at.lo, hi: at.lo + n, depth: at.depth + 1, least: at.least, most: at.most}
	right = leaf{lo: at.lo + n, hi: at.hi, depth: at.depth + 1, least: at.least, most: at.most}
	small, large := &left, &right
	if right.hi-right.lo < left.hi-left.lo {
		small, large = &right, &left
	}
	small.sums = l.histogram(small.lo, small.hi)
	large.sums = at.sums
	for i, c := range small.sums {
		large.sums[i].g -= c.g
		large.sums[i].h -= c.h
	}
	for _, side := range []*leaf{&left, &right} {
		side.total = l.total(side.sums)
	}
	if l.rising[s.feature] {
		middle := (at.bound(l.value(left.total)) + at.bound(l.value(right.total))) / 2
		left.most, right.least = middle, middle
	}
	return left, right
}

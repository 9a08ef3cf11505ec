// Package boost is gradient-boosted decision trees for a yes-or-no question:
// learning them from examples, keeping them in a small table, and asking them.
// It knows nothing of what is asked.
//
//	table.go  a learnt table: asking it, writing and reading it
//	parts.go  several tables, and what stands with them, in one file
//	train.go  learning
package boost

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
)

// A Table is learnt trees. Asking it is safe from several goroutines.
type Table struct {
	// Notes say what the table was learnt from and how well it does: lines
	// "key: value", for people.
	Notes    []string
	features int
	base     float32
	trees    []tree
}

// tree holds its nodes breadth first: the root, then children in pairs.
type tree []node

// node is an inner node, which goes to left when the feature is at most the
// threshold and to left+1 otherwise, or a leaf, whose value is the threshold.
type node struct {
	threshold float32
	feature   int16 // leafFeature: a leaf
	left      int16
}

const leafFeature = -1

// Features is how many numbers Score wants.
func (t *Table) Features() int { return t.features }

// Score returns the chance of yes, 0 to 1, for an example's features. It
// panics when there are fewer than Features.
func (t *Table) Score(x []float32) float64 {
	_ = x[t.features-1]
	sum := t.base
	for _, nodes := range t.trees {
		sum += nodes.value(x)
	}
	return logistic(float64(sum))
}

// ScoreAll scores examples whose features stand one after another in rows, tree
// by tree: a tree that was just asked is still at hand. Each chance is that of
// Score to the bit.
func (t *Table) ScoreAll(rows []float32) []float64 {
	count := len(rows) / t.features
	sums := make([]float32, count)
	for i := range sums {
		sums[i] = t.base
	}
	for start := 0; start < count; start += together {
		end := min(start+together, count)
		for _, nodes := range t.trees {
			for i := start; i < end; i++ {
				sums[i] += nodes.value(rows[i*t.features : (i+1)*t.features])
			}
		}
	}
	out := make([]float64, count)
	for i, sum := range sums {
		out[i] = logistic(float64(sum))
	}
	return out
}

// together is how many examples are scored at once: so many that their
// features, some 40 KB, stay at hand, too.
const together = 64

// value is the value of the leaf that an example comes to.
func (t tree) value(x []float32) float32 {
	n := &t[0]
	for n.feature != leafFeature {
		right := int16(0) // added, not branched upon: no one can guess it
		if x[n.feature] > n.threshold {
			right = 1
		}
		n = &t[n.left+right]
	}
	return n.threshold
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// The form of a table: lines of text, of which the first names the form and an
// empty one is the last; then, little endian, the number of features (2 bytes)
// and of trees (2), the base (4), and for each tree the number of nodes (2)
// and the nodes: feature (1 byte, 255 for a leaf), left child (1), threshold
// or value (4).
const (
	magic       = "boosted trees, form 1"
	maxFeatures = 254
	maxNodes    = 255
	maxTrees    = 2000
	leafByte    = 255
)

// MarshalBinary writes the table.
func (t *Table) MarshalBinary() ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(magic + "\n")
	for _, note := range t.Notes {
		if note == "" || strings.ContainsAny(note, "\n\r") {
			return nil, fmt.Errorf("note %q is not one line", note)
		}
		out.WriteString(note + "\n")
	}
	out.WriteByte('\n')
	numbers := []any{uint16(t.features), uint16(len(t.trees)), t.base}
	for _, nodes := range t.trees {
		numbers = append(numbers, uint16(len(nodes)))
		for _, n := range nodes {
			feature := uint8(leafByte)
			if n.feature != leafFeature {
				feature = uint8(n.feature)
			}
			numbers = append(numbers, feature, uint8(n.left), n.threshold)
		}
	}
	for _, n := range numbers {
		if err := binary.Write(&out, binary.LittleEndian, n); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// ReadFor reads a table that must want this many numbers.
func ReadFor(data []byte, features int) (*Table, error) {
	t, err := Read(data)
	if err == nil && t.Features() != features {
		err = fmt.Errorf("they want %d numbers, this program gives %d", t.Features(), features)
	}
	return t, err
}

// Read reads a table that MarshalBinary wrote. A damaged one is an error.
func Read(data []byte) (*Table, error) {
	head, body, ok := bytes.Cut(data, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !ok || lines[0] != magic {
		return nil, errors.New("this is no table of boosted trees")
	}
	r := &reader{data: body}
	t := &Table{Notes: lines[1:], features: int(r.uint16())}
	count := int(r.uint16())
	t.base = r.float32()
	if t.features < 1 || t.features > maxFeatures || count > maxTrees || !finite(t.base) {
		return nil, errors.New("the table's head is damaged")
	}
	for i := range count {
		nodes, err := r.tree(t.features)
		if err != nil {
			return nil, fmt.Errorf("tree %d: %w", i, err)
		}
		t.trees = append(t.trees, nodes)
	}
	if r.short || len(r.data) > 0 {
		return nil, errors.New("the table's length is wrong")
	}
	return t, nil
}

// reader reads numbers; past the end it gives zeros and notes it.
type reader struct {
	data  []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if len(r.data) < n {
		r.data, r.short = nil, true
		return make([]byte, n)
	}
	out := r.data[:n]
	r.data = r.data[n:]
	return out
}

func (r *reader) uint16() uint16 { return binary.LittleEndian.Uint16(r.take(2)) }
func (r *reader) float32() float32 {
	return math.Float32frombits(binary.LittleEndian.Uint32(r.take(4)))
}

// tree reads one and holds it against what Score relies on: every path ends.
func (r *reader) tree(features int) (tree, error) {
	count := int(r.uint16())
	if count < 1 || count > maxNodes {
		return nil, errors.New("impossible number of nodes")
	}
	nodes := make(tree, count)
	for i := range nodes {
		pair := r.take(2)
		n := node{feature: int16(pair[0]), left: int16(pair[1]), threshold: r.float32()}
		if pair[0] == leafByte {
			n.feature = leafFeature
		} else if int(n.feature) >= features || int(n.left) <= i || int(n.left)+1 >= count {
			return nil, fmt.Errorf("node %d leads nowhere", i)
		}
		if !finite(n.threshold) || r.short {
			return nil, fmt.Errorf("node %d is damaged", i)
		}
		nodes[i] = n
	}
	return nodes, nil
}

func finite(x float32) bool { return !math.IsNaN(float64(x)) && !math.IsInf(float64(x), 0) }

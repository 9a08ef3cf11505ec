package story

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

//go:embed model.json
var builtIn []byte

// model is boosted trees for the logistic loss. A node is [feature, threshold,
// left, right] and goes left when the feature is at most the threshold; a leaf
// is [-1, value].
type model struct {
	Base      float64       `json:"base"`
	Eta       float64       `json:"eta"`
	Threshold float64       `json:"threshold"`
	Trees     [][][]float64 `json:"trees"`
}

// readModel reads a table and holds its shape against what chance relies on.
func readModel(data []byte) (*model, error) {
	var m model
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, err
	}
	if len(m.Trees) == 0 {
		return nil, errors.New("no trees")
	}
	for i, tree := range m.Trees {
		if len(tree) == 0 {
			return nil, fmt.Errorf("tree %d is empty", i)
		}
		for j, node := range tree {
			leaf := len(node) == 2 && node[0] == -1
			inner := len(node) == 4 && node[0] >= 0 && node[0] < featureCount && node[2] > float64(j) && node[3] > float64(j) &&
				node[2] < float64(len(tree)) && node[3] < float64(len(tree))
			if !leaf && !inner {
				return nil, fmt.Errorf("node %d of tree %d is faulty", j, i)
			}
		}
	}
	return &m, nil
}

// chance returns the probability that a document belongs to a story.
func (m *model) chance(f *features) float64 {
	sum := m.Base
	for _, tree := range m.Trees {
		node := tree[0]
		for node[0] >= 0 {
			if f[int(node[0])] <= node[1] {
				node = tree[int(node[2])]
			} else {
				node = tree[int(node[3])]
			}
		}
		sum += m.Eta * node[1]
	}
	return 1 / (1 + math.Exp(-sum))
}

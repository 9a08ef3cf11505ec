package blocks

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"newsclip/clip/boost"
	"newsclip/clip/extract/lexicon"
)

// A Model is what was learnt: the values of words and names, and the trees of
// both judgements. It is safe for use from several goroutines.
type Model struct {
	words         *lexicon.Table
	first, second *boost.Table
}

// Notes say what the model was learnt from and how well it does.
func (m *Model) Notes() []string { return m.second.Notes }

// Judge returns for each block of a page the chance, 0 to 1, that it belongs
// to the page's article.
func (m *Model) Judge(p *Page) []float64 {
	d := describe(p, m.words)
	rows := make([]float32, 0, len(p.Blocks)*firstNumbers)
	for i := range p.Blocks {
		rows = d.numbers(i, rows)
	}
	chances := m.first.ScoreAll(rows)
	c := newSurroundings(d, chances)
	var again []int
	var longer []float32
	for i := range p.Blocks {
		if chances[i] >= hopeless {
			again = append(again, i)
			longer = append(longer, rows[i*firstNumbers:(i+1)*firstNumbers]...)
			longer = c.numbers(i, longer)
		}
	}
	out := slices.Clone(chances)
	for k, chance := range m.second.ScoreAll(longer) {
		out[again[k]] = chance
	}
	return out
}

// hopeless is the first chance below which a block is not judged again: most of
// a page is, and of those that are not, next to none is ever taken.
const hopeless = 0.015

// How many numbers each judgement uses; a test counts them.
const (
	firstNumbers  = 148
	secondNumbers = firstNumbers + 31
)

// The form of a model: a line that names it, then four parts, each with its
// length before it (4 bytes, little endian): keys of the lexicon (4 bytes
// each), its values (1 byte each), the first trees, the second.
const modelMagic = "newsclip blocks, form 1\n"

// MarshalBinary writes the model.
func (m *Model) MarshalBinary() ([]byte, error) {
	first, err := m.first.MarshalBinary()
	if err != nil {
		return nil, fmt.Errorf("first trees: %w", err)
	}
	second, err := m.second.MarshalBinary()
	if err != nil {
		return nil, fmt.Errorf("second trees: %w", err)
	}
	keys, values := m.words.Bytes()
	return boost.AppendParts([]byte(modelMagic), keys, values, first, second), nil
}

// ReadModel reads a model that MarshalBinary wrote. A damaged one, or one for
// other numbers than this program's, is an error.
func ReadModel(data []byte) (*Model, error) {
	rest, ok := bytes.CutPrefix(data, []byte(modelMagic))
	if !ok {
		return nil, errors.New("this is no table of blocks")
	}
	parts, err := boost.CutParts(rest, 4)
	if err != nil {
		return nil, err
	}
	if len(parts[0]) != 4*len(parts[1]) {
		return nil, errors.New("the table's length is wrong")
	}
	m := &Model{words: lexicon.Read(parts[0], parts[1])}
	if m.first, err = boost.ReadFor(parts[2], firstNumbers); err != nil {
		return nil, fmt.Errorf("first trees: %w", err)
	}
	if m.second, err = boost.ReadFor(parts[3], secondNumbers); err != nil {
		return nil, fmt.Errorf("second trees: %w", err)
	}
	return m, nil
}

// SetNotes sets what Notes returns: lines for people.
func (m *Model) SetNotes(notes []string) { m.second.Notes = notes }

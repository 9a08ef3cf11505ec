package blocks

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"newsclip/clip/extract/boost"
)

// A Model is what was learnt: the values of words and names, and the trees of
// both judgements. It is safe for use from several goroutines.
type Model struct {
	lexicon       *table
	first, second *boost.Table
}

// Notes say what the model was learnt from and how well it does.
func (m *Model) Notes() []string { return m.second.Notes }

// Judge returns for each block of a page the chance, 0 to 1, that it belongs
// to the page's article.
func (m *Model) Judge(p *Page) []float64 {
	d := describe(p, m.lexicon)
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
	var keys, values []byte
	hashes, steps := m.lexicon.entries()
	for i, h := range hashes {
		keys = binary.LittleEndian.AppendUint32(keys, uint32(h))
		values = append(values, byte(steps[i]))
	}
	out := []byte(modelMagic)
	for _, part := range [][]byte{keys, values, first, second} {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(part)))
		out = append(out, part...)
	}
	return out, nil
}

// ReadModel reads a model that MarshalBinary wrote. A damaged one, or one for
// other numbers than this program's, is an error.
func ReadModel(data []byte) (*Model, error) {
	rest, ok := bytes.CutPrefix(data, []byte(modelMagic))
	if !ok {
		return nil, errors.New("this is no table of blocks")
	}
	var parts [4][]byte
	for i := range parts {
		if len(rest) < 4 || uint64(len(rest)-4) < uint64(binary.LittleEndian.Uint32(rest)) {
			return nil, errors.New("the table is cut off")
		}
		n := int(binary.LittleEndian.Uint32(rest))
		parts[i], rest = rest[4:4+n], rest[4+n:]
	}
	if len(rest) > 0 || len(parts[0]) != 4*len(parts[1]) {
		return nil, errors.New("the table's length is wrong")
	}
	m := &Model{lexicon: readLexicon(parts[0], parts[1])}
	var err error
	if m.first, err = readTrees(parts[2], firstNumbers); err != nil {
		return nil, fmt.Errorf("first trees: %w", err)
	}
	if m.second, err = readTrees(parts[3], secondNumbers); err != nil {
		return nil, fmt.Errorf("second trees: %w", err)
	}
	return m, nil
}

func readTrees(data []byte, features int) (*boost.Table, error) {
	t, err := boost.Read(data)
	if err == nil && t.Features() != features {
		err = fmt.Errorf("they want %d numbers, this program gives %d", t.Features(), features)
	}
	return t, err
}

func readLexicon(keys, values []byte) *table {
	hashes, steps := make([]hash, len(values)), make([]int8, len(values))
	for i, v := range values {
		hashes[i], steps[i] = hash(binary.LittleEndian.Uint32(keys[4*i:])), int8(v)
	}
	return newTable(hashes, steps)
}

// SetNotes sets what Notes returns: lines for people.
func (m *Model) SetNotes(notes []string) { m.second.Notes = notes }

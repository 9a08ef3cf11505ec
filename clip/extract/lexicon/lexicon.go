// Package lexicon is words and what was learnt of each: hashes of them, and a
// table of values. It knows no kinds of words; those who ask have their own.
//
//	lexicon.go  hashes, and the table
//	learn.go    learning the table
package lexicon

import (
	"encoding/binary"
	"math"
	"slices"
)

// A Hash is all by which a word or name is known, so that a table holds no
// text: 32 bits of FNV-1a over its kind and its letters; 0 is none. Two words
// with one hash share a value; among some ten thousand that happens a few times
// in a million looks.
type Hash uint32

// NewHash begins a word of a kind; each kind has values of its own.
func NewHash(kind byte) Hash { return Hash(2166136261).Add(kind) }

// Add adds a byte.
func (h Hash) Add(c byte) Hash { return (h ^ Hash(c)) * 16777619 }

// AddRune adds a letter, in as few bytes as hold it.
func (h Hash) AddRune(r rune) Hash {
	for ; r >= 0x80; r >>= 7 {
		h = h.Add(byte(r) | 0x80)
	}
	return h.Add(byte(r))
}

// Unspaced reports whether a letter belongs to a script without spaces, in
// which each character is a word.
func Unspaced(r rune) bool {
	return r >= 0x0E00 && (r <= 0x0EFF || // Thai, Lao
		r >= 0x3040 && r <= 0x30FF || // kana
		r >= 0x3400 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF) // Han
}

// Values knows learnt values: the log-odds that what a word stands at belongs
// to the article.
type Values interface {
	Value(Hash) (value float32, known bool)
}

// scale is what one step of a stored value means.
const scale = 1.0 / 24

// stepOf is the step by which a value is stored.
func stepOf(value float64) int8 { return int8(math.Round(value / scale)) }

// stored is what is left of a value that was stored.
func stored(value float64) float32 { return float32(math.Round(value/scale)) * scale }

// Table is a learnt lexicon: open addressing, 0 is empty. It is safe for use
// from several goroutines.
type Table struct {
	keys  []Hash
	steps []int8
}

// NewTable returns the table of words with the steps of their values.
func NewTable(keys []Hash, steps []int8) *Table {
	size := 1
	for size < 2*len(keys)+2 {
		size *= 2
	}
	t := &Table{keys: make([]Hash, size), steps: make([]int8, size)}
	for i, key := range keys {
		at := int(key) & (size - 1)
		for t.keys[at] != 0 {
			at = (at + 1) & (size - 1)
		}
		t.keys[at], t.steps[at] = key, steps[i]
	}
	return t
}

// Value returns the value of a word, if it has one.
func (t *Table) Value(key Hash) (float32, bool) {
	at, known := t.find(key)
	if !known {
		return 0, false
	}
	return float32(t.steps[at]) * scale, true
}

func (t *Table) find(key Hash) (int, bool) {
	for at := int(key) & (len(t.keys) - 1); t.keys[at] != 0; at = (at + 1) & (len(t.keys) - 1) {
		if t.keys[at] == key {
			return at, true
		}
	}
	return 0, false
}

// Bytes returns the words in order (4 bytes each, little endian) and the steps
// of their values (1 byte each).
func (t *Table) Bytes() (keys, steps []byte) {
	sorted := slices.DeleteFunc(slices.Clone(t.keys), func(h Hash) bool { return h == 0 })
	slices.Sort(sorted)
	for _, key := range sorted {
		at, _ := t.find(key)
		keys = binary.LittleEndian.AppendUint32(keys, uint32(key))
		steps = append(steps, byte(t.steps[at]))
	}
	return keys, steps
}

// Read reads what Bytes wrote: four bytes of keys for each of steps.
func Read(keys, steps []byte) *Table {
	hashes, values := make([]Hash, len(steps)), make([]int8, len(steps))
	for i, v := range steps {
		hashes[i], values[i] = Hash(binary.LittleEndian.Uint32(keys[4*i:])), int8(v)
	}
	return NewTable(hashes, values)
}

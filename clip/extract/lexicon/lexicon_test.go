package lexicon

import (
	"bytes"
	"testing"
)

func word(kind byte, text string) Hash {
	h := NewHash(kind)
	for _, r := range text {
		h = h.AddRune(r)
	}
	return h
}

// TestHash holds the hashes against FNV-1a's published ones: tables that were
// learnt long ago are read by them.
func TestHash(t *testing.T) {
	if got := word('f', "oobar"); got != 0xbf9cf968 {
		t.Errorf("foobar has the hash %#x, want 0xbf9cf968", got)
	}
	if word('w', "tide") == word('n', "tide") {
		t.Error("a word of two kinds has one hash")
	}
	if word('w', "潮") == word('w', "汐") {
		t.Error("two letters beyond ASCII have one hash")
	}
}

// TestTable writes every step a value can have and reads it back.
func TestTable(t *testing.T) {
	var keys []Hash
	var steps []int8
	for step := -128; step < 128; step++ {
		keys, steps = append(keys, NewHash(byte(step))), append(steps, int8(step))
	}
	first := NewTable(keys, steps)
	written, values := first.Bytes()
	table := Read(written, values)
	for i, key := range keys {
		value, known := table.Value(key)
		if !known || value != Stored(float64(steps[i])/24) || Step(float64(value)) != steps[i] {
			t.Errorf("step %d is read as %v (%v)", steps[i], value, known)
		}
	}
	if _, known := table.Value(word('w', "tide")); known {
		t.Error("a word that was never learnt has a value")
	}
	if again, _ := table.Bytes(); !bytes.Equal(again, written) {
		t.Error("the same table is written in another way")
	}
	if _, known := NewTable(nil, nil).Value(keys[0]); known {
		t.Error("an empty table knows a word")
	}
}

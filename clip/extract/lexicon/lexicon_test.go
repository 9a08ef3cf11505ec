package lexicon

import (
	"bytes"
	"maps"
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
		if !known || value != stored(float64(steps[i])/24) || stepOf(float64(value)) != steps[i] {
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

// TestLearn holds values against ones worked out by hand: with three domains of
// the average 0.4 mixed in, 7 of 7 is 0.82, the log-odds 1.516 and 0.405 more
// than the average's, 1.922: 46 steps.
func TestLearn(t *testing.T) {
	tide, photo, boat, rare, flat := word('w', "tide"), word('w', "photo"), word('w', "boat"), word('w', "rare"), word('w', "flat")
	seen := map[Hash]Evidence{
		tide:  {Shares: 7, Domains: 7},
		photo: {Shares: 0, Domains: 997}, // as sure as can be
		boat:  {Shares: 5, Domains: 6},
		rare:  {Shares: 4, Domains: 4},
		flat:  {Shares: 40, Domains: 100},
	}
	table := Learn(maps.All(seen), 2)
	for key, want := range map[Hash]float32{tide: 46 * float32(scale), photo: -120 * float32(scale)} {
		if got, known := table.Value(key); !known || got != want {
			t.Errorf("%#x has the value %v (%v), want %v", key, got, known, want)
		}
		if got, known := seen[key].Value(); !known || got != want {
			t.Errorf("the evidence for %#x is worth %v (%v), want %v", key, got, known, want)
		}
	}
	if _, known := table.Value(boat); known {
		t.Error("more words are kept than asked for")
	}
	all := Learn(maps.All(seen), 9)
	if _, known := all.Value(boat); !known {
		t.Error("a word is missing")
	}
	for _, key := range []Hash{rare, flat} {
		if _, known := all.Value(key); known {
			t.Errorf("%#x is kept", key)
		}
	}
	if _, known := seen[rare].Value(); known {
		t.Error("a word on few domains has a value")
	}
}

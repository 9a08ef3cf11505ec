package story

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"newsclip/clip"
)

// TestCopiesOfMany holds that the copies among many texts are those that
// comparing each with each finds, the longest first.
func TestCopiesOfMany(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	some := func(n int) []string {
		var out []string
		for range n {
			out = append(out, fmt.Sprintf("w%d", random.IntN(3000)))
		}
		return out
	}
	wires := [][]string{some(300), some(200), some(150)}
	var of []Signature
	for i := range 150 {
		wire := wires[i%len(wires)]
		share := 40 + random.IntN(61)
		text := slices.Concat(wire[:len(wire)*share/100], some(random.IntN(4)*len(wire)/8))
		of = append(of, Sign(Document{ID: clip.ID(fmt.Sprintf("c%03d", i)), Title: "Pier", Text: strings.Join(text, " "), Lang: "en"}))
		if i%5 == 0 { // the same to the letter
			of = append(of, of[len(of)-1])
			of[len(of)-1].ID += "again"
		}
	}
	of = append(of, Sign(Document{ID: "empty1"}), Sign(Document{ID: "empty2"}))
	got := map[clip.ID]bool{}
	for _, set := range Copies(of) {
		slices.Sort(set)
		got[clip.ID(fmt.Sprint(set))] = true
	}
	want := plainCopies(of)
	if len(want) < 10 || len(got) != len(want) {
		t.Errorf("%d sets, want %d", len(got), len(want))
	}
	for _, set := range want {
		slices.Sort(set)
		if !got[clip.ID(fmt.Sprint(set))] {
			t.Errorf("no set is %v", set)
		}
	}
}

// plainCopies compares each text with each.
func plainCopies(of []Signature) [][]clip.ID {
	order := slices.Clone(of)
	slices.SortStableFunc(order, func(a, b Signature) int { return cmp.Compare(len(b.Shingles), len(a.Shingles)) })
	taken := map[clip.ID]bool{}
	var out [][]clip.ID
	for i, longest := range order {
		if taken[longest.ID] {
			continue
		}
		set := []clip.ID{longest.ID}
		for _, other := range order[i+1:] {
			if !taken[other.ID] && kindOf(overlap(longest.Shingles, other.Shingles), len(longest.Shingles), len(other.Shingles)) == Copy {
				taken[other.ID] = true
				set = append(set, other.ID)
			}
		}
		if len(set) > 1 {
			out = append(out, set)
		}
	}
	return out
}

// BenchmarkCopies finds the copies among 400 texts of which so many per cent are
// the same in all.
func BenchmarkCopies(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	some := func(n int) (out string) {
		for range n {
			out += fmt.Sprintf("w%d ", random.IntN(100_000))
		}
		return out
	}
	for _, share := range []int{100, 90, 75, 30} {
		shared := some(9 * share)
		var of []Signature
		for i := range 400 {
			of = append(of, Sign(Document{ID: clip.ID(fmt.Sprint(i)), Text: shared + some(900-9*share), Lang: "en"}))
		}
		b.Run(fmt.Sprint(share), func(b *testing.B) {
			for b.Loop() {
				Copies(of)
			}
		})
	}
}

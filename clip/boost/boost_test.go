package boost

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

// rings asks whether a point lies in a ring around the middle: no single
// split tells.
func rings(n int, seed uint64) *Examples {
	random := rand.New(rand.NewPCG(seed, 1))
	e := NewExamples(3)
	for range n {
		x, y := random.Float32()*2-1, random.Float32()*2-1
		d := x*x + y*y
		answer := float32(0)
		if d > 0.2 && d < 0.7 {
			answer = 1
		}
		e.Add([]float32{x, random.Float32(), y}, answer, 1)
	}
	return e
}

func learnt(t testing.TB) *Table {
	t.Helper()
	table, err := Train(t.Context(), rings(4000, 1), Options{Trees: 60})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestLearnsWhatNoSingleSplitTells(t *testing.T) {
	table, fresh := learnt(t), rings(2000, 2)
	right := 0
	for i := range fresh.Len() {
		if (table.Score(fresh.x[i*3:i*3+3]) > 0.5) == (fresh.y[i] > 0.5) {
			right++
		}
	}
	if share := float64(right) / 2000; share < 0.95 {
		t.Errorf("%.3f of new points are told right, want 0.95", share)
	}
}

func TestSameExamplesGiveTheSameTable(t *testing.T) {
	a, err := learnt(t).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	b, err := learnt(t).MarshalBinary()
	if err != nil || !bytes.Equal(a, b) {
		t.Errorf("two tables of the same examples differ (%v)", err)
	}
}

func TestWeightsCount(t *testing.T) {
	e := NewExamples(1)
	for i := range 200 {
		e.Add([]float32{float32(i % 2)}, 1, 1)
		e.Add([]float32{float32(i % 2)}, 0, float32(1+8*(i%2)))
	}
	table, err := Train(t.Context(), e, Options{Trees: 100})
	if err != nil {
		t.Fatal(err)
	}
	if even, odd := table.Score([]float32{0}), table.Score([]float32{1}); even < 0.48 || even > 0.52 || odd < 0.08 || odd > 0.13 {
		t.Errorf("chances = %.2f and %.2f, want 0.50 and 0.10", even, odd)
	}
}

func TestReadsWhatItWrote(t *testing.T) {
	table := learnt(t)
	table.Notes = []string{"learnt from: rings", "right: 0.97"}
	data, err := table.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	read, err := Read(data)
	if err != nil || strings.Join(read.Notes, "|") != "learnt from: rings|right: 0.97" {
		t.Fatalf("Read = %v, %v", read, err)
	}
	fresh := rings(500, 3)
	for i := range fresh.Len() {
		x := fresh.x[i*3 : i*3+3]
		if a, b := table.Score(x), read.Score(x); a != b {
			t.Fatalf("Score(%v) = %v as learnt, %v as read", x, a, b)
		}
	}
}

func TestDamagedTablesAreRefused(t *testing.T) {
	data, err := learnt(t).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for name, damaged := range map[string][]byte{
		"nothing":   nil,
		"other":     []byte("PK\x03\x04 something\n\n else"),
		"cut":       data[:len(data)-3],
		"head only": data[:len(magic)+2],
		"too long":  append(bytes.Clone(data), 0),
	} {
		if _, err := Read(damaged); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// FuzzRead holds that whatever is read can be asked.
func FuzzRead(f *testing.F) {
	data, err := learnt(f).MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data[:200])
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		if table, err := Read(data); err == nil {
			if p := table.Score(make([]float32, table.Features())); p < 0 || p > 1 {
				t.Errorf("Score = %v", p)
			}
		}
	})
}

func BenchmarkScore(b *testing.B) {
	table := learnt(b)
	x := []float32{0.3, 0.2, 0.9}
	for b.Loop() {
		table.Score(x)
	}
}

// TestRisingFeatureNeverLowers holds that the answer never falls along a feature
// that is said to rise, even where the examples fall; and that it learns from the
// others all the same.
func TestRisingFeatureNeverLowers(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 1))
	e := NewExamples(2)
	for range 3000 {
		x, y := random.Float32(), random.Float32()
		answer := float32(0)
		if x > 0.5 != (y > 0.7) { // above 0.7 it falls with x
			answer = 1
		}
		e.Add([]float32{x, y}, answer, 1)
	}
	table, err := Train(t.Context(), e, Options{Trees: 60, Rising: []int{0}})
	if err != nil {
		t.Fatal(err)
	}
	for y := float32(0.02); y < 1; y += 0.05 {
		for x := float32(0); x < 0.99; x += 0.01 {
			if before, after := table.Score([]float32{x, y}), table.Score([]float32{x + 0.01, y}); after < before {
				t.Fatalf("at %.2f %.2f the answer falls from %.3f to %.3f", x, y, before, after)
			}
		}
	}
	if low, high := table.Score([]float32{0.2, 0.3}), table.Score([]float32{0.8, 0.3}); low > 0.2 || high < 0.8 {
		t.Errorf("where it rises it is told as %.3f and %.3f", low, high)
	}
}

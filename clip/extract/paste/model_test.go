package paste

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"newsclip/clip/extract/lexicon"
)

// TestNumbers holds the counts of numbers that tables are checked against.
func TestNumbers(t *testing.T) {
	p := newPage("A title\n\nA line.\nAnother line.")
	d := describe(p.lines, lexicon.NewTable(nil, nil))
	first := d.numbers(1, nil)
	if len(first) != firstNumbers {
		t.Errorf("the first judgement gets %d numbers, firstNumbers is %d", len(first), firstNumbers)
	}
	if second := newSurroundings(d, make([]float64, len(p.lines))).numbers(1, first); len(second) != laterNumbers {
		t.Errorf("a later judgement gets %d numbers, laterNumbers is %d", len(second), laterNumbers)
	}
}

// TestModelForm holds that the embedded model is written as it was read, and
// that damaged ones are refused.
func TestModelForm(t *testing.T) {
	m, err := BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	again, err := m.MarshalBinary()
	if err != nil || !bytes.Equal(again, embedded) {
		t.Errorf("the model was written otherwise: %d bytes, not %d, %v", len(again), len(embedded), err)
	}
	for name, data := range map[string][]byte{"empty": nil, "cut": embedded[:len(embedded)/2], "longer": append(bytes.Clone(embedded), 0)} {
		if _, err := ReadModel(data); err == nil {
			t.Errorf("%s: read without an error", name)
		}
	}
	const most = 150 << 10
	if len(embedded) > most {
		t.Errorf("the embedded table is %d bytes, more than %d", len(embedded), most)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Clean(ctx, "One line.\nAnother line."); !errors.Is(err, context.Canceled) {
		t.Errorf("Clean = %v, want it cancelled", err)
	}
}

// TestLearn learns from invented pages of three shapes and cleans one of a
// domain that it has not seen; twice the same gives the same model.
func TestLearn(t *testing.T) {
	var examples []Example
	for _, domain := range strings.Split("abcdefghijkl", "") {
		text := "menu\nlogin\n" + strings.Repeat("A long line of "+domain+" that tells, with commas, what was decided in the town and by whom, and ends as lines of a text do.\n", 4) + "contact\nimprint"
		e := Example{Text: text, Domain: domain}
		for _, line := range Lines(text) {
			label := float32(0)
			if len(line) > 20 {
				label = 1
			}
			e.Label, e.Weight = append(e.Label, label), append(e.Weight, 5)
		}
		examples = append(examples, e)
	}
	learn := func() (*Model, []byte) {
		m, err := Learn(t.Context(), examples, LearnOptions{})
		if err != nil {
			t.Fatal(err)
		}
		data, err := m.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		return m, data
	}
	m, first := learn()
	if _, second := learn(); !bytes.Equal(first, second) {
		t.Error("the same examples gave another model")
	}
	out, err := m.Clean(t.Context(), "menu\nsearch\nThe council of Ostwick has decided, after a long debate, to widen the oldest bridge of the town for those who ride.\ncontact")
	if err != nil || !strings.HasPrefix(out.Body.Plain(), "The council") || strings.Contains(out.Body.Plain(), "contact") {
		t.Errorf("body = %q, %v", out.Body.Plain(), err)
	}
}

func BenchmarkClean(b *testing.B) {
	text := strings.Repeat("Menu\nSports\nA long line of text that goes on and on until it is longer than a hundred and ten characters, as running text is.\n\nShare\n", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Clean(b.Context(), text); err != nil {
			b.Fatal(err)
		}
	}
}

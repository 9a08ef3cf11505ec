package search

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestInvert holds a text by its terms, in Bleve's form, against its words one
// by one; a vocabulary and the memory for Bleve's form serve many texts.
func TestInvert(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SampledFrom([]string{"harbour", "Harbours", "dues", "the", "the", "l’école", "1,000", "\n\n", "港口", "U.S."})
		v, shared := newVocabulary(), frequencies{}
		for range 3 {
			text := strings.Join(rapid.SliceOfN(words, 0, 40).Draw(t, "words"), " ")
			want := map[string][]int{}
			for _, token := range analyze([]byte(text), toIndex) {
				want[string(token.Term)] = append(want[string(token.Term)], token.Position)
			}
			made := invert(v.occurrences(v.analyze([]byte(text))), true, v)
			got := map[string][]int{}
			for term, frequency := range shared.of(&made) {
				at := frequency.Locations[0].Position
				got[term] = append(got[term], at)
				for _, gap := range frequency.Locations[0].ArrayPositions {
					at += int(gap)
					got[term] = append(got[term], at)
				}
				if frequency.Frequency() != len(got[term]) {
					t.Fatalf("%q: %q is there %d times, with %d positions", text, term, frequency.Frequency(), len(got[term]))
				}
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("%q\n%v\nwant\n%v", text, got, want)
			}
		}
	})
}

// TestVocabularyIsBegunAnew indexes more words than a vocabulary keeps: a term
// stays one within each document.
func TestVocabularyIsBegunAnew(t *testing.T) {
	v, shared := newVocabulary(), newFrequencies()
	const words = maxRecent * 2 / 3
	for n := range 4 {
		var text strings.Builder
		for i := range words {
			fmt.Fprintf(&text, "w%dx%d harbours ", n, i)
		}
		d := v.document(&Document{ID: "a", Text: text.String(), Lang: "en"}, shared)
		for _, made := range d.Fields {
			f := made.(*field)
			frequencies := f.AnalyzedTokenFrequencies()
			if len(frequencies) != len(f.text.terms) {
				t.Fatalf("document %d: %s has %d terms, %d of them different", n, f.name, len(f.text.terms), len(frequencies))
			}
		}
		if got := d.Fields[0].AnalyzedTokenFrequencies()["harbours"].Frequency(); got != words {
			t.Fatalf("document %d: harbours %d times", n, got)
		}
		if got := d.Fields[1].AnalyzedTokenFrequencies()["harbour"].Frequency(); got != words {
			t.Fatalf("document %d: harbour as a stem %d times", n, got)
		}
	}
	if kept := len(v.terms.young) + len(v.terms.old); kept > 4*maxRecent {
		t.Errorf("%d terms are kept", kept)
	}
}

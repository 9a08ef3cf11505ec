package search

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"newsclip/clip"
)

// TestAgainstScan holds what is found in an index of several segments, with
// clips replaced and removed, against looking through all texts.
func TestAgainstScan(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		words := rapid.SampledFrom([]string{"ada", "ben", "cod", "dune", "eel"})
		sentence := rapid.SliceOfN(words, 1, 12)
		texts := map[clip.ID][]string{}
		x := open(t, indexDir(t))
		for batch := range rapid.IntRange(1, 4).Draw(rt, "batches") {
			var put []Document
			var remove []clip.ID
			for range rapid.IntRange(1, 6).Draw(rt, "clips") {
				id := clip.ID(fmt.Sprint(rapid.IntRange(0, 15).Draw(rt, "id")))
				if _, again := texts[id]; again && rapid.Bool().Draw(rt, "remove") {
					delete(texts, id)
					remove = append(remove, id)
					put = slices.DeleteFunc(put, func(d Document) bool { return d.ID == id })
					continue
				}
				remove = slices.DeleteFunc(remove, func(r clip.ID) bool { return r == id })
				texts[id] = sentence.Draw(rt, "text")
				put = slices.DeleteFunc(put, func(d Document) bool { return d.ID == id })
				put = append(put, Document{ID: id, Text: strings.Join(texts[id], " "), Date: time.Unix(int64(len(texts[id])), 0)})
			}
			if err := x.Apply(t.Context(), int64(batch+1), put, remove); err != nil {
				rt.Fatal(err)
			}
		}
		a, b := words.Draw(rt, "a"), words.Draw(rt, "b")
		for query, fits := range map[string]func([]string) bool{
			`"` + a + `"`:                func(w []string) bool { return slices.Contains(w, a) },
			`"` + a + `" "` + b + `"`:    func(w []string) bool { return slices.Contains(w, a) && slices.Contains(w, b) },
			`"` + a + `" -` + b:          func(w []string) bool { return slices.Contains(w, a) && !slices.Contains(w, b) },
			`"` + a + `" OR "` + b + `"`: func(w []string) bool { return slices.Contains(w, a) || slices.Contains(w, b) },
			`"` + a + ` ` + b + `"`:      func(w []string) bool { return strings.Contains(" "+strings.Join(w, " ")+" ", " "+a+" "+b+" ") },
			`"` + a + ` ` + b + ` ` + a + `"`: func(w []string) bool {
				return strings.Contains(" "+strings.Join(w, " ")+" ", " "+a+" "+b+" "+a+" ")
			},
		} {
			want := []string{}
			for id, text := range texts {
				if fits(text) {
					want = append(want, string(id))
				}
			}
			if got := sorted(ids(t, x, clip.Query{Text: query})); !slices.Equal(got, sorted(want)) {
				rt.Fatalf("%s finds %v, want %v in %v", query, got, want, texts)
			}
		}
		x.Close()
	})
}

// TestPositions reads back what locate wrote.
func TestPositions(t *testing.T) {
	text := "ada ben ada\n\nada cod ben ada"
	x := open(t, indexDir(t), Document{ID: "one", Text: text})
	want := map[string][]int{}
	for _, token := range analyze([]byte(text), toIndex) {
		want[string(token.Term)] = append(want[string(token.Term)], token.Position)
	}
	for _, p := range testShards(t, x) {
		for term, at := range want {
			l, err := p.list(leaf{fieldText, term})
			check(t, err)
			posting, err := l.postings.Iterator(true, true, true, nil).Next()
			check(t, err)
			if got := positions(posting, nil); !slices.Equal(got, at) || posting.Frequency() != uint64(len(at)) {
				t.Errorf("%s stands at %v (%d times), want %v", term, got, posting.Frequency(), at)
			}
		}
	}
}

func TestLengthCodes(t *testing.T) {
	for _, terms := range []int{0, 1, 2, 7, 100, 1234, 54_000} {
		code := lengthCode(terms)
		if got, want := lengthOf(code), math.Max(float64(terms), 1); code < 1 || code > maxLengthCode || math.Abs(got/want-1) > .05 {
			t.Errorf("%d terms have code %d, which stands for %.0f", terms, code, got)
		}
	}
	if code := lengthCode(10_000_000); code != maxLengthCode {
		t.Errorf("a very long text has code %d", code)
	}
}

// testShards opens the segments of an index until the test ends.
func testShards(t testing.TB, x *Index) []*shard {
	t.Helper()
	advanced, err := x.bleve.Advanced()
	check(t, err)
	reader, err := advanced.Reader()
	check(t, err)
	t.Cleanup(func() { reader.Close() })
	out, err := shards(t.Context(), reader, x.dates)
	check(t, err)
	return out
}

// TestTables holds the tables of frequent terms against the dictionaries.
func TestTables(t *testing.T) {
	var docs []Document
	for i := range smallSegment + 100 {
		docs = append(docs, Document{ID: clip.ID(fmt.Sprint(i)), Title: fmt.Sprintf("title%d", i%7),
			Text: fmt.Sprintf("port%03d portal%d harbour %d straße%d", i%90, i%5, i%2, i%3)})
	}
	x := open(t, indexDir(t), docs...)
	all := testShards(t, x)
	plain := dictionary{t.Context(), all, newTables(), x.builders, uint64(len(docs))}
	quick := plain
	quick.tables = newTables()
	quick.tables.prepare(all)
	quick.tables.wait()
	if quick.tables.get(all[0], fieldText) == nil {
		t.Fatal("no table was made")
	}
	for _, prefix := range []string{"p", "po", "por", "port", "porta", "port08", "strasse", "zz", "h"} {
		for _, n := range []int{5, maxCompletions, maxPrefix} {
			want, err := plain.completions(fieldText, prefix, n)
			check(t, err)
			got, err := quick.completions(fieldText, prefix, n)
			check(t, err)
			if !slices.Equal(got, want) {
				t.Errorf("%d completions of %q: %v, want %v", n, prefix, got, want)
			}
		}
	}
	quick.tables.close()
}

// TestMatchesInRuns holds the quick way to what is to be marked against cutting
// the whole text into terms.
func TestMatchesInRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SampledFrom([]string{"harbour", "Harbours", " ", "  ", "\n\n", "'", "’", "-", ".", "U.S.", "l’homme", "zürich", "Zürich", "深圳港", "ท่าเรือ", "1,000", "x_y", "(", ")", "é"})
		text := strings.Join(rapid.SliceOfN(parts, 0, 20).Draw(t, "parts"), "")
		m := newMarks([]string{"en"})
		for _, token := range analyze([]byte(rapid.SampledFrom([]string{"harbour", "zurich", "us", "homme", "深圳", "1000", "y"}).Draw(t, "asked")), toFind) {
			m.term(string(token.Term))
		}
		m.prefix(rapid.SampledFrom([]string{"har", "zu", "1", "港"}).Draw(t, "prefix"))
		m.stem("harbour")
		got, want := m.matches(text, "en"), m.within(text, 0, len(text), "en", nil)
		if !slices.Equal(got, want) {
			t.Fatalf("in %q %v is marked, want %v", text, got, want)
		}
	})
}

func TestByDate(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 3, n, 0, 0, 0, 0, time.UTC) }
	x := open(t, indexDir(t),
		Document{ID: "second", Text: "velmar", Date: day(2)}, Document{ID: "first", Text: "velmar velmar velmar", Date: day(1)})
	check(t, x.Apply(t.Context(), 2, []Document{{ID: "third", Text: "the port of velmar", Date: day(3)}, {ID: "old", Text: "velmar", Date: time.Date(1951, 1, 1, 0, 0, 0, 0, time.UTC)}}, nil))
	for order, want := range map[clip.Order]string{clip.Newest: "[third second first old]", clip.Oldest: "[old first second third]"} {
		result, err := x.Search(t.Context(), Request{Words: Parse("velmar", Context{}).Words, Order: order})
		check(t, err)
		var got []clip.ID
		for _, hit := range result.Hits {
			got = append(got, hit.ID)
		}
		if fmt.Sprint(got) != want || result.Total != 4 {
			t.Errorf("%s: %v (%d), want %s", order, got, result.Total, want)
		}
	}
}

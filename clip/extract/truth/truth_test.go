package truth

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestFigures holds the scores against ones worked out by hand. Of "a b c d e"
// and "b c d e f" each has two runs of four, of which "b c d e" is common, and
// five words, of which four are.
func TestFigures(t *testing.T) {
	page := func(kind string) *Page { return &Page{Set: "port", PageType: kind, Text: "a b c d e"} }
	r := Report{}
	r.Add(page("article"), "B c d e f")
	r.Add(page("article"), "a b c d e")
	r.Add(page("list"), "")
	r.Add(&Page{Set: "quay", With: []string{"High tide", "storm"}, Without: []string{"Share this", "cookies"}}, "high\ntide. SHARE THIS")
	want := []string{
		// precision is the mean of two, 0 of 2 and 2 of 2; recall that of three
		"port article: 2 pages, shingle F1 0.500 (P 0.500 R 0.500), page F1 0.500, word F1 0.900",
		"port list: 1 pages, shingle F1 0.000 (P 0.000 R 0.000), page F1 0.000, word F1 0.000",
		"port: 3 pages, shingle F1 0.400 (P 0.500 R 0.333), page F1 0.333, word F1 0.600",
		"quay: snippet F1 0.500", // one of two there, one of two kept out
	}
	if got := r.Lines(); !slices.Equal(got, want) {
		t.Errorf("the report is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestMatch(t *testing.T) {
	if got, want := MatchShingles("a b c d e", "b c d e f"), (Match{Hit: 1, Extra: 1, Missed: 1}); got != want {
		t.Errorf("runs of four match as %+v, want %+v", got, want)
	}
	if got, want := MatchShingles("a b", "a b"), (Match{Hit: 1}); got != want {
		t.Errorf("two words match as %+v, want %+v", got, want)
	}
	got := MatchWords("The tide the", "the boat") // "the" once of twice
	if want := (Match{Hit: 1, Extra: 1, Missed: 2}); got != want {
		t.Errorf("bags of words match as %+v, want %+v", got, want)
	}
	if got.F1() != 0.4 { // of 1/2 and 1/3
		t.Errorf("F1 is %v, want 0.4", got.F1())
	}
	if f := (Match{}).F1(); f != 0 {
		t.Errorf("F1 of nothing is %v, want 0", f)
	}
}

func TestRuns(t *testing.T) {
	if got, want := Words("Tide: 3 潮が, rose"), []string{"tide", "3", "潮", "が", "rose"}; !slices.Equal(got, want) {
		t.Errorf("the words are %q, want %q", got, want)
	}
	r := RunsOf(strings.Fields("the tide rose twice today"))
	for text, want := range map[string]float32{
		"the tide rose today": 0.5, // one run of two
		"rose twice":          1,
		"tide twice":          0,
		"ide rose":            0,
		"":                    0,
	} {
		if got := r.Cover(strings.Fields(text)); got != want {
			t.Errorf("%q is covered by %v, want %v", text, got, want)
		}
	}
	marks := r.Mark(strings.Fields("photo tide rose twice share"))
	if want := (Marks{false, true, true, true, false}); !slices.Equal(marks, want) {
		t.Errorf("marked are %v, want %v", marks, want)
	}
	if got := marks.Share(0, 2); got != 0.5 {
		t.Errorf("of the first two %v is marked, want 0.5", got)
	}
	if got := marks.Share(2, 2); got != 0 {
		t.Errorf("of none %v is marked, want 0", got)
	}
}

func TestPage(t *testing.T) {
	for address, want := range map[string]string{
		"https://news.port.example.co.uk/tide": "example.co.uk",
		"http://localhost:80/":                 "localhost",
		"tide.html":                            "",
		"":                                     "",
	} {
		if got := (&Page{URL: address}).Domain(); got != want {
			t.Errorf("the domain of %q is %q, want %q", address, got, want)
		}
	}
	p := &Page{With: []string{"The tide"}, Without: []string{"Share this", ""}}
	for part, want := range map[string][2]bool{
		"the  TIDE rose":       {true, true},
		"The tide. Share this": {false, true},
		"A boat":               {false, false},
	} {
		if belongs, known := p.Snippet(part); [2]bool{belongs, known} != want {
			t.Errorf("%q belongs %v, known %v; want %v", part, belongs, known, want)
		}
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	if _, err := Sets(dir); err == nil {
		t.Error("an empty folder is no error")
	}
	if _, err := ReadFolds(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("folds that are not there: %v", err)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte("one\ntwo\n")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"port.truth.jsonl.gz": packed.Bytes(),
		"quay.truth.jsonl.gz": []byte("not packed"),
		"folds.tsv":           []byte("port\ta page.html\t3\nport\tb\t0\n"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if sets, err := Sets(dir); err != nil || !slices.Equal(sets, []string{"port", "quay"}) {
		t.Errorf("the sets are %q (%v)", sets, err)
	}
	folds, err := ReadFolds(dir)
	if err != nil || folds.Of("port", "a page.html") != "3" || folds.Of("port", "b") != "0" || folds.Of("quay", "b") != "" {
		t.Errorf("the folds are %v (%v)", folds, err)
	}
	var lines []string
	collect := func(line []byte) error { lines = append(lines, string(line)); return nil }
	if err := EachPage(dir, "port", collect); err != nil || !slices.Equal(lines, []string{"one", "two"}) {
		t.Errorf("the lines are %q (%v)", lines, err)
	}
	if err := EachPage(dir, "quay", collect); err == nil || !strings.Contains(err.Error(), "quay.truth") {
		t.Errorf("a file that is not packed: %v", err)
	}
}

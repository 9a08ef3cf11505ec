package search

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	tokenizer "github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"pgregory.net/rapid"
	"unicode/utf8"
)

func TestAnalyze(t *testing.T) {
	tests := map[string]struct {
		text string
		use  purpose
		want string // term@position
	}{
		"words":                {"Harbour dues", toIndex, "harbour@1 dues@2"},
		"acronym":              {"the U.S.A. left", toIndex, "the@1 usa@2 u.s.a@2 left@3"},
		"acronym, to find":     {"the U.S.A. left", toFind, "the@1 u.s.a@2 left@3"},
		"compound, to index":   {"example.com", toIndex, "example.com@1 example@1 com@1"},
		"compound, to find":    {"example.com", toFind, "example.com@1"},
		"possessive, to index": {"mayor’s", toIndex, "mayor's@1 mayor@1"},
		"numbers":              {"1,234.5 2026", toFind, "1234.5@1 2026@2"},
		"thousands":            {"1,000 1.000 1’000 12,345,678", toFind, "1000@1 1000@2 1000@3 12345678@4"},
		"thousands, to index":  {"1,000", toIndex, "1000@1 1@1 000@1"},
		"thousands by spaces":  {"1 000 12\u00a0345\u202f678", toIndex, "1@1 000@2 1000@2 12@3 345@4 12345@4 678@5 12345678@5"},
		"not by two spaces":    {"1  000", toIndex, "1@1 000@2"},
		"decimals":             {"3.14 3,14 1.234,5 0,5", toFind, "3.14@1 3.14@2 1234.5@3 0.5@4"},
		"date and address":     {"24.11.2026 192.168.0.1", toFind, "24.11.2026@1 192.168.0.1@2"},
		"paragraph":            {"a\n\nb", toIndex, fmt.Sprintf("a@1 b@%d", 2+paragraphGap)},
		"Han, to index":        {"港口计划", toIndex, "港口@1 口计@2 计划@3 划@4"},
		"Han, to find":         {"港口计划", toFind, "港口@1 口计@2 计划@3"},
		"one Han":              {"港", toFind, "港@1"},
		"Han and Latin":        {"A股开放", toFind, "a@1 股开@2 开放@3"},
		"Han, sentences":       {"开放。明年", toFind, "开放@1 明年@2"},
		"Hangul":               {"항구에 밤", toFind, "항구@1 구에@2 밤@3"},
		"Thai":                 {"เรือ", toFind, "เรื@1 รือ@2"},
		"full width":           {"ＡＢ１", toFind, "ab@1 1@2"},
		"decomposed":           {"e\u0301cole", toFind, "ecole@1"},
		"Greek":                {"Ναός", toFind, "ναοσ@1"},
		"Hindi keeps vowels":   {"हिन्दी", toFind, "हिन्दी@1"},
		"full width year":      {"在２０２６年", toFind, "在@1 2026@2 年@3"},
		"nothing":              {"— … !", toFind, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, token := range analyze([]byte(test.text), test.use) {
				got = append(got, fmt.Sprintf("%s@%d", token.Term, token.Position))
			}
			if g := strings.Join(got, " "); g != test.want {
				t.Errorf("analyze(%q) = %q, want %q", test.text, g, test.want)
			}
		})
	}
}

func TestStem(t *testing.T) {
	tests := []struct{ lang, a, b string }{
		{"en", "running", "run"}, {"en", "mayor’s", "mayor"}, {"de", "Häuser", "Haus"}, {"de", "europaischen", "europäisch"},
		{"fr", "l’école", "écoles"}, {"es", "elecciones", "elección"}, {"it", "dell’arte", "arte"}, {"pt", "portos", "porto"},
		{"nl", "huizen", "huizen"}, {"sv", "båtarna", "båtar"}, {"da", "bådene", "båden"}, {"no", "båtene", "båten"},
		{"fi", "satamassa", "satama"}, {"ru", "корабли", "корабль"}, {"hu", "hajók", "hajó"}, {"ro", "porturile", "porturi"},
	}
	for _, test := range tests {
		if a, b := stem([]byte(test.a), test.lang), stem([]byte(test.b), test.lang); a != b || a == "" {
			t.Errorf("%s: %s → %q, %s → %q", test.lang, test.a, a, test.b, b)
		}
	}
}

// FuzzAnalyze: terms lie in the text in order, are valid, short and folded for
// good.
func FuzzAnalyze(f *testing.F) {
	for _, text := range []string{"l’école U.S. 1,2", "港口กรุง항구", "\xff\xffa", "a\u0301\u0301b", "ﬁ İ ẞ", strings.Repeat("x", 300)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		valid := utf8.ValidString(text)
		pos := 0
		for _, token := range analyze([]byte(text), toIndex) {
			if token.Start < 0 || token.End > len(text) || token.Start >= token.End {
				t.Fatalf("%q: term %q at %d to %d", text, token.Term, token.Start, token.End)
			}
			if token.Position < pos {
				t.Fatalf("%q: position %d after %d", text, token.Position, pos)
			}
			pos = token.Position
			if valid && !utf8.Valid(token.Term) {
				t.Fatalf("%q: term %q is not UTF-8", text, token.Term)
			}
			if len(token.Term) > maxTerm {
				t.Fatalf("%q: term of %d bytes", text, len(token.Term))
			}
		}
	})
}

// BenchmarkAnalyze reports MB/s of English.
func BenchmarkAnalyze(b *testing.B) {
	text := []byte(strings.Repeat("The council voted on higher harbour dues for ferries. ", 100))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		analyze(text, toIndex)
	}
}

// TestDivide holds the words that are cut out directly against Unicode's rules
// for the whole text.
func TestDivide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SampledFrom([]string{"port", "a", "X", "12", "1,000", "3.5", " ", " ", " ", "\n", "\n\n", "\t", ".", ",", "'", "’", "\"", "-", "(", ")", ":", "_",
			"é", "港口", "한국", "ท่าเรือ", "\u0301", "\u200d", "\u00a0", "א", "ｱ", "٣"})
		text := []byte(strings.Join(rapid.SliceOfN(pieces, 0, 30).Draw(t, "pieces"), ""))
		plain := analyzer{text: text, purpose: toIndex}
		for _, word := range tokenizer.NewUnicodeTokenizer().Tokenize(text) {
			plain.read(word)
		}
		plain.between(plain.end, len(text))
		plain.flush()
		got, want := analyze(text, toIndex), plain.out
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || !reflect.DeepEqual(got[i], want[i]) {
				t.Fatalf("%q\n%v\nwant\n%v", text, got, want)
			}
		}
	})
}

package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"

	"newsclip/assets/fonts"
	"newsclip/clip"
	"newsclip/clip/export/review"
)

func newTestBook(t *testing.T) *book {
	t.Helper()
	paper, err := sheetOf(review.A4)
	if err != nil {
		t.Fatal(err)
	}
	b, err := newBook(&bytes.Buffer{}, &review.Review{}, review.Options{}, paper)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.close)
	b.text.lang = "en"
	return b
}

func plainStyle() style { return style{family: serif, size: 10, color: black} }

func TestHyphenator(t *testing.T) {
	cases := []struct{ lang, word, want string }{
		{"en", "hyphenation", "hy-phen-ation"},
		{"pl", "niezrozumiałą", "nie-zro-zu-miałą"},
		{"uk", "поспішною", "по-спі-шною"},
		{"el", "περιβαλλοντικών", "πε-ρι-βαλ-λο-ντι-κών"},
		{"en-GB", "Neighbourhood", "Neigh-bour-hood"},
		{"en", "tide", "tide"},
		{"de", "Hafenverwaltung", "Ha-fen-ver-wal-tung"},
		{"fr", "gouvernement", "gou-ver-ne-ment"},
		{"ru", "правительство", "пра-ви-тель-ство"},
		{"xx", "neighbourhood", "neighbourhood"},
		{"", "neighbourhood", "neighbourhood"},
	}
	h := newHyphenator()
	for _, c := range cases {
		var parts []string
		word, from := []rune(c.word), 0
		for _, at := range h.points(word, c.lang) {
			parts = append(parts, string(word[from:at]))
			from = at
		}
		if got := strings.Join(append(parts, string(word[from:])), "-"); got != c.want {
			t.Errorf("%s %s = %s, want %s", c.lang, c.word, got, c.want)
		}
	}
}

// TestPatternsAtTheBeginning looks for TeX's own lines: what a dot begins was
// once unpacked a letter too far to the left.
func TestPatternsAtTheBeginning(t *testing.T) {
	for lang, line := range map[string]string{"en": ".ad4der\n", "pl": ".a2b2s3t\n", "fr": "\n.in1a2\n"} {
		if !strings.Contains(string(fonts.Patterns(lang)), line) {
			t.Errorf("%s lacks %q", lang, line)
		}
	}
}

func TestEveryPatternFileIsRead(t *testing.T) {
	h := newHyphenator()
	for _, lang := range []string{"de", "el", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "sv", "uk"} {
		if p := h.patterns(lang); p == nil || len(p.levels) < 300 {
			t.Errorf("%s has no patterns", lang)
		}
	}
}

// TestLinesKeepTheirWidth sets the same text in many widths: no line is wider
// than the column, no text is lost, and inner lines are full.
func TestLinesKeepTheirWidth(t *testing.T) {
	b := newTestBook(t)
	text := prose(0, 12) + " https://ellery-courier.example/news/2026/03/04/a-very-long-address-without-any-space " + prose(2, 3)
	for width := 90.0; width < 500; width += 17 {
		shaped, lines := b.text.paragraph([]span{{text, plainStyle()}}, width, justified, textLeading)
		var seen strings.Builder
		for i := range lines {
			l := &lines[i]
			end := l.natural
			for k := range l.clusters {
				end += l.extra(&l.clusters[k])
				seen.WriteString(string(shaped.runes[l.clusters[k].start:l.clusters[k].end]))
			}
			if end > width+0.1 {
				t.Errorf("width %.0f: line %d is %.2f wide", width, i, end)
			}
		}
		if squash(seen.String()) != squash(text) {
			t.Errorf("width %.0f: text was lost", width)
		}
	}
}

// TestParagraphsThatStayRagged looks at the ends of lines where words are too
// long to fill them.
func TestParagraphsThatStayRagged(t *testing.T) {
	b := newTestBook(t)
	filled := func(lang, text string) (filled, all int) {
		b.text.lang = lang
		_, lines := b.text.paragraph([]span{{text, plainStyle()}}, 200, justified, textLeading)
		for i := range lines[:len(lines)-1] {
			if lines[i].perSpace != 0 || lines[i].perSign != 0 {
				filled++
			}
		}
		return filled, len(lines) - 1
	}
	if n, all := filled("en", prose(0, 4)); n != all {
		t.Errorf("English: %d of %d lines reach the edge", n, all)
	}
	if n, _ := filled("ta", prose(0, 4)); n != 0 {
		t.Errorf("Tamil: %d lines are stretched", n)
	}
	long := strings.Repeat("a"+strings.Repeat("x", 20)+" ", 12) // one and a half words fill a line
	if n, _ := filled("zxx", long); n != 0 {
		t.Errorf("long words: %d lines are stretched", n)
	}
}

// TestLastLinesHaveCompany counts last lines of one word: some cannot be helped.
func TestLastLinesHaveCompany(t *testing.T) {
	b := newTestBook(t)
	alone, parts, all := 0, 0, 0
	for from := range sentences {
		for count := 2; count < 9; count++ {
			for _, width := range []float64{330, 400, 451} {
				_, lines := b.text.paragraph([]span{{prose(from, count), plainStyle()}}, width, justified, textLeading)
				last := lines[len(lines)-1]
				all++
				if !slices.ContainsFunc(last.clusters, func(c cluster) bool { return c.space }) {
					alone++
					if lines[len(lines)-2].hyphen {
						parts++
					}
				}
			}
		}
	}
	if alone*50 > all || parts > 0 {
		t.Errorf("of %d last lines %d are a word, %d a part of one", all, alone, parts)
	}
}

func TestTitlesAreBalanced(t *testing.T) {
	b := newTestBook(t)
	spans := []span{{"Council votes to rebuild the northern breakwater before another winter of storms", style{family: serif, bold: true, size: 21}}}
	_, plain := b.text.paragraph(spans, 450, left, titleLeading)
	_, even := b.text.balance(spans, 450, titleLeading)
	spread := func(lines []line) float64 {
		least, most := math.Inf(1), 0.0
		for _, l := range lines {
			least, most = min(least, l.natural), max(most, l.natural)
		}
		return most - least
	}
	if len(even) != len(plain) || spread(even) >= spread(plain) {
		t.Errorf("%d lines within %.0f, plain %d within %.0f", len(even), spread(even), len(plain), spread(plain))
	}
}

func TestRunningHeadIsCutWithAnEllipsis(t *testing.T) {
	b := newTestBook(t)
	long := strings.Repeat("breakwater ", 40)
	got := b.fit(long, plainStyle(), 200)
	if !strings.HasSuffix(got, "…") || len(got) > 60 {
		t.Errorf("fit = %q", got)
	}
	if got := b.fit("short", plainStyle(), 200); got != "short" {
		t.Errorf("fit = %q, want it whole", got)
	}
}

// TestPagination puts items of 100 points on a page of about 690.
func TestPagination(t *testing.T) {
	line := func(name string) item { return item{height: 100, breakable: true, flows: true, draw: named(name)} }
	stuck := func(name string) item { return item{height: 100, draw: named(name)} }
	figure := item{height: 300, breakable: true, floats: true, draw: named("F")}
	elastic := figure
	elastic.least, elastic.fit = 180, func(height float64) item {
		if height < 180 || height > 292 {
			t.Errorf("a figure is set %.0f high", height)
		}
		return item{height: height, draw: named("f")}
	}
	tall := item{height: 5000, breakable: true, draw: named("T")}
	head := &item{height: 50, draw: named("h")}
	row := func(name string) item { it := line(name); it.flows, it.head = false, head; return it }
	cases := []struct {
		name  string
		items []item
		want  string
	}{
		{"a page and one", []item{line("1"), line("2"), line("3"), line("4"), line("5"), line("6"), line("7")}, "123456|7"},
		{"what is kept goes along", []item{line("1"), line("2"), line("3"), line("4"), line("5"), line("6"), stuck("7"), stuck("8")}, "12345|678"},
		{"a figure waits, text goes on", []item{line("1"), line("2"), line("3"), line("4"), figure, line("5"), line("6"), line("7")}, "123456|F7"},
		{"a figure at once before what does not flow", []item{line("1"), line("2"), line("3"), line("4"), figure, {height: 100, breakable: true, draw: named("5")}}, "1234|F5"},
		{"text passes a figure, a table does not", []item{line("1"), line("2"), line("3"), line("4"), figure, line("5"), row("6"), row("7")}, "12345|F67"},
		{"two figures keep their order", []item{line("1"), line("2"), line("3"), line("4"), figure, line("5"), {height: 50, breakable: true, floats: true, draw: named("G")}, line("6")}, "123456|FG"},
		{"and wait together", []item{line("1"), line("2"), line("3"), line("4"), figure, figure, line("5"), line("6"), line("7")}, "123456|FF|7"},
		{"as many as fit on a page", []item{line("1"), line("2"), line("3"), line("4"), figure, line("5"), figure, figure, line("6"), line("7")}, "12345|FF|F67"},
		{"set smaller rather than leave a hole", []item{line("1"), line("2"), line("3"), line("4"), elastic, row("5")}, "1234f|h5"},
		{"too large for what is left", []item{line("1"), line("2"), line("3"), line("4"), line("5"), line("6"), elastic, row("7")}, "123456|F7"},
		{"no hole, no smaller figure", []item{line("1"), line("2"), line("3"), line("4"), elastic, line("5"), line("6"), {height: 60, breakable: true, flows: true, draw: named("s")}, line("7")}, "123456s|F7"},
		{"a heading stays with the text", []item{line("1"), line("2"), line("3"), line("4"), line("5"), line("H"), {height: 300, floats: true, draw: named("F")}, line("6")}, "12345|HF6"},

		{"a last figure", []item{line("1"), line("2"), line("3"), line("4"), figure}, "1234|F"},
		{"higher than a page", []item{line("1"), tall, line("2")}, "1|T|2"},
		{"kept and higher than a page", []item{stuck("1"), stuck("2"), stuck("3"), stuck("4"), stuck("5"), stuck("6"), stuck("7")}, "123456|7"},
		{"heads repeat", []item{line("1"), line("2"), line("3"), line("4"), line("5"), row("a"), row("b")}, "12345a|hb"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := newTestBook(t)
			if err := b.paginate(t.Context(), c.items); err != nil {
				t.Fatal(err)
			}
			b.endPage()
			if got := strings.Join(drawn(b), "|"); got != c.want {
				t.Errorf("pages = %s, want %s", got, c.want)
			}
		})
	}
}

// named draws an item by leaving its name with the page's number in the book's
// entries, where drawn finds it.
func named(name string) func(*page, float64) {
	return func(p *page, _ float64) {
		number := len(p.book.pages)
		for len(p.book.entries) <= number {
			p.book.entries = append(p.book.entries, entry{})
		}
		p.book.entries[number].title += name
	}
}

func drawn(b *book) []string {
	var out []string
	for _, e := range b.entries {
		out = append(out, e.title)
	}
	return out
}

func TestColumnWidths(t *testing.T) {
	gridOf := func(columns ...[2]float64) *grid {
		g := &grid{columns: len(columns), rows: [][]*tableCell{nil}}
		for i, c := range columns {
			g.rows[0] = append(g.rows[0], &tableCell{column: i, columns: 1, rows: 1, least: c[0], wanted: c[1]})
		}
		return g
	}
	cases := []struct {
		name string
		grid *grid
		want []float64
	}{
		{"all fit", gridOf([2]float64{30, 50}, [2]float64{40, 100}), []float64{50, 100}},
		{"short ones first", gridOf([2]float64{30, 50}, [2]float64{40, 900}), []float64{50, 250}},
		{"not even the least", gridOf([2]float64{200, 300}, [2]float64{400, 900}), []float64{100, 200}},
	}
	for _, c := range cases {
		got := columnWidths(c.grid, 300)
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a-b) < 0.1 }) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTrueTypeSubset(t *testing.T) {
	loaders, err := opentype.NewLoaders(bytes.NewReader(fonts.SerifRegular))
	if err != nil {
		t.Fatal(err)
	}
	whole, err := font.ParseTTF(bytes.NewReader(fonts.SerifRegular))
	if err != nil {
		t.Fatal(err)
	}
	composite, _ := whole.NominalGlyph('é')
	plain, _ := whole.NominalGlyph('a')
	unused, _ := whole.NominalGlyph('Z')
	subset, err := subsetTrueType(loaders[0], []font.GID{composite, plain})
	if err != nil {
		t.Fatal(err)
	}
	if len(subset) > len(fonts.SerifRegular)/4 {
		t.Errorf("the subset has %d bytes of %d", len(subset), len(fonts.SerifRegular))
	}
	again, err := opentype.NewLoaders(bytes.NewReader(subset))
	if err != nil {
		t.Fatal(err)
	}
	loca, _ := again[0].RawTable(opentype.MustNewTag("loca"))
	length := func(g font.GID) uint32 {
		return binary.BigEndian.Uint32(loca[4*g+4:]) - binary.BigEndian.Uint32(loca[4*g:])
	}
	if length(composite) == 0 || length(plain) == 0 || length(unused) != 0 {
		t.Errorf("lengths: é %d, a %d, Z %d", length(composite), length(plain), length(unused))
	}
}

func TestCFFSubset(t *testing.T) {
	const path = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
	file, err := os.Open(path)
	if err != nil {
		t.Skipf("this computer has no CFF font to test with: %v", err)
	}
	defer file.Close()
	loaders, err := opentype.NewLoaders(file)
	if err != nil {
		t.Fatal(err)
	}
	table, err := loaders[0].RawTable(tagCFF)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := font.NewFont(loaders[0])
	if err != nil {
		t.Fatal(err)
	}
	g, _ := font.NewFace(parsed).NominalGlyph('港')
	subset, err := subsetCFF(table, []font.GID{g})
	if err != nil {
		t.Fatal(err)
	}
	before, err := readCFF(table)
	if err != nil {
		t.Fatal(err)
	}
	after, err := readCFF(subset)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before.glyphs.object(table, int(g)), after.glyphs.object(subset, int(g))) {
		t.Error("the glyph's program has changed")
	}
	if other := after.glyphs.object(subset, int(g)+1); len(other) != 1 {
		t.Errorf("a glyph that is not used has %d bytes", len(other))
	}
}

func TestDamagedCFFIsAnError(t *testing.T) {
	for _, data := range [][]byte{{}, {1, 0, 4}, bytes.Repeat([]byte{0xFF}, 64), bytes.Repeat([]byte{1}, 64)} {
		if _, err := subsetCFF(data, nil); err == nil {
			t.Errorf("%x was taken", data)
		}
	}
}

func TestStrings(t *testing.T) {
	for _, c := range []struct{ name, got, want string }{
		{"text", textString("a€😀"), "<FEFF006120ACD83DDE00>"},
		{"address", uriString(`https://a.example/x y(z)\é`), "(https://a.example/x%20y%28z%29%5C%C3%A9)"},
		{"roman", fmt.Sprint(roman(1), roman(4), roman(49), roman(2026)), "iivxlixmmxxvi"},
		{"font name", fontName("Noto Serif/CJK.otf"), "NotoSerifCJKotf"},
		{"date", pdfDate(time.Date(2026, 3, 9, 8, 30, 0, 0, time.FixedZone("", -16200))), "D:20260309083000-04'30'"},
		{"right to left", fmt.Sprint(writesLeftwards("ar"), writesLeftwards("he-IL"), writesLeftwards("arn"), writesLeftwards("en"), writesLeftwards("")), "true true false false false"},
		{"east", eastAsian("zh-TW") + eastAsian("ja-JP") + eastAsian("zh") + eastAsian("en"), "zh-Hantjazh-Hans"},
		{"description", description(&clip.Block{Inlines: inlines(words("A caption"))}), "A caption"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
}

package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// strict validates a file as pdfcpu's strict mode does and returns its pages.
func strict(t *testing.T, file []byte) int {
	t.Helper()
	api.DisableConfigDir()
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationStrict
	if err := api.Validate(bytes.NewReader(file), conf); err != nil {
		t.Errorf("pdfcpu, strict: %v", err)
	}
	pages, err := api.PageCount(bytes.NewReader(file), conf)
	if err != nil {
		t.Error(err)
	}
	return pages
}

func write(t *testing.T, r *review.Review, o review.Options) ([]byte, review.Report) {
	t.Helper()
	var out bytes.Buffer
	report, err := Write(t.Context(), &out, r, o)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), report
}

func TestWriteIsValidOnEveryPaper(t *testing.T) {
	for _, paper := range []review.Paper{"", "a4", "letter", "a5"} {
		t.Run("paper "+string(paper), func(t *testing.T) {
			file, report := write(t, pressReview(t), review.Options{Paper: paper})
			if pages := strict(t, file); pages != report.Pages || pages < 8 {
				t.Errorf("the file has %d pages, the report %d", pages, report.Pages)
			}
			if report.Files != 1 {
				t.Errorf("files = %d, want 1", report.Files)
			}
		})
	}
}

func TestUnknownPaper(t *testing.T) {
	_, err := Write(t.Context(), &bytes.Buffer{}, pressReview(t), review.Options{Paper: "napkin"})
	if clip.KindOf(err) != clip.ErrInvalid {
		t.Errorf("err = %v, want kind %q", err, clip.ErrInvalid)
	}
}

func TestEmptyReviewIsACover(t *testing.T) {
	file, report := write(t, &review.Review{}, review.Options{})
	if pages := strict(t, file); pages != 1 || report.Pages != 1 {
		t.Errorf("pages = %d, report %d, want 1", pages, report.Pages)
	}
	if got := newReadBack(t, file).pages()[0]; got != "Press review 0 clippings" {
		t.Errorf("cover = %q", got)
	}
}

func TestTextCanBeReadBack(t *testing.T) {
	r := pressReview(t)
	file, _ := write(t, r, review.Options{})
	pages := newReadBack(t, file).pages()
	all := strings.Join(pages, " ")
	for _, section := range r.Sections {
		for _, c := range section.Clips {
			if !strings.Contains(all, c.Version.Title) {
				t.Errorf("the title %q is not in the text", c.Version.Title)
			}
			for _, leaf := range c.Version.Body.Leaves() {
				if leaf.Block.Kind == clip.Paragraph && !strings.Contains(squash(all), squash(leaf.Text)) {
					t.Errorf("the text lacks %.80q", leaf.Text)
				}
			}
		}
	}
}

// squash drops white space: where it falls at the end of a line, none is drawn.
func squash(s string) string { return strings.Join(strings.Fields(s), "") }

func TestFrontMatter(t *testing.T) {
	file, report := write(t, pressReview(t), review.Options{})
	pages := newReadBack(t, file).pages()
	cover := fmt.Sprintf("Harbour press review For the works committee 2–8 March 2026 4 clippings, %d pages Made on 9 March 2026", report.Pages-2)
	if pages[0] != cover {
		t.Errorf("cover = %q, want %q", pages[0], cover)
	}
	for _, want := range []string{"Contents Breakwater", "Abroad In other languages", "Ellery Courier, 4 March 2026"} {
		if !strings.Contains(pages[1], want) {
			t.Errorf("contents = %q, want %q in it", pages[1], want)
		}
	}
	for i, page := range pages[2:] {
		if strings.Contains(page, "Fishers ask for quiet spawning months") {
			if want := fmt.Sprintf("Fishers ask for quiet spawning months %d ", i+1); !strings.Contains(pages[1], want) {
				t.Errorf("contents = %q, want %q in it", pages[1], want)
			}
			return
		}
	}
	t.Error("no page has the second clip")
}

func TestOutline(t *testing.T) {
	file, _ := write(t, pressReview(t), review.Options{})
	api.DisableConfigDir()
	marks, err := api.Bookmarks(bytes.NewReader(file), model.NewDefaultConfiguration())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range marks {
		got = append(got, fmt.Sprintf("%s %d", m.Title, len(m.Kids)))
		for _, kid := range m.Kids {
			got = append(got, fmt.Sprintf("- %.12s %d", kid.Title, len(kid.Kids)))
		}
	}
	want := []string{"Contents 0", "Breakwater 2", "- Council vote 0", "- Fishers ask  0", "Abroad 1", "- In other lan 2", "Sources 0"}
	if !slices.Equal(got, want) {
		t.Errorf("bookmarks = %q, want %q", got, want)
	}
}

func TestTagsAndLinks(t *testing.T) {
	file, _ := write(t, pressReview(t), review.Options{})
	for literal, want := range map[string]int{
		"/S/Document": 1, "/S/Art/": 4, "/S/Title/": 1, "/RoleMap<</Title/H1>>": 1, "/S/H1/": 4, "/S/H2/": 8, "/S/H3/": 1, "/S/H4/": 1, "/S/Table/": 2, "/S/L/": 2, "/S/LI/": 4,
		"/S/BlockQuote/": 1, "/S/Code/": 1, "/S/Figure/": 5, "/S/TOC/": 1, "/S/TOCI/": 8, "/S/TR/": 29, "/RowSpan 2": 1, "/ColSpan 3": 1,
		"/URI(https://harbour.example/plans?id=7&view=all)": 1, "/URI(https://video.example/watch/8812)": 1,
		"/Alt " + textString("The breakwater at low tide"): 1, "/Lang(ru)": 1, "/Lang(en)": 5, "/Subtype/Type1": 0,
	} {
		if got := number(file, literal); got != want {
			t.Errorf("%q occurs %d times, want %d", literal, got, want)
		}
	}
}

func TestTableHeadsRepeat(t *testing.T) {
	file, _ := write(t, pressReview(t), review.Options{})
	pages := newReadBack(t, file).pages()
	rows, heads := 0, 0
	for _, page := range pages {
		if strings.Contains(page, "A. Marsh") {
			rows++
			heads += strings.Count(page, "Harbour Skipper Tonnes Remarks")
		}
	}
	if rows < 2 || heads != rows {
		t.Errorf("%d pages have rows, %d heads", rows, heads)
	}
}

func TestBadImagesAreWarnings(t *testing.T) {
	r := pressReview(t)
	file, report := write(t, r, review.Options{})
	if len(report.Warnings) != 1 || !strings.Contains(report.Warnings[0], "Council votes") {
		t.Errorf("warnings = %q, want one that names the clip", report.Warnings)
	}
	all := strings.Join(newReadBack(t, file).pages(), " ")
	for _, want := range []string{"[Image: A picture that did not survive]", "Its caption stays"} {
		if !strings.Contains(all, want) {
			t.Errorf("the text lacks %q", want)
		}
	}
	if got := number(file, "/Subtype/Image"); got != 5 { // one has a mask
		t.Errorf("%d images, want 5", got)
	}
	r.Image = nil
	file, report = write(t, r, review.Options{})
	strict(t, file)
	if len(report.Warnings) != 1 || !strings.Contains(report.Warnings[0], "no images came") {
		t.Errorf("warnings = %q", report.Warnings)
	}
}

func TestSameBytesTwice(t *testing.T) {
	first, _ := write(t, pressReview(t), review.Options{})
	second, _ := write(t, pressReview(t), review.Options{})
	if !bytes.Equal(first, second) {
		t.Errorf("the same review gave %d and %d different bytes", len(first), len(second))
	}
}

func TestProgressCounts(t *testing.T) {
	var got []review.Progress
	_, report := write(t, pressReview(t), review.Options{Progress: func(p review.Progress) { got = append(got, p) }})
	clips, pages := 0, 0
	for _, p := range got {
		if p.Clips != 4 || p.Done < clips || p.Done > clips+1 || p.Pages < pages || p.Pages > pages+1 {
			t.Errorf("after clip %d, page %d: %+v", clips, pages, p)
		}
		clips, pages = p.Done, p.Pages
	}
	if clips != 4 || pages != report.Pages {
		t.Errorf("it ends at clip %d, page %d of 4, %d", clips, pages, report.Pages)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	_, err := Write(ctx, &bytes.Buffer{}, pressReview(t), review.Options{Progress: func(review.Progress) { calls++; cancel() }})
	if !errors.Is(err, context.Canceled) || calls != 1 {
		t.Errorf("err = %v after %d clips, want canceled after 1", err, calls)
	}
}

// full is a disk without room after some bytes.
type full struct{ left int }

var errFull = errors.New("no room")

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWriterErrors(t *testing.T) {
	for _, left := range []int{0, 100_000} {
		if _, err := Write(t.Context(), &full{left}, pressReview(t), review.Options{}); !errors.Is(err, errFull) {
			t.Errorf("with room for %d bytes err = %v", left, err)
		}
	}
}

func TestScriptsFromSystemFonts(t *testing.T) {
	cases := []struct{ name, lang, text string }{
		{"Arabic", "ar", "صوت مجلس ميناء إليري يوم الثلاثاء 4 مارس 2026 على إعادة بناء حاجز الأمواج."},
		{"Hebrew", "he", "מועצת הנמל הצביעה ביום שלישי בעד שיקום שובר הגלים."},
		{"Chinese", "zh", "埃勒里港委员会周二投票决定重建北防波堤，“另一个季节”可能会使港池敞开。"},
		{"Japanese", "ja", "エレリー港評議会は火曜日、北防波堤の再建を可決した。"},
		{"Devanagari", "hi", "बंदरगाह परिषद ने मंगलवार को मतदान किया।"},
		{"Thai", "th", "สภาท่าเรือลงมติเมื่อวันอังคารให้สร้างเขื่อนกันคลื่นทางเหนือขึ้นใหม่"},
		{"emoji", "en", "Waves 🌊 and ❤️ for the harbour."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := article("News", "World Desk", clip.NewParagraph(c.text))
			a.Version.Lang = c.lang
			file, report := write(t, &review.Review{Title: "Scripts", Sections: []review.Section{{Clips: []clip.Clip{a}}}}, review.Options{})
			strict(t, file)
			if len(report.Warnings) > 0 {
				t.Skipf("this computer lacks a font: %q", report.Warnings)
			}
			all := strings.Join(newReadBack(t, file).pages(), " ")
			for _, word := range strings.FieldsFunc(c.text, func(r rune) bool { return strings.ContainsRune(" .,،“”，", r) }) {
				if got := squash(all); !strings.Contains(got, word) && !strings.Contains(got, reversed(word)) { // pages keep what is seen from left to right
					t.Errorf("the text lacks %q: %q", word, all)
				}
			}
		})
	}
}

func TestMissingGlyphsAreVisibleAndReported(t *testing.T) {
	a := article("A sign \uE001 of its own", "World Desk", clip.NewParagraph("Private \uE000 letters."))
	file, report := write(t, &review.Review{Sections: []review.Section{{Clips: []clip.Clip{a}}}}, review.Options{})
	strict(t, file)
	if len(report.Warnings) != 1 || !strings.Contains(report.Warnings[0], "private") {
		t.Errorf("warnings = %q, want one", report.Warnings)
	}
	if all := strings.Join(newReadBack(t, file).pages(), " "); !strings.Contains(all, "Private \uE000 letters.") {
		t.Errorf("text = %q", all)
	}
}

func TestHostileBodies(t *testing.T) {
	deep := clip.NewParagraph("The bottom.")
	for range clip.MaxDepth {
		deep = clip.Block{Kind: clip.List, Blocks: []clip.Block{{Kind: clip.Item, Blocks: []clip.Block{deep}}}}
	}
	tallCell := clip.Block{Kind: clip.Cell}
	for i := range 80 {
		tallCell.Blocks = append(tallCell.Blocks, clip.NewParagraph(sentences[i%len(sentences)]))
	}
	wide := clip.Block{Kind: clip.Row}
	for i := range 60 {
		wide.Blocks = append(wide.Blocks, cell(false, fmt.Sprint("Column ", i)))
	}
	cases := []struct {
		name  string
		block clip.Block
		want  string
	}{
		{"deep lists", deep, "The bottom."},
		{"a word wider than the page", clip.NewParagraph(strings.Repeat("x", 400)), strings.Repeat("x", 400)},
		{"a row higher than the page", clip.Block{Kind: clip.Table, Blocks: []clip.Block{{Kind: clip.Row, Blocks: []clip.Block{tallCell, cell(false, "beside")}}}}, "beside"},
		{"more columns than fit", clip.Block{Kind: clip.Table, Blocks: []clip.Block{wide}}, "Column 59"},
		{"an empty table", clip.Block{Kind: clip.Table}, ""},
		{"empty blocks", clip.Block{Kind: clip.Quote, Blocks: []clip.Block{{Kind: clip.Paragraph}, {Kind: clip.List}, {Kind: clip.Code}}}, ""},
		{"a caption of many lines", clip.Block{Kind: clip.Image, URL: photoURL, Inlines: inlines(words(prose(0, 70)))}, sentences[2]},
		{"control characters", clip.NewParagraph("be\x00ll\u00ad\u2029rung\n"), "bellrung"},
		{"a bare item", clip.Block{Kind: clip.Item, Blocks: []clip.Block{clip.NewParagraph("bare")}}, "bare"},
		{"a row that spans too far", clip.Block{Kind: clip.Table, Blocks: []clip.Block{{Kind: clip.Row, Blocks: []clip.Block{{Kind: clip.Cell, RowSpan: 900, ColSpan: 900, Blocks: []clip.Block{clip.NewParagraph("spans")}}}}}}, "spans"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := &review.Review{Image: kept(t), Sections: []review.Section{{Clips: []clip.Clip{article("Odd", "Desk", clip.NewParagraph(prose(0, 30)), c.block, clip.NewParagraph("The end."))}}}}
			file, _ := write(t, r, review.Options{Paper: "a5"})
			strict(t, file)
			if all := squash(strings.Join(newReadBack(t, file).pages(), "")); !strings.Contains(all, squash(c.want)) || !strings.Contains(all, "Theend.") {
				t.Errorf("the text lacks %.60q", c.want)
			}
		})
	}
}

// BenchmarkWrite sets 1,000 small clips of about a page.
func BenchmarkWrite(b *testing.B) {
	r := &review.Review{Title: "A thousand clips", Sections: []review.Section{{}}}
	for i := range 1000 {
		r.Sections[0].Clips = append(r.Sections[0].Clips, article(fmt.Sprintf("Clip %d: council votes to rebuild the breakwater", i), "Ellery Courier",
			clip.NewParagraph(prose(i, 7)), clip.NewHeading(2, "What was decided"), clip.NewParagraph(prose(i+3, 9)), clip.NewParagraph(prose(i+5, 6))))
	}
	pages := 0
	for b.Loop() {
		var out bytes.Buffer
		report, err := Write(b.Context(), &out, r, review.Options{})
		if err != nil {
			b.Fatal(err)
		}
		pages += report.Pages
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}

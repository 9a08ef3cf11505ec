package pdf

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// choiceRounds is how many options are drawn; NEWSCLIP_TORTURE multiplies it.
const choiceRounds = 20

// TestEveryChoiceGivesAWholeDocument draws options at random, down to letters
// of 18 points in a column of 58 mm: the file is valid, every headline stands
// in it, and so does each text where it is wanted.
func TestEveryChoiceGivesAWholeDocument(t *testing.T) {
	rounds := choiceRounds
	if times, err := strconv.Atoi(os.Getenv("NEWSCLIP_TORTURE")); err == nil {
		rounds *= times
	}
	seed := rand.IntN(1 << 30)
	for i := range rounds {
		o := rapid.Custom(someOptions).Example(seed + i)
		r := boardReview(t)
		r.Lang = o.Lang
		r = r.Arranged(o)
		file, report := write(t, r, o)
		if pages := strict(t, file); pages != report.Pages {
			t.Errorf("seed %d: the file has %d pages, the report %d", seed+i, pages, report.Pages)
		}
		if lost := missing(t, file, r, o); lost != "" {
			t.Errorf("seed %d, %+v: the text lacks %.80q", seed+i, o, lost)
		}
	}
}

// missing returns a headline or paragraph that a file lacks, or nothing.
func missing(t *testing.T, file []byte, r *review.Review, o review.Options) string {
	var all, whole strings.Builder
	for _, page := range newReadBack(t, file).pages() {
		whole.WriteString(squash(page)) // a headline may be all that a page says
		all.WriteString(squash(strings.ReplaceAll(withoutHead(page, r), "\u00AD", "")))
	}
	for _, section := range r.Sections {
		for i := range section.Clips {
			v := &section.Clips[i].Version
			if title := squash(v.Title); !strings.Contains(all.String(), title) && !strings.Contains(whole.String(), title) {
				return v.Title
			}
			for _, leaf := range v.Body.Leaves() {
				if leaf.Block.Kind == clip.Paragraph && o.Has(review.Text) && o.Layout != review.ListOnly && !strings.Contains(all.String(), squash(leaf.Text)) {
					return leaf.Text
				}
			}
		}
	}
	return ""
}

// withoutHead cuts the running head and number off a page's text, whose end
// they are: a title, or its beginning with an ellipsis.
func withoutHead(page string, r *review.Review) string {
	page = strings.TrimSpace(strings.TrimRight(page, "0123456789")) // right after a word that is divided
	words := r.Words()
	heads := []string{r.Title, words.Sources, words.Provenance, words.Untitled}
	for _, section := range r.Sections {
		for _, c := range section.Clips {
			heads = append(heads, c.Version.Title)
		}
	}
	for _, head := range heads {
		if rest, found := strings.CutSuffix(page, head); found && head != "" {
			return rest
		}
		for end := range head {
			if rest, found := strings.CutSuffix(page, strings.TrimSpace(head[:end])+"…"); found && end > 0 {
				return rest
			}
		}
	}
	return page
}

func someOptions(draw *rapid.T) review.Options {
	o := review.Options{
		Layout:   rapid.SampledFrom([]review.Layout{review.PressReview, review.Continuous, review.ListOnly}).Draw(draw, "layout"),
		Order:    rapid.SampledFrom([]review.Order{review.AsGiven, review.OldestFirst, review.NewestFirst, review.ByOutlet}).Draw(draw, "order"),
		Group:    rapid.SampledFrom([]review.Group{review.ByFolder, review.ByStory, review.PerOutlet, review.PerDay, review.NoGroups}).Draw(draw, "group"),
		Paper:    rapid.SampledFrom([]review.Paper{review.A4, review.Letter, review.A5}).Draw(draw, "paper"),
		Typeface: rapid.SampledFrom([]review.Typeface{review.Serif, review.Sans}).Draw(draw, "typeface"),
		Lang:     rapid.SampledFrom(review.Languages()).Draw(draw, "lang"),
	}
	if rapid.Bool().Draw(draw, "own margin") {
		o.Margin = rapid.Float64Range(review.MinMargin, review.MaxMargin).Draw(draw, "margin")
	}
	if rapid.Bool().Draw(draw, "own size") {
		o.Size = rapid.Float64Range(review.MinSize, review.MaxSize).Draw(draw, "size")
	}
	for _, p := range review.Parts() {
		o.Set(p.Part, rapid.Bool().Draw(draw, string(p.Part)))
	}
	return o
}

// TestFirstSentences cuts where a sentence ends, else where a word does.
func TestFirstSentences(t *testing.T) {
	long := strings.Repeat("word ", 100)
	for name, c := range map[string]struct{ text, want string }{
		"short":          {"A short text.", "A short text."},
		"a sentence":     {prose(0, 2) + " " + long, prose(0, 2)},
		"no sentence":    {long, strings.TrimSpace(long[:longTeaser-1]) + " …"},
		"no word":        {strings.Repeat("x", 400), strings.Repeat("x", longTeaser) + " …"},
		"Chinese":        {strings.Repeat("港口委员会周二投票决定重建北部防波堤。", 30), strings.Repeat("港口委员会周二投票决定重建北部防波堤。", 16)},
		"a number's dot": {strings.Repeat("1.000 ", 100), strings.TrimSpace(strings.Repeat("1.000 ", 53)) + " …"},
	} {
		if got := firstSentences(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestSomeNotesBeginAtTheRight(t *testing.T) {
	for text, want := range map[string]bool{"": false, "12 :": false, "Ask": false, "12 سؤال": true, "שאלה": true, "Ask سؤال": false} {
		if got := beginsLeftwards(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestALogoStandsOnTheCover(t *testing.T) {
	r := boardReview(t)
	for url, want := range map[string]int{drawingURL: 1, vectorURL: 1, brokenURL: 0} {
		var err error
		if r.Logo, _, err = r.Image(t.Context(), url); err != nil {
			t.Fatal(err)
		}
		file, report := write(t, r, review.Options{Parts: map[review.Part]bool{review.Images: false}})
		strict(t, file)
		if got := number(file, "/Subtype/Image"); got != want {
			t.Errorf("%s: %d images, want %d", url, got, want)
		}
		if told := slices.ContainsFunc(report.Warnings, func(w string) bool { return strings.HasPrefix(w, "The logo is not shown") }); told == (want == 1) {
			t.Errorf("%s: warnings %q", url, report.Warnings)
		}
	}
}

// TestLongListsAreWhole looks for each clip in contents and sources that are
// put on pages part by part.
func TestLongListsAreWhole(t *testing.T) {
	r := &review.Review{Title: "A long list"}
	for section := range 3 {
		s := review.Section{Title: fmt.Sprint("Part ", section+1)}
		for i := range 70 {
			s.Clips = append(s.Clips, article(fmt.Sprintf("Headline %03d", section*70+i), fmt.Sprint("Outlet ", section), clip.NewParagraph("Short.")))
		}
		r.Sections = append(r.Sections, s)
	}
	file, _ := write(t, r, review.Options{Layout: review.Continuous})
	pages := newReadBack(t, file).pages()
	all := strings.Join(pages, " ")
	for from, list := range map[string]string{"Contents Part 1": "contents", "Sources Outlet 0": "sources"} {
		rest := all[strings.LastIndex(all, from):]
		for i := range 210 {
			at := strings.Index(rest, fmt.Sprintf("Headline %03d", i))
			if at < 0 || at > 400 {
				t.Fatalf("%s: headline %d is %d bytes after the last", list, i, at)
			}
			rest = rest[at:]
		}
	}
	for i, page := range pages {
		for _, title := range []string{"Part 2", "Part 3", "Outlet 1", "Outlet 2"} {
			if strings.HasSuffix(strings.TrimSpace(strings.TrimSuffix(page, fmt.Sprint(i))), title) {
				t.Errorf("page %d ends with %q", i+1, title)
			}
		}
	}
}

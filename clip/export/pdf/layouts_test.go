package pdf

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

var update = flag.Bool("update", false, "write what pages say and how they look to testdata, and draw the README's")

// boardReview is a small review with all that a document may show: two
// sections, an outlet with two clips, one without, notes, an edit by hand, a
// clip without a date.
func boardReview(t testing.TB) *review.Review {
	captured := time.Date(2026, time.March, 8, 6, 0, 0, 0, time.UTC)
	c := func(id, title, outlet, standfirst, body string, day int) clip.Clip {
		v := clip.Version{Body: clip.Body{clip.NewParagraph(body)}, Metadata: clip.Metadata{Title: title, Outlet: outlet, Standfirst: standfirst,
			Lang: "en", URL: "https://" + id + ".example/2026/" + id}, Source: clip.Source{Method: clip.MethodFetch, Fetched: captured,
			Requested: "http://" + id + ".example/2026/" + id, Final: "https://" + id + ".example/2026/" + id, Original: clip.HashOf([]byte(id))}}
		if day > 0 {
			v.Published = date(day)
		}
		return clip.Clip{ID: clip.ID(id), Captured: captured, Version: v}
	}
	vote := c("vote", "Council votes for the breakwater", "Ellery Courier", "Forty-one million and a bond.", sentences[0], 4)
	vote.Version.Authors = []string{"Mara Lindqvist", "Tom Adeyemi"}
	vote.Version.Body = append(vote.Version.Body, clip.Block{Kind: clip.Image, URL: drawingURL, Alt: "A chart of costs", Inlines: inlines(words("Costs by year"))})
	quiet := c("quiet", "Fishers ask for quiet months", "the Basin Gazette", "", prose(3, 4), 2)
	quiet.Version.Source = clip.Source{Method: clip.MethodEdit, Original: clip.HashOf([]byte("quiet"))}
	echo := c("echo", "", "Ellery Courier", "", sentences[5], 6)
	letter := c("letter", "A letter to the harbour master", "", "", sentences[2], 0)
	letter.Version.URL, letter.Version.Source = "", clip.Source{Method: clip.MethodText, Name: "letter.txt"}
	return &review.Review{Title: "The coast this week", Subtitle: "For the board", Created: time.Date(2026, time.March, 9, 8, 30, 0, 0, time.UTC),
		From: date(2).Time, To: date(6).Time, Image: kept(t),
		Sections: []review.Section{{Title: "Breakwater", Clips: []clip.Clip{vote, quiet}}, {Title: "Beyond", Clips: []clip.Clip{echo, letter}}},
		About: map[clip.ID]review.About{"vote": {Notes: []review.Note{{Text: "For Friday.\nAsk the board."}, {Quote: "the northern breakwater", Text: "Which part?"},
			{Quote: "an older sentence", Orphaned: true}}}}}
}

// TestLayouts writes the same review with each of the options in
// testdata/layouts/*/options.json and compares what its pages say, its outline
// and where its links lead with pages.txt.
func TestLayouts(t *testing.T) {
	cases, err := filepath.Glob(filepath.Join("testdata", "layouts", "*", "options.json"))
	if err != nil || len(cases) == 0 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, path := range cases {
		dir := filepath.Dir(path)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			var o review.Options
			data, err := os.ReadFile(path)
			if err == nil {
				err = json.Unmarshal(data, &o)
			}
			if err != nil {
				t.Fatal(err)
			}
			r := boardReview(t)
			r.Lang = o.Lang
			if !o.Has(review.Notes) {
				r.About = nil
			}
			r.Arrange(o)
			file, report := write(t, r, o)
			if pages := strict(t, file); pages != report.Pages {
				t.Errorf("the file has %d pages, the report %d", pages, report.Pages)
			}
			got, golden := told(t, file), filepath.Join(dir, "pages.txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("want → got:\n%s", diff)
			}
		})
	}
}

var uriPattern = regexp.MustCompile(`/URI\(([^)]*)\)`)

// told writes down what a file shows, a page at a time.
func told(t *testing.T, file []byte) string {
	t.Helper()
	var out strings.Builder
	for i, page := range newReadBack(t, file).pages() {
		fmt.Fprintf(&out, "--- page %d ---\n%s\n", i+1, page)
	}
	api.DisableConfigDir()
	marks, err := api.Bookmarks(bytes.NewReader(file), model.NewDefaultConfiguration())
	if err != nil {
		t.Fatal(err)
	}
	out.WriteString("--- outline ---\n")
	outline(&out, marks, "")
	var links []string
	for _, m := range uriPattern.FindAllSubmatch(file, -1) {
		links = append(links, string(m[1]))
	}
	slices.Sort(links)
	fmt.Fprintf(&out, "--- links: %d within ---\n%s\n", number(file, "/Dest[")-len(marks)-kids(marks), strings.Join(slices.Compact(links), "\n"))
	return out.String()
}

func outline(out *strings.Builder, marks []pdfcpu.Bookmark, indent string) {
	for _, m := range marks {
		fmt.Fprintf(out, "%s%s %d\n", indent, m.Title, m.PageFrom)
		outline(out, m.Kids, indent+"  ")
	}
}

func kids(marks []pdfcpu.Bookmark) (n int) {
	for _, m := range marks {
		n += len(m.Kids) + kids(m.Kids)
	}
	return n
}

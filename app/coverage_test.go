package app

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsclip/clip"
	"newsclip/clip/intake"
)

// pierReport is an article of many words; each n is one of its own.
func pierReport(n int) string {
	var text strings.Builder
	for i := range 14 {
		fmt.Fprintf(&text, "Report %[1]d.%[2]d tells that pier %[1]d%[2]d of the harbour lost board %[2]d in storm %[1]d, and that mason %[1]d%[2]d mended it by noon.\n\n", n, i)
	}
	return text.String()
}

// covered puts records into one story and returns its page in words, a line for
// each day, article and copy, after one for each outlet.
func covered(t *testing.T, order clip.Order, records ...intake.Record) []string {
	t.Helper()
	a := open(t)
	var first clip.Clip
	for i, r := range records {
		r.Ref = fmt.Sprint(i)
		c := add(t, a, intake.Input{Kind: intake.KindRecord, Record: &r})
		if i == 0 {
			first = c
		} else if c.Story != first.Story {
			must(t, a.MoveToStory(t.Context(), first.Story, c.ID))
		}
	}
	page := got(a.Coverage(t.Context(), first.Story, order))(t)
	var lines []string
	for _, o := range page.Outlets {
		lines = append(lines, fmt.Sprintf("%s %d: %s to %s, %d undated", o.Name, o.Clips, o.First, o.Last, o.Undated))
	}
	for _, day := range page.Days {
		lines = append(lines, "day "+day.Day)
		for _, article := range day.Articles {
			line := "  " + article.Outlet + " " + article.Date.String()
			for _, c := range article.Copies {
				line += " = " + c.Outlet
			}
			lines = append(lines, line)
		}
	}
	return lines
}

func at(text string) clip.Date {
	d, err := clip.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func TestCoverage(t *testing.T) {
	report := func(outlet, date, body string) intake.Record {
		return intake.Record{Title: "Pier mended", Outlet: outlet, Date: at(date), Body: body}
	}
	for _, test := range []struct {
		name    string
		order   clip.Order
		records []intake.Record
		want    []string
	}{
		{"one", clip.Newest, []intake.Record{report("Ledger", "2026-03-04", pierReport(1))},
			[]string{"Ledger 1: 2026-03-04 to 2026-03-04, 0 undated", "day 2026-03-04", "  Ledger 2026-03-04"}},
		{"newest first, undated last", clip.Newest, []intake.Record{report("Ledger", "2026-03-04", pierReport(1)), report("Wire", "", pierReport(2)), report("Ledger", "2026-03-06", pierReport(3))},
			[]string{"Ledger 2: 2026-03-04 to 2026-03-06, 0 undated", "Wire 1:  to , 1 undated", "day 2026-03-06", "  Ledger 2026-03-06", "day 2026-03-04", "  Ledger 2026-03-04", "day ", "  Wire "}},
		{"oldest first, undated last", clip.Oldest, []intake.Record{report("Wire", "", pierReport(2)), report("Ledger", "2026-03-06", pierReport(3)), report("Ledger", "2026-03-04", pierReport(1))},
			[]string{"Ledger 2: 2026-03-04 to 2026-03-06, 0 undated", "Wire 1:  to , 1 undated", "day 2026-03-04", "  Ledger 2026-03-04", "day 2026-03-06", "  Ledger 2026-03-06", "day ", "  Wire "}},
		{"a day as each page gave it", clip.Newest, []intake.Record{report("Ledger", "2026-03-04T23:30:00-05:00", pierReport(1)), report("Wire", "2026-03-05T01:00:00+01:00", pierReport(2))},
			[]string{"Ledger 1: 2026-03-04T23:30:00-05:00 to 2026-03-04T23:30:00-05:00, 0 undated", "Wire 1: 2026-03-05T01:00:00+01:00 to 2026-03-05T01:00:00+01:00, 0 undated",
				"day 2026-03-05", "  Wire 2026-03-05T01:00:00+01:00", "day 2026-03-04", "  Ledger 2026-03-04T23:30:00-05:00"}},
		{"a clip without a time may have been first", clip.Oldest, []intake.Record{report("Ledger", "2026-03-04T08:00:00Z", pierReport(1)), report("Ledger", "2026-03-04", pierReport(2)), report("Ledger", "2026-03-05T08:00:00Z", pierReport(3))},
			[]string{"Ledger 3: 2026-03-04 to 2026-03-05T08:00:00Z, 0 undated", "day 2026-03-04", "  Ledger 2026-03-04T08:00:00Z", "  Ledger 2026-03-04", "day 2026-03-05", "  Ledger 2026-03-05T08:00:00Z"}},
		{"copies under the first", clip.Newest, []intake.Record{report("Ledger", "2026-03-05", pierReport(1)), report("Wire", "2026-03-04", pierReport(1)), report("Post", "", pierReport(1)+"Copy by wire."), report("Gull", "2026-03-06", pierReport(2))},
			[]string{"Wire 1: 2026-03-04 to 2026-03-04, 0 undated", "Ledger 1: 2026-03-05 to 2026-03-05, 0 undated", "Gull 1: 2026-03-06 to 2026-03-06, 0 undated", "Post 1:  to , 1 undated",
				"day 2026-03-06", "  Gull 2026-03-06", "day 2026-03-04", "  Wire 2026-03-04 = Ledger = Post"}},
		{"a copy that was cut under the whole", clip.Newest, []intake.Record{report("Ledger", "2026-03-04", pierReport(1)[:len(pierReport(1))/2]), report("Wire", "2026-03-05", pierReport(1))},
			[]string{"Ledger 1: 2026-03-04 to 2026-03-04, 0 undated", "Wire 1: 2026-03-05 to 2026-03-05, 0 undated", "day 2026-03-05", "  Wire 2026-03-05 = Ledger"}},
		{"outlets in either case are one, else the host", clip.Newest, []intake.Record{report("Ledger", "2026-03-04", pierReport(1)), report("LEDGER", "2026-03-03", pierReport(2)),
			{Title: "Pier mended", URL: "https://www.gull.example/pier", Date: at("2026-03-02"), Body: pierReport(3)}},
			[]string{"Ledger 2: 2026-03-03 to 2026-03-04, 0 undated", "gull.example 1: 2026-03-02 to 2026-03-02, 0 undated", "day 2026-03-04", "  Ledger 2026-03-04", "day 2026-03-03", "  LEDGER 2026-03-03", "day 2026-03-02", "  gull.example 2026-03-02"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines := covered(t, test.order, test.records...)
			if test.name == "outlets in either case are one, else the host" { // whichever spelling came first
				lines[0] = strings.Replace(lines[0], "LEDGER", "Ledger", 1)
			}
			if diff := cmp.Diff(test.want, lines); diff != "" {
				t.Errorf("want → got:\n%s", diff)
			}
		})
	}
}

// TestCoverageCounts holds that copies count as clips and once as articles.
func TestCoverageCounts(t *testing.T) {
	c := Coverage{Days: []Day{{Day: "2026-03-04", Articles: []Article{{Copies: make([]Covered, 2)}, {}}}, {Articles: []Article{{}}}},
		Outlets: []Outlet{{First: at("2026-03-04"), Last: at("2026-03-04"), Clips: 4}, {Undated: 1, Clips: 1}}}
	if clips, articles := c.Counts(); clips != 5 || articles != 3 {
		t.Errorf("%d clips, %d articles", clips, articles)
	}
	if first, last, undated := c.Span(); first != "2026-03-04" || last != first || undated != 1 {
		t.Errorf("from %s to %s, %d undated", first, last, undated)
	}
}

// BenchmarkCoverage opens the page of a story of 400 clips, of which 100 are
// copies.
func BenchmarkCoverage(b *testing.B) {
	a, err := Open(b.Context(), Options{Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	var ids []clip.ID
	for i := range 400 {
		r := intake.Record{Ref: fmt.Sprint(i), Title: fmt.Sprintf("Pier %d mended", i), Outlet: fmt.Sprintf("Outlet %d", i%30), Body: pierReport(i % 300)}
		r.Date.Time = time.Date(2026, 3, 1+i/20, i%24, 0, 0, 0, time.UTC)
		added, err := a.Add(b.Context(), []intake.Input{{Kind: intake.KindRecord, Record: &r}}, AddOptions{Duplicates: KeepBoth, Anything: true})
		if err != nil {
			b.Fatal(err)
		}
		ids = append(ids, added[0].Clip.ID)
	}
	made, err := a.SplitStory(b.Context(), "Piers", ids...)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		page, err := a.Coverage(b.Context(), made.ID, clip.Newest)
		if err != nil {
			b.Fatal(err)
		}
		if clips, _ := page.Counts(); clips != 400 {
			b.Fatalf("%d clips", clips)
		}
	}
}

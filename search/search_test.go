package search

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
)

var library = []Document{
	{ID: "harbour", Lang: "en", Title: "Brennick harbour reopens", Text: "Two dredgers moved the sand. The ferries are sailing again after three weeks.", Outlet: "The Coastal Ledger", Byline: "Ida Marlow"},
	{ID: "buecherei", Lang: "de", Title: "Die Bücherei öffnet nachts", Text: "Seit Freitag ist die Bücherei in der Großen Straße von Zürich rund um die Uhr geöffnet.", Outlet: "Ahornfelder Bote"},
	{ID: "gangkou", Lang: "zh", Title: "港口重新开放", Text: "布伦尼克港星期三重新对船只开放。", Outlet: "海岸日报"},
	{ID: "bakers", Lang: "en", Title: "Bakers quarrel", Text: "The bakers of Ahorn meet at 10:30 in the U.S. embassy. A ferry sails past with 41,000 rolls."},
}

func openIndex(t testing.TB, dir string) *Index {
	t.Helper()
	x, err := Open(context.Background(), Options{Dir: dir, Text: func(_ context.Context, ids []clip.ID) (map[clip.ID]string, error) {
		out := map[clip.ID]string{}
		for _, d := range library {
			out[d.ID] = d.Text
		}
		return out, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func all(ids []clip.ID) ([]clip.ID, error) { return ids, nil }

func find(t testing.TB, x *Index, text string, typing bool) []clip.Hit {
	t.Helper()
	r, err := x.Search(context.Background(), clip.Query{Text: text, Typing: typing}, all)
	if err != nil {
		t.Fatalf("Search(%q): %v", text, err)
	}
	return r.Hits
}

func TestSearch(t *testing.T) {
	x := openIndex(t, filepath.Join(t.TempDir(), "index"))
	defer x.Close()
	if err := x.Apply(t.Context(), 7, library, nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text   string
		typing bool
		first  clip.ID
	}{
		{"dredgers", false, "harbour"}, {"dredg", true, "harbour"}, {"brennik harbour", false, "harbour"},
		{"sailed ferries", false, "harbour"}, {"zurich", false, "buecherei"}, {"strasse", false, "buecherei"}, {"STRASSE", false, "buecherei"},
		{`"bakers of ahorn"`, false, "bakers"}, {"港口", false, "gangkou"}, {"船", false, "gangkou"}, {"41000", false, "bakers"},
		{"ferry -bakers", false, "harbour"}, {"title:quarrel", false, "bakers"}, {"by:marlow", false, "harbour"}, {"outlet:ledger", false, "harbour"},
		{"dredgers OR quarrel", false, "harbour"},
	} {
		hits := find(t, x, c.text, c.typing)
		if c.text == "dredgers OR quarrel" && len(hits) != 2 {
			t.Errorf("%q found %d clips, want 2", c.text, len(hits))
			continue
		}
		if len(hits) == 0 || hits[0].ID != c.first && c.text != "dredgers OR quarrel" {
			t.Errorf("%q found %v, want %s first", c.text, hits, c.first)
		}
	}
	for _, text := range []string{"", "-", "\"", "/", "foo:", "10:30 meeting", "a AND", "(", "* ?", "title:", "\x00"} {
		find(t, x, text, false) // must not fail
		find(t, x, text, true)
	}
}

func TestSnippetMarksTheMatch(t *testing.T) {
	x := openIndex(t, filepath.Join(t.TempDir(), "index"))
	defer x.Close()
	if err := x.Apply(t.Context(), 1, library, nil); err != nil {
		t.Fatal(err)
	}
	hits := find(t, x, "ferries", false)
	if len(hits) == 0 {
		t.Fatal("nothing found")
	}
	marked := ""
	for _, span := range hits[0].Snippet {
		if span.Marked {
			marked += span.Text
		}
	}
	if !strings.Contains(marked, "ferries") {
		t.Errorf("snippet = %+v", hits[0].Snippet)
	}
}

func TestIndexIsKeptAndReplaced(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	x := openIndex(t, dir)
	if err := x.Apply(t.Context(), 42, library, nil); err != nil {
		t.Fatal(err)
	}
	if err := x.Apply(t.Context(), 43, nil, []clip.ID{"bakers"}); err != nil {
		t.Fatal(err)
	}
	x.Close()
	x = openIndex(t, dir)
	if n, err := x.Count(t.Context()); x.Fresh() || x.Seq() != 43 || err != nil || n != 3 {
		t.Errorf("reopened: fresh %t, seq %d, %d clips, %v", x.Fresh(), x.Seq(), n, err)
	}
	x.Close()
	if err := os.WriteFile(filepath.Join(dir, "index_meta.json"), []byte("garbage"), 0o600); err != nil {
		t.Fatal(err)
	}
	x = openIndex(t, dir)
	defer x.Close()
	if !x.Fresh() || x.Seq() != 0 {
		t.Errorf("damaged: fresh %t, seq %d", x.Fresh(), x.Seq())
	}
}

func TestParse(t *testing.T) {
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	p := Parse(`harbour tag:sea folder:"My folder" date:2026-02 is:unread title:ferry`, now)
	if strings.Join(strings.Fields(p.Text), " ") != "harbour title:ferry" || len(p.Tags) != 1 || p.Tags[0] != "sea" || len(p.Folders) != 1 || p.Folders[0] != "My folder" || !p.Unread {
		t.Errorf("Parse = %+v", p)
	}
	if p.From.Format(time.DateOnly) != "2026-02-01" || p.To.Format(time.DateOnly) != "2026-03-01" {
		t.Errorf("period = %v to %v", p.From, p.To)
	}
	if p := Parse("date:soon", now); p.Hint == "" {
		t.Errorf("a date that is none gave no hint: %+v", p)
	}
}

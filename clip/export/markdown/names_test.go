package markdown

import (
	"path"
	"testing"
	"time"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

func TestNames(t *testing.T) {
	full := &named{untitled: "Untitled", number: 7, total: 12, section: []string{"Ports", "North/South"}, about: review.About{Story: "Lindvik harbour", Folders: []string{"Coast/Harbours"}},
		clip: &clip.Clip{ID: "ab12", Captured: time.Date(2026, 3, 9, 8, 0, 0, 0, time.UTC), Version: clip.Version{Metadata: clip.Metadata{
			Title: "Harbour: reopens?", Outlet: "Halden Post", Authors: []string{"Ann Roe", "Jo Li"}, Lang: "en",
			Published: clip.Date{Time: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), DayOnly: true}}}}}
	bare := &named{untitled: "Untitled", number: 1, total: 1, clip: &clip.Clip{Captured: full.clip.Captured}}
	for name, c := range map[string]struct {
		template   string
		full, bare string
	}{
		"usual":              {"", "Ports/North-South/2026-03-01 Harbour - reopens", "2026-03-09"},
		"flat":               {"{outlet} - {title}", "Halden Post - Harbour - reopens", "Untitled"},
		"empty in between":   {"{date} - {outlet} - {title}", "2026-03-01 - Halden Post - Harbour - reopens", "2026-03-09"},
		"empty in brackets":  {"{date} ({outlet})", "2026-03-01 (Halden Post)", "2026-03-09"},
		"folders":            {"{year}/{month}/{day}/{number} {byline}", "2026/03/01/007 Ann Roe, Jo Li", "2026/03/09/001"},
		"a folder of folder": {"{folder}/{story}/{lang}-{id}", "Coast/Harbours/Lindvik harbour/en-ab12", "Untitled"},
		"cut":                {"{title:7}", "Harbour", "Untitled"},
		"text":               {"Clip {captured}", "Clip 2026-03-09", "Clip 2026-03-09"},
	} {
		t.Run(name, func(t *testing.T) {
			names, err := parseNames(c.template)
			if err != nil {
				t.Fatal(err)
			}
			for want, n := range map[string]*named{c.full: full, c.bare: bare} {
				folders, file := names.path(n, gfm)
				if got := path.Join(append(folders, file)...); got != want {
					t.Errorf("got %q, want %q", got, want)
				}
			}
		})
	}
}

func TestNamesThatAreNone(t *testing.T) {
	for _, template := range []string{"{headline}", "{title", "{title:0}", "{title:x}", "a/{}"} {
		if _, err := parseNames(template); clip.KindOf(err) != clip.ErrInvalid {
			t.Errorf("%q: %v", template, err)
		}
	}
}

func TestFileNameOfFlavour(t *testing.T) {
	for flavour, want := range map[flavour]string{gfm: "C# [draft] a^b", obsidian: "C- (draft) a-b"} {
		if got := flavour.fileName("C# [draft] a^b"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestTree(t *testing.T) {
	tree := newTree()
	coast := tree.folder("", "Coast")
	var got []string
	for _, name := range []string{"Straße", "STRASSE", "Cafe\u0301", "café", "straße 2"} {
		got = append(got, tree.file(tree.folder("", "coast"), name, ".md"))
	}
	want := []string{coast + "/Straße.md", coast + "/STRASSE 2.md", coast + "/Cafe\u0301.md", coast + "/café 2.md", coast + "/straße 2 2.md"}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
	if again := tree.folder("", "Coast"); again != coast {
		t.Errorf("the folder is %q, then %q", coast, again)
	}
}

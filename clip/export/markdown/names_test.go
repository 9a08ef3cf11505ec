package markdown

import (
	"path"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

func TestNames(t *testing.T) {
	full := &named{number: 7, total: 12, section: []string{"Ports", "North/South"}, about: review.About{Story: "Lindvik harbour", Folders: []string{"Coast/Harbours"}},
		clip: &clip.Clip{ID: "ab12", Captured: time.Date(2026, 3, 9, 8, 0, 0, 0, time.UTC), Version: clip.Version{Metadata: clip.Metadata{
			Title: "Harbour: reopens?", Outlet: "Halden Post", Authors: []string{"Ann Roe", "Jo Li"}, Lang: "en",
			Published: clip.Date{Time: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), DayOnly: true}}}}}
	bare := &named{number: 1, total: 1, clip: &clip.Clip{Captured: full.clip.Captured}}
	for name, c := range map[string]struct {
		template   string
		full, bare string
	}{
		"usual":              {"", "Ports/North-South/2026-03-01 Harbour- reopens-", "2026-03-09"},
		"flat":               {"{outlet} - {title}", "Halden Post - Harbour- reopens-", "Untitled"},
		"empty in between":   {"{date} - {outlet} - {title}", "2026-03-01 - Halden Post - Harbour- reopens-", "2026-03-09"},
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

func TestFileName(t *testing.T) {
	for name, c := range map[string]struct{ title, want string }{
		"reserved":          {`a/b\c:d*e?f"g<h>i|j`, "a-b-c-d-e-f-g-h-i-j"},
		"space":             {"  a \t\n b. . ", "a b"},
		"hidden":            {"..a", "a"},
		"device":            {"con", "_con"},
		"device and ending": {"Nul.tar.gz", "_Nul.tar.gz"},
		"port":              {"LPT³", "_LPT³"},
		"no device":         {"COM12 console", "COM12 console"},
		"turned around":     {"gpj\u202Efdp", "gpjfdp"},
		"unseen":            {"a\u200Bb\u0000c\uFEFF", "abc"},
		"composed":          {"Cafe\u0301", "Café"},
		"nothing left":      {"...", ""},
		"long":              {strings.Repeat("é", 200), strings.Repeat("é", 60)},
		"accents stay":      {strings.Repeat("a", 119) + "x\u0323\u0300", strings.Repeat("a", 119)},
		"families stay":     {strings.Repeat("a", 110) + "👩\u200D👧", strings.Repeat("a", 110)},
	} {
		t.Run(name, func(t *testing.T) {
			if got := fileName(c.title, gfm); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	if got := fileName("C# [draft] a^b", obsidian); got != "C- -draft- a-b" {
		t.Errorf("for Obsidian: %q", got)
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

// FuzzFileName holds that every title gives a name that each system can make,
// and the same name again.
func FuzzFileName(f *testing.F) {
	for _, seed := range []string{"", "CON", "a/b", "com¹.x", "é\u0301", "..", "\u202Eabc", strings.Repeat("👩\u200D👧", 30), "\xff\xfe"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, title string) {
		for _, flavour := range []flavour{gfm, obsidian} {
			name := fileName(title, flavour)
			if len(name) > maxFileName+1 || !utf8.ValidString(name) || strings.ContainsAny(name, `/\:*?"<>|`) || strings.ContainsFunc(name, unicode.IsControl) ||
				strings.Trim(name, ". ") != name || isDevice(name) || flavour == obsidian && strings.ContainsAny(name, "#^[]") {
				t.Errorf("%q gives %q", title, name)
			}
			if again := fileName(name, flavour); again != name {
				t.Errorf("%q gives %q, which gives %q", title, name, again)
			}
		}
	})
}

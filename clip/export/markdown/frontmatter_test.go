package markdown

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// frontMatterOf reads a file's front matter as programs do.
func frontMatterOf(t *testing.T, text string) map[string]any {
	t.Helper()
	inner, ok := strings.CutPrefix(text, "---\n")
	inner, _, closed := strings.Cut(inner, "\n---\n")
	if !ok || !closed {
		t.Fatalf("no front matter in\n%s", text)
	}
	fields := map[string]any{}
	if err := yaml.Unmarshal([]byte(inner), &fields); err != nil {
		t.Fatalf("%v in\n%s", err, inner)
	}
	return fields
}

func fullClip() *named {
	date := time.Date(2026, 3, 1, 7, 30, 0, 0, time.FixedZone("", 3600))
	return &named{contents: "[[The coast]]", section: []string{"Ports"}, number: 1, total: 1,
		about: review.About{Story: "Lindvik: harbour", Folders: []string{"Coast/Harbours", "Later"}, Notes: []review.Note{{Quote: "q", Text: "on a passage"}, {Text: "For Friday.\n\nAsk."}}},
		clip: &clip.Clip{ID: "ab12", Captured: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), State: clip.State{Tags: []string{"2026", "north sea", "ports/#west"}},
			Version: clip.Version{Source: clip.Source{Original: "00ff"}, Metadata: clip.Metadata{Title: "\"Harbour\": reopens # now\n— é \U0001F600\u200b", Outlet: "yes", Authors: []string{"Ann Roe", "Jo: Li"},
				URL: "https://halden.example/?a=1&b", Lang: "no", Standfirst: "- ferries & cars", Published: clip.Date{Time: date}}}}}
}

func TestFrontMatter(t *testing.T) {
	n := fullClip()
	everything := []string{}
	for _, f := range fields() {
		everything = append(everything, f.name)
	}
	for name, c := range map[string]struct {
		flavour flavour
		fields  []string
		want    map[string]any
	}{
		"all": {gfm, everything, map[string]any{
			"title": n.clip.Version.Title, "byline": "Ann Roe, Jo: Li", "authors": []any{"Ann Roe", "Jo: Li"}, "outlet": "yes", "published": n.clip.Version.Published.Time,
			"captured": n.clip.Captured, "url": "https://halden.example/?a=1&b", "lang": "no", "standfirst": "- ferries & cars", "tags": []any{"2026", "north sea", "ports/#west"},
			"folders": []any{"Coast/Harbours", "Later"}, "story": "Lindvik: harbour", "section": "Ports", "contents": "[[The coast]]", "id": "ab12", "hash": "00ff", "note": "For Friday.\n\nAsk."}},
		"renamed":  {gfm, []string{"url=source", "title = yes", "lang=on: #x"}, map[string]any{"source": n.clip.Version.URL, "yes": n.clip.Version.Title, "on: #x": "no"}},
		"Obsidian": {obsidian, []string{"tags"}, map[string]any{"tags": []any{"_2026", "north-sea", "ports/west"}}},
	} {
		t.Run(name, func(t *testing.T) {
			front, err := parseFields(c.fields, c.flavour)
			if err != nil {
				t.Fatal(err)
			}
			got := frontMatterOf(t, front.of(n))
			for key, want := range c.want {
				if when, ok := want.(time.Time); ok {
					if read, ok := got[key].(time.Time); !ok || !read.Equal(when) {
						t.Errorf("%s is %v, want %v", key, got[key], when)
					}
					continue
				}
				if !reflect.DeepEqual(got[key], want) {
					t.Errorf("%s is %#v, want %#v", key, got[key], want)
				}
			}
			if len(got) != len(c.want) {
				t.Errorf("%d fields, want %d: %v", len(got), len(c.want), got)
			}
		})
	}
}

func TestFrontMatterThatIsNone(t *testing.T) {
	for _, fields := range [][]string{{"headline"}, {"url="}, {"title", "url=title"}, {"url=a\nb"}, {"url=" + strings.Repeat("long ", 50)}} {
		if _, err := parseFields(fields, gfm); clip.KindOf(err) != clip.ErrInvalid {
			t.Errorf("%q: %v", fields, err)
		}
	}
	front, err := parseFields([]string{}, gfm)
	if err != nil || front.of(fullClip()) != "" {
		t.Errorf("without fields there is front matter: %v", err)
	}
}

// FuzzFrontMatter holds that a program reads back what was written, whatever
// it is.
func FuzzFrontMatter(f *testing.F) {
	for _, seed := range []string{"a", "---", "\"\\", "a: b", "# c", "\u2028\u0085\ufeff", "- x\n", "!!int 3", "\t", "'", "{a: [b", "\U000E0001", "~", "&a *b"} {
		f.Add(seed, "key")
		f.Add("value", seed)
	}
	f.Fuzz(func(t *testing.T, value, key string) {
		if !utf8.ValidString(value) || value == "" || !utf8.ValidString(key) || key == "" || len(key) > maxKey {
			t.Skip("the library holds no such text, or a key that is refused")
		}
		y := &yamlWriter{}
		y.text(key, value)
		y.list("list of "+key, []string{value, value})
		got := frontMatterOf(t, y.document())
		if got[key] != value || !reflect.DeepEqual(got["list of "+key], []any{value, value}) {
			t.Errorf("%q: %q is read as %#v", key, value, got)
		}
	})
}

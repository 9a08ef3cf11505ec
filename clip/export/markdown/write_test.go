package markdown

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

func story(title, day string, b clip.Body) clip.Clip {
	date, _ := clip.ParseDate(day)
	return clip.Clip{ID: "abc", Captured: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), State: clip.State{Tags: []string{"sea: north"}},
		Version: clip.Version{Metadata: clip.Metadata{Title: title, Outlet: "Halden Post", Authors: []string{"Ann \"Q\" Roe"}, Published: date, URL: "https://a.example/1"}, Body: b}}
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			p, err = filepath.Rel(dir, p)
			out = append(out, filepath.ToSlash(p))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

func TestWrite(t *testing.T) {
	picture := clip.Body{{Kind: clip.Image, URL: clip.ImageScheme + "../../00", Alt: "Quay"}, {Kind: clip.Image, URL: clip.ImageScheme + "bad", Alt: "Crane"}}
	r := &review.Review{Title: "Ports: a review", Sections: []review.Section{
		{Title: "images", Clips: []clip.Clip{story("Harbour / reopens?", "2026-03-01", picture), story("harbour - reopens", "2026-03-01", nil)}},
		{Title: "CON", Clips: []clip.Clip{story("# Undated", "", nil)}},
	}, Image: func(_ context.Context, url string) ([]byte, string, error) {
		if strings.HasSuffix(url, "bad") {
			return nil, "", errors.New("damaged")
		}
		return []byte("png"), "image/png", nil
	}}
	for name, c := range map[string]struct {
		options review.Markdown
		want    []string
	}{
		"a file per clip": {review.Markdown{}, []string{"Ports - a review.md", "_CON/2026-03-02 # Undated.md", "images 2/2026-03-01 Harbour - reopens.md", "images 2/2026-03-01 harbour - reopens 2.md"}},
		"for Obsidian":    {review.Markdown{Flavour: "obsidian", Names: "{number} {title:9}"}, []string{"001 Harbour -.md", "002 harbour -.md", "003 - Undated.md", "Ports - a review.md"}},
		"combined":        {review.Markdown{Combined: true}, []string{"Ports - a review.md"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir, calls := t.TempDir(), 0
			report, err := Write(context.Background(), dir, r, review.Options{Markdown: c.options, Progress: func(review.Progress) { calls++ }})
			if err != nil {
				t.Fatal(err)
			}
			image := "images/" + string(clip.HashOf([]byte("png"))[:16]) + ".png"
			got, want := files(t, dir), append(slices.Clone(c.want), image)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("files\n got %q\nwant %q", got, want)
			}
			if calls != 3 || len(report.Warnings) != 1 || report.Files != len(c.want) {
				t.Errorf("progress %d times, report %+v", calls, report)
			}
			checkTexts(t, dir, c.want, wantPieces(c.options, image))
		})
	}
}

func wantPieces(o review.Markdown, image string) []string {
	switch {
	case o.Combined:
		return []string{"## images", "### \\# Undated\n", "![Quay](" + image + ")", "[# Undated](#clip-3)", `<a id="clip-3"></a>`, "\nclips: 3\n"}
	case o.Flavour == "obsidian":
		return []string{"- [[001 Harbour -|Harbour / reopens?]] · Halden Post", "- [# Undated](003%20-%20Undated.md)", "![[" + image + "|Quay]]", `contents: "[[Ports - a review]]"`, `tags: ["sea-north"]`}
	}
	return []string{"# \\# Undated\n", "![Quay](../" + image + ")", `byline: "Ann \"Q\" Roe"`, `tags: ["sea: north"]`, "\npublished: 2026-03-01\n",
		"- [Harbour / reopens?](images%202/2026-03-01%20Harbour%20-%20reopens.md) · Halden Post", "](%5FCON/2026-03-02%20%23%20Undated.md)"}
}

func checkTexts(t *testing.T, dir string, names, want []string) {
	t.Helper()
	all := ""
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		all += string(text)
	}
	for _, piece := range want {
		if !strings.Contains(all, piece) {
			t.Errorf("%q is missing in\n%s", piece, all)
		}
	}
}

// TestWriteNotes holds the notes of each flavour against what should be
// written.
func TestWriteNotes(t *testing.T) {
	marked := clip.Body{{Kind: clip.Paragraph, Inlines: []clip.Inline{{Kind: clip.Text, Text: "It costs $4 or "}, {Kind: clip.Mark, Inlines: []clip.Inline{{Kind: clip.Text, Text: "9 % more"}}},
		{Kind: clip.Text, Text: "."}, {Kind: clip.Break}, {Kind: clip.Text, Text: "#harbour [[x]]"}}}}
	c := story("Harbour", "2026-03-01", marked)
	r := &review.Review{Title: "Ports", Sections: []review.Section{{Clips: []clip.Clip{c}}}, About: map[clip.ID]review.About{c.ID: {Notes: []review.Note{
		{Text: "For Friday."}, {Quote: "9 % more", Text: "*than*?"}, {Quote: "It is free.", Orphaned: true}}}}}
	for flavour, want := range map[string]string{
		"gfm":      "It costs \\$4 or <mark>9 % more</mark>.\\\n\\#harbour \\[\\[x\\]\\]\n\n## Notes\n\nFor Friday.\n\n> 9 % more\n\n\\*than\\*?\n\n> It is free.\n\n*The text does not say this any more.*\n",
		"obsidian": "It costs \\$4 or ==9 % more==.  \n\\#harbour \\[\\[x\\]\\]\n\n## Notes\n\n> [!note]\n> For Friday.\n\n> [!quote]\n> > 9 % more\n>\n> \\*than\\*?\n\n> [!warning] The text does not say this any more.\n> > It is free.\n",
	} {
		dir := t.TempDir()
		if _, err := Write(t.Context(), dir, r, review.Options{Markdown: review.Markdown{Flavour: flavour, Names: "a", Fields: []string{}}}); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(dir, "a.md"))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(got), want) || !strings.HasPrefix(string(got), "# Harbour\n") {
			t.Errorf("%s\n got %q\nwant %q", flavour, got, want)
		}
	}
}

// TestWriteParts holds that parts come and go as they are asked for.
func TestWriteParts(t *testing.T) {
	b := clip.Body{{Kind: clip.Image, URL: clip.ImageScheme + "00", Alt: "Quay"}, clip.NewParagraph("It opened."), clip.NewParagraph("It rained.")}
	c, other := story("Harbour", "2026-03-01", b), story("Weir", "", nil)
	c.Version.Source = clip.Source{Requested: "https://a.example/?r", Original: "00ff", Fetched: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	other.Version.Outlet = ""
	r := &review.Review{Title: "Ports", Lang: "de", Sections: []review.Section{{Clips: []clip.Clip{c, other}}}, Image: func(context.Context, string) ([]byte, string, error) { return []byte("png"), "image/png", nil }}
	const contents, sources = "## Inhalt\n\n- [Harbour](#clip-1)", "## Quellen\n\n- Halden Post\n  - Harbour · 2026-03-01 · <https://a.example/1>\n- Ohne Medium\n  - Weir · <https://a.example/1>\n"
	const provenance, proof = "## Herkunftsnachweis\n\nJede Prüfsumme", "- Harbour\n  - Erfasst: 2026-03-02T09:00:00Z\n  - Von: <https://a.example/?r>\n  - SHA-256: `00ff`\n- Weir\n  - Erfasst: 2026-03-02T08:00:00Z\n  - Ein Original wurde nicht aufbewahrt.\n"
	for name, test := range map[string]struct {
		options    review.Options
		has, lacks []string
	}{
		"usual":    {review.Options{}, []string{contents, sources, "Ann \"Q\" Roe", "\n\n<https://a.example/1>", "![Quay]", "It rained."}, []string{"Herkunft"}},
		"evidence": {review.Options{Parts: map[review.Part]bool{review.Provenance: true, review.Contents: false, review.Sources: false}}, []string{provenance, proof}, []string{"Inhalt", "Quellen"}},
		"bare": {review.Options{Parts: map[review.Part]bool{review.Byline: false, review.Address: false, review.Images: false, review.Sources: false}},
			[]string{"Halden Post · 2026-03-01\n\nIt opened."}, []string{"\n\n<https", "Quay"}},
		"list":    {review.Options{Layout: review.ListOnly}, []string{"It opened."}, []string{"It rained.", "Quay", "Quellen", "Inhalt"}},
		"no text": {review.Options{Parts: map[review.Part]bool{review.Text: false}}, []string{"## Harbour"}, []string{"It opened."}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			test.options.Markdown = review.Markdown{Combined: true, Fields: []string{}}
			if _, err := Write(t.Context(), dir, r, test.options); err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(filepath.Join(dir, "Ports.md"))
			if err != nil {
				t.Fatal(err)
			}
			for _, piece := range test.has {
				if !strings.Contains(string(text), piece) {
					t.Errorf("%q is missing in\n%s", piece, text)
				}
			}
			for _, piece := range test.lacks {
				if strings.Contains(string(text), piece) {
					t.Errorf("%q stands in\n%s", piece, text)
				}
			}
		})
	}
}

// TestWriteRefuses holds that what cannot be meant is said before a file is
// written.
func TestWriteRefuses(t *testing.T) {
	r := &review.Review{Title: "A", Sections: []review.Section{{Clips: []clip.Clip{story("B", "", nil)}}}}
	for _, o := range []review.Markdown{{Flavour: "pandoc"}, {Names: "{headline}"}, {Fields: []string{"headline"}}} {
		dir := t.TempDir()
		if _, err := Write(t.Context(), dir, r, review.Options{Markdown: o}); clip.KindOf(err) != clip.ErrInvalid || len(files(t, dir)) > 0 {
			t.Errorf("%+v: %v, %d files", o, err, len(files(t, dir)))
		}
	}
}

func TestWriteStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r := &review.Review{Title: "A", Sections: []review.Section{{Clips: []clip.Clip{story("B", "", nil)}}}}
	if _, err := Write(ctx, t.TempDir(), r, review.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Write = %v, want context.Canceled", err)
	}
}

// TestPreview holds that the preview is the first file as it would be written,
// and no more.
func TestPreview(t *testing.T) {
	r := articles(40)
	for _, o := range []review.Markdown{{}, {Flavour: "obsidian", Combined: true}} {
		dir := t.TempDir()
		if _, err := Write(t.Context(), dir, r, review.Options{Markdown: o}); err != nil {
			t.Fatal(err)
		}
		name, text, err := Preview(t.Context(), r, review.Options{Markdown: o})
		if err != nil {
			t.Fatal(err)
		}
		written, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if o.Combined {
			if n := strings.Count(text, "\n## Lindvik harbour"); n != previewClips {
				t.Errorf("%d clips", n)
			}
		} else if text != string(written) {
			t.Errorf("%s: %q", name, text)
		}
	}
}

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
		{Title: "images", Clips: []clip.Clip{story("Harbour / reopens?", "2026-03-01", picture), story("harbour - reopens-", "2026-03-01", nil)}},
		{Title: "CON", Clips: []clip.Clip{story("# Undated", "", nil)}},
	}, Image: func(_ context.Context, url string) ([]byte, string, error) {
		if strings.HasSuffix(url, "bad") {
			return nil, "", errors.New("damaged")
		}
		return []byte("png"), "image/png", nil
	}}
	for name, c := range map[string]struct {
		combined bool
		want     []string
	}{
		"a file per clip": {false, []string{"clip CON/2026-03-02 # Undated.md", "images 2/2026-03-01 Harbour - reopens-.md", "images 2/2026-03-01 harbour - reopens- 2.md"}},
		"combined":        {true, []string{"Ports- a review.md"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir, calls := t.TempDir(), 0
			report, err := Write(context.Background(), dir, r, review.Options{Markdown: review.Markdown{Combined: c.combined}, Progress: func(review.Progress) { calls++ }})
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
			checkTexts(t, dir, c.want, image, c.combined)
		})
	}
}

func checkTexts(t *testing.T, dir string, names []string, image string, combined bool) {
	t.Helper()
	all := ""
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		all += string(text)
	}
	want := []string{"# \\# Undated\n", "![Quay](../" + image + ")", `byline: "Ann \"Q\" Roe"`, `tags: ["sea: north"]`, `published: "2026-03-01"`}
	if combined {
		want = []string{"## images", "### \\# Undated\n", "![Quay](" + image + ")", "[\\# Undated](#clip-3)", `<a id="clip-3"></a>`}
	}
	for _, piece := range want {
		if !strings.Contains(all, piece) {
			t.Errorf("%q is missing in\n%s", piece, all)
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

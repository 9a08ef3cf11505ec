package markdown

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

// articles returns clips as they are in a library: 6 KB of text each, with
// links, emphasis, a heading, a list, a table and an image.
func articles(n int) *review.Review {
	sentences := []string{
		"The harbour of Lindvik reopened on Monday after three weeks of dredging, the port authority said. ",
		"“We measured seven metres at low water,” said Ida Marlow (58), who has run the quay since 1999. ",
		"The ferry *Sula* carried 1,240 passengers & 310 cars on its first day; last year it was 9 % more. ",
		"Critics in Halden's council had called the $4.2m plan too dear, and asked for an inquiry by 1. June. ",
	}
	text := func(from, sentenceCount int) clip.Inline {
		var out strings.Builder
		for i := range sentenceCount {
			out.WriteString(sentences[(from+i)%len(sentences)])
		}
		return clip.Inline{Kind: clip.Text, Text: out.String()}
	}
	body := clip.Body{{Kind: clip.Image, URL: clip.ImageScheme + "quay", Alt: "The quay", Inlines: []clip.Inline{{Kind: clip.Text, Text: "The quay on Monday"}}}}
	for i := range 14 {
		body = append(body, clip.Block{Kind: clip.Paragraph, Inlines: []clip.Inline{text(i, 2),
			{Kind: clip.Link, URL: fmt.Sprintf("https://halden.example/2026/%d", i), Inlines: []clip.Inline{{Kind: clip.Text, Text: "Halden Post"}}}, {Kind: clip.Text, Text: " "},
			{Kind: clip.Strong, Inlines: []clip.Inline{{Kind: clip.Text, Text: "reported"}}}, {Kind: clip.Text, Text: ". "}, text(i+1, 2)}})
	}
	items := clip.Block{Kind: clip.List}
	table := clip.Block{Kind: clip.Table}
	for i := range 5 {
		items.Blocks = append(items.Blocks, clip.Block{Kind: clip.Item, Blocks: []clip.Block{{Kind: clip.Paragraph, Inlines: []clip.Inline{text(i, 1)}}}})
		row := clip.Block{Kind: clip.Row}
		for range 3 {
			row.Blocks = append(row.Blocks, clip.Block{Kind: clip.Cell, Header: i == 0, Blocks: []clip.Block{clip.NewParagraph(fmt.Sprintf("%d t", i*40))}})
		}
		table.Blocks = append(table.Blocks, row)
	}
	body = append(body, clip.NewHeading(2, "What it cost"), items, table).Normal()
	r := &review.Review{Title: "The coast", About: map[clip.ID]review.About{}, Sections: []review.Section{{Title: "The coast"}},
		Image: func(context.Context, string) ([]byte, string, error) { return []byte("image"), "image/png", nil }}
	for i := range n {
		id := clip.ID(fmt.Sprintf("%012d", i))
		date := clip.Date{Time: time.Date(2026, 3, 1+i%28, 0, 0, 0, 0, time.UTC), DayOnly: true}
		r.Sections[0].Clips = append(r.Sections[0].Clips, clip.Clip{ID: id, Captured: date.Time, State: clip.State{Tags: []string{"harbour", "north sea"}},
			Version: clip.Version{Metadata: clip.Metadata{Title: fmt.Sprintf("Lindvik harbour reopens after three weeks, day %d", i), Authors: []string{"Ida Marlow"},
				Outlet: "Halden Post", Published: date, URL: fmt.Sprintf("https://halden.example/2026/03/%d", i), Lang: "en"}, Body: body}})
		r.About[id] = review.About{Story: "Lindvik harbour", Folders: []string{"Coast/Harbours"}}
	}
	return r
}

// BenchmarkWrite writes folders of 1,000 clips, files included.
func BenchmarkWrite(b *testing.B) {
	r := articles(1000)
	for name, o := range map[string]review.Markdown{"gfm": {}, "obsidian": {Flavour: "obsidian"}, "combined": {Combined: true}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				dir, err := os.MkdirTemp(b.TempDir(), "")
				if err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				if _, err := Write(context.Background(), dir, r, review.Options{Markdown: o}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N*r.Clips())/b.Elapsed().Seconds(), "clips/s")
		})
	}
}

// BenchmarkRender makes the text of single clips, without files.
func BenchmarkRender(b *testing.B) {
	body := articles(1).Sections[0].Clips[0].Version.Body
	r := newRenderer(gfm, func(string) string { return "images/a.png" })
	b.SetBytes(int64(len(body.Plain())))
	for b.Loop() {
		r.blocks(body)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "clips/s")
}

package main

import (
	"context"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"

	"newsclip/clip"
	"newsclip/clip/export/review"
	"newsclip/clip/export/specimen"
)

// A job is one review as files that each engine can read.
type job struct {
	dir       string
	clips     int
	languages []string
}

func (j job) review() *review.Review {
	r := specimen.Review(j.clips, j.languages...)
	r.Image = func(_ context.Context, url string) ([]byte, string, error) {
		data, err := os.ReadFile(j.image(url))
		return data, "", err
	}
	return r
}

func (j job) image(url string) string {
	return filepath.Join(j.dir, "images", strings.TrimPrefix(url, clip.ImageScheme))
}

// prepare draws the images that are not there yet and writes the HTML page.
func (j job) prepare() error {
	if err := os.MkdirAll(filepath.Join(j.dir, "images"), 0o755); err != nil {
		return err
	}
	r := j.review()
	for _, section := range r.Sections {
		for i := range section.Clips {
			for _, url := range section.Clips[i].Version.Body.Images() {
				if err := j.draw(url); err != nil {
					return err
				}
			}
		}
	}
	return os.WriteFile(j.page(), []byte(j.html(r)), 0o644)
}

func (j job) draw(url string) error {
	if _, err := os.Stat(j.image(url)); err == nil {
		return nil
	}
	data, _, err := specimen.Image(url)
	if err != nil {
		return err
	}
	return os.WriteFile(j.image(url), data, 0o644)
}

func (j job) page() string {
	return filepath.Join(j.dir, fmt.Sprintf("%s-%d.html", strings.Join(j.languages, "-"), j.clips))
}

// sheet is the look that our own pages have, as far as CSS can say it.
const sheet = `@page{size:A4;margin:80pt 72pt 70pt}
body{font:10.5pt/1.42 "Noto Serif",serif;margin:0;text-align:justify;hyphens:auto;orphans:2;widows:2}
article{break-before:page}h1{font-size:21.5pt;line-height:1.18;text-align:left}h2,h3,h4{text-align:left;break-after:avoid}
.lead{font-style:italic;font-size:12pt;text-align:left}.by,figcaption,table{font-family:"Noto Sans",sans-serif;font-size:8.4pt;text-align:left}
figure{margin:9pt 0;break-inside:avoid}img{max-width:100%;height:auto}table{border-collapse:collapse}td,th{border-top:.4pt solid #ccc;padding:4pt}
blockquote{margin-left:0;padding-left:14pt;border-left:2pt solid #ccc}pre{font:8.4pt "Noto Sans Mono",monospace}`

func (j job) html(r *review.Review) string {
	var out strings.Builder
	fmt.Fprintf(&out, "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>%s</title><style>%s</style></head><body><h1>%s</h1>\n", r.Title, sheet, r.Title)
	for _, section := range r.Sections {
		for i := range section.Clips {
			v := &section.Clips[i].Version
			direction := ""
			if v.Lang == "ar" || v.Lang == "he" {
				direction = " dir=rtl"
			}
			body := strings.ReplaceAll(v.Body.XHTML(), clip.ImageScheme, "images/")
			fmt.Fprintf(&out, "<article lang=%s%s><h1>%s</h1><p class=lead>%s</p><p class=by>%s</p>\n%s</article>\n", v.Lang, direction,
				html.EscapeString(v.Title), html.EscapeString(v.Standfirst), html.EscapeString(v.Byline()), body)
		}
	}
	out.WriteString("</body></html>\n")
	return out.String()
}

package main

import (
	"strings"

	"newsclip/clip/extract/blocks"
	"newsclip/clip/extract/truth"
)

// report prints a line a set.
func report(pages []*page, text func(*page) string) []string {
	r := truth.Report{}
	for _, p := range pages {
		r.Add(&p.Page, text(p))
	}
	return r.Lines()
}

// chosenText is the text of the blocks that are taken. Captions stand with
// their images and are not counted.
func chosenText(p *page, chances []float64) string {
	cut := p.example.Page
	var out strings.Builder
	for i, taken := range blocks.Choose(cut, chances) {
		if taken && cut.Blocks[i].Element.Data != "figcaption" {
			out.WriteString(cut.Blocks[i].Text + "\n")
		}
	}
	return out.String()
}

// labelledText is the text of the blocks that the labels take: the best that
// choosing among blocks can do.
func labelledText(p *page) string {
	var out strings.Builder
	for i, y := range p.example.Label {
		if y > 0.5 {
			out.WriteString(p.example.Page.Blocks[i].Text + "\n")
		}
	}
	return out.String()
}

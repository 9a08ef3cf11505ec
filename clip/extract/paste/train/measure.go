package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"

	"newsclip/clip/extract/paste"
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

// labelledText is the text of the lines that the labels take: the best that
// choosing among lines can do.
func labelledText(p *page) string {
	var out strings.Builder
	for i, line := range paste.Lines(p.paste) {
		if p.example.Label[i] > 0.5 {
			out.WriteString(line + "\n")
		}
	}
	return out.String()
}

// writeAnswers writes what the program answered for each page, with the page's
// scores, for people who look for what goes wrong.
func (t *trainer) writeAnswers(judged []*page, answers map[*page]string) error {
	if t.dump == "" {
		return nil
	}
	var out bytes.Buffer
	for _, p := range judged {
		m := truth.MatchShingles(p.Text, answers[p])
		line, err := json.Marshal(map[string]any{"id": p.ID, "set": p.Set, "url": p.URL, "text": answers[p],
			"precision": m.Precision(), "recall": m.Recall()})
		if err != nil {
			return err
		}
		out.Write(append(line, '\n'))
	}
	return os.WriteFile(t.dump, out.Bytes(), 0o644)
}

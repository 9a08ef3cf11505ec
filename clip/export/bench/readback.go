package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"newsclip/clip"
)

// readBack has each engine print a document in each language and prints how
// much of its text pdftotext finds.
func (b *bench) readBack(ctx context.Context, engines []engine) error {
	fmt.Printf("\n%-12s", "text, %")
	for _, e := range engines {
		fmt.Printf(" %10s", e.name)
	}
	fmt.Println()
	for _, language := range b.languages {
		j := job{b.dir, b.texts, []string{language}}
		if err := j.prepare(); err != nil {
			return err
		}
		fmt.Printf("%-12s", language)
		for _, e := range engines {
			target := filepath.Join(b.dir, e.name+"-"+language+".pdf")
			if _, err := e.print(ctx, j, target); err != nil {
				return err
			}
			found, err := j.found(ctx, target)
			if err != nil {
				return err
			}
			fmt.Printf(" %10.2f", found*100)
		}
		fmt.Println()
	}
	return nil
}

// found returns which part of the job's words, or characters, a file has.
func (j job) found(ctx context.Context, file string) (float64, error) {
	out, err := exec.CommandContext(ctx, "pdftotext", file, "-").Output()
	if err != nil {
		return 0, fmt.Errorf("pdftotext: %w", err)
	}
	whole := !spaced(j.languages[0])
	has := tokens(string(out), whole)
	joined := " " + strings.Join(has, " ") + " "
	var running []string
	all, captions := 0, 0
	for _, section := range j.review().Sections {
		for i := range section.Clips {
			text, floating := parts(&section.Clips[i].Version)
			running = append(running, tokens(text, whole)...)
			for _, caption := range floating {
				list := tokens(caption, whole)
				all += len(list)
				if strings.Contains(joined, " "+strings.Join(list, " ")+" ") {
					captions += len(list)
				}
			}
		}
	}
	all += len(running)
	return float64(common(running, has)+captions) / float64(all), nil
}

func spaced(language string) bool {
	return language != "th" && language != "ja" && !strings.HasPrefix(language, "zh")
}

// parts returns a version's text in reading order, and its captions.
func parts(v *clip.Version) (text string, captions []string) {
	lines := []string{v.Title, v.Standfirst}
	for _, leaf := range v.Body.Leaves() {
		if leaf.Block.Kind == clip.Image {
			captions = append(captions, clip.PlainInlines(leaf.Block.Inlines))
			continue
		}
		lines = append(lines, leaf.Text)
	}
	return strings.Join(lines, "\n"), captions
}

// tokens are a text's words or, with whole unset by the script, characters.
// What is invisible does not count, and a word that a hyphen divided is one.
func tokens(text string, characters bool) []string {
	text = strings.ReplaceAll(text, "\u00AD\n", "")
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\f':
			return ' '
		case unicode.Is(unicode.Cf, r) && r != '\u200D' && r != '\u200C', r == '\uFE0F':
			return -1
		}
		return r
	}, norm.NFC.String(text))
	if characters {
		return strings.Split(strings.ReplaceAll(text, " ", ""), "")
	}
	return strings.Fields(text)
}

// common returns the length of the longest common subsequence (Myers, "An
// O(ND) Difference Algorithm", 1986: it is half of what is not deleted or
// inserted).
func common(a, b []string) int {
	most := len(a) + len(b)
	reach := make([]int, 2*most+3)
	for d := 0; d <= most; d++ {
		for k := -d; k <= d; k += 2 {
			x := reach[most+k] + 1
			if k == -d || k != d && reach[most+k] < reach[most+k+2] {
				x = reach[most+k+2]
			}
			y := x - k
			for x < len(a) && y < len(b) && a[x] == b[y] {
				x, y = x+1, y+1
			}
			reach[most+1+k] = x
			if x >= len(a) && y >= len(b) {
				return (most - d) / 2
			}
		}
	}
	return 0
}

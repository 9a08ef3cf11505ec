// Command bench makes a PDF of invented clips and, in the same run, has
// Chromium and WeasyPrint print the same clips from one HTML page, where they
// are installed.
//
//	go run ./clip/export/bench [-clips 1000] [-text 20] [-languages all] [-dir DIR] [-alone] [-check=false]
//
// It prints pages a second by the clock and by processor time, the peak memory
// of all processes of each (their proportional set size, sampled; Linux), the
// size of the file, what qpdf, pdfcpu and pdffonts say of it, and how much of
// the clips' text pdftotext finds again in order: the longest common
// subsequence of words, or of characters in scripts that do not part words, in
// a document of -text clips for each language. Captions may float, so each is
// looked for by itself, whole.
//
// Needs Linux for memory, and pdftotext, pdffonts and qpdf for their rows;
// what is missing is left out.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"

	"newsclip/clip/export/specimen"
)

// A bench is what was asked for on the command line.
type bench struct {
	dir       string
	clips     int
	texts     int
	languages []string
	alone     bool
	check     bool
	profile   string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	phase := ""
	if len(args) > 0 && args[0] == phaseWrite {
		phase, args = args[0], args[1:]
	}
	var b bench
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.StringVar(&b.dir, "dir", "", "folder for images, HTML and PDFs; kept. Empty: a temporary one")
	flags.IntVar(&b.clips, "clips", 1000, "how many clips are timed")
	flags.IntVar(&b.texts, "text", 20, "how many clips of each language are read back; 0: none")
	languages := flags.String("languages", "all", "all, latin, or codes with commas between")
	flags.BoolVar(&b.alone, "alone", false, "leave Chromium and WeasyPrint out")
	flags.BoolVar(&b.check, "check", true, "validate the files: pdfcpu takes longer than the printing")
	flags.StringVar(&b.profile, "profile", "", "write our CPU profile to this file and the heap's to it with .heap")
	if err := flags.Parse(args); err != nil {
		return err
	}
	b.languages = chosen(*languages)
	if b.dir == "" {
		dir, err := os.MkdirTemp("", "newsclip-bench-*")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		b.dir = dir
	}
	if phase == phaseWrite {
		return b.write(ctx)
	}
	return b.run(ctx)
}

func chosen(languages string) []string {
	switch languages {
	case "all":
		return specimen.Languages
	case "latin":
		return specimen.Latin
	}
	return strings.Split(languages, ",")
}

func (b *bench) run(ctx context.Context) error {
	engines := b.engines()
	if b.clips > 0 {
		if err := b.speed(ctx, engines); err != nil {
			return err
		}
	}
	if b.texts > 0 {
		return b.readBack(ctx, engines)
	}
	return nil
}

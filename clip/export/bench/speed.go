package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// speed has each engine print all clips and prints a column for each.
func (b *bench) speed(ctx context.Context, engines []engine) error {
	j := job{b.dir, b.clips, b.languages}
	if err := j.prepare(); err != nil {
		return err
	}
	fmt.Printf("%-12s %6s %8s %8s %9s %9s %7s  %s\n", "", "pages", "seconds", "pages/s", "CPU s", "peak MB", "MB", "qpdf; pdfcpu strict; fonts")
	for _, e := range engines {
		target := filepath.Join(b.dir, e.name+".pdf")
		c, err := e.print(ctx, j, target)
		if err != nil {
			fmt.Printf("%-12s %v\n", e.name, err)
			continue
		}
		info, err := os.Stat(target)
		if err != nil {
			return err
		}
		pages, checks := pageCount(ctx, target), ""
		if b.check {
			checks = fmt.Sprintf("%s; %s; %s", qpdf(ctx, target), pdfcpu(target), fonts(ctx, target))
		}
		fmt.Printf("%-12s %6d %8.1f %8.1f %9.1f %9d %7.1f  %s\n", e.name, pages, c.clock.Seconds(), float64(pages)/c.clock.Seconds(), c.processor.Seconds(),
			c.memory>>20, float64(info.Size())/(1<<20), checks)
	}
	return nil
}

func pageCount(ctx context.Context, file string) int {
	out, err := exec.CommandContext(ctx, "qpdf", "--show-npages", file).Output()
	if err != nil {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(out)))
	if err != nil {
		return 0
	}
	return n
}

func qpdf(ctx context.Context, file string) string {
	out, err := exec.CommandContext(ctx, "qpdf", "--check", file).CombinedOutput()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return "not installed"
	case err != nil:
		return "fails: " + lastLine(string(out))
	}
	return "passes"
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}

func pdfcpu(file string) string {
	api.DisableConfigDir()
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationStrict
	if err := api.ValidateFile(file, conf); err != nil {
		return fmt.Sprintf("fails: %.60v", err)
	}
	return "passes"
}

// fonts counts the fonts that pdffonts calls embedded and subset.
func fonts(ctx context.Context, file string) string {
	out, err := exec.CommandContext(ctx, "pdffonts", file).Output()
	if err != nil {
		return "unknown"
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")[2:]
	whole := 0
	for _, line := range lines {
		if fields := strings.Fields(line); len(fields) > 5 && fields[len(fields)-5] == "yes" && fields[len(fields)-4] == "yes" {
			whole++
		}
	}
	return fmt.Sprintf("%d of %d embedded and subset", whole, len(lines))
}

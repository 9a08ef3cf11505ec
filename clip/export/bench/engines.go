package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strings"
	"time"

	"newsclip/clip/export/pdf"
	"newsclip/clip/export/review"
)

// An engine is a program that prints a job as a PDF.
type engine struct {
	name    string
	command func(ctx context.Context, j job, target string) *exec.Cmd
}

// phaseWrite has this program make our PDF in a process of its own.
const phaseWrite = "phase-write"

// engines are ours and those of the others that are installed.
func (b *bench) engines() []engine {
	list := []engine{{"Newsclip", func(ctx context.Context, j job, target string) *exec.Cmd {
		self, err := os.Executable()
		if err != nil {
			self = os.Args[0]
		}
		args := []string{phaseWrite, "-dir", target, "-clips", fmt.Sprint(j.clips), "-languages", strings.Join(j.languages, ",")}
		if b.profile != "" && j.clips == b.clips {
			args = append(args, "-profile", b.profile)
		}
		return exec.CommandContext(ctx, self, args...)
	}}}
	if b.alone {
		return list
	}
	if chromium := installed("chromium", "chromium-browser", "google-chrome"); chromium != "" {
		list = append(list, engine{"Chromium", func(ctx context.Context, j job, target string) *exec.Cmd {
			return exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
				"--print-to-pdf="+target, "file://"+j.page())
		}})
	}
	if weasyprint := installed("weasyprint"); weasyprint != "" {
		list = append(list, engine{"WeasyPrint", func(ctx context.Context, j job, target string) *exec.Cmd {
			return exec.CommandContext(ctx, weasyprint, "-q", j.page(), target)
		}})
	}
	return list
}

func installed(names ...string) string {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// write is phaseWrite: dir is the target, its folder the job's.
func (b *bench) write(ctx context.Context) error {
	stop, err := b.startProfile()
	if err != nil {
		return err
	}
	defer stop()
	j := job{filepath.Dir(b.dir), b.clips, b.languages}
	file, err := os.Create(b.dir)
	if err != nil {
		return err
	}
	report, err := pdf.Write(ctx, file, j.review(), review.Options{Progress: b.keepHeap})
	for _, warning := range report.Warnings {
		fmt.Fprintln(os.Stderr, "warning:", warning)
	}
	return errors.Join(err, file.Close())
}

func (b *bench) startProfile() (stop func(), err error) {
	if b.profile == "" {
		return func() {}, nil
	}
	file, err := os.Create(b.profile)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return nil, err
	}
	return func() {
		pprof.StopCPUProfile()
		file.Close()
	}, nil
}

// keepHeap writes the profile of the heap when the last clip is set.
func (b *bench) keepHeap(p review.Progress) {
	if b.profile == "" || p.Done != p.Clips {
		return
	}
	file, err := os.Create(b.profile + ".heap")
	if err != nil {
		return // the profile of the processor says more anyway
	}
	defer file.Close()
	runtime.GC()
	pprof.WriteHeapProfile(file)
}

// A cost is what one run took.
type cost struct {
	clock time.Duration
	use
}

// print has the engine print the job.
func (e engine) print(ctx context.Context, j job, target string) (cost, error) {
	command := e.command(ctx, j, target)
	var said strings.Builder
	command.Stderr = &said
	began := time.Now()
	if err := command.Start(); err != nil {
		return cost{}, fmt.Errorf("%s: %w", e.name, err)
	}
	watching, stop := context.WithCancel(ctx)
	most := watch(watching, command.Process.Pid)
	err := command.Wait()
	stop()
	c := cost{clock: time.Since(began), use: <-most}
	c.processor = max(c.processor, command.ProcessState.UserTime()+command.ProcessState.SystemTime())
	if err != nil {
		return c, fmt.Errorf("%s: %w: %.300s", e.name, err, said.String())
	}
	if e.name == "Newsclip" {
		fmt.Fprint(os.Stderr, said.String())
	}
	return c, nil
}

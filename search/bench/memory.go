package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"newsclip/app"
	"newsclip/clip/store"
	"newsclip/search"
)

// The phases whose memory is measured, each in a process of its own.
const (
	phaseSearch  = "phase-search"
	phaseRebuild = "phase-rebuild"
)

// memory starts a process for each phase and prints the most that it held.
func (s *speed) memory(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	for _, phase := range []string{phaseSearch, phaseRebuild} {
		command := exec.CommandContext(ctx, self, phase, "-dir", s.dir, "-clips", strconv.Itoa(s.clips), "-seed", strconv.FormatUint(s.seed, 10))
		command.Stdout, command.Stderr = os.Stdout, os.Stderr
		if err := command.Run(); err != nil {
			return fmt.Errorf("%s: %w", phase, err)
		}
	}
	return nil
}

// phase does one phase and prints the most memory that it held.
func (s *speed) phase(ctx context.Context, name string) error {
	ctx, stop := context.WithCancel(ctx)
	most := watch(ctx)
	work, row := s.searchAll, "memory searching, MB"
	if name == phaseRebuild {
		work, row = s.rebuild, "memory rebuilding, MB"
	}
	err := work(ctx)
	stop()
	fmt.Printf("%-34s %22d\n", row, <-most>>20)
	return err
}

func (s *speed) searchAll(ctx context.Context) error {
	library, err := store.Open(ctx, store.Options{Dir: s.libraryDir()})
	if err != nil {
		return err
	}
	defer library.Close()
	if s.index, err = openIndex(ctx, s.indexDir(), library); err != nil {
		return err
	}
	defer s.index.Close()
	asked := draw(newCorpus(s.seed), 1000)
	for _, text := range asked.typed {
		if err := s.search(ctx, text, search.Request{}); err != nil {
			return err
		}
	}
	return nil
}

// rebuild opens the library in the program, which makes the index that is not
// there.
func (s *speed) rebuild(ctx context.Context) error {
	dir := filepath.Join(s.libraryDir(), "index")
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	began, used := time.Now(), processor()
	opened, err := app.Open(ctx, app.Options{Dir: s.libraryDir()})
	if err != nil {
		return err
	}
	fmt.Printf("%-34s %22.0f\n", "rebuilding from the library, clips/s", float64(s.clips)/time.Since(began).Seconds())
	fmt.Printf("%-34s %22.0f\n", "… of one processor", float64(s.clips)/(processor()-used).Seconds())
	return opened.Close()
}

// watch samples the process's resident anonymous memory, in bytes, until ctx
// ends, and then yields the most.
func watch(ctx context.Context) <-chan int64 {
	out := make(chan int64, 1)
	go func() {
		var most int64
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for ctx.Err() == nil {
			most = max(most, anonymous())
			select {
			case <-tick.C:
			case <-ctx.Done():
			}
		}
		out <- most
	}()
	return out
}

// anonymous returns RssAnon of this process (proc(5)), 0 where there is none.
func anonymous() int64 {
	file, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), "RssAnon:"); ok {
			kilobytes, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			if err != nil {
				return 0
			}
			return kilobytes << 10
		}
	}
	return 0
}

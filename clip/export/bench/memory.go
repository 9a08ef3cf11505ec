package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// A use is what a process and its descendants took until now.
type use struct {
	memory    int64 // bytes at the peak, of all at a time
	processor time.Duration
}

// watch samples a process and its descendants until ctx ends. Processor time is
// sampled because Chromium's renderers have a parent that does not wait for
// them.
func watch(ctx context.Context, pid int) <-chan use {
	out := make(chan use, 1)
	go func() {
		var most use
		times := map[int]time.Duration{}
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		for ctx.Err() == nil {
			sum := int64(0)
			for _, p := range family(pid) {
				sum += proportional(p)
				times[p] = max(times[p], processor(p))
			}
			most.memory = max(most.memory, sum)
			select {
			case <-tick.C:
			case <-ctx.Done():
			}
		}
		for _, t := range times {
			most.processor += t
		}
		out <- most
	}()
	return out
}

// processor returns the time that a process itself has used (proc(5)).
func processor(pid int) time.Duration {
	const hertz, userTime = 100, 11 // field 14, counted after the name's bracket
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(data), ") ")
	fields := strings.Fields(rest)
	if len(fields) < userTime+2 {
		return 0
	}
	user, err1 := strconv.ParseInt(fields[userTime], 10, 64)
	system, err2 := strconv.ParseInt(fields[userTime+1], 10, 64)
	if err1 != nil || err2 != nil {
		return 0
	}
	return time.Duration(user+system) * time.Second / hertz
}

// family returns a process and its descendants (proc(5)).
func family(pid int) []int {
	list := []int{pid}
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid)) // the pattern is sound
	for _, task := range tasks {
		data, err := os.ReadFile(task)
		if err != nil {
			continue // it has ended
		}
		for _, field := range strings.Fields(string(data)) {
			if child, err := strconv.Atoi(field); err == nil {
				list = append(list, family(child)...)
			}
		}
	}
	return list
}

// proportional returns the Pss of a process: what is shared counts in parts.
func proportional(pid int) int64 {
	file, err := os.Open(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), "Pss:"); ok {
			kilobytes, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			if err != nil {
				return 0
			}
			return kilobytes << 10
		}
	}
	return 0
}

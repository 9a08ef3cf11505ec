package main

import (
	"fmt"
	"slices"
	"time"
)

// spent is what questions took, by the clock and of the processor.
type spent struct{ clock, processor []time.Duration }

func (s *spent) time(ask func(string) error, question string) error {
	began, used := time.Now(), processor()
	if err := ask(question); err != nil {
		return err
	}
	s.clock, s.processor = append(s.clock, time.Since(began)), append(s.processor, processor()-used)
	return nil
}

// warmUp is how many questions are asked before any counts.
const warmUp = 20

// sideBySide asks both engines each question in turn, so that what else the
// machine does is on both alike.
func sideBySide(asked []string, ours, theirs func(string) error) (a, b spent, err error) {
	for _, question := range asked[:min(len(asked), warmUp)] {
		if err := ours(question); err != nil {
			return a, b, err
		}
	}
	for _, question := range asked {
		if err := a.time(ours, question); err != nil {
			return a, b, err
		}
		if err := b.time(theirs, question); err != nil {
			return a, b, err
		}
	}
	return a, b, nil
}

// quantile returns the value below which so much of the values lies, in ms.
func quantile(values []time.Duration, of float64) float64 {
	if len(values) == 0 {
		return 0
	}
	values = slices.Clone(values)
	slices.Sort(values)
	return float64(values[min(int(of*float64(len(values))), len(values)-1)].Microseconds()) / 1000
}

func (s spent) String() string {
	return fmt.Sprintf("%8.2f / %8.2f  %8.2f / %8.2f", quantile(s.clock, .5), quantile(s.clock, .99), quantile(s.processor, .5), quantile(s.processor, .99))
}

// slowest prints the questions that took longest.
func slowest(asked []string, took []time.Duration) {
	order := make([]int, len(asked))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return int(took[b] - took[a]) })
	for _, i := range order[:min(8, len(order))] {
		fmt.Printf("    %7.1f ms %q\n", float64(took[i].Microseconds())/1000, asked[i])
	}
}

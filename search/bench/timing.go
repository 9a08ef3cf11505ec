package main

import (
	"fmt"
	"slices"
	"time"
)

// sideBySide asks both engines each question in turn, so that what else the
// machine does is on both alike. The first round only warms up.
func sideBySide(asked []string, ours, theirs func(string) error) (a, b []time.Duration, err error) {
	for _, question := range asked[:min(len(asked), 20)] {
		if err := ours(question); err != nil {
			return nil, nil, err
		}
	}
	for _, question := range asked {
		began := time.Now()
		if err := ours(question); err != nil {
			return nil, nil, err
		}
		middle := time.Now()
		if err := theirs(question); err != nil {
			return nil, nil, err
		}
		a, b = append(a, middle.Sub(began)), append(b, time.Since(middle))
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

func spread(values []time.Duration) string {
	return fmt.Sprintf("%10.2f / %9.2f", quantile(values, .5), quantile(values, .99))
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

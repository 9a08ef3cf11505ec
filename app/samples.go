package app

import (
	"context"
	"embed"
	"fmt"

	"newsclip/clip/intake"
)

// samplePages are three pages that we wrote, of invented outlets: two tell one
// story, so that a first start shows what grouping does.
//
//go:embed samples/*.html
var samplePages embed.FS

// Samples returns the sample pages as inputs for Add.
func Samples() ([]intake.Input, error) {
	entries, err := samplePages.ReadDir("samples")
	if err != nil {
		return nil, fmt.Errorf("read samples: %w", err)
	}
	var inputs []intake.Input
	for _, entry := range entries {
		data, err := samplePages.ReadFile("samples/" + entry.Name())
		if err != nil {
			return nil, fmt.Errorf("read sample: %w", err)
		}
		inputs = append(inputs, intake.Input{Kind: intake.KindHTML, Name: entry.Name(), Data: data, MediaType: "text/html; charset=utf-8"})
	}
	return inputs, nil
}

// AddSamples keeps the sample clips.
func (a *App) AddSamples(ctx context.Context) ([]Added, error) {
	inputs, err := Samples()
	if err != nil {
		return nil, err
	}
	return a.Add(ctx, inputs, AddOptions{Anything: true, Duplicates: KeepBoth, Tags: []string{"sample"}, NoImages: true})
}

package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"newsclip/clip/extract/blocks"
	"newsclip/clip/extract/truth"
)

// page is one page of the data folder with what is known of its text.
type page struct {
	truth.Page
	html    string
	example blocks.Example
}

// load reads every SET.truth.jsonl.gz of a folder, with SET.pages.jsonl.gz and
// folds.tsv (set, id, fold) beside it.
func load(dir string) ([]*page, error) {
	sets, err := truth.Sets(dir)
	if err != nil {
		return nil, err
	}
	folds, err := truth.ReadFolds(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var out []*page
	for _, set := range sets {
		pages, err := loadSet(dir, set, folds)
		if err != nil {
			return nil, err
		}
		out = append(out, pages...)
	}
	return out, nil
}

func loadSet(dir, set string, folds truth.Folds) ([]*page, error) {
	var out []*page
	byID := map[string]*page{}
	err := truth.EachPage(dir, set, func(line []byte) error {
		p := &page{Page: truth.Page{Set: set}}
		if err := json.Unmarshal(line, p); err != nil {
			return err
		}
		p.Fold = folds.Of(set, p.ID)
		out, byID[p.ID] = append(out, p), p
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = truth.EachLine(filepath.Join(dir, set+".pages.jsonl.gz"), func(line []byte) error {
		var q struct{ ID, HTML string }
		if err := json.Unmarshal(line, &q); err != nil {
			return err
		}
		if p := byID[q.ID]; p != nil {
			p.html = q.HTML
		}
		return nil
	})
	return out, err
}

// prepare parses, cuts and labels every page, on all processors.
func prepare(pages []*page, weights weights) error {
	errs := make([]error, len(pages))
	var group sync.WaitGroup
	slots := make(chan struct{}, 2)
	for i, p := range pages {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			errs[i] = p.prepare(weights.of(p))
		})
	}
	group.Wait()
	return errors.Join(errs...)
}

func (p *page) prepare(weight float32) error {
	doc, err := blocks.Parse(strings.NewReader(p.html))
	if err != nil {
		return fmt.Errorf("%s %s: %w", p.Set, p.ID, err)
	}
	p.html = ""
	cut := blocks.Cut(doc)
	p.example = blocks.Example{Page: cut, Domain: p.domain()}
	p.example.Label, p.example.Weight = label(cut, p)
	for i := range p.example.Weight {
		p.example.Weight[i] *= weight
	}
	return nil
}

// weights say how much a page counts for learning, by its group ("set" or "set
// page type") or its set; others count 1. What the program is used for most
// counts for more than there are pages of it.
type weights map[string]float32

func (w weights) of(p *page) float32 {
	for _, key := range []string{p.Group(), p.Set} {
		if weight, ok := w[key]; ok {
			return weight
		}
	}
	return 1
}

// readWeights reads "group=2,other group=0.5".
func readWeights(text string) (weights, error) {
	out := weights{}
	for pair := range strings.SplitSeq(text, ",") {
		if pair == "" {
			continue
		}
		group, number, _ := strings.Cut(pair, "=")
		weight, err := strconv.ParseFloat(number, 32)
		if err != nil || weight <= 0 {
			return nil, fmt.Errorf("-weights %q: %q is no group=weight", text, pair)
		}
		out[group] = float32(weight)
	}
	return out, nil
}

// domain is the registered domain of a page, or its id when it has no address.
func (p *page) domain() string { return cmp.Or(p.Domain(), p.ID) }

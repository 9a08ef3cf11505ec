package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/publicsuffix"

	"newsclip/clip/extract/blocks"
)

// page is one page of the data folder with what is known of its text.
type page struct {
	ID       string   `json:"id"`
	URL      string   `json:"url"`
	Text     string   `json:"text"`
	With     []string `json:"with"`    // snippets that belong to the text
	Without  []string `json:"without"` // snippets that do not
	PageType string   `json:"page_type"`
	set      string
	fold     string
	html     string
	example  blocks.Example
}

// maxLine bounds a line of a data file, in bytes.
const maxLine = 256 << 20

// load reads every SET.truth.jsonl.gz of a folder, with SET.pages.jsonl.gz and
// folds.tsv (set, id, fold) beside it.
func load(dir string) ([]*page, error) {
	truths, err := filepath.Glob(filepath.Join(dir, "*.truth.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	if len(truths) == 0 {
		return nil, fmt.Errorf("%s holds no SET.truth.jsonl.gz", dir)
	}
	folds, err := readFolds(filepath.Join(dir, "folds.tsv"))
	if err != nil {
		return nil, err
	}
	var out []*page
	for _, name := range truths {
		set, err := loadSet(strings.TrimSuffix(name, ".truth.jsonl.gz"), folds)
		if err != nil {
			return nil, err
		}
		out = append(out, set...)
	}
	return out, nil
}

func readFolds(name string) (map[string]string, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	folds := map[string]string{}
	for line := range bytes.Lines(data) {
		if f := strings.Split(strings.TrimSuffix(string(line), "\n"), "\t"); len(f) == 3 {
			folds[f[0]+" "+f[1]] = f[2]
		}
	}
	return folds, err
}

func loadSet(stem string, folds map[string]string) ([]*page, error) {
	set := filepath.Base(stem)
	var out []*page
	byID := map[string]*page{}
	err := eachLine(stem+".truth.jsonl.gz", func(line []byte) error {
		p := &page{set: set}
		if err := json.Unmarshal(line, p); err != nil {
			return err
		}
		p.fold = folds[set+" "+p.ID]
		out, byID[p.ID] = append(out, p), p
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine(stem+".pages.jsonl.gz", func(line []byte) error {
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

func eachLine(name string, do func([]byte) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(make([]byte, 1<<20), maxLine)
	for lines.Scan() {
		if err := do(lines.Bytes()); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return lines.Err()
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
		return fmt.Errorf("%s %s: %w", p.set, p.ID, err)
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
	for _, key := range []string{setOf(p), p.set} {
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
func (p *page) domain() string {
	u, err := url.Parse(p.URL)
	if err != nil || u.Hostname() == "" {
		return p.ID
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(u.Hostname()); err == nil {
		return domain
	}
	return u.Hostname()
}

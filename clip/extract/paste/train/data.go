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
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/publicsuffix"

	"newsclip/clip/extract/paste"
)

// page is one page of the data folder with what is known of its text.
type page struct {
	ID       string   `json:"id"`
	URL      string   `json:"url"`
	Title    string   `json:"title"`
	Text     string   `json:"text"`
	With     []string `json:"with"`    // snippets that belong to the text
	Without  []string `json:"without"` // snippets that do not
	PageType string   `json:"page_type"`
	set      string
	fold     string
	paste    string
	copied   bool // a browser made the paste
	example  paste.Example
	others   []paste.Example // other forms
}

// maxLine bounds a line of a data file, in bytes.
const maxLine = 256 << 20

// load reads every SET.truth.jsonl.gz of a folder, with SET.paste.jsonl.gz or
// else SET.pages.jsonl.gz beside it.
func load(dir, sets string) ([]*page, error) {
	truths, err := filepath.Glob(filepath.Join(dir, "*.truth.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	folds, err := readFolds(filepath.Join(dir, "folds.tsv"))
	if err != nil {
		return nil, err
	}
	var out []*page
	for _, name := range truths {
		set := strings.TrimSuffix(filepath.Base(name), ".truth.jsonl.gz")
		if sets != "" && !slices.Contains(strings.Split(sets, ","), set) {
			continue
		}
		pages, err := loadSet(dir, set, folds)
		if err != nil {
			return nil, err
		}
		out = append(out, pages...)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s holds no SET.truth.jsonl.gz", dir)
	}
	return out, nil
}

// readFolds reads lines of set, id, fold.
func readFolds(name string) (map[string]string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	folds := map[string]string{}
	for line := range bytes.Lines(data) {
		if f := strings.Fields(string(line)); len(f) == 3 {
			folds[f[0]+" "+f[1]] = f[2]
		}
	}
	return folds, nil
}

// loadSet returns the articles of a set.
func loadSet(dir, set string, folds map[string]string) ([]*page, error) {
	var out []*page
	byID := map[string]*page{}
	err := eachLine(filepath.Join(dir, set+".truth.jsonl.gz"), func(line []byte) error {
		p := &page{set: set}
		if err := json.Unmarshal(line, p); err != nil {
			return err
		}
		p.fold = folds[set+" "+p.ID]
		if p.article() {
			out, byID[p.ID] = append(out, p), p
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := readPastes(dir, set, byID); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(out, func(p *page) bool { return strings.TrimSpace(p.paste) == "" }), nil
}

// readPastes reads what copying the pages gave, or else the pages, to be
// rendered.
func readPastes(dir, set string, byID map[string]*page) error {
	err := eachLine(filepath.Join(dir, set+".paste.jsonl.gz"), func(line []byte) error {
		var q struct{ ID, Text string }
		err := json.Unmarshal(line, &q)
		if p := byID[q.ID]; p != nil {
			p.paste, p.copied = q.Text, true
		}
		return err
	})
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return eachLine(filepath.Join(dir, set+".pages.jsonl.gz"), func(line []byte) error {
		var q struct{ ID, HTML string }
		if err := json.Unmarshal(line, &q); err != nil {
			return err
		}
		p := byID[q.ID]
		if p == nil {
			return nil
		}
		var err error
		p.paste, err = render(q.HTML)
		return err
	})
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

// prepare labels the lines of every page, on all processors.
func prepare(pages []*page) {
	var group sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, p := range pages {
		slots <- struct{}{}
		group.Go(func() {
			p.example, p.others = labelled(p, p.paste), p.forms()
			<-slots
		})
	}
	group.Wait()
}

// scored reports whether the page counts in the figures: its whole text must be
// known.
func (p *page) scored() bool { return p.Text != "" }

// article reports whether the page is one: lists, forums, shops and the like
// have texts too, but other ones.
func (p *page) article() bool { return p.PageType == "" || p.PageType == "article" }

// weight is how much the page counts in learning: other sets than those of
// which there are real pastes go by other rules of what belongs to a text.
func (p *page) weight() float32 {
	if p.copied {
		return 1
	}
	return 0.4
}

// domain is the registered one, or what names the page.
func (p *page) domain() string {
	if u, err := url.Parse(p.URL); err == nil && u.Hostname() != "" {
		if d, err := publicsuffix.EffectiveTLDPlusOne(u.Hostname()); err == nil {
			return d
		}
		return u.Hostname()
	}
	return p.set + " " + p.ID
}

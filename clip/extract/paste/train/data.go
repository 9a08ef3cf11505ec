package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"newsclip/clip/extract/paste"
	"newsclip/clip/extract/truth"
)

// page is one page of the data folder with what is known of its text.
type page struct {
	truth.Page
	paste   string
	copied  bool // a browser made the paste
	example paste.Example
	others  []paste.Example // other forms
}

// load reads every SET.truth.jsonl.gz of a folder, with SET.paste.jsonl.gz or
// else SET.pages.jsonl.gz beside it.
func load(dir, sets string) ([]*page, error) {
	names, err := truth.Sets(dir)
	if err != nil {
		return nil, err
	}
	folds, err := truth.ReadFolds(dir)
	if err != nil {
		return nil, err
	}
	var out []*page
	for _, set := range names {
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
		return nil, fmt.Errorf("%s holds no article of the sets %q", dir, sets)
	}
	return out, nil
}

// loadSet returns the articles of a set.
func loadSet(dir, set string, folds truth.Folds) ([]*page, error) {
	var out []*page
	byID := map[string]*page{}
	err := truth.EachPage(dir, set, func(line []byte) error {
		p := &page{Page: truth.Page{Set: set}}
		if err := json.Unmarshal(line, p); err != nil {
			return err
		}
		p.Fold = folds.Of(set, p.ID)
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
	err := truth.EachLine(filepath.Join(dir, set+".paste.jsonl.gz"), func(line []byte) error {
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
	return truth.EachLine(filepath.Join(dir, set+".pages.jsonl.gz"), func(line []byte) error {
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
func (p *page) domain() string { return cmp.Or(p.Domain(), p.Set+" "+p.ID) }

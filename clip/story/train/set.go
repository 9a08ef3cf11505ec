package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"newsclip/clip"
	"newsclip/clip/story"
)

// set is documents in the order in which they arrive.
type set struct {
	name      string
	weight    float64
	documents []document
	dated     bool // some of them are
	full      bool // some have a text
	views     []*view
}

type document struct {
	story.Document
	story   string
	library string // "": all of a set are one library's
}

// view is one way of looking at a set. What people clip is a whole article, the
// lead of one behind a wall, or a headline alone, with a date or without; and a
// library is large or has hardly begun.
type view struct {
	name      string
	learnt    bool // from it
	scored    bool
	libraries [][]story.Labelled // each from its beginning
}

// load reads every set of a folder, in the order of their names.
func load(dir string) ([]*set, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.jsonl*"))
	if err != nil || len(paths) == 0 {
		return nil, fmt.Errorf("no *.jsonl in %q", dir)
	}
	var sets []*set
	for _, path := range paths {
		name, _, _ := strings.Cut(filepath.Base(path), ".jsonl")
		s := &set{name: name, weight: 1}
		if err := s.read(path); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		sets = append(sets, s)
	}
	return sets, nil
}

// among returns a set as it arrives among another's documents, of which nobody
// asks: its dates are moved so that its first is the other's.
func (s *set) among(other *set) *set {
	own, company := s.views[0].libraries[0], other.views[0].libraries[0]
	v := &view{name: s.name + " among " + other.name, scored: true, learnt: true}
	var all []story.Labelled
	for _, d := range own {
		d.Day += company[0].Day - own[0].Day
		all = append(all, d)
	}
	for _, d := range company {
		d.Story = ""
		all = append(all, d)
	}
	slices.SortStableFunc(all, func(a, b story.Labelled) int { return cmp.Compare(a.Day, b.Day) })
	v.libraries = [][]story.Labelled{all}
	return &set{name: v.name, weight: s.weight, views: []*view{v}}
}

// maxLine is the longest line of a set, in bytes.
const maxLine = 16 << 20

func (s *set) read(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	var in io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(file); err != nil {
			return err
		}
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		var d struct{ ID, Date, Title, Body, Source, Lang, URL, Story, Library string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return err
		}
		date, _ := time.Parse(time.RFC3339, d.Date) // none: unknown
		s.documents = append(s.documents, document{story.Document{ID: clip.ID(d.ID), Title: d.Title, Text: d.Body, Outlet: d.Source, Lang: d.Lang, URL: d.URL, Date: date}, d.Story, d.Library})
		s.dated, s.full = s.dated || !date.IsZero(), s.full || d.Body != ""
	}
	return lines.Err()
}

// look makes the views that a set is good for. Stretched ones are not scored:
// their dates are invented.
func (s *set) look() {
	s.whole()
	if s.full {
		s.view(", leads", true, lead)
	}
	if s.full && s.dated {
		s.view(", undated", true, undated)
		s.view(", undated leads", true, func(d *story.Document) { undated(d); lead(d) })
	}
	if s.dated {
		s.views = append(s.views, stretched(s.views[0]))
	}
	s.views = append(s.views, s.small())
	if s.full && s.dated {
		s.views = append(s.views, stretched(s.views[1]))
	}
	s.views = append(s.views, shuffled(s.views[0]))
	if s.full {
		s.views = append(s.views, shuffled(s.views[1]))
	}
}

func (s *set) whole() { s.view("", true, func(*story.Document) {}) }

func (s *set) view(name string, scored bool, change func(*story.Document)) {
	v := &view{name: s.name + name, scored: scored, learnt: true}
	at := map[string]int{}
	for _, d := range s.documents {
		i, ok := at[d.library]
		if !ok {
			i = len(v.libraries)
			at[d.library] = i
			v.libraries = append(v.libraries, nil)
		}
		changed := d.Document
		change(&changed)
		v.libraries[i] = append(v.libraries[i], story.Labelled{Signature: story.Sign(changed), Story: d.story})
	}
	s.views = append(s.views, v)
}

// leadWords is how many words of a text a lead has.
const leadWords = 45

func lead(d *story.Document) {
	words := strings.Fields(d.Text)
	d.Text = strings.Join(words[:min(leadWords, len(words))], " ")
}

func undated(d *story.Document) { d.Date = time.Time{} }

// longest is by how many days more, at most, a stretched story's document
// follows the one before it.
const longest = 10

// stretched returns a view with its stories stretched, since in sets people
// label every story is over within days, and in life some go on for weeks.
func stretched(v *view) *view {
	out := slices.Clone(v.libraries[0])
	last, shift := map[string]float64{}, map[string]float64{}
	for i := range out {
		d := &out[i]
		if d.Story == "" || d.Day == 0 {
			continue
		}
		if last[d.Story] != 0 {
			shift[d.Story] += float64(hash(string(d.ID))%1000) / 1000 * float64(hash(d.Story)%(longest+1))
		}
		last[d.Story] = d.Day
		d.Day += shift[d.Story]
	}
	slices.SortStableFunc(out, func(a, b story.Labelled) int { return cmp.Compare(a.Day, b.Day) })
	return &view{name: v.name + ", stretched", learnt: true, libraries: [][]story.Labelled{out}}
}

// shuffled returns a view whose documents arrive in no order of date, as people
// clip what is old: each meets the stories in another state than by its date, and
// fewer things are learnt by heart.
func shuffled(v *view) *view {
	out := slices.Clone(v.libraries[0])
	slices.SortFunc(out, func(a, b story.Labelled) int {
		return cmp.Or(cmp.Compare(hash(string(a.ID)), hash(string(b.ID))), cmp.Compare(a.ID, b.ID))
	})
	return &view{name: v.name + ", shuffled", learnt: true, libraries: [][]story.Labelled{out}}
}

func foldOf(name string) int { return int(hash(name) % folds) }

func hash(name string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(name))
	sum := h.Sum32()
	return sum ^ sum>>15
}

// score puts the documents into stories as they arrive and scores the stories
// of a fold.
func (v *view) score(table []byte, fold int) (*score, error) {
	sum := &score{}
	for _, library := range v.libraries {
		g, err := story.New(story.Options{Table: table})
		if err != nil {
			return nil, err
		}
		placed := make([]clip.ID, len(library))
		for i, d := range library {
			p := g.Place(d.Signature)
			if p.Story == "" {
				p.Story = "new " + d.ID
			}
			g.Put(d.Signature, p.Story)
			placed[i] = p.Story
		}
		sum.add(compare(library, placed, fold))
	}
	return sum, nil
}

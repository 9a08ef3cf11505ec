package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"time"

	"newsclip/clip"
	"newsclip/clip/store"
	"newsclip/search"
)

// speed measures on invented clips.
type speed struct {
	dir   string
	clips int
	seed  uint64
	keep  bool
	alone bool
	profile

	library *store.Library
	index   *search.Index
	peer    *fulltext
	asked   questions
}

const shown = 20 // hits of a keystroke, with snippets

func (s *speed) run(ctx context.Context) error {
	if s.dir == "" {
		return errors.New("give a folder for the library: -dir DIR")
	}
	c := newCorpus(s.seed)
	s.asked = draw(c, s.clips)
	if err := s.makeLibrary(ctx, c); err != nil {
		return err
	}
	stop, err := s.start()
	if err != nil {
		return err
	}
	defer stop()
	if err := s.fill(ctx, c); err != nil {
		return err
	}
	if err := s.open(ctx); err != nil {
		return err
	}
	defer s.close()
	fmt.Printf("%-28s %40s  | %40s\n", "ms p50 / p99", "ours: by the clock, of the processor", "FTS5: by the clock, of the processor")
	if err := s.queries(ctx); err != nil {
		return err
	}
	if s.profile != "" {
		return nil
	}
	s.close()
	return s.memory(ctx)
}

func (s *speed) close() {
	if s.library != nil {
		s.index.Close()
		s.peer.close()
		s.library.Close()
	}
	s.library = nil
}

func (s *speed) open(ctx context.Context) (err error) {
	if s.library, err = store.Open(ctx, store.Options{Dir: s.libraryDir()}); err != nil {
		return err
	}
	began := time.Now()
	if s.index, err = openIndex(ctx, s.indexDir(), s.library); err != nil {
		return err
	}
	fmt.Printf("open the index: %d ms\n", time.Since(began).Milliseconds())
	began = time.Now()
	if err := s.index.Warm(ctx); err != nil {
		return err
	}
	fmt.Printf("make it ready for typing, beside other work: %d ms\n", time.Since(began).Milliseconds())
	s.peer, err = openFulltext(s.peerPath(), false)
	return err
}

func (s *speed) libraryDir() string { return filepath.Join(s.dir, "library") }
func (s *speed) indexDir() string   { return filepath.Join(s.dir, "index") }
func (s *speed) peerPath() string   { return filepath.Join(s.dir, "fts.db") }

// openIndex opens an index whose snippets come from the library, as in the
// program.
func openIndex(ctx context.Context, dir string, library *store.Library) (*search.Index, error) {
	return search.Open(ctx, search.Options{Dir: dir, Text: library.Texts})
}

// questions are what is asked of both.
type questions struct {
	typed   []string // each a query as far as it is typed
	phrases []string
	terms   []string
}

// draw draws questions from the clips themselves: names, words of titles and
// of sentences, typed letter by letter.
func draw(c *corpus, clips int) (out questions) {
	random := rand.New(rand.NewPCG(c.seed, 1<<40))
	for i := range 40 {
		words := sample(c, random, clips, i)
		for end := 1; end <= len(words); end++ {
			if words[end-1] != ' ' {
				out.typed = append(out.typed, words[:end])
			}
		}
	}
	for range 200 {
		made := c.clip(random.IntN(clips))
		words := strings.Fields(made.Version.Body.Plain())
		at := random.IntN(len(words) - 4)
		out.phrases = append(out.phrases, plainWords(words[at:at+2+random.IntN(3)]))
		out.terms = append(out.terms, plainWords(words[at+1:at+2]))
	}
	return out
}

func plainWords(words []string) string {
	return strings.ToLower(strings.NewReplacer(",", "", ".", "").Replace(strings.Join(words, " ")))
}

// sample returns two or three words: of a name, of a title or of the text.
func sample(c *corpus, random *rand.Rand, clips, kind int) string {
	made := c.clip(random.IntN(clips))
	words := strings.Fields(made.Version.Title)
	switch kind % 3 {
	case 0:
		words = strings.Fields(made.Version.Byline())
	case 1:
		words = words[2:]
	default:
		words = strings.Fields(made.Version.Body.Plain())
	}
	n := min(2+random.IntN(2), len(words))
	at := random.IntN(len(words) - n + 1)
	return plainWords(words[at : at+n])
}

// queries times what people ask.
func (s *speed) queries(ctx context.Context) error {
	if s.profile != "" {
		return s.profiled(ctx)
	}
	rows := []struct {
		name         string
		asked        []string
		ours, theirs func(string) error
	}{
		{"keystroke, with snippets", s.asked.typed, s.keystroke(ctx), s.peerKeystroke(ctx)},
		{"phrase", s.asked.phrases, s.phrase(ctx), s.peerPhrase(ctx)},
		{"a term, sorted by date", s.asked.terms, s.newest(ctx), s.peerNewest(ctx)},
		{"counts on all", make([]string, 20), s.counts(ctx), s.peerCounts(ctx)},
	}
	for _, row := range rows {
		if s.alone {
			row.theirs = func(string) error { return nil }
		}
		ours, theirs, err := sideBySide(row.asked, row.ours, row.theirs)
		if err != nil {
			return fmt.Errorf("%s: %w", row.name, err)
		}
		fmt.Printf("%-28s %s  | %s\n", row.name, ours, theirs)
	}
	return nil
}

func (s *speed) profiled(ctx context.Context) error {
	for _, part := range []struct {
		name  string
		asked []string
		ask   func(string) error
	}{{"keystroke", s.asked.typed, s.keystroke(ctx)}, {"phrase", s.asked.phrases, s.phrase(ctx)}} {
		took, _, err := sideBySide(part.asked, part.ask, func(string) error { return nil })
		if err != nil {
			return err
		}
		fmt.Printf("%-28s %s\n", part.name, took)
		slowest(part.asked, took.processor)
	}
	return nil
}

func (s *speed) search(ctx context.Context, text string, request search.Request) error {
	request.Words, request.Limit = search.Parse(text, search.Context{Typing: request.Typing}).Words, shown
	_, err := s.index.Search(ctx, request)
	return err
}

func (s *speed) keystroke(ctx context.Context) func(string) error {
	return func(text string) error { return s.search(ctx, text, search.Request{Typing: true}) }
}

func (s *speed) peerKeystroke(ctx context.Context) func(string) error {
	return func(text string) error {
		_, err := s.peer.ranked(ctx, strings.Join(quoted(strings.Fields(text)), " AND ")+"*", shown)
		return err
	}
}

func (s *speed) phrase(ctx context.Context) func(string) error {
	return func(text string) error { return s.search(ctx, `"`+text+`"`, search.Request{}) }
}

func (s *speed) peerPhrase(ctx context.Context) func(string) error {
	return func(text string) error {
		_, err := s.peer.ranked(ctx, `"`+text+`"`, shown)
		return err
	}
}

func (s *speed) newest(ctx context.Context) func(string) error {
	return func(text string) error { return s.search(ctx, text, search.Request{Order: clip.Newest}) }
}

func (s *speed) peerNewest(ctx context.Context) func(string) error {
	return func(text string) error {
		_, err := s.peer.newest(ctx, quoted([]string{text})[0], shown)
		return err
	}
}

// counts asks for what the window shows beside all clips: how many there are of
// each outlet, folder and month.
func (s *speed) counts(ctx context.Context) func(string) error {
	return func(string) error {
		_, err := s.library.Facets(ctx, clip.Query{}, time.UTC)
		return err
	}
}

func (s *speed) peerCounts(ctx context.Context) func(string) error {
	return func(string) error {
		for _, by := range []string{"outlet", "strftime('%Y-%m', date, 'unixepoch')"} {
			if _, err := s.peer.ids(ctx, "SELECT "+by+", count(*) FROM docs WHERE ? = '' GROUP BY 1", ""); err != nil {
				return err
			}
		}
		return nil
	}
}

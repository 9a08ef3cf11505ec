// Command train learns the table of the package paste.
//
//	go run ./clip/extract/paste/train -data DIR -out clip/extract/paste/table.bin
//
// DIR holds SET.truth.jsonl.gz ({"id","url","title","text"} or {"id","url",
// "with","without"}: the whole text of a page, or snippets that belong to it
// and that do not), SET.paste.jsonl.gz ({"id","url","text"}: what copying the
// page as plain text gives) or SET.pages.jsonl.gz ({"id","url","html"}, rendered
// here), and folds.tsv (set, id, fold), in which pages of one domain have one
// fold. Five models, each learnt without one fold, are scored on the fold that
// they did not see; the figures stand in the table's head. Then the model is
// learnt from all.
//
// With -without FOLD one model is learnt without that fold: what to give to
// "newsclip extract --table" to measure the whole program on pages unseen.
// The same data give the same table, bit for bit, on amd64.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"newsclip/clip/extract/paste"
)

func main() {
	var t trainer
	data := flag.String("data", "", "folder of pages whose text is known")
	sets := flag.String("sets", "", "learn from these sets alone, with commas")
	only := flag.String("only", "", "cross-validate on these folds alone, with commas")
	without := flag.String("without", "", "leave this fold out, and do not cross-validate")
	flag.StringVar(&t.dump, "dump", "", "write the answers for pages unseen to this file")
	flag.StringVar(&t.tables, "tables", "", "folder that keeps all models learnt; those that are there are used")
	flag.StringVar(&t.out, "out", "", "file for the table")
	flag.IntVar(&t.options.Trees.Trees, "trees", 0, "trees of each judgement (0: as embedded)")
	flag.IntVar(&t.options.Words, "words", 0, "words of the lexicon (0: as embedded)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := t.run(ctx, *data, *sets, *without, *only); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

type trainer struct {
	out, dump string
	tables    string // folder of models
	options   paste.LearnOptions
	pages     []*page
	began     time.Time
}

func (t *trainer) say(format string, a ...any) {
	fmt.Fprintf(os.Stderr, "%6.1fs  %s\n", time.Since(t.began).Seconds(), fmt.Sprintf(format, a...))
}

func (t *trainer) run(ctx context.Context, data, sets, without, only string) error {
	t.began = time.Now()
	t.options.Progress = func(step string) { t.say("  %s", step) }
	var err error
	if t.pages, err = load(data, sets); err != nil {
		return err
	}
	t.say("%d pages", len(t.pages))
	prepare(t.pages)
	for _, line := range report(t.pages, labelledText) {
		t.say("labels alone: %s", line)
	}
	if without != "" {
		m, err := t.foldModel(ctx, without)
		if err != nil {
			return err
		}
		return t.write(m)
	}
	notes, err := t.crossValidate(ctx, only)
	if err != nil || t.out == "" {
		return err
	}
	m, err := t.foldModel(ctx, "")
	if err != nil {
		return err
	}
	m.SetNotes(append([]string{fmt.Sprintf("learnt from: %d pages", len(t.pages)), "cross-validated by domain, five folds:"}, notes...))
	return t.write(m)
}

// learn learns from all pages but those of a fold.
func (t *trainer) learn(ctx context.Context, without string) (*paste.Model, error) {
	var examples []paste.Example
	for _, p := range t.pages {
		if without == "" || p.Fold != without {
			examples = append(append(examples, p.example), p.others...)
		}
	}
	return paste.Learn(ctx, examples, t.options)
}

func (t *trainer) crossValidate(ctx context.Context, only string) ([]string, error) {
	var folds []string
	for _, p := range t.pages {
		if p.scored() && !slices.Contains(folds, p.Fold) && (only == "" || strings.Contains(only, p.Fold)) {
			folds = append(folds, p.Fold)
		}
	}
	slices.Sort(folds)
	answers := map[*page]string{}
	var judged []*page
	for _, fold := range folds {
		m, err := t.foldModel(ctx, fold)
		if err != nil {
			return nil, err
		}
		var here []*page
		for _, p := range t.pages {
			if p.Fold == fold && p.scored() {
				out, err := m.Clean(ctx, p.paste)
				if err != nil {
					return nil, fmt.Errorf("%s %s: %w", p.Set, p.ID, err)
				}
				answers[p] = out.Body.Plain()
				here = append(here, p)
			}
		}
		for _, line := range report(here, func(p *page) string { return answers[p] }) {
			t.say("fold %s: %s", fold, line)
		}
		judged = append(judged, here...)
		if err := t.writeAnswers(judged, answers); err != nil {
			return nil, err
		}
	}
	notes := report(judged, func(p *page) string { return answers[p] })
	for _, line := range notes {
		t.say("%s", line)
	}
	return notes, nil
}

// foldModel returns the model learnt without a fold, or from all, from the
// folder of tables if it is there.
func (t *trainer) foldModel(ctx context.Context, fold string) (*paste.Model, error) {
	name := filepath.Join(t.tables, "all.bin")
	if fold != "" {
		name = filepath.Join(t.tables, "without-"+fold+".bin")
	}
	if data, err := os.ReadFile(name); t.tables != "" && err == nil {
		return paste.ReadModel(data)
	}
	m, err := t.learn(ctx, fold)
	if err != nil || t.tables == "" {
		return m, err
	}
	data, err := m.MarshalBinary()
	if err != nil {
		return nil, err
	}
	return m, os.WriteFile(name, data, 0o644)
}

func (t *trainer) write(m *paste.Model) error {
	data, err := m.MarshalBinary()
	if err != nil || t.out == "" {
		return err
	}
	t.say("%d bytes", len(data))
	return os.WriteFile(t.out, data, 0o644)
}

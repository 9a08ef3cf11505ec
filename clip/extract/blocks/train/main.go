// Command train learns the table of the package blocks.
//
//	go run ./clip/extract/blocks/train -data DIR -out clip/extract/blocks/table.bin \
//		-weights 'n4k424=3,chinese=3,wcxb-dev=0.4,wcxb-dev article=1'
//
// DIR holds SET.truth.jsonl.gz ({"id","url","text"} or {"id","url","with",
// "without"}: the whole text of a page, or snippets that belong to it and that
// do not), SET.pages.jsonl.gz ({"id","url","html"}) and folds.tsv (set, id,
// fold), in which pages of one domain have one fold. Five tables, each learnt
// without one fold, are scored on the fold that they did not see; the figures
// stand in the table's head. Then the table is learnt from all.
//
// With -folds DIR the five tables are kept there, DIR/0.bin learnt without fold
// 0 and so on: what to give to "newsclip extract --table" to measure the whole
// program on pages unseen. The same data give the same table, bit for bit, on amd64.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"time"

	"newsclip/clip/extract/blocks"
)

func main() {
	data := flag.String("data", "", "folder of pages whose text is known")
	out := flag.String("out", "", "file for the table")
	folds := flag.String("folds", "", "folder to keep the tables of the folds in")
	weights := flag.String("weights", "", "what pages count, by group: \"set=2,set page type=0.5\"")
	only := flag.String("only", "", "cross-validate on this fold alone")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	t := trainer{out: *out, folds: *folds, weights: *weights}
	if err := t.run(ctx, *data, *only); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

type trainer struct {
	out     string
	folds   string
	weights string
	options blocks.LearnOptions
	pages   []*page
}

func (t *trainer) run(ctx context.Context, data, only string) error {
	began := time.Now()
	say := func(format string, a ...any) {
		fmt.Fprintf(os.Stderr, "%6.1fs  %s\n", time.Since(began).Seconds(), fmt.Sprintf(format, a...))
	}
	t.options.Progress = func(step string) { say("  %s", step) }
	var err error
	if t.pages, err = load(data); err != nil {
		return err
	}
	say("%d pages", len(t.pages))
	weights, err := readWeights(t.weights)
	if err != nil {
		return err
	}
	if err := prepare(t.pages, weights); err != nil {
		return err
	}
	for _, line := range report(t.pages, labelledText) {
		say("labels alone: %s", line)
	}
	notes, err := t.crossValidate(ctx, only, say)
	if err != nil || t.out == "" {
		return err
	}
	m, err := t.learn(ctx, "")
	if err != nil {
		return err
	}
	m.SetNotes(append([]string{fmt.Sprintf("learnt from: %d pages, weights: %s", len(t.pages), t.weights), "cross-validated by domain, five folds:"}, notes...))
	return write(m, t.out)
}

// learn learns from all pages but those of a fold.
func (t *trainer) learn(ctx context.Context, without string) (*blocks.Model, error) {
	var examples []blocks.Example
	for _, p := range t.pages {
		if without == "" || p.Fold != without {
			examples = append(examples, p.example)
		}
	}
	return blocks.Learn(ctx, examples, t.options)
}

func (t *trainer) crossValidate(ctx context.Context, only string, say func(string, ...any)) ([]string, error) {
	var folds []string
	for _, p := range t.pages {
		if !slices.Contains(folds, p.Fold) && (only == "" || only == p.Fold) {
			folds = append(folds, p.Fold)
		}
	}
	slices.Sort(folds)
	chances := map[*page][]float64{}
	var judged []*page
	for _, fold := range folds {
		say("fold %s", fold)
		m, err := t.learn(ctx, fold)
		if err != nil {
			return nil, err
		}
		if t.folds != "" {
			if err := write(m, filepath.Join(t.folds, fold+".bin")); err != nil {
				return nil, err
			}
		}
		for _, p := range t.pages {
			if p.Fold == fold {
				chances[p] = m.Judge(p.example.Page)
				judged = append(judged, p)
			}
		}
	}
	notes := report(judged, func(p *page) string { return chosenText(p, chances[p]) })
	for _, line := range notes {
		say("%s", line)
	}
	return notes, nil
}

func write(m *blocks.Model, name string) error {
	data, err := m.MarshalBinary()
	if err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

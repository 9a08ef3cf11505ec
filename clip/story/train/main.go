// Command train learns the merge model of the package story.
//
//	go run ./clip/story/train -data DIR -out clip/story/table.bin
//
// DIR holds sets of documents whose story is known, NAME.jsonl or NAME.jsonl.gz,
// an object a line: {"id","date","title","body","source","lang","url","story"}.
// A document without a story is there as others are in life, and asks nothing;
// those with a "library" are alone with the others of that library.
//
// Stories are dealt into five folds by the hash of their name. Five models, each
// learnt without one fold, put the documents of each set into stories as they
// arrive; each is scored on the stories that it did not see. The figures stand
// in the table's head. Then the model is learnt from all. The same data give
// the same table, bit for bit, on amd64.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"newsclip/clip/boost"
	"newsclip/clip/story"
)

func main() {
	var t trainer
	data := flag.String("data", "", "folder of documents whose story is known")
	weights := flag.String("weights", "", "how much a set weighs, as NAME=WEIGHT, with commas; 1 where nothing is said, 0: it is scored only")
	own := flag.String("own", "", "folder of more sets, which arrive among the documents of another")
	among := flag.String("among", "", "the name of that other")
	flag.StringVar(&t.out, "out", "", "file for the table")
	flag.StringVar(&t.folds, "folds", "", "folder that gets the tables learnt without one fold, 0.bin to 4.bin")
	flag.IntVar(&t.options.Trees, "trees", 300, "trees")
	flag.IntVar(&t.options.Depth, "depth", 6, "their depth")
	flag.Float64Var(&t.options.Rate, "rate", 0.05, "of learning")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := t.run(ctx, *data, *weights, *own, *among); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

type trainer struct {
	out, folds string
	options    boost.Options
	sets       []*set
	examples   story.Examples
	began      time.Time
}

func (t *trainer) say(format string, a ...any) {
	fmt.Fprintf(os.Stderr, "%6.1fs  %s\n", time.Since(t.began).Seconds(), fmt.Sprintf(format, a...))
}

func (t *trainer) run(ctx context.Context, data, weights, own, among string) (err error) {
	t.began = time.Now()
	t.options.Rows, t.options.Columns, t.options.MinWeight = 0.7, 0.7, minWeight
	if t.sets, err = load(data); err != nil {
		return err
	}
	for _, s := range t.sets {
		s.look()
	}
	if err := t.join(own, among); err != nil {
		return err
	}
	if err := t.weigh(weights); err != nil {
		return err
	}
	t.gather()
	notes, err := t.crossValidate(ctx)
	if err != nil || t.out == "" {
		return err
	}
	table, err := t.learn(ctx, noFold, notes)
	if err != nil {
		return err
	}
	return os.WriteFile(t.out, table, 0o644)
}

// join adds the sets that arrive among another; those of several libraries stay
// in these.
func (t *trainer) join(dir, among string) error {
	if dir == "" {
		return nil
	}
	i := slices.IndexFunc(t.sets, func(s *set) bool { return s.name == among })
	if i < 0 {
		return fmt.Errorf("no set %q", among)
	}
	own, err := load(dir)
	for _, s := range own {
		s.whole()
		if len(s.views[0].libraries) == 1 {
			s = s.among(t.sets[i])
		}
		t.sets = append(t.sets, s)
	}
	return err
}

// minWeight is the least second-order weight of a leaf: the examples of a set
// weigh setWeight together.
const (
	minWeight = 5
	setWeight = 14_000
)

func (t *trainer) weigh(weights string) error {
	for pair := range strings.SplitSeq(weights, ",") {
		name, value, _ := strings.Cut(pair, "=")
		for _, s := range t.sets {
			if s.name != name {
				continue
			}
			var err error
			if s.weight, err = strconv.ParseFloat(value, 64); err != nil {
				return fmt.Errorf("weight of %s: %w", name, err)
			}
		}
	}
	return nil
}

// folds of the stories, and none of them.
const (
	folds  = 5
	noFold = -1
)

// gather makes the examples of all views.
func (t *trainer) gather() {
	for _, s := range t.sets {
		for _, v := range s.views {
			if s.weight > 0 && v.learnt {
				t.examples.Libraries(v.libraries, setWeight*s.weight/float64(len(s.views)))
			}
		}
	}
	t.say("examples gathered")
}

// learn learns a model without a fold.
func (t *trainer) learn(ctx context.Context, fold int, notes []string) ([]byte, error) {
	return t.examples.Learn(ctx, func(name string) bool { return fold != noFold && foldOf(name) == fold }, notes, t.options)
}

func (t *trainer) crossValidate(ctx context.Context) ([]string, error) {
	tables := make([][]byte, folds)
	for fold := range folds {
		var err error
		if tables[fold], err = t.learn(ctx, fold, []string{"learnt without fold " + strconv.Itoa(fold)}); err != nil {
			return nil, err
		}
		if t.folds != "" {
			if err := os.WriteFile(filepath.Join(t.folds, strconv.Itoa(fold)+".bin"), tables[fold], 0o644); err != nil {
				return nil, err
			}
		}
	}
	t.say("folds learnt")
	notes := []string{"cross-validated by story, five folds, as the documents arrive:"}
	for _, s := range t.sets {
		for _, v := range s.views {
			if !v.scored {
				continue
			}
			sum, err := v.crossValidate(tables)
			if err != nil {
				return nil, err
			}
			notes = append(notes, v.name+": "+sum.String())
			t.say("%s: %s", v.name, sum)
		}
	}
	return notes, nil
}

// crossValidate scores each fold's stories by the table that did not see them.
func (v *view) crossValidate(tables [][]byte) (*score, error) {
	scores, errs := make([]*score, folds), make([]error, folds)
	boost.Each(folds, func(fold int) { scores[fold], errs[fold] = v.score(tables[fold], fold) })
	sum := &score{}
	for _, s := range scores {
		if s != nil {
			sum.add(s)
		}
	}
	return sum, errors.Join(errs...)
}

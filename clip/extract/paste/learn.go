package paste

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"

	"newsclip/clip/boost"
	"newsclip/clip/extract/lexicon"
)

// Lines are the lines that a paste is judged by.
func Lines(text string) []string {
	lines := splitLines(text)
	out := make([]string, len(lines))
	for i := range lines {
		out[i] = lines[i].text
	}
	return out
}

// An Example is a paste whose text is known.
type Example struct {
	Text   string
	Domain string    // pastes of one domain are never on both sides of a judgement
	Label  []float32 // per line of Lines(Text): its share, 0 to 1, that belongs to the text
	Weight []float32 // per line: how much it counts; 0: unknown
}

// LearnOptions steer learning; the zero value is what the embedded model was
// learnt with.
type LearnOptions struct {
	Trees    boost.Options // of each judgement
	Words    int           // entries of the lexicon; 0: 6000
	Progress func(step string)
}

func (o LearnOptions) withDefaults() LearnOptions {
	o.Words = cmp.Or(o.Words, 6000)
	o.Trees.Trees = cmp.Or(o.Trees.Trees, 80)
	o.Trees.Depth = cmp.Or(o.Trees.Depth, 5)
	o.Trees.Rate = cmp.Or(o.Trees.Rate, 0.12)
	o.Trees.MinWeight = cmp.Or(o.Trees.MinWeight, 10)
	if o.Progress == nil {
		o.Progress = func(string) {}
	}
	return o
}

// innerFolds is how many parts the examples are cut into, so that a later
// judgement learns from earlier ones of pastes that those had not seen.
const innerFolds = 3

// Learn learns a model. The same examples and options give the same model, bit
// for bit, on amd64.
func Learn(ctx context.Context, examples []Example, o LearnOptions) (*Model, error) {
	o = o.withDefaults()
	l := newLearner(examples, o)
	m := &Model{words: l.words}
	for stage := range m.stages {
		if stage > 0 {
			if err := l.judgeUnseen(ctx, stage-1); err != nil {
				return nil, err
			}
			l.addSurroundings()
		}
		o.Progress(fmt.Sprintf("judgement %d", stage+1))
		var err error
		if m.stages[stage], err = l.fit(ctx, stage, func(int) bool { return true }); err != nil {
			return nil, err
		}
	}
	return m, nil
}

type learner struct {
	LearnOptions
	examples  []Example
	words     *lexicon.Table
	described []*describer
	first     [][]float32 // the first judgement's numbers, per example, line after line
	rows      [][]float32 // those of the judgement that is learnt
	chances   [][]float64
}

func newLearner(examples []Example, o LearnOptions) *learner {
	o.Progress("counting words")
	n := len(examples)
	l := &learner{LearnOptions: o, examples: examples, described: make([]*describer, n), first: make([][]float32, n), rows: make([][]float32, n), chances: make([][]float64, n)}
	pages := make([]*page, n)
	boost.Each(n, func(i int) { pages[i] = newPage(examples[i].Text) })
	c := countWords(examples, pages)
	l.words = c.table(o.Words)
	boost.Each(n, func(i int) {
		l.described[i] = describe(pages[i].lines, without{c, l.words, examples[i].Domain})
		for at := range pages[i].lines {
			l.first[i] = l.described[i].numbers(at, l.first[i])
		}
		l.rows[i] = l.first[i]
	})
	return l
}

// judgeUnseen gives each example the judgement of trees that did not see its
// part.
func (l *learner) judgeUnseen(ctx context.Context, stage int) error {
	out := make([][]float64, len(l.examples))
	for fold := range innerFolds {
		l.Progress(fmt.Sprintf("judgement %d, part %d of %d", stage+1, fold+1, innerFolds))
		in := func(i int) bool { return foldOf(l.examples[i].Domain) == fold }
		trees, err := l.fit(ctx, stage, func(i int) bool { return !in(i) })
		if err != nil {
			return err
		}
		boost.Each(len(l.examples), func(i int) {
			if in(i) {
				out[i] = score(trees, l.rows[i], numbersOf(stage))
			}
		})
	}
	l.chances = out
	return nil
}

func (l *learner) addSurroundings() {
	boost.Each(len(l.examples), func(i int) {
		s := newSurroundings(l.described[i], l.chances[i])
		var out []float32
		for at := range l.described[i].lines {
			out = append(out, l.first[i][at*firstNumbers:(at+1)*firstNumbers]...)
			out = s.numbers(at, out)
		}
		l.rows[i] = out
	})
}

func foldOf(domain string) int {
	h := fnv.New32a()
	h.Write([]byte(domain))
	return int(h.Sum32() >> 3 % innerFolds)
}

func score(t *boost.Table, rows []float32, n int) []float64 {
	out := make([]float64, len(rows)/n)
	for i := range out {
		out[i] = t.Score(rows[i*n : (i+1)*n])
	}
	return out
}

// Easy lines, short ones with nothing of the article near, are most of all:
// one in easyShare is learnt from, and counts for the others.
const (
	easyWords = 12
	easyReach = 4
	easyShare = 8
)

func (l *learner) fit(ctx context.Context, stage int, use func(i int) bool) (*boost.Table, error) {
	n := numbersOf(stage)
	set := boost.NewExamples(n)
	for i := range l.examples {
		if !use(i) {
			continue
		}
		e := &l.examples[i]
		for at := range e.Label {
			weight := e.Weight[at]
			if l.easy(i, at) {
				if at%easyShare != 0 {
					continue
				}
				weight *= easyShare
			}
			if weight > 0 {
				set.Add(l.rows[i][at*n:(at+1)*n], e.Label[at], weight)
			}
		}
	}
	l.Progress(fmt.Sprintf("learning from %d lines", set.Len()))
	return boost.Train(ctx, set, l.Trees)
}

func (l *learner) easy(i, at int) bool {
	if l.described[i].lines[at].look.words >= easyWords {
		return false
	}
	label := l.examples[i].Label
	for j := max(0, at-easyReach); j < min(len(label), at+easyReach+1); j++ {
		if label[j] > 0 {
			return false
		}
	}
	return true
}

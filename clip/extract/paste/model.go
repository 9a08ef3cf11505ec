package paste

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"sync"

	"newsclip/clip/boost"
	"newsclip/clip/extract/lexicon"
)

// A Model is what was learnt: the values of words, and the trees of the
// judgements. It is safe for use from several goroutines.
type Model struct {
	words  *lexicon.Table
	stages [stages]*boost.Table
}

// stages is how many judgements there are. The first sees the lines alone; each
// later one sees what the one before it said as well.
const stages = 3

// embedded is the model that train made; its figures stand in its head.
//
//go:embed table.bin
var embedded []byte

// builtIn reads the embedded model once.
var builtIn = sync.OnceValues(func() (*Model, error) { return ReadModel(embedded) })

// BuiltIn returns the embedded model.
func BuiltIn() (*Model, error) { return builtIn() }

// Notes say what the model was learnt from and how well it does.
func (m *Model) Notes() []string { return m.stages[0].Notes }

// SetNotes sets what Notes returns: lines for people.
func (m *Model) SetNotes(notes []string) { m.stages[0].Notes = notes }

// maxJudged is how many lines are judged, for judging takes some ten
// microseconds a line. More are no page of news.
const maxJudged = 40_000

// judge returns for each line the chance, 0 to 1, that it belongs to the
// article.
func (m *Model) judge(ctx context.Context, lines []line) ([]float64, error) {
	if len(lines) > maxJudged {
		return eachChance(ctx, len(lines), func(i int) float64 { return byLength(&lines[i]) })
	}
	d := describe(lines, m.words)
	row := make([]float32, 0, laterNumbers)
	chances, err := eachChance(ctx, len(lines), func(i int) float64 {
		row = d.numbers(i, row[:0])
		return m.stages[0].Score(row)
	})
	for _, later := range m.stages[1:] {
		if err != nil {
			return nil, err
		}
		s := newSurroundings(d, chances)
		chances, err = eachChance(ctx, len(lines), func(i int) float64 {
			row = s.numbers(i, d.numbers(i, row[:0]))
			return later.Score(row)
		})
	}
	return chances, err
}

// byLength judges by length and end alone.
func byLength(l *line) float64 {
	if l.size >= longLine || l.sentence || l.joined {
		return 1
	}
	return 0
}

// eachChance asks for every line, and now and then whether to go on.
func eachChance(ctx context.Context, n int, ask func(i int) float64) ([]float64, error) {
	const often = 1024 // lines
	out := make([]float64, n)
	for i := range out {
		if i%often == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		out[i] = ask(i)
	}
	return out, nil
}

// How many numbers each judgement uses; a test counts them.
const (
	firstNumbers = 141
	laterNumbers = firstNumbers + 34
)

func numbersOf(stage int) int {
	if stage == 0 {
		return firstNumbers
	}
	return laterNumbers
}

// The form of a model: a line that names it, then parts, each with its length
// before it (4 bytes, little endian): keys of the lexicon (4 bytes each), its
// values (1 byte each), the trees of each judgement.
const modelMagic = "newsclip paste, form 1\n"

// MarshalBinary writes the model.
func (m *Model) MarshalBinary() ([]byte, error) {
	keys, values := m.words.Bytes()
	parts := [][]byte{keys, values}
	for i, stage := range m.stages {
		data, err := stage.MarshalBinary()
		if err != nil {
			return nil, fmt.Errorf("judgement %d: %w", i+1, err)
		}
		parts = append(parts, data)
	}
	return boost.AppendParts([]byte(modelMagic), parts...), nil
}

// ReadModel reads a model that MarshalBinary wrote. A damaged one, or one for
// other numbers than this program's, is an error.
func ReadModel(data []byte) (*Model, error) {
	rest, ok := bytes.CutPrefix(data, []byte(modelMagic))
	if !ok {
		return nil, errors.New("this is no table for pasted text")
	}
	parts, err := boost.CutParts(rest, 2+stages)
	if err != nil {
		return nil, err
	}
	if len(parts[0]) != 4*len(parts[1]) {
		return nil, errors.New("the table's length is wrong")
	}
	m := &Model{words: lexicon.Read(parts[0], parts[1])}
	for i := range m.stages {
		if m.stages[i], err = boost.ReadFor(parts[2+i], numbersOf(i)); err != nil {
			return nil, fmt.Errorf("judgement %d: %w", i+1, err)
		}
	}
	return m, nil
}

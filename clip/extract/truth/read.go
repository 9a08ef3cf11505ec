package truth

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// ending is what the name of a set's file of texts has behind the set's.
const ending = ".truth.jsonl.gz"

// Sets names the sets of a folder: those with a SET.truth.jsonl.gz, a Page a
// line.
func Sets(dir string) ([]string, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*"+ending))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s holds no SET%s", dir, ending)
	}
	for i, name := range names {
		names[i] = strings.TrimSuffix(filepath.Base(name), ending)
	}
	return names, nil
}

// EachPage calls do with each line of the texts of a set.
func EachPage(dir, set string, do func(line []byte) error) error {
	return EachLine(filepath.Join(dir, set+ending), do)
}

// Folds say which fold a page is in.
type Folds map[string]string

// ReadFolds reads the folds.tsv of a folder: set, id and fold, with tabs.
func ReadFolds(dir string) (Folds, error) {
	data, err := os.ReadFile(filepath.Join(dir, "folds.tsv"))
	if err != nil {
		return nil, err
	}
	folds := Folds{}
	for line := range bytes.Lines(data) {
		if f := strings.Split(strings.TrimSpace(string(line)), "\t"); len(f) == 3 {
			folds[f[0]+" "+f[1]] = f[2]
		}
	}
	return folds, nil
}

// Of returns the fold of a page, "" when there is none.
func (f Folds) Of(set, id string) string { return f[set+" "+id] }

// maxLine bounds a line of a data file, in bytes.
const maxLine = 256 << 20

// EachLine calls do with each line of a file packed with gzip, until one is an
// error. A line is good until do returns.
func EachLine(name string, do func(line []byte) error) error {
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
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

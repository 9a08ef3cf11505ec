package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"newsclip/clip"
	"newsclip/search"
)

// question is a known item: the document ID should come first.
type question struct{ Type, Q, ID string }

const (
	depth      = 10 // hits that are looked at
	resamples  = 10_000
	indexBatch = 1000
	maxLine    = 16 << 20 // bytes of a document
)

// known measures how well known items are found.
type known struct {
	data   string // folder of documents and queries
	dir    string // keeps the indexes; empty: made anew
	misses string // a type whose misses are listed
	profile
}

// run prints MRR@10 by type.
func (k *known) run(ctx context.Context) error {
	if k.data == "" {
		return errors.New("give the folder of documents and queries: -data DIR")
	}
	docs, err := readDocuments(filepath.Join(k.data, "docs.jsonl.gz"))
	if err != nil {
		return err
	}
	queries, err := readQueries(filepath.Join(k.data, "queries.json"))
	if err != nil {
		return err
	}
	dir := k.dir
	if dir == "" {
		if dir, err = os.MkdirTemp("", "newsclip-ranking"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	index, err := search.Open(ctx, search.Options{Dir: filepath.Join(dir, "index")})
	if err != nil {
		return err
	}
	defer index.Close()
	peer, err := openFulltext(filepath.Join(dir, "fts.db"), index.Fresh())
	if err != nil {
		return err
	}
	defer peer.close()
	if index.Fresh() {
		if err := fillBoth(ctx, index, peer, docs); err != nil {
			return err
		}
	}
	return k.ask(ctx, index, peer, queries)
}

func (k *known) ask(ctx context.Context, index *search.Index, peer *fulltext, queries []question) error {
	stop, err := k.start()
	if err != nil {
		return err
	}
	results, err := ask(ctx, index, peer, queries)
	stop()
	if err != nil {
		return err
	}
	report(results)
	for _, r := range results {
		if r.Type == k.misses && r.ours < 1 {
			fmt.Printf("%.2f %.2f %q %s\n", r.ours, r.theirs, r.Q, r.ID)
		}
	}
	return nil
}

func readDocuments(path string) ([]document, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	var docs []document
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		var d struct{ ID, Title, Byline, Source, Lang, Body string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("document %d: %w", len(docs)+1, err)
		}
		docs = append(docs, document{id: d.ID, title: d.Title, byline: d.Byline, outlet: d.Source, lang: d.Lang, text: clip.FromPlain(d.Body).Plain()})
	}
	return docs, lines.Err()
}

func readQueries(path string) (queries []question, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return queries, json.Unmarshal(data, &queries)
}

func (d *document) indexed() search.Document {
	return search.Document{ID: clip.ID(d.id), Title: d.title, Text: d.text, Byline: d.byline, Outlet: d.outlet, Lang: d.lang, Date: time.Unix(d.date, 0)}
}

func fillBoth(ctx context.Context, index *search.Index, peer *fulltext, docs []document) error {
	for chunk := range slices.Chunk(docs, indexBatch) {
		if err := peer.add(ctx, chunk); err != nil {
			return err
		}
		batch := make([]search.Document, len(chunk))
		for i := range chunk {
			batch[i] = chunk[i].indexed()
		}
		if err := index.Apply(ctx, index.Seq()+1, batch, nil); err != nil {
			return err
		}
	}
	return nil
}

// result is a query with the reciprocal ranks that it got.
type result struct {
	question
	ours, theirs float64
	took         time.Duration // ours
}

func ask(ctx context.Context, index *search.Index, peer *fulltext, queries []question) ([]result, error) {
	var out []result
	for _, q := range queries {
		began := time.Now()
		found, err := index.Search(ctx, search.Request{Words: search.Parse(q.Q, search.Context{}).Words, Limit: depth})
		if err != nil {
			return nil, fmt.Errorf("ask %q: %w", q.Q, err)
		}
		r := result{question: q, took: time.Since(began)}
		ours := make([]string, len(found.Hits))
		for i, hit := range found.Hits {
			ours[i] = string(hit.ID)
		}
		theirs, err := peer.known(ctx, q.Q, depth)
		if err != nil {
			return nil, fmt.Errorf("ask FTS5 %q: %w", q.Q, err)
		}
		r.ours, r.theirs = reciprocal(ours, q.ID), reciprocal(theirs, q.ID)
		out = append(out, r)
	}
	return out, nil
}

func reciprocal(ids []string, want string) float64 {
	if i := slices.Index(ids, want); i >= 0 {
		return 1 / float64(i+1)
	}
	return 0
}

// report prints a line for each type.
func report(results []result) {
	byType := map[string][]result{}
	for _, r := range results {
		byType[r.Type] = append(byType[r.Type], r)
	}
	var types []string
	for name := range byType {
		types = append(types, name)
	}
	slices.Sort(types)
	fmt.Printf("%-18s %4s  %6s %6s %6s  %6s  %7s %16s  %7s\n", "MRR@10", "n", "ours", "half A", "half B", "FTS5", "differ", "95 %", "ms p50")
	for _, name := range types {
		all := byType[name]
		low, high := interval(all)
		a, b := halves(all)
		fmt.Printf("%-18s %4d  %6.3f %6.3f %6.3f  %6.3f  %+7.3f [%+.3f, %+.3f]  %7.1f\n", name, len(all), mean(all, ours), mean(a, ours), mean(b, ours),
			mean(all, theirs), mean(all, ours)-mean(all, theirs), low, high, middle(all))
	}
}

func ours(r result) float64   { return r.ours }
func theirs(r result) float64 { return r.theirs }

func mean(results []result, of func(result) float64) (sum float64) {
	for _, r := range results {
		sum += of(r)
	}
	return sum / max(float64(len(results)), 1)
}

// halves parts results by a hash of the document that is looked for, so that
// the queries for one document stay together.
func halves(results []result) (a, b []result) {
	for _, r := range results {
		hash := fnv.New32a()
		hash.Write([]byte(r.ID))
		if hash.Sum32()>>8&1 == 0 { // the lowest bits of FNV-1a mix badly
			a = append(a, r)
		} else {
			b = append(b, r)
		}
	}
	return a, b
}

func middle(results []result) float64 {
	var took []time.Duration
	for _, r := range results {
		took = append(took, r.took)
	}
	return quantile(took, .5)
}

// interval returns the 95 % interval of the mean difference by a paired
// bootstrap (Efron and Tibshirani 1993, percentile method).
func interval(results []result) (low, high float64) {
	random := rand.New(rand.NewPCG(1, 2))
	means := make([]float64, resamples)
	for i := range means {
		for range results {
			r := results[random.IntN(len(results))]
			means[i] += (r.ours - r.theirs) / float64(len(results))
		}
	}
	slices.Sort(means)
	return means[resamples/40], means[resamples-1-resamples/40]
}

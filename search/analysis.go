package search

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2/document"
)

// analyses analyzes the documents of batches, in as many goroutines as there are
// processors, each with its own vocabulary. It works on one batch at a time.
type analyses struct {
	vocabularies []*vocabulary
}

// keepAnalyses is from how many documents on a batch leaves the vocabularies for
// the next: an index is being filled. A small one, of what a person adds, lets
// their memory go.
const keepAnalyses = 100

// maxAnalyses bounds the vocabularies, and so their memory; building the index
// of what they give takes longer than they do.
const maxAnalyses = 4

// analyzed is a batch as Bleve takes it.
type analyzed struct {
	documents []*document.Document
	terms     map[string]int64 // how many, by field
}

// analyze analyzes a batch. The error is that of ctx.
func (a *analyses) analyze(ctx context.Context, put []Document) (*analyzed, error) {
	out := &analyzed{make([]*document.Document, len(put)), map[string]int64{}}
	shared := map[string]*frequencies{}
	for _, name := range append(fieldNames(), fieldDate) {
		shared[name] = &frequencies{}
	}
	workers := min(runtime.GOMAXPROCS(0), maxAnalyses, len(put))
	for len(a.vocabularies) < workers {
		a.vocabularies = append(a.vocabularies, newVocabulary())
	}
	var next atomic.Int64
	var working sync.WaitGroup
	for _, v := range a.vocabularies[:workers] {
		working.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(put)) && ctx.Err() == nil; i = next.Add(1) - 1 {
				out.documents[i] = v.document(&put[i], shared)
			}
		})
	}
	working.Wait()
	if len(put) < keepAnalyses {
		a.vocabularies = nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out.count()
	return out, nil
}

// count sums up the lengths of fields.
func (a *analyzed) count() {
	for _, d := range a.documents {
		for _, f := range d.Fields {
			if f, ok := f.(*field); ok {
				a.terms[f.name] += int64(f.length)
			}
		}
	}
}

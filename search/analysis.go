package search

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2/document"
)

// analyses analyzes the documents of batches, in several goroutines, each with
// its own vocabulary.
type analyses struct {
	mutex        sync.Mutex // one batch at a time
	vocabularies []*vocabulary
}

// keepAnalyses is from how many documents on a batch leaves the vocabularies for
// the next: an index is being filled. A small one, of what a person adds, lets
// their memory go.
const keepAnalyses = 100

// A Batch is documents as Bleve takes them. It can be put once.
type Batch struct {
	documents []*document.Document
	terms     map[string]int64 // how many, by field
	languages map[string]int64 // documents, by language
}

// Prepare analyzes documents for Put. It may run while another batch is put, so
// that the two take no longer than one. The error is that of ctx.
func (x *Index) Prepare(ctx context.Context, put []Document) (*Batch, error) {
	a := &x.analyses
	a.mutex.Lock()
	defer a.mutex.Unlock()
	out := &Batch{make([]*document.Document, len(put)), map[string]int64{}, map[string]int64{}}
	a.run(ctx, put, out)
	if len(put) < keepAnalyses {
		a.vocabularies = nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out.count(put)
	return out, nil
}

func (a *analyses) run(ctx context.Context, put []Document, out *Batch) {
	shared := newFrequencies()
	workers := analysts(len(put))
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
}

// analysts returns how many goroutines analyze so many documents: half of the
// processors, for Bleve uses one to build and one to merge meanwhile; and no
// more than four, for memory: it cannot build faster than those analyze.
func analysts(documents int) int {
	return min(max(1, runtime.GOMAXPROCS(0)/2), 4, documents)
}

// count sums up the lengths of fields, and the languages.
func (b *Batch) count(put []Document) {
	for _, d := range b.documents {
		for _, f := range d.Fields {
			if f, ok := f.(*field); ok {
				b.terms[f.name] += int64(f.length)
			}
		}
	}
	for i := range put {
		b.languages[language(put[i].Lang)]++
	}
}

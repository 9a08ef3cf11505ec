package search

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"

	"newsclip/clip"
)

// Options says where the index is and where texts come from.
type Options struct {
	// Dir is the index folder. Nothing else may be kept in it: it is removed
	// when what lies there cannot be opened.
	Dir string
	// Rebuild throws away what is there.
	Rebuild bool
	// Text returns the plain texts of clips, for snippets; ids without a clip
	// are left out. Nil: hits have no snippets.
	Text func(ctx context.Context, ids []clip.ID) (map[clip.ID]string, error)
	// Clock is not used for searching; it is here for callers that pass one
	// clock to all. Parse is given its time directly.
	Clock func() time.Time
}

// An Index is an open full text index. Its methods may be called from any
// goroutine; Prepare and Put work one call at a time.
type Index struct {
	options    Options
	fresh      bool
	dates      *dates
	tables     *tables
	builders   *builders
	candidates int // maxCandidates, fewer in tests

	applying sync.Mutex // one Put at a time
	analyses analyses

	mutex sync.RWMutex // guards what follows; Search holds it for reading
	bleve bleve.Index  // nil after a failed batch and after Close
	seq   int64
	stats stats
	shut  bool
}

const (
	// format is the version of analyzer and fields: an index of another one
	// is rebuilt. Raise it when either changes.
	format = "3"
	// lockTimeout is how long to wait for an index that another process has
	// open. Without it Bleve waits for ever.
	lockTimeout = "500ms"
)

// The keys of what the index knows about itself, written with each batch.
const (
	keyFormat = "newsclip.format"
	keySeq    = "newsclip.seq"
	keyStats  = "newsclip.stats"
)

// Open opens the index in o.Dir. What is missing, torn, of another version or
// held by another process is replaced by an empty index; Fresh tells. An error
// means that no index could be made at all.
func Open(ctx context.Context, o Options) (*Index, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if o.Dir == "" {
		return nil, errors.New("open index: no folder given")
	}
	x := &Index{options: o, dates: newDates(), tables: newTables(), builders: newBuilders(), candidates: maxCandidates}
	if !o.Rebuild && x.reopen(ctx) == nil {
		return x, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := x.create(); err != nil {
		return nil, &clip.Error{Kind: clip.ErrStorage, Message: "The search index could not be made.",
			Next: "Check that there is space on the disk and that the library folder can be written to.", Err: err}
	}
	x.fresh = true
	return x, nil
}

// reopen opens what is there and reads how far it has got.
func (x *Index) reopen(ctx context.Context) error {
	clean := takeMark(x.options.Dir)
	return guard("open index", func() error {
		opened, err := bleve.OpenUsing(x.options.Dir, map[string]any{"bolt_timeout": lockTimeout})
		if err != nil {
			return err
		}
		if err := x.adopt(ctx, opened, clean); err != nil {
			opened.Close()
			return err
		}
		return nil
	})
}

// adopt takes opened as the index, if it is whole and of this version.
func (x *Index) adopt(ctx context.Context, opened bleve.Index, clean bool) error {
	if !clean {
		if err := checkSegments(ctx, opened); err != nil {
			return err
		}
	}
	version, err := opened.GetInternal([]byte(keyFormat))
	if err != nil || string(version) != format {
		return errors.Join(errors.New("index of another version"), err)
	}
	seq, err := opened.GetInternal([]byte(keySeq))
	if err != nil || len(seq) != 8 {
		return errors.Join(errors.New("index without a number"), err)
	}
	// Without its segments Bleve falls back to the first, empty snapshot.
	if binary.BigEndian.Uint64(seq) == 0 {
		return errors.New("index that holds nothing")
	}
	kept, err := opened.GetInternal([]byte(keyStats))
	if err != nil {
		return err
	}
	if x.stats, err = readStats(kept); err != nil {
		return err
	}
	x.bleve, x.seq = opened, int64(binary.BigEndian.Uint64(seq))
	return nil
}

// create replaces what is in the folder by an empty index.
func (x *Index) create() error {
	if err := os.RemoveAll(x.options.Dir); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(x.options.Dir), 0o700); err != nil {
		return err
	}
	return guard("create index", func() error {
		created, err := bleve.New(x.options.Dir, bleve.NewIndexMapping())
		if err != nil {
			return err
		}
		x.bleve, x.seq, x.stats = created, 0, newStats()
		batch := created.NewBatch()
		x.note(batch, 0)
		return created.Batch(batch)
	})
}

// Fresh reports whether the index was empty when it was opened: everything
// must be put into it again.
func (x *Index) Fresh() bool { return x.fresh }

// Seq returns the journal number that the index has reached; 0 when fresh.
func (x *Index) Seq() int64 {
	x.mutex.RLock()
	defer x.mutex.RUnlock()
	return x.seq
}

// Count returns how many clips are in the index.
func (x *Index) Count(ctx context.Context) (uint64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	x.mutex.RLock()
	defer x.mutex.RUnlock()
	if x.bleve == nil {
		return 0, errClosed()
	}
	return x.bleve.DocCount()
}

// Apply is Prepare and Put.
func (x *Index) Apply(ctx context.Context, seq int64, put []Document, remove []clip.ID) error {
	prepared, err := x.Prepare(ctx, put)
	if err != nil {
		return err
	}
	return x.Put(ctx, seq, prepared, remove)
}

// Put puts and removes clips and moves the index to the journal number seq, all
// or nothing. A clip that is there already is replaced. After an error the index
// stands where it stood, and the next call opens it anew.
func (x *Index) Put(ctx context.Context, seq int64, put *Batch, remove []clip.ID) error {
	x.applying.Lock()
	defer x.applying.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := x.revive(ctx); err != nil {
		return err
	}
	batch, err := x.batch(put, remove)
	if err != nil {
		return err
	}
	x.note(batch, seq)
	if err := guard("write index", func() error { return x.bleve.Batch(batch) }); err != nil {
		x.drop()
		return &clip.Error{Kind: clip.ErrStorage, Message: "The search index could not be written.",
			Next: "Check that there is space on the disk. The clips themselves are kept.", Err: err}
	}
	x.mutex.Lock()
	defer x.mutex.Unlock()
	x.seq = seq
	x.stats = x.stats.add(put)
	return nil
}

// batch makes a batch of Bleve's.
func (x *Index) batch(put *Batch, remove []clip.ID) (*bleve.Batch, error) {
	batch := x.bleve.NewBatch()
	for _, d := range put.documents {
		if err := batch.IndexAdvanced(d); err != nil {
			return nil, fmt.Errorf("index clip %s: %w", d.ID(), err)
		}
	}
	for _, id := range remove {
		batch.Delete(string(id))
	}
	return batch, nil
}

// note writes into a batch what the index knows about itself. The stats are
// those before the batch: Bleve counts while it writes.
func (x *Index) note(batch *bleve.Batch, seq int64) {
	batch.SetInternal([]byte(keyFormat), []byte(format))
	batch.SetInternal([]byte(keySeq), binary.BigEndian.AppendUint64(nil, uint64(seq)))
	batch.SetInternal([]byte(keyStats), x.stats.bytes())
}

// revive opens the index again after a failed batch.
func (x *Index) revive(ctx context.Context) error {
	x.mutex.Lock()
	defer x.mutex.Unlock()
	if x.shut {
		return errClosed()
	}
	if x.bleve != nil {
		return nil
	}
	if err := x.reopen(ctx); err != nil {
		return &clip.Error{Kind: clip.ErrStorage, Message: "The search index could not be opened again.",
			Next: "Check that there is space on the disk, then start Newsclip again.", Err: err}
	}
	return nil
}

// drop closes Bleve after a failed batch: a search in it would panic.
func (x *Index) drop() {
	x.mutex.Lock()
	defer x.mutex.Unlock()
	if x.bleve != nil {
		broken := x.bleve
		x.bleve = nil
		x.tables.close()
		guard("close index", broken.Close) // it has failed already
	}
}

// Close ends the index and marks it as closed in order.
func (x *Index) Close() error {
	x.applying.Lock()
	defer x.applying.Unlock()
	x.mutex.Lock()
	defer x.mutex.Unlock()
	x.shut = true
	if x.bleve == nil {
		return nil
	}
	closing := x.bleve
	x.bleve = nil
	x.tables.close()
	err := guard("close index", func() error {
		return errors.Join(closing.SetInternal([]byte(keyStats), x.stats.bytes()), closing.Close())
	})
	if err != nil {
		return err
	}
	return leaveMark(x.options.Dir)
}

func errClosed() error {
	return &clip.Error{Kind: clip.ErrUnavailable, Message: "The search index is closed.",
		Next: "Start Newsclip again."}
}

// guard runs f and turns a panic of Bleve into an error: it panics on an index
// that a failed batch has left half written.
func guard(operation string, f func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("%s: %v", operation, cause)
		}
	}()
	if err := f(); err != nil {
		return fmt.Errorf("%s: %w", operation, err)
	}
	return nil
}

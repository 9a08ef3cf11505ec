package search

import (
	"context"
	"fmt"

	"newsclip/clip"
)

// Check reads every file of the index and compares it with its checksum. The
// error says what is damaged.
func (x *Index) Check(ctx context.Context) error {
	x.mutex.RLock()
	defer x.mutex.RUnlock()
	if x.bleve == nil {
		return errClosed()
	}
	return guard("check index", func() error { return checkSegments(ctx, x.bleve) })
}

// IDs returns the clips that are in the index, in any order.
func (x *Index) IDs(ctx context.Context) (ids []clip.ID, err error) {
	x.mutex.RLock()
	defer x.mutex.RUnlock()
	if x.bleve == nil {
		return nil, errClosed()
	}
	err = guard("list index", func() error {
		ids, err = x.ids(ctx)
		return err
	})
	return ids, err
}

func (x *Index) ids(ctx context.Context) ([]clip.ID, error) {
	advanced, err := x.bleve.Advanced()
	if err != nil {
		return nil, err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	all, err := reader.DocIDReaderAll()
	if err != nil {
		return nil, err
	}
	defer all.Close()
	var ids []clip.ID
	for {
		number, err := all.Next()
		if err != nil || number == nil {
			return ids, err
		}
		id, err := reader.ExternalID(number)
		if err != nil {
			return ids, err
		}
		ids = append(ids, clip.ID(id))
		if err := ctx.Err(); err != nil {
			return ids, err
		}
	}
}

// Empty replaces the index by an empty one, at the journal number 0. Searches
// that run find nothing from then on, until Apply has put everything in again.
func (x *Index) Empty(ctx context.Context) error {
	x.applying.Lock()
	defer x.applying.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	x.drop()
	x.mutex.Lock()
	defer x.mutex.Unlock()
	if x.shut {
		return errClosed()
	}
	if err := x.create(); err != nil {
		return &clip.Error{Kind: clip.ErrStorage, Message: "The search index could not be made anew.",
			Next: "Check that there is space on the disk and that the library folder can be written to.", Err: fmt.Errorf("empty index: %w", err)}
	}
	return nil
}

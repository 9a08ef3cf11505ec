package app

import (
	"context"
	"fmt"

	"newsclip/clip"
	"newsclip/clip/store"
)

// Verify checks the library: the database's integrity, every hash, the
// provenance chain, and the index against the store. An empty answer means
// that nothing has changed since capture; it proves no more than that.
func (a *App) Verify(ctx context.Context, progress func(done, total int)) ([]store.Problem, error) {
	problems, err := a.library.Verify(ctx, progress)
	if err != nil {
		return problems, err
	}
	all, err := a.library.IDs(ctx, clip.Query{})
	if err != nil {
		return problems, err
	}
	trashed, err := a.library.IDs(ctx, clip.Query{Trash: true})
	if err != nil {
		return problems, err
	}
	indexed, err := a.index.Count(ctx)
	if err != nil {
		return problems, err
	}
	if want := uint64(len(all) + len(trashed)); indexed != want {
		problems = append(problems, store.Problem{What: "index", Message: fmt.Sprintf(
			"The index holds %d clips, the library %d. Close Newsclip, delete the folder “index” in the library folder and start again: it is rebuilt.", indexed, want)})
	}
	return problems, nil
}

package app

import (
	"context"
	"fmt"
	"slices"

	"newsclip/clip"
	"newsclip/clip/store"
)

// Problem is something that Verify found.
type Problem = store.Problem

// Harmful returns the problems that are neither harmless nor mended.
func Harmful(problems []Problem) []Problem { return store.Harmful(problems) }

// Verify checks the library: the database's integrity, every hash, the
// provenance chain, what lists show, and the index against the store. An empty
// answer means that nothing has changed since capture; it proves no more than
// that. progress may be nil.
func (a *App) Verify(ctx context.Context, progress func(done, total int)) ([]Problem, error) {
	problems, err := a.library.Verify(ctx, progress)
	if err != nil {
		return problems, err
	}
	a.awaitIndex()
	state, err := a.compareIndex(ctx)
	return append(problems, state.problems()...), err
}

// Repair is Verify that mends what can be mended; what it has mended is marked
// so. copied is where the database is kept as it was before; empty where no row
// of it was to be mended.
func (a *App) Repair(ctx context.Context, progress func(done, total int)) (problems []Problem, copied string, err error) {
	err = a.change(ctx, func() error {
		problems, copied, err = a.library.Repair(ctx, progress)
		if err != nil {
			return err
		}
		more, err := a.repairIndex(ctx)
		problems = append(problems, more...)
		return err
	})
	return problems, copied, err
}

// indexState is how the index stands against the store.
type indexState struct {
	damage  error
	missing []clip.ID // in the store alone
	surplus []clip.ID // in the index alone
}

func (s *indexState) problems() (out []Problem) {
	found := func(format string, arguments ...any) {
		out = append(out, Problem{What: "index", Message: fmt.Sprintf(format, arguments...), Mendable: true})
	}
	if s.damage != nil {
		found("The search index is damaged: %v.", s.damage)
	}
	if n := len(s.missing); n > 0 {
		found("%d clips are not in the search index.", n)
	}
	if n := len(s.surplus); n > 0 {
		found("%d clips in the search index are not in the library.", n)
	}
	return out
}

func (a *App) compareIndex(ctx context.Context) (s indexState, err error) {
	if s.damage = a.index.Check(ctx); s.damage != nil {
		return s, ctx.Err()
	}
	indexed, err := a.index.IDs(ctx)
	if err != nil {
		return s, err
	}
	there := make(map[clip.ID]bool, len(indexed))
	for _, id := range indexed {
		there[id] = true
	}
	for _, trash := range []bool{false, true} {
		kept, err := a.library.IDs(ctx, clip.Query{Trash: trash})
		if err != nil {
			return s, err
		}
		for _, id := range kept {
			if !there[id] {
				s.missing = append(s.missing, id)
			}
			delete(there, id)
		}
	}
	for id := range there {
		s.surplus = append(s.surplus, id)
	}
	return s, nil
}

// repairIndex makes a damaged index anew, and puts right what one that is whole
// has too few or too many of. The caller holds changing.
func (a *App) repairIndex(ctx context.Context) ([]Problem, error) {
	// What the journal says comes first: only what is wrong after it is a fault.
	if err := a.indexAll(ctx); err != nil {
		return nil, err
	}
	state, err := a.compareIndex(ctx)
	if err != nil {
		return nil, err
	}
	problems := state.problems()
	switch {
	case len(problems) == 0:
		return nil, nil
	case state.damage != nil:
		if err := a.index.Empty(ctx); err != nil {
			return problems, err
		}
		err = a.indexAll(ctx)
	default:
		for chunk := range slices.Chunk(append(state.missing, state.surplus...), followBatch) {
			if err = a.putIndex(ctx, a.index.Seq(), chunk); err != nil {
				break
			}
		}
	}
	if err != nil {
		return problems, err
	}
	for i := range problems {
		problems[i].Mended = true
	}
	return problems, nil
}

package app

import (
	"context"
	"strings"

	"newsclip/clip"
	"newsclip/search"
)

// Suggestion is a way to go on with a search that is being typed.
type Suggestion struct {
	search.Suggestion
	Saved  clip.ID // set: a saved search
	Recent bool    // a search used before
}

// Term writes a field with a value as a person would type it in a search.
func Term(field, value string) string { return search.Term(field, value) }

const (
	// maxRecentShown is how many earlier searches are shown before anything is
	// typed, and maxRecentBeside of those that begin as what is typed does.
	maxRecentShown  = 6
	maxRecentBeside = 3
)

// Suggest returns ways to go on with text where the cursor stands, in bytes:
// fields, their values, and earlier searches.
func (a *App) Suggest(ctx context.Context, text string, cursor int) ([]Suggestion, error) {
	var failed error
	var out []Suggestion
	for _, s := range search.Suggest(text, cursor, search.Context{Now: a.clock(), Typing: true, Names: a.knownNames(ctx, &failed)}) {
		out = append(out, Suggestion{Suggestion: s})
	}
	if failed != nil || strings.TrimSpace(text[min(max(cursor, 0), len(text)):]) != "" {
		return out, failed
	}
	earlier, err := a.earlier(ctx, text)
	return append(out, earlier...), err
}

// earlier returns saved and recent searches that begin as text does.
func (a *App) earlier(ctx context.Context, text string) (out []Suggestion, err error) {
	most, typed := maxRecentBeside, strings.ToLower(strings.TrimSpace(text))
	if typed == "" {
		most = maxRecentShown
	}
	saved, err := a.Searches(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range saved {
		if typed != "" && len(out) < most && strings.HasPrefix(strings.ToLower(s.Name), typed) {
			out = append(out, Suggestion{Saved: s.ID, Suggestion: search.Suggestion{Shown: s.Name, Detail: s.Text, To: len(text), With: s.Text}})
		}
	}
	recent, err := a.Recent(ctx)
	for _, r := range recent {
		if len(out) < most && r != strings.TrimSpace(text) && strings.HasPrefix(strings.ToLower(r), typed) {
			out = append(out, Suggestion{Recent: true, Suggestion: search.Suggestion{Shown: r, To: len(text), With: r}})
		}
	}
	return out, err
}

// knownNames reads names for a query; the first fault goes to failed.
func (a *App) knownNames(ctx context.Context, failed *error) func(clip.FilterKind) []search.Name {
	return func(kind clip.FilterKind) []search.Name {
		known, err := a.namesOf(ctx, kind)
		if err != nil && *failed == nil {
			*failed = err
		}
		return known
	}
}

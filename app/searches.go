package app

import (
	"context"
	"fmt"
	"strings"

	"newsclip/clip"
	"newsclip/clip/store"
)

// Searches returns the saved searches in their order.
func (a *App) Searches(ctx context.Context) ([]clip.Search, error) { return a.library.Searches(ctx) }

// SearchNamed finds a saved search by its name, in either case, or its id.
func (a *App) SearchNamed(ctx context.Context, name string) (clip.Search, error) {
	searches, err := a.Searches(ctx)
	if err != nil {
		return clip.Search{}, err
	}
	for _, s := range searches {
		if strings.EqualFold(s.Name, strings.TrimSpace(name)) || string(s.ID) == name {
			return s, nil
		}
	}
	return clip.Search{}, &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("There is no saved search %q.", name), Next: "newsclip searches lists them."}
}

// Narrowed returns a query for what a search finds that also fits words.
func Narrowed(search, words string) string {
	switch {
	case strings.TrimSpace(search) == "":
		return words
	case strings.TrimSpace(words) == "":
		return search
	}
	return "(" + search + ") " + words
}

// SaveSearch saves what was typed under a name; an empty one is the text
// itself.
func (a *App) SaveSearch(ctx context.Context, name, text string) (saved clip.Search, err error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return saved, &clip.Error{Kind: clip.ErrInvalid, Message: "There is no search to save.", Next: "Type some words first."}
	}
	if strings.TrimSpace(name) == "" {
		name = shortened(text, maxName)
	}
	if name, err = checkedName(name); err != nil {
		return saved, err
	}
	others, err := a.Searches(ctx)
	if err != nil {
		return saved, err
	}
	err = a.organise(ctx, fmt.Sprintf("Save search “%s”", name), func(c *store.Change) error {
		saved, err = c.PutSearch(clip.Search{Name: name, Text: text, Position: len(others)})
		return err
	})
	return saved, err
}

// shortened cuts a text off at n runes.
func shortened(text string, n int) string {
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n-1]) + "…"
	}
	return text
}

// ChangeSearch renames a saved search or changes what it looks for.
func (a *App) ChangeSearch(ctx context.Context, s clip.Search) error {
	name, err := checkedName(s.Name)
	if err != nil {
		return err
	}
	s.Name = name
	return a.organise(ctx, fmt.Sprintf("Change search “%s”", name), func(c *store.Change) error {
		_, err := c.PutSearch(s)
		return err
	})
}

// DeleteSearch deletes a saved search; what it finds stays.
func (a *App) DeleteSearch(ctx context.Context, id clip.ID) error {
	return a.organise(ctx, "Delete search", func(c *store.Change) error { return c.DropSearch(id) })
}

// Remember notes a search that was used, for Recent.
func (a *App) Remember(ctx context.Context, text string) error {
	if text = strings.TrimSpace(text); text == "" || a.ReadOnly() != nil {
		return nil
	}
	return a.library.Remember(ctx, text)
}

// Recent returns the searches used last, the latest first.
func (a *App) Recent(ctx context.Context) ([]string, error) { return a.library.Recent(ctx) }

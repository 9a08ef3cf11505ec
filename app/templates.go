package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/export"
	"newsclip/clip/export/review"
	"newsclip/clip/store"
)

// Templates are kept in the library as saved searches are: they go along in
// its backup, a change of one is a step for Undo, and a command served by the
// window finds the same ones. Those that come with the program are no part of
// any library.

// Templates returns the templates that come with the program, then those that
// a person saved, by name.
func (a *App) Templates(ctx context.Context) ([]review.Template, error) {
	saved, err := a.library.Templates(ctx)
	if err != nil {
		return nil, err
	}
	out := review.BuiltIn()
	for _, t := range saved {
		template := review.Template{}
		if err := json.Unmarshal([]byte(t.Settings), &template); err != nil {
			return nil, &clip.Error{Kind: clip.ErrStorage, Message: fmt.Sprintf("The template “%s” cannot be read.", t.Name), Next: "Save it anew.", Err: err}
		}
		template.Name, template.BuiltIn = t.Name, false
		out = append(out, template)
	}
	return out, nil
}

// TemplateNamed finds a template by its name, in either case.
func (a *App) TemplateNamed(ctx context.Context, name string) (review.Template, error) {
	templates, err := a.Templates(ctx)
	if err != nil {
		return review.Template{}, err
	}
	at := slices.IndexFunc(templates, func(t review.Template) bool { return strings.EqualFold(t.Name, strings.TrimSpace(name)) })
	if at < 0 {
		return review.Template{}, &clip.Error{Kind: clip.ErrNotFound, Message: fmt.Sprintf("There is no template %q.", name), Next: "newsclip templates lists them."}
	}
	return templates[at], nil
}

// SaveTemplate keeps a format and options under a name, in the place of a
// template that a person saved under it before.
func (a *App) SaveTemplate(ctx context.Context, t review.Template) error {
	name, err := checkedName(t.Name)
	if err != nil {
		return err
	}
	for _, other := range review.BuiltIn() {
		if strings.EqualFold(other.Name, name) {
			return &clip.Error{Kind: clip.ErrExists, Message: fmt.Sprintf("The template “%s” comes with Newsclip and stays as it is.", other.Name), Next: "Choose another name."}
		}
	}
	if _, err := export.Find(t.Format); err != nil {
		return err
	}
	if t.Options, err = t.Options.Check(); err != nil {
		return err
	}
	t.Name, t.BuiltIn = name, false
	settings, err := json.Marshal(t)
	if err != nil {
		return fmt.Errorf("write template: %w", err)
	}
	return a.organise(ctx, fmt.Sprintf("Save template “%s”", name), func(c *store.Change) error {
		_, err := c.PutTemplate(clip.Template{Name: name, Settings: string(settings)})
		return err
	})
}

// DeleteTemplate deletes a template that a person saved.
func (a *App) DeleteTemplate(ctx context.Context, name string) error {
	saved, err := a.library.Templates(ctx)
	if err != nil {
		return err
	}
	for _, t := range saved {
		if strings.EqualFold(t.Name, strings.TrimSpace(name)) {
			return a.organise(ctx, fmt.Sprintf("Delete template “%s”", t.Name), func(c *store.Change) error { return c.DropTemplate(t.ID) })
		}
	}
	t, err := a.TemplateNamed(ctx, name)
	if err != nil {
		return err
	}
	return &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("The template “%s” comes with Newsclip and stays.", t.Name), Next: "Only templates that you saved can be deleted."}
}

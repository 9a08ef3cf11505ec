package app

import (
	"context"
	"strings"

	"newsclip/clip"
	"newsclip/clip/store"
	"newsclip/clip/story"
)

// Edit is what a person changes about a clip's content; nil leaves a value as
// it is.
type Edit struct {
	Title     *string
	Authors   *[]string
	Outlet    *string
	Published *clip.Date
	URL       *string
	Lang      *string
	Body      *clip.Body
}

// Edit makes a new version of a clip with the values set by hand, and makes it
// current. An edit that changes nothing makes none.
func (a *App) Edit(ctx context.Context, id clip.ID, e Edit) (edited clip.Clip, err error) {
	if e.Title != nil && strings.TrimSpace(*e.Title) == "" {
		return edited, &clip.Error{Kind: clip.ErrInvalid, Message: "The title is empty.", Next: "Type a title."}
	}
	err = a.changeStories(ctx, func() error {
		current, err := a.library.Clip(ctx, id)
		if err != nil {
			return err
		}
		version := current.Version
		if !e.apply(&version) {
			return nil
		}
		return a.keepEdit(ctx, id, version)
	})
	if err != nil {
		return edited, err
	}
	return a.library.Clip(ctx, id)
}

// keepEdit keeps what a person made of the current version.
func (a *App) keepEdit(ctx context.Context, id clip.ID, version clip.Version) error {
	left, err := a.library.Cleaning(ctx, version.ID)
	if err != nil {
		return err
	}
	// The original stays that of the capture it was edited from.
	version.Source = clip.Source{Method: clip.MethodEdit, Original: version.Source.Original}
	return a.keepNext(ctx, id, version, store.New{Removed: left.Removed, Related: left.Related, Media: left.Media,
		Corrections: left.Corrections, Images: left.Images})
}

// keepNext keeps a version that was made of the current one, in its place.
func (a *App) keepNext(ctx context.Context, id clip.ID, version clip.Version, fresh store.New) error {
	version.Parent, version.ID = version.ID, ""
	signature, err := story.Sign(document(id, &version)).MarshalBinary()
	if err != nil {
		return err
	}
	fresh.Clip, fresh.Signature = clip.Clip{Version: version}, signature
	if _, err := a.library.AddVersion(ctx, id, fresh, true); err != nil {
		return err
	}
	kept, err := a.library.Clip(ctx, id)
	if err != nil {
		return err
	}
	return a.nameStories(ctx, kept.Story)
}

// apply sets the values in v and marks them; it reports whether any differs.
func (e Edit) apply(v *clip.Version) bool {
	changed := false
	mark := func(field clip.Field, differs bool) bool {
		if differs {
			changed = true
			if !v.SetByHand(field) {
				v.ByHand = append(append([]clip.Field(nil), v.ByHand...), field)
			}
		}
		return differs
	}
	text := func(field clip.Field, to *string, value *string) {
		if value != nil && mark(field, strings.TrimSpace(*value) != *to) {
			*to = strings.TrimSpace(*value)
		}
	}
	text(clip.FieldTitle, &v.Title, e.Title)
	text(clip.FieldOutlet, &v.Outlet, e.Outlet)
	text(clip.FieldURL, &v.URL, e.URL)
	text(clip.FieldLang, &v.Lang, e.Lang)
	if e.Authors != nil && mark(clip.FieldAuthors, strings.Join(*e.Authors, "\n") != strings.Join(v.Authors, "\n")) {
		v.Authors = *e.Authors
	}
	if e.Published != nil && mark(clip.FieldPublished, e.Published.String() != v.Published.String()) {
		v.Published = *e.Published
	}
	if e.Body != nil {
		if body := e.Body.Normal(); mark(clip.FieldBody, body.XHTML() != v.Body.XHTML()) {
			v.Body = body
		}
	}
	return changed
}

// FieldName is what a field is called for people.
func FieldName(f clip.Field) string {
	switch f {
	case clip.FieldPublished:
		return "date"
	case clip.FieldURL:
		return "address"
	case clip.FieldBody:
		return "text"
	case clip.FieldLang:
		return "language"
	}
	return string(f)
}

package app

import (
	"context"

	"newsclip/clip"
	"newsclip/clip/fetch"
	"newsclip/clip/intake"
)

// Explained says how an input or a clip was cleaned.
type Explained struct {
	Input   string
	Clip    clip.ID // empty: it is not kept
	Version clip.Version
	Removed []clip.Removal
	Related []clip.Related
	Media   []clip.Media
	// Rules are those of its site; Corrections what was said of this clip alone.
	Rules       []clip.SiteRule
	Corrections []clip.Correction
	// Why says why it would not be kept unasked; empty: it would.
	Why string
}

// Explain cleans an input as Add does, by the rules of its site, and keeps
// nothing.
func (a *App) Explain(ctx context.Context, in intake.Input) (Explained, error) {
	c, err := a.capture(ctx, in, false)
	if err != nil {
		return Explained{}, err
	}
	return Explained{Input: describe(in), Version: c.Version, Removed: c.Removed, Related: c.Related, Media: c.Media, Rules: c.rules, Why: c.Why()}, nil
}

// ExplainAlone is Explain where there is no library, and so no rules.
func ExplainAlone(ctx context.Context, o Options, in intake.Input) (Explained, error) {
	return (&App{fetcher: fetch.New(o.Fetch)}).Explain(ctx, in)
}

// ExplainClip says how the current version of a clip was cleaned.
func (a *App) ExplainClip(ctx context.Context, id clip.ID) (Explained, error) {
	c, err := a.library.Clip(ctx, id)
	if err != nil {
		return Explained{}, err
	}
	left, err := a.library.Cleaning(ctx, c.Current)
	if err != nil {
		return Explained{}, err
	}
	source, err := a.captured(ctx, &c)
	if err != nil {
		return Explained{}, err
	}
	rules, err := a.rulesOf(ctx, addressOf(&source, &c.Version))
	return Explained{Input: string(id), Clip: id, Version: c.Version, Removed: left.Removed, Related: left.Related, Media: left.Media,
		Rules: rules, Corrections: left.Corrections}, err
}

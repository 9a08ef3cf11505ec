package app

import (
	"cmp"
	"context"
	"mime"
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/extract"
	"newsclip/clip/store"
)

// A correction cleans the original anew with what a person said of its pieces,
// so that a piece comes back as it stood, in its place, with its links. Where
// there is no page to clean, or a person has typed into the text since, the
// piece is put into the text as it is, or taken out of it.

// Corrected is what a correction made.
type Corrected struct {
	Clip clip.Clip
	Rule *clip.SiteRule // that was kept for the site; nil: none
}

// PutBack puts a piece that cleaning left out back into a clip's text, as a new
// version. With always, pieces like it stay on every page of the site.
func (a *App) PutBack(ctx context.Context, id clip.ID, piece clip.Removal, always bool) (Corrected, error) {
	if !CanPutBack(piece) {
		return Corrected{}, &clip.Error{Kind: clip.ErrInvalid, Message: "This was mended, not left out, so there is nothing to put back.", Next: "Edit the text instead."}
	}
	return a.correct(ctx, id, "Put back “"+beginning(piece.Text)+"”", func(c *correcting) error { return c.putBack(piece, always) })
}

// CanPutBack reports whether an entry of the trace is a piece that was left
// out: repairs of the text are listed there too.
func CanPutBack(piece clip.Removal) bool {
	return piece.Reason != "joined lines" && piece.Reason != "spacing"
}

// TakeAway takes blocks out of a clip's text, named by what they say, as a new
// version. With always, blocks like them are left out of every page of the
// site.
func (a *App) TakeAway(ctx context.Context, id clip.ID, texts []string, always bool) (Corrected, error) {
	texts = slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return fold(text) == "" })
	if len(texts) == 0 {
		return Corrected{}, &clip.Error{Kind: clip.ErrInvalid, Message: "There is nothing to take away.", Next: "Choose a paragraph."}
	}
	return a.correct(ctx, id, "Take away “"+beginning(fold(texts[0]))+"”", func(c *correcting) error { return c.takeAway(texts, always) })
}

func beginning(text string) string {
	if runes := []rune(text); len(runes) > 40 {
		return string(runes[:39]) + "…"
	}
	return text
}

func fold(text string) string { return strings.Join(strings.Fields(text), " ") }

// correcting is one correction under way.
type correcting struct {
	ctx      context.Context
	app      *App
	clip     clip.Clip
	left     store.Cleaning
	source   clip.Source // of the capture that the clip comes from
	original []byte
	rules    []clip.SiteRule

	// what the correction makes
	version clip.Version
	fresh   store.New
}

func (a *App) correct(ctx context.Context, id clip.ID, action string, f func(*correcting) error) (Corrected, error) {
	var out Corrected
	err := a.changeStories(ctx, func() error {
		c, err := a.correcting(ctx, id)
		if err != nil {
			return err
		}
		c.fresh.Action = action
		if err := f(c); err != nil {
			return err
		}
		out.Rule = c.fresh.Rule
		return a.keepNext(ctx, id, c.version, c.fresh)
	})
	if err != nil {
		return Corrected{}, err
	}
	out.Clip, err = a.library.Clip(ctx, id)
	return out, err
}

func (a *App) correcting(ctx context.Context, id clip.ID) (c *correcting, err error) {
	c = &correcting{ctx: ctx, app: a}
	if c.clip, err = a.library.Clip(ctx, id); err != nil {
		return nil, err
	}
	if c.left, err = a.library.Cleaning(ctx, c.clip.Current); err != nil {
		return nil, err
	}
	if c.source, err = a.captured(ctx, &c.clip); err != nil {
		return nil, err
	}
	if c.original, err = a.library.Original(ctx, c.source.Original); err != nil {
		return nil, err
	}
	if c.rules, err = a.rulesOf(ctx, addressOf(&c.source, &c.clip.Version)); err != nil {
		return nil, err
	}
	c.version = c.clip.Version
	c.fresh = store.New{Removed: c.left.Removed, Related: c.left.Related, Media: c.left.Media, Corrections: c.left.Corrections, Images: c.left.Images}
	return c, nil
}

// captured returns the source of the capture that a clip's current version
// comes from: an edit by hand names the original only.
func (a *App) captured(ctx context.Context, c *clip.Clip) (clip.Source, error) {
	source := c.Version.Source
	if source.Method != clip.MethodEdit {
		return source, nil
	}
	versions, err := a.library.Versions(ctx, c.ID)
	if err != nil {
		return source, err
	}
	for _, v := range slices.Backward(versions) {
		if v.Source.Method != clip.MethodEdit && v.Source.Original == source.Original {
			return v.Source, nil
		}
	}
	return source, nil
}

// isPage reports whether the original is a page that can be cleaned anew.
func (c *correcting) isPage() bool {
	mediaType, _, err := mime.ParseMediaType(c.source.MediaType)
	return err == nil && mediaType != "text/plain" && mediaType != "text/markdown"
}

// typed reports whether a person has typed into the text.
func (c *correcting) typed() bool { return c.clip.Version.SetByHand(clip.FieldBody) }

// clean cleans the original by the site's rules and all that was said of the
// clip, and more.
func (c *correcting) clean(more ...clip.Correction) (clip.Extract, error) {
	said := slices.Concat(corrections(c.rules), c.left.Corrections, more)
	return extract.HTML(c.ctx, extract.Page{URL: cmp.Or(c.source.Final, c.source.Requested), Data: c.original, MediaType: c.source.MediaType,
		Fetched: c.source.Fetched, Corrections: said})
}

func (c *correcting) putBack(piece clip.Removal, always bool) error {
	if !c.isPage() {
		return c.putLine(piece, always)
	}
	said := []clip.Correction{{Form: piece.Form, Text: piece.Text, Keep: true}}
	if always {
		kept := said[0]
		if kept.Form != "" {
			kept.Text = "" // every piece of this form
		}
		made, err := rule(Site(addressOf(&c.source, &c.clip.Version)), kept)
		if err != nil {
			return err
		}
		c.fresh.Rule = made
		said = append(said, kept)
	}
	before, err := c.clean()
	if err != nil {
		return err
	}
	after, err := c.clean(said...)
	if err != nil {
		return err
	}
	if c.typed() {
		return c.insert(piece, folded(after.Body), said[:1])
	}
	if occurs(after.Body, piece.Text) <= occurs(before.Body, piece.Text) {
		return cannotPutBack()
	}
	return c.take(before, after, said[:1])
}

func cannotPutBack() error {
	return &clip.Error{Kind: clip.ErrUnsupported, Message: "This piece cannot be put back by itself: it is not part of the page's text as it stands there.",
		Next: "Edit the clip and type it in."}
}

// occurs counts where a body says a text; one that ends in … may go on.
func occurs(body clip.Body, text string) int {
	return strings.Count(fold(body.Plain()), strings.TrimSuffix(text, "…"))
}

// take makes the version out of what cleaning gave before and gives now.
func (c *correcting) take(before, after clip.Extract, said []clip.Correction) error {
	body := after.Body.Normal()
	showKept(body, c.keptImages(before.Body))
	c.version.Body, c.version.Source = body, c.source
	c.version.Source.Method = clip.MethodCorrect
	c.fresh.Corrections = append(slices.Clone(c.left.Corrections), said...)
	c.fresh.Removed = after.Removed
	credit(c.fresh.Removed, c.rules, c.fresh.Corrections)
	return nil
}

// keptImages returns which image of the page is kept where. Libraries of the
// first days do not say: there the images are paired in their order.
func (c *correcting) keptImages(before clip.Body) map[string]string {
	if len(c.left.Images) > 0 {
		return c.left.Images
	}
	kept := map[string]string{}
	page, ours := before.Images(), c.clip.Version.Body.Images()
	if len(page) == len(ours) {
		for i := range page {
			kept[page[i]] = ours[i]
		}
	}
	return kept
}

func (c *correcting) takeAway(texts []string, always bool) error {
	if !c.isPage() || c.typed() {
		return c.takeOut(texts, always)
	}
	before, err := c.clean()
	if err != nil {
		return err
	}
	var said []clip.Correction
	for _, text := range texts {
		said = append(said, clip.Correction{Text: fold(text)})
	}
	after, err := c.clean(said...)
	if err != nil {
		return err
	}
	for i := range said {
		if occurs(after.Body, said[i].Text) >= occurs(before.Body, said[i].Text) {
			return c.takeOut(texts, always) // a caption, a line of a paragraph
		}
		said[i].Form = formOf(before.Removed, after.Removed, said[i])
	}
	if always {
		if err := c.takeAlways(after, said); err != nil {
			return err
		}
	}
	return c.take(before, after, said)
}

// formOf returns the form of the piece that a correction took away: one that
// was not removed before.
func formOf(before, after []clip.Removal, said clip.Correction) string {
	for _, r := range after {
		whole := clip.Correction{Text: r.Text} // cut where the piece is long
		if whole.About("", said.Text) && !slices.ContainsFunc(before, func(b clip.Removal) bool { return b.Text == r.Text && b.Form == r.Form }) {
			return r.Form
		}
	}
	return ""
}

// takeAlways makes a rule of what was taken away: by form where that takes
// nothing else from this page, else by form and text together.
func (c *correcting) takeAlways(after clip.Extract, said []clip.Correction) error {
	if len(said) > 1 {
		return &clip.Error{Kind: clip.ErrInvalid, Message: "A rule speaks of one paragraph, and several are chosen.", Next: "Choose one."}
	}
	wide := clip.Correction{Form: said[0].Form}
	made, err := rule(Site(addressOf(&c.source, &c.clip.Version)), wide)
	if err != nil {
		return err
	}
	alike, err := c.clean(append(said, wide)...)
	if err != nil {
		return err
	}
	if fold(alike.Body.Plain()) != fold(after.Body.Plain()) {
		made.Text = said[0].Text
	}
	c.fresh.Rule = made
	return nil
}

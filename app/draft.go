package app

import (
	"context"
	"image"
	"sync"
	"unicode/utf8"

	"newsclip/clip"
	"newsclip/clip/export"
	"newsclip/clip/export/review"
)

// A Draft is a document while a person chooses how it is to be: what it took to
// show how it begins is kept for the next choice, and only the texts of its
// first pages are read. It shows the clips that there were when it was first
// asked. It may be used from any goroutine; it answers one question at a time.
type Draft struct {
	app  *App
	from ExportRequest
	turn chan struct{} // holds the one that is answered

	sections []review.Section // without bodies
	title    string
	paths    map[clip.ID]string
	stories  map[clip.ID]string
	bodies   map[clip.ID]clip.Body
}

// Draft returns the draft of what a request exports, whatever its format and
// options: each question brings its own.
func (a *App) Draft(request ExportRequest) *Draft {
	return &Draft{app: a, from: request, turn: make(chan struct{}, 1), stories: map[clip.ID]string{}, bodies: map[clip.ID]clip.Body{}}
}

// Pages draws the first pages of the document, each so many pixels wide; none
// in a format without pages.
func (d *Draft) Pages(ctx context.Context, format string, o review.Options, pages, width int) ([]image.Image, error) {
	f, document, done, err := d.document(ctx, format, o)
	if err != nil {
		return nil, err
	}
	defer done()
	return export.Preview(ctx, f, document, o, pages, width)
}

// Text returns the name and text of the document's first file; empty in a
// format with pages.
func (d *Draft) Text(ctx context.Context, format string, o review.Options) (name, text string, err error) {
	f, document, done, err := d.document(ctx, format, o)
	if err != nil {
		return "", "", err
	}
	defer done()
	return export.PreviewText(ctx, f, document, o)
}

// Check returns why the document could not be made with a format and options.
func (d *Draft) Check(ctx context.Context, format string, o review.Options) error {
	if _, err := d.Pages(ctx, format, o, 1, checkWidth); err != nil {
		return err
	}
	_, _, err := d.Text(ctx, format, o)
	return err
}

// checkWidth is how wide a page is that nobody looks at, in pixels.
const checkWidth = 32

// CheckTarget returns where the document would stand and of how many clips it
// is. The error, why it could not be written there, is of kind clip.ErrExists
// where something stands there that may give way.
func (d *Draft) CheckTarget(ctx context.Context, format string, o review.Options, to export.Target) (would review.Report, err error) {
	f, document, done, err := d.document(ctx, format, o)
	if err != nil {
		return would, err
	}
	defer done()
	if to.Path, err = filledTarget(to.Path, document); err != nil {
		return would, err
	}
	would.Clips = document.Clips()
	would.Target, err = to.Check(f)
	return would, err
}

// document is the document with the texts with which it begins, until done is
// called.
func (d *Draft) document(ctx context.Context, format string, o review.Options) (f export.Format, document *review.Review, done func(), err error) {
	if f, err = export.Find(format); err != nil {
		return f, nil, nil, err
	}
	if o, err = o.Check(); err != nil {
		return f, nil, nil, err
	}
	select {
	case d.turn <- struct{}{}:
	case <-ctx.Done():
		return f, nil, nil, ctx.Err()
	}
	done = sync.OnceFunc(func() { <-d.turn })
	if document, err = d.begin(ctx, o); err != nil {
		done()
	}
	return f, document, done, err
}

func (d *Draft) begin(ctx context.Context, o review.Options) (*review.Review, error) {
	if err := d.gather(ctx); err != nil {
		return nil, err
	}
	document, err := d.app.document(d.sections, d.title, o)
	if err != nil {
		return nil, err
	}
	document.About = map[clip.ID]review.About{}
	if o.Group == review.ByStory {
		for _, section := range document.Sections {
			for i := range section.Clips {
				c := &section.Clips[i]
				name, err := d.app.storyName(ctx, c.Story, d.stories)
				if err != nil {
					return nil, err
				}
				document.About[c.ID] = review.About{Story: name}
			}
		}
	}
	document = document.Arranged(o)
	return document, d.read(ctx, document, o)
}

// gather lists the clips, once.
func (d *Draft) gather(ctx context.Context) (err error) {
	if d.sections != nil {
		return nil
	}
	if d.paths, err = d.app.folderPaths(ctx); err != nil {
		return err
	}
	g := &gathering{app: d.app, load: d.app.library.Clips}
	d.sections, d.title, err = g.gather(ctx, d.from)
	return err
}

// draftRunes is how much text a draft has: eight pages of A4 hold less, in the
// smallest type without margins. draftClip is what a clip takes beside its text,
// and all that it takes in a list.
const draftRunes, draftClip = 130_000, 1000

// read reads the texts with which an arranged document begins.
func (d *Draft) read(ctx context.Context, document *review.Review, o review.Options) error {
	left := draftRunes
	for _, section := range document.Sections {
		for i := range section.Clips {
			if left <= 0 {
				return nil
			}
			c := &section.Clips[i]
			if err := d.whole(ctx, c); err != nil {
				return err
			}
			about, err := d.app.aboutClip(ctx, c, o, d.paths, d.stories)
			if err != nil {
				return err
			}
			document.About[c.ID] = about
			if left -= draftClip; o.Layout != review.ListOnly {
				left -= utf8.RuneCountInString(c.Version.Body.Plain())
			}
		}
	}
	return nil
}

// whole gives a clip its text.
func (d *Draft) whole(ctx context.Context, c *clip.Clip) error {
	body, known := d.bodies[c.Current]
	if !known {
		version, err := d.app.library.Version(ctx, c.Current)
		if err != nil {
			return err
		}
		body = version.Body
		d.bodies[c.Current] = body
	}
	c.Version.Body = body
	return nil
}

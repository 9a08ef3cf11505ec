package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"newsclip/clip"
	"newsclip/clip/export"
	"newsclip/clip/export/review"
)

// ExportRequest says what becomes a document, how and where.
type ExportRequest struct {
	Format string // a name of export.Formats; empty: "pdf"
	// Target is the file or folder to be made; {date}, {time}, {week}, {month},
	// {year} and {title} stand for the moment of the export and its title.
	Target   string
	Existing export.Existing // what happens to what stands at Target
	// Clips is a selection, in this order; else Folder (with its subfolders),
	// Story or Query.
	Clips  []clip.ID
	Folder clip.ID
	Story  clip.ID
	Query  clip.Query
	// First are the clips that come first in their sections, in this order; the
	// others follow as they stand. An Order of the options goes over it.
	First []clip.ID
	// Name is the document's title unless Title says otherwise; empty: the
	// folder's or story's name.
	Name string
	review.Options
}

// Export writes a document. It appears whole or not at all: a cancelled or
// failed export leaves nothing behind and what was there stays.
func (a *App) Export(ctx context.Context, request ExportRequest) (review.Report, error) {
	format, err := export.Find(request.Format)
	if err != nil {
		return review.Report{}, err
	}
	document, err := a.Review(ctx, request)
	if err != nil {
		return review.Report{}, err
	}
	path, err := filledTarget(request.Target, document)
	if err != nil {
		return review.Report{}, err
	}
	defer a.noteExport(filepath.Dir(path))()
	return export.Write(ctx, format, document, export.Target{Path: path, Existing: request.Existing}, request.Options)
}

// filledTarget puts dates and the title in the place of their names in a path.
func filledTarget(path string, document *review.Review) (string, error) {
	return review.Fill(path, append(review.FileDates(document.Created), "title", review.FileName(document.Title))...)
}

// Review gathers the document of a request, with all its clips and whether or
// not it can be written. The error is of kind clip.ErrNotFound when it has no
// clip.
func (a *App) Review(ctx context.Context, request ExportRequest) (*review.Review, error) {
	options, err := request.Check()
	if err != nil {
		return nil, err
	}
	g := &gathering{app: a, load: a.Clips}
	sections, title, err := g.gather(ctx, request)
	if err != nil {
		return nil, err
	}
	document, err := a.document(sections, title, options)
	if err != nil {
		return nil, err
	}
	document.About, err = a.about(ctx, sections, options)
	return document, err
}

// document is a document with these sections, which knows nothing about its
// clips yet.
func (a *App) document(sections []review.Section, title string, o review.Options) (*review.Review, error) {
	document := &review.Review{Title: title, Lang: o.Lang, Created: a.clock(), Sections: sections, Image: a.Image}
	return document, a.entitle(document, o)
}

// entitle writes what the document says of itself.
func (a *App) entitle(document *review.Review, o review.Options) (err error) {
	words := document.Words()
	if document.Title == "" {
		document.Title = words.PressReview
	}
	values := append(words.Dates(document.Created), "title", document.Title)
	for _, text := range []struct {
		pattern string
		into    *string
	}{{o.Title, &document.Title}, {o.For, &document.Subtitle}, {o.Period, &document.Period}} {
		if strings.TrimSpace(text.pattern) == "" {
			continue
		}
		if *text.into, err = review.Fill(text.pattern, values...); err != nil {
			return err
		}
	}
	for _, section := range document.Sections {
		for i := range section.Clips {
			date := dateOf(&section.Clips[i])
			if document.From.IsZero() || date.Before(document.From) {
				document.From = date
			}
			if date.After(document.To) {
				document.To = date
			}
		}
	}
	document.Logo, err = readLogo(o.Logo)
	return err
}

// maxLogo bounds a logo's file, in bytes: a cover's image at 600 dpi is less.
const maxLogo = 20 << 20

// readLogo reads the image for the cover; there need not be one.
func readLogo(path string) ([]byte, error) {
	if path == "" {
		return nil, nil
	}
	info, err := os.Stat(path)
	if err == nil && info.Size() > maxLogo {
		return nil, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("The logo %s is larger than %d MB.", path, maxLogo>>20), Next: "Choose a smaller image."}
	}
	var data []byte
	if err == nil {
		data, err = os.ReadFile(path)
	}
	if err != nil {
		return nil, &clip.Error{Kind: clip.ErrInvalid, Message: fmt.Sprintf("The logo %s cannot be read.", path), Next: "Choose another image, or none.", Err: err}
	}
	return data, nil
}

package app

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
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
	path, err := review.Fill(request.Target, append(review.FileDates(document.Created), "title", review.FileName(document.Title))...)
	if err != nil {
		return review.Report{}, err
	}
	defer a.noteExport(filepath.Dir(path))()
	return export.Write(ctx, format, document, export.Target{Path: path, Existing: request.Existing}, request.Options)
}

// Preview draws the first pages of what Export would write, each so many pixels
// wide; none in a format without pages.
func (a *App) Preview(ctx context.Context, request ExportRequest, pages, width int) ([]image.Image, error) {
	format, err := export.Find(request.Format)
	if err != nil || format.Preview == nil {
		return nil, err
	}
	document, err := a.Review(ctx, request)
	if err != nil {
		return nil, err
	}
	return export.Preview(ctx, format, document, request.Options, pages, width)
}

// PreviewText returns the name and text of the first file of what Export would
// write; empty in a format with pages.
func (a *App) PreviewText(ctx context.Context, request ExportRequest) (name, text string, err error) {
	format, err := export.Find(request.Format)
	if err != nil || format.Text == nil {
		return "", "", err
	}
	document, err := a.Review(ctx, request)
	if err != nil {
		return "", "", err
	}
	return export.PreviewText(ctx, format, document, request.Options)
}

// Review gathers the document of a request, with all its clips and whether or
// not it can be written. The error is of kind clip.ErrNotFound when it has no
// clip.
func (a *App) Review(ctx context.Context, request ExportRequest) (*review.Review, error) {
	options, err := request.Check()
	if err != nil {
		return nil, err
	}
	sections, title, err := a.sections(ctx, request)
	if err != nil {
		return nil, err
	}
	if request.Name != "" {
		title = request.Name
	}
	putFirst(sections, request.First)
	document := &review.Review{Title: title, Lang: options.Lang, Created: a.clock(), Sections: sections, Image: a.Image}
	if document.Clips() == 0 {
		return nil, &clip.Error{Kind: clip.ErrNotFound, Message: "There is no clip to export.", Next: "Choose a folder, story or selection that has clips."}
	}
	if err := a.entitle(document, options); err != nil {
		return nil, err
	}
	document.About, err = a.about(ctx, sections, options)
	return document, err
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

// putFirst puts the clips that a person named first in their sections.
func putFirst(sections []review.Section, first []clip.ID) {
	place := func(c clip.Clip) int {
		if i := slices.Index(first, c.ID); i >= 0 {
			return i
		}
		return len(first)
	}
	for _, section := range sections {
		slices.SortStableFunc(section.Clips, func(a, b clip.Clip) int { return place(a) - place(b) })
	}
}

// sections gathers the clips of a request and a title for them, empty where
// there is none better than any other.
func (a *App) sections(ctx context.Context, request ExportRequest) ([]review.Section, string, error) {
	switch {
	case len(request.Clips) > 0:
		return a.oneSection(ctx, request.Clips, "")
	case request.Folder != "":
		return a.folderSections(ctx, request.Folder)
	case request.Story != "":
		story, err := a.library.Story(ctx, request.Story)
		if err != nil {
			return nil, "", err
		}
		ids, err := a.library.IDs(ctx, clip.Query{Stories: []clip.ID{request.Story}})
		if err != nil {
			return nil, "", err
		}
		slices.Reverse(ids) // a story is read from its beginning
		return a.oneSection(ctx, ids, story.Name)
	}
	if request.Query.Limit == 0 {
		request.Query.Limit = maxExport
	}
	found, err := a.Find(ctx, request.Query)
	if err != nil {
		return nil, "", err
	}
	var ids []clip.ID
	for _, row := range found.Rows {
		ids = append(ids, row.Clip.ID)
	}
	title := strings.TrimSpace(request.Query.Text)
	if title != "" {
		title = review.WordsIn(request.Lang).PressReview + ": " + title
	}
	return a.oneSection(ctx, ids, title)
}

// maxExport is how many clips a search exports when the request sets no limit.
const maxExport = 5000

func (a *App) oneSection(ctx context.Context, ids []clip.ID, title string) ([]review.Section, string, error) {
	clips, err := a.Clips(ctx, ids)
	if err != nil || len(clips) == 0 {
		return nil, title, err
	}
	return []review.Section{{Title: title, Clips: clips}}, title, nil
}

// folderSections makes a section of a folder and of each folder below it; a
// clip that stands in several appears in the first.
func (a *App) folderSections(ctx context.Context, root clip.ID) ([]review.Section, string, error) {
	folders, err := a.library.Folders(ctx)
	if err != nil {
		return nil, "", err
	}
	top := slices.IndexFunc(folders, func(f clip.Folder) bool { return f.ID == root })
	if top < 0 {
		return nil, "", &clip.Error{Kind: clip.ErrNotFound, Message: "There is no such folder.", Next: "Choose another folder."}
	}
	w := &folderWalk{app: a, folders: folders, seen: map[clip.ID]bool{}}
	err = w.visit(ctx, folders[top], 0)
	return w.sections, folders[top].Name, err
}

type folderWalk struct {
	app      *App
	folders  []clip.Folder
	seen     map[clip.ID]bool
	sections []review.Section
}

func (w *folderWalk) visit(ctx context.Context, folder clip.Folder, depth int) error {
	ids, err := w.app.library.IDs(ctx, clip.Query{Folders: []clip.ID{folder.ID}, Order: clip.ByHand})
	if err != nil {
		return err
	}
	ids = slices.DeleteFunc(ids, func(id clip.ID) bool { return w.seen[id] })
	for _, id := range ids {
		w.seen[id] = true
	}
	clips, err := w.app.Clips(ctx, ids)
	if err != nil {
		return err
	}
	if len(clips) > 0 {
		w.sections = append(w.sections, review.Section{Title: folder.Name, Depth: depth, Clips: clips})
	}
	for _, child := range w.folders {
		if child.Parent == folder.ID {
			if err := w.visit(ctx, child, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsclip/clip"
	"newsclip/clip/export"
	"newsclip/clip/export/review"
)

// ExportRequest says what becomes a document, how and where.
type ExportRequest struct {
	Format string // a name of export.Formats
	Target string // the file or folder to be made
	// Clips is a selection; else Folder (with its subfolders), Story or Query.
	Clips  []clip.ID
	Folder clip.ID
	Story  clip.ID
	Query  clip.Query

	Title    string // empty: the folder's or story's name
	Subtitle string
	Lang     string
	review.Options
	// Notes exports highlights and notes too.
	Notes bool
	// Overwrite allows to replace what stands at Target.
	Overwrite bool
}

// Export writes a document. It appears whole or not at all: a cancelled or
// failed export leaves nothing behind and what was there stays.
func (a *App) Export(ctx context.Context, request ExportRequest) (review.Report, error) {
	format, err := export.Find(request.Format)
	if err != nil {
		return review.Report{}, err
	}
	document, err := a.review(ctx, request)
	if err != nil {
		return review.Report{}, err
	}
	if document.Clips() == 0 {
		return review.Report{}, &clip.Error{Kind: clip.ErrNotFound, Message: "There is no clip to export.", Next: "Choose a folder, story or selection that has clips."}
	}
	return export.Write(ctx, format, document, request.Target, request.Overwrite, request.Options)
}

func (a *App) review(ctx context.Context, request ExportRequest) (*review.Review, error) {
	sections, title, err := a.sections(ctx, request)
	if err != nil {
		return nil, err
	}
	about, err := a.about(ctx, sections, request.Notes)
	if err != nil {
		return nil, err
	}
	if request.Title != "" {
		title = request.Title
	}
	document := &review.Review{Title: title, Subtitle: request.Subtitle, Lang: request.Lang, Created: a.clock(),
		Sections: sections, About: about, Image: a.Image}
	for _, section := range sections {
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
	return document, nil
}

// sections gathers the clips of a request and a title for them.
func (a *App) sections(ctx context.Context, request ExportRequest) ([]review.Section, string, error) {
	switch {
	case len(request.Clips) > 0:
		return a.oneSection(ctx, request.Clips, "Press review")
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
	title := "Press review"
	if text := strings.TrimSpace(request.Query.Text); text != "" {
		title = fmt.Sprintf("Press review: %s", text)
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
	ids, err := w.app.library.IDs(ctx, clip.Query{Folders: []clip.ID{folder.ID}})
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
